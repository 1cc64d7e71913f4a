/* SPDX-License-Identifier: MIT */
/*
 * The log-likelihood of BG/NBD and MBG/NBD over many rows, with its gradient: what a fit asks for
 * again and again. It is worked out by two threads where there is enough to do; sums are always of
 * the same rows in the same order, whoever adds them.
 */
#ifndef REGULARS_SCORE_LOYALTY_BTYD_LIKELIHOOD_H
#define REGULARS_SCORE_LOYALTY_BTYD_LIKELIHOOD_H

#include "score-loyalty/btyd_fit.h"

/* Rows and the room for their sums. */
struct likelihood {
    const struct btyd_row *rows;
    size_t count;
    enum btyd_model model;
    double customers;
    double scale; /* the latest age, or 1: a search may see alpha / scale */
    uint32_t *days;
    size_t day_count; /* the days that occur */
    struct likelihood_day *by_day;
    struct likelihood_group *groups;
    size_t group_count;
    struct pool *pool; /* NULL: one thread does it */
};

/* Makes ready; the rows are merged ones, of ages from recency on, and must outlive it. Give it back with likelihood_close. */
void likelihood_open(struct likelihood *l, enum btyd_model model, const struct btyd_row *rows,
                     size_t count);
void likelihood_close(struct likelihood *l);

/* The value of all rows under p (alpha in days), and its derivatives by r, alpha, a, b. */
double likelihood_value(const struct likelihood *l, const struct btyd_parameters *p,
                        double gradient[4]);

#endif
