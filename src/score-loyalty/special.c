/* SPDX-License-Identifier: MIT */
#include "score-loyalty/special.h"

#include <math.h>

/* From here on the series below are exact to the last bit or two of a double. */
static const double series_from = 10;

static const double half_log_two_pi = 0.91893853320467274178;

/* B(2n) / (2n (2n-1)): Stirling's series for ln Gamma, in powers of 1/x^2. */
static const double stirling[] = {
    1.0 / 12, -1.0 / 360, 1.0 / 1260, -1.0 / 1680, 1.0 / 1188, -691.0 / 360360, 1.0 / 156,
};

/* -B(2n) / 2n: its derivative. */
static const double stirling_derivative[] = {
    -1.0 / 12, 1.0 / 120, -1.0 / 252, 1.0 / 240, -1.0 / 132, 691.0 / 32760, -1.0 / 12,
};

enum { TERMS = sizeof stirling / sizeof stirling[0] };

static double polynomial(const double *coefficients, double x)
{
    double sum = 0;
    for (int i = TERMS - 1; i >= 0; i--)
        sum = sum * x + coefficients[i];
    return sum;
}

double special_log_gamma(double x)
{
    double product = 1;
    for (; x < series_from; x += 1)
        product *= x;
    double inverse = 1 / x;
    double series = inverse * polynomial(stirling, inverse * inverse);
    double value = (x - 0.5) * log(x) - x + half_log_two_pi + series;
    return product == 1 ? value : value - log(product);
}

double special_digamma(double x)
{
    double shift = 0;
    for (; x < series_from; x += 1)
        shift += 1 / x;
    double square = 1 / (x * x);
    return log(x) - 0.5 / x + square * polynomial(stirling_derivative, square) - shift;
}

double special_log_add(double x, double y)
{
    double high = x > y ? x : y;
    double low = x > y ? y : x;
    return low == -INFINITY ? high : high + log1p(exp(low - high));
}
