/* SPDX-License-Identifier: MIT */
/*
 * Buy till you die: what a customer's purchase days say about whether they will come again. The
 * BG/NBD model (Fader, Hardie and Lee 2005) and its modification MBG/NBD (Batislam, Denizel and
 * Filiztekin 2007; Hoppe and Wagner 2007): while alive a customer buys at a rate of their own,
 * spread over customers as Gamma(r, alpha); after each purchase (MBG: after the first one too) they
 * may leave for ever, with a probability of their own, spread as Beta(a, b). Pure functions; the
 * fit is in btyd_fit.h.
 *
 * Of a customer the models know x, the repeat purchase days; t_x, the time from the first to the
 * last one; T, the time from the first one to now. Times and alpha are in one unit, whichever.
 */
#ifndef REGULARS_SCORE_LOYALTY_BTYD_H
#define REGULARS_SCORE_LOYALTY_BTYD_H

#include <stdbool.h>
#include <stddef.h>

/* The value is the k of the formulas. */
enum btyd_model { BTYD_BG_NBD = 0, BTYD_MBG_NBD = 1 };

struct btyd_parameters {
    enum btyd_model model;
    double r;     /* shape of the purchase rates */
    double alpha; /* their scale: the mean rate is r / alpha */
    double a;     /* the mean probability to leave after a purchase is a / (a + b) */
    double b;
};

/* What is known of one customer. */
struct btyd_customer {
    double x;
    double t_x;
    double T;
};

/* "bg-nbd", "mbg-nbd". */
const char *btyd_model_name(enum btyd_model model);

/*
 * Whether the functions below can work with these parameters, times being in days: all positive and
 * finite, alpha at least a hundredth of a day, a mean rate of at most a thousand purchases a day.
 */
bool btyd_parameters_valid(const struct btyd_parameters *p);

/* The log-likelihood of one customer's history: Fader, Hardie and Lee 2005, eq. 6, in their
 * spreadsheet's form. */
double btyd_log_likelihood(const struct btyd_parameters *p, const struct btyd_customer *c);

/* The probability that the customer has not left, 0..1. BG/NBD says 1 of all who bought once. */
double btyd_p_alive(const struct btyd_parameters *p, const struct btyd_customer *c);

/*
 * Purchases expected in the next t of a customer who is alive now: times btyd_p_alive() it is
 * E[Y(t) | x, t_x, T]. It depends on x and T only, so that one value serves all customers who share
 * them. Relative error below 1e-12.
 */
double btyd_expected_if_alive(const struct btyd_parameters *p, double x, double T, double t);

/*
 * The same for `count` ends of time t[0] < t[1] < ...: expected[i] is for t[i]. One pass for
 * BTYD_STEPS of them costs little more than for one.
 */
enum { BTYD_STEPS = 16 };
void btyd_expected_steps(const struct btyd_parameters *p, double x, double T, const double *t,
                         size_t count, double *expected);

/*
 * Purchases expected in the first t after a first one, of a customer of whom nothing else is known:
 * E[X(t)]; eq. 9 of Fader, Hardie and Lee 2005.
 */
double btyd_expected_of_new(const struct btyd_parameters *p, double t);

#endif
