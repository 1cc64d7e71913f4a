/* SPDX-License-Identifier: MIT */
/*
 * The minimum of a smooth function of a few variables within a box: BFGS with the caller's gradient
 * (Nocedal & Wright, Numerical Optimization, chapter 6) and a bisecting line search for the weak
 * Wolfe conditions (Lewis & Overton 2013). Deterministic; no memory is allocated.
 */
#ifndef REGULARS_SCORE_LOYALTY_MINIMISE_H
#define REGULARS_SCORE_LOYALTY_MINIMISE_H

#include <stdbool.h>
#include <stddef.h>

enum { MINIMISE_MAX = 4 };

struct minimise_problem {
    size_t variables; /* 1..MINIMISE_MAX */
    double low[MINIMISE_MAX];
    double high[MINIMISE_MAX];

    /* The value at a point, of the order of 1, and the gradient there; not finite: the point is
     * refused. */
    double (*value)(const void *context, const double *at, double *gradient);
    const void *context;
};

/* Where the search is; zero-initialised and with `at` set it is a start. */
struct minimum {
    double at[MINIMISE_MAX];
    double value;
    double gradient[MINIMISE_MAX];
    double hessian[MINIMISE_MAX][MINIMISE_MAX]; /* as far as it became known */
    bool has_hessian; /* in a start: `hessian` is to be used, from a similar problem */
    bool on_edge;     /* some variable ended on a side of its box */
    unsigned evaluations;
};

/*
 * Moves *m to a minimum. True when the gradient has vanished, or when no step along it lowers the
 * value any more: with doubles that is as far as one can get. False when the start has no finite
 * value, or when the gradient is still large after the steps allowed; *m is then the best point
 * seen.
 */
bool minimise(const struct minimise_problem *problem, struct minimum *m);

#endif
