/* SPDX-License-Identifier: MIT */
/* What is to be done about one customer: all matters, settled and gated, gravest first. */
#ifndef REGULARS_AGENDA_H
#define REGULARS_AGENDA_H

#include "due-followups/matter.h"

struct agenda {
    struct view view;
    struct matters matters; /* those that are listed first, gravest first; then the others */
    size_t listed;          /* how many are */
};

/* Works out a customer's agenda; it lives in the arena, which the caller resets. */
void agenda_make(struct agenda *a, const struct desk *d, uint32_t customer, struct arena *arena);

/* The matter that says how the customer is contacted: the gravest listed that is not for the staff alone, else the gravest. */
const struct matter *agenda_lead(const struct agenda *a);

#endif
