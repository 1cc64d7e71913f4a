/* SPDX-License-Identifier: MIT */
/*
 * Fits BG/NBD and MBG/NBD to the histories of all customers by maximum likelihood. Customers with
 * the same history are merged first, and the rows sorted, so that the result depends neither on the
 * order of the customers nor on how they were spread over files.
 */
#ifndef REGULARS_SCORE_LOYALTY_BTYD_FIT_H
#define REGULARS_SCORE_LOYALTY_BTYD_FIT_H

#include <stdint.h>

#include "score-loyalty/btyd.h"

/* `count` customers with the same history; times in days. */
struct btyd_row {
    uint32_t x;
    uint32_t recency; /* t_x: from the first to the last purchase day */
    uint32_t age;     /* T: from the first purchase day to as_of */
    uint32_t count;
};

enum btyd_outcome {
    BTYD_FITTED,
    BTYD_FITTED_ON_EDGE, /* a parameter ran away: the data do not bound it; usable, to be mentioned
                          */
    BTYD_TOO_FEW_REPEATERS, /* fewer than BTYD_LEAST_REPEATERS customers came a second day */
    BTYD_NOT_CONVERGED
};

enum { BTYD_LEAST_REPEATERS = 10 };

struct btyd_fit {
    struct btyd_parameters parameters; /* alpha in days */
    double log_likelihood;             /* of all customers, times in days */
    uint64_t customers;
    uint64_t repeaters;
    unsigned evaluations; /* of the likelihood of all rows */
};

/* Sorts rows by (x, recency, age) and merges equal ones, in place; returns how many are left. */
size_t btyd_merge_rows(struct btyd_row *rows, size_t count);

/*
 * Fits `model` to merged rows (recency <= age, x <= recency). Unless the outcome is one of the
 * first two, only the counts in *fit have a meaning. A few milliseconds for some thousand rows, a
 * second for a million.
 */
enum btyd_outcome btyd_fit(enum btyd_model model, const struct btyd_row *rows, size_t count,
                           struct btyd_fit *fit);

/* Why, or with which reservation; empty for BTYD_FITTED. For the column model_note. */
const char *btyd_outcome_text(enum btyd_outcome outcome);

/*
 * The log-likelihood of all rows under p (alpha in days); `gradient`, unless NULL, receives its
 * derivatives by r, alpha, a, b.
 */
double btyd_rows_log_likelihood(const struct btyd_parameters *p, const struct btyd_row *rows,
                                size_t count, double gradient[4]);

#endif
