/* SPDX-License-Identifier: MIT */
/*
 * What the fitted models say of one customer: chance to be alive, purchases expected, value of what
 * they will bring. Purchases of somebody alive depend on x and T alone, so they are worked out once
 * for each pair.
 */
#ifndef REGULARS_SCORE_LOYALTY_FORECAST_H
#define REGULARS_SCORE_LOYALTY_FORECAST_H

#include <stdint.h>

#include "score-loyalty/btyd.h"
#include "score-loyalty/gamma_gamma.h"

/* Times in days; horizon and step at least 1; a discount rate above -1 per step. */
struct forecast_terms {
    uint32_t horizon;
    uint32_t step;
    double discount_rate;
};

struct forecast {
    double p_alive;
    double expected;   /* purchases within the horizon */
    double discounted; /* the same, each step's discounted to now: times E[M] it is the value */
};

struct forecaster;

/* Forecasts by valid parameters. Give it back with forecaster_close. */
struct forecaster *forecaster_open(const struct btyd_parameters *p,
                                   const struct forecast_terms *terms);
void forecaster_close(struct forecaster *f);

/* The forecast of a customer with x repeat days, `recency` and `age` days as in struct btyd_row. */
struct forecast forecast_customer(struct forecaster *f, uint32_t x, uint32_t recency, uint32_t age);

/*
 * Sum over the steps k = 1, 2, ... of (E(k step) - E((k-1) step)) / (1 + rate)^k, E being the
 * purchases expected of a customer who is alive; a last step that the horizon cuts short counts as
 * a step.
 */
double forecast_discounted_if_alive(const struct btyd_parameters *p,
                                    const struct forecast_terms *terms, uint32_t x, uint32_t age,
                                    double *expected);

#endif
