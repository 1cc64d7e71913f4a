/* SPDX-License-Identifier: MIT */
/*
 * One row of the loyalty stream. Stretches of columns that are the same for all customers of the
 * same scores, or for all who had no experience with us, are made once and copied from then on:
 * there are few of them, however many customers.
 */
#ifndef REGULARS_SCORE_LOYALTY_LOYALTY_ROW_H
#define REGULARS_SCORE_LOYALTY_LOYALTY_ROW_H

#include "lib/csv_writer.h"
#include "score-loyalty/assess.h"

/* Columns that stand beside each other, ready to be written; NULL: not made yet. */
struct ready_columns {
    struct slice scores;  /* r to segment, of a customer with a purchase */
    struct slice verdict; /* loyalty_kind to model_note, of one without experience, too */
};

/* A row's way out; one a thread. */
struct loyalty_row {
    struct csv_writer *out;
    const struct assessor *a;
    struct slice as_of, currency, note; /* the same in all rows, ready to be written */
    struct ready_columns ready[RFM_SCORES][RFM_SCORES][RFM_SCORES]; /* by r, f, m, each - 1 */
    struct slice ready_experience; /* nps to recovered, of those without; NULL: not made yet */
    struct csv_writer *aside;      /* where they are made */
    struct arena kept;             /* where they live */
    struct arena row;              /* of the present row */
};

/* A way out through `out`, which must outlive it, as must `a`. Give it back with loyalty_row_close.
 */
void loyalty_row_open(struct loyalty_row *r, struct csv_writer *out, const struct assessor *a);
void loyalty_row_close(struct loyalty_row *r);

/* Writes all columns of one of the people. False once a write has failed. */
bool loyalty_row_write(struct loyalty_row *r, const struct person *person);

/* The column loyalty: the score rounded to a whole number. */
int64_t loyalty_row_score(const struct assessment *x);

#endif
