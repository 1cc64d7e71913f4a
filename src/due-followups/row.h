/* SPDX-License-Identifier: MIT */
/* A row of the list: who, why, by whom, how, until when, with which words. Rendered as CSV here, as a calendar by ics.h. */
#ifndef REGULARS_ROW_H
#define REGULARS_ROW_H

#include "due-followups/agenda.h"
#include "due-followups/opener.h"
#include "lib/csv_writer.h"
#include "streams/roles.h"

/* What is needed to render rows, beyond the agenda. */
struct row_frame {
    const struct desk *desk;
    const struct openers *openers;
    struct slice as_of; /* as it is written */
};

struct row {
    char id[17]; /* hexadecimal */
    struct slice customer_id, name, other_reasons;
    const struct matter *matter;
    const char *class;
    int64_t overdue; /* business seconds */
    int urgency;
    struct slice channel;
    int64_t not_before, not_after; /* NO_MOMENT: nobody is contacted */
    const struct zone *zone;       /* of these two: the customer's */
    struct slice owner, escalate_to, case_id, order_id, note, opener;
};

enum { QUIET_UNTIL = 8 * 3600, QUIET_FROM = 21 * 3600 };

/* The columns of the list, in order. */
extern const struct role_use row_uses[];
extern const size_t row_use_count;

/* Makes the row of an agenda of which something is listed; texts are in the arena. */
void row_make(struct row *r, const struct row_frame *frame, const struct agenda *a, struct arena *arena);

/* The id of customer, reason and trigger: the same in every run and on every machine. */
void row_id(struct slice customer, enum reason reason, struct slice trigger, char id[17]);

/* Writes the header. False once a write has failed. */
bool row_write_header(struct csv_writer *w);

/* Writes the row. False once a write has failed. */
bool row_write(const struct row *r, const struct row_frame *frame, struct csv_writer *w);

#endif
