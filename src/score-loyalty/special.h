/* SPDX-License-Identifier: MIT */
/*
 * The few special functions that the purchase models need, for positive arguments only, in plain C:
 * thread-safe (the C library's lgamma writes a global sign), and the same on every machine up to
 * the rounding of log and exp.
 */
#ifndef REGULARS_SCORE_LOYALTY_SPECIAL_H
#define REGULARS_SCORE_LOYALTY_SPECIAL_H

/*
 * ln Gamma(x) for x > 0; the error is below 1e-14 absolute or 1e-15 relative, whichever is larger.
 * Stirling's series above 10, the recurrence below (DLMF 5.11.1, 5.5.1).
 */
double special_log_gamma(double x);

/* The derivative of ln Gamma(x) for x > 0, to the same precision (DLMF 5.11.2, 5.5.2). */
double special_digamma(double x);

/* ln(exp(x) + exp(y)) without overflow; either may be minus infinity. */
double special_log_add(double x, double y);

#endif
