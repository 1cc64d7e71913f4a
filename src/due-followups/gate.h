/* SPDX-License-Identifier: MIT */
/*
 * Whether a customer may be contacted, and how: opt-out, unsubscribe, block, bounce; then, for courtesy, consent and
 * a signal of interest; then the cap. A service matter passes all of them but the first, which turns it into a
 * row for the staff alone.
 */
#ifndef REGULARS_GATE_H
#define REGULARS_GATE_H

#include "due-followups/matter.h"

enum { INTEREST_DAYS = 365 };

/* What the cap says of one customer, reckoned when the first matter asks; starts as zero. */
struct gate_cap {
    bool reckoned, over;
    int64_t opens_at; /* NO_MOMENT: not over, or never */
};

/* Sets gate, channel and, where it is blocked, outcome and earliest of a matter that is due. */
void gate_pass(const struct desk *d, const struct view *v, struct matter *m, struct gate_cap *cap, struct arena *arena);

/* "opt_out", "cap", ... */
const char *gate_name(enum gate gate);

/* The same as a clause: "the customer opted out". */
const char *gate_words(enum gate gate);

/* The clause for this customer: where all channels are barred because the log names none, it says so. */
const char *gate_reason(enum gate gate, const struct touch *touch);

/* Whether the last contact was an e-mail that nobody answered, or three written ones went by without a talk. */
bool gate_needs_call(const struct view *v);

#endif
