/* SPDX-License-Identifier: MIT */
/*
 * Random numbers for simulated customers, the same in every run: splitmix64 (Steele, Lea and Flood
 * 2014) and Marsaglia and Tsang's gamma variates (2000).
 */
#ifndef REGULARS_TESTS_VARIATES_H
#define REGULARS_TESTS_VARIATES_H

#include <math.h>
#include <stdint.h>

/* Between 0 and 1, never either. */
static inline double variate_uniform(uint64_t *state)
{
    uint64_t z = *state += UINT64_C(0x9e3779b97f4a7c15);
    z = (z ^ z >> 30) * UINT64_C(0xbf58476d1ce4e5b9);
    z = (z ^ z >> 27) * UINT64_C(0x94d049bb133111eb);
    return ((double)((z ^ z >> 31) >> 12) + 0.5) / 4503599627370496.0;
}

static inline double variate_normal(uint64_t *state)
{
    double radius = sqrt(-2 * log(variate_uniform(state)));
    return radius * cos(6.283185307179586 * variate_uniform(state));
}

/* Gamma with this shape and scale 1. */
static inline double variate_gamma(uint64_t *state, double shape)
{
    if (shape < 1)
        return variate_gamma(state, shape + 1) * pow(variate_uniform(state), 1 / shape);
    const double d = shape - 1.0 / 3;
    for (;;) {
        double x = variate_normal(state);
        double cube = 1 + x / sqrt(9 * d);
        double v = cube * cube * cube;
        if (v > 0 && log(variate_uniform(state)) < x * x / 2 + d - d * v + d * log(v))
            return d * v;
    }
}

static inline double variate_beta(uint64_t *state, double a, double b)
{
    double x = variate_gamma(state, a);
    return x / (x + variate_gamma(state, b));
}

#endif
