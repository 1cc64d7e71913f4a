/* SPDX-License-Identifier: MIT */
/*
 * What a customer spends on a purchase day, by the Gamma-Gamma model (Fader and Hardie 2013, "The
 * Gamma-Gamma model of monetary value"): the days of one customer vary around a mean of their own,
 * and the means vary over customers. It holds when frequency and value do not go together, so look
 * at the correlation. Only repeat days count, as in the models of frequency.
 */
#ifndef REGULARS_SCORE_LOYALTY_GAMMA_GAMMA_H
#define REGULARS_SCORE_LOYALTY_GAMMA_GAMMA_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct gamma_gamma_parameters {
    double p; /* shape of the days of one customer */
    double q; /* shape over customers; a mean exists only for q > 1 */
    double v; /* scale, in units of money */
};

/* One customer's repeat days. */
struct gamma_gamma_row {
    int64_t money; /* all repeat days together, in the scaled integers of the caller */
    uint32_t x;    /* repeat days */
};

enum gamma_gamma_outcome {
    GAMMA_GAMMA_FITTED,
    GAMMA_GAMMA_FITTED_ON_EDGE, /* a parameter ran away: all spend alike; usable, to be mentioned */
    GAMMA_GAMMA_TOO_FEW, /* fewer than GAMMA_GAMMA_LEAST customers with money on a repeat day */
    GAMMA_GAMMA_NO_MEAN, /* q <= 1 */
    GAMMA_GAMMA_NOT_CONVERGED
};

enum { GAMMA_GAMMA_LEAST = 10 };

struct gamma_gamma_fit {
    struct gamma_gamma_parameters parameters;
    double log_likelihood; /* money in units */
    double correlation;    /* of x and the mean repeat day, over those fitted; 0 where either is
                              constant */
    uint64_t customers;    /* those fitted */
    unsigned evaluations;
};

/*
 * Fits the model to the rows with x >= 1 and money > 0; the others are passed over. `unit` is what
 * makes one unit of money (100 for cents). The result depends on the order of rows by rounding
 * only; sort them (gamma_gamma_sort_rows) where the bytes of the output matter. Unless the outcome
 * is one of the first two, only counts and correlation have a meaning.
 */
enum gamma_gamma_outcome gamma_gamma_fit(const struct gamma_gamma_row *rows, size_t count,
                                         double unit, struct gamma_gamma_fit *fit);

/* Sorts by x, then money: rows in this order are also fitted fastest. */
void gamma_gamma_sort_rows(struct gamma_gamma_row *rows, size_t count);

/* Why, or with which reservation; empty for GAMMA_GAMMA_FITTED. */
const char *gamma_gamma_outcome_text(enum gamma_gamma_outcome outcome);

/* Whether gamma_gamma_mean can work with them: positive, finite, q > 1. */
bool gamma_gamma_parameters_valid(const struct gamma_gamma_parameters *p);

/* The log-likelihood of one customer: x repeat days with mean value m, both positive. */
double gamma_gamma_log_likelihood(const struct gamma_gamma_parameters *p, double x, double m);

/*
 * E[M]: the value expected of this customer's future days; x = 0 gives the mean over all customers.
 * eq. 5 of the paper.
 */
double gamma_gamma_mean(const struct gamma_gamma_parameters *p, double x, double m);

#endif
