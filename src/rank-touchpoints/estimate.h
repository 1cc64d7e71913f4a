/* SPDX-License-Identifier: MIT */
/*
 * Estimates with 95 % intervals, and tests of the difference of two groups. Pure functions of counts and of sorted values,
 * so that the order of rows never matters. Sources stand with each function; R and S mean the textbook names of the field.
 */
#ifndef REGULARS_ESTIMATE_H
#define REGULARS_ESTIMATE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* A value with its interval; in the unit of the measure. */
struct estimate {
    double value, low, high;
};

/* A share hits/n, n > 0, with Wilson's score interval (E. B. Wilson, JASA 22, 1927, p. 209). 0..1 */
struct estimate estimate_share(uint64_t hits, uint64_t n);

/*
 * Net promoter score 100 (p - d) with p = promoters/n, d = detractors/n. The interval is adjusted Wald: 3/4 promoters,
 * 3/2 passives and 3/4 detractors are added before NPS +- 1.96 * 100 sqrt((p + d - (p - d)^2) / n), clamped to -100..100, so that it does not
 * vanish when all agree (B. Rocks, "Interval estimation for the net promoter score", The American Statistician 70, 2016).
 */
struct estimate estimate_nps(uint64_t promoters, uint64_t passives, uint64_t detractors);

/* Mean of n > 0 values with Student's interval; one value alone has the interval -inf..inf (low > high is never given). */
struct estimate estimate_mean(const int64_t *values, size_t n);

/*
 * Median of n > 0 sorted values with the distribution-free interval between the order statistics of ranks
 * floor((n - 1.96 sqrt n) / 2) and ceil(1 + (n + 1.96 sqrt n) / 2), kept within 1..n (M. J. Campbell, M. J. Gardner, BMJ 296, 1988, p. 1454).
 */
struct estimate estimate_median(const int64_t *sorted, size_t n);

/* The value of rank ceil(0.9 n) of n > 0 sorted values. */
int64_t estimate_ninetieth(const int64_t *sorted, size_t n);

/* Two-sided p of the test that two shares are equal: z with the pooled share. 1 where both are 0 or both 1. */
double test_shares(uint64_t hits_a, uint64_t n_a, uint64_t hits_b, uint64_t n_b);

/* Two-sided p of the test that two net promoter scores are equal: z of the adjusted scores and variances of estimate_nps. */
double test_nps(const uint64_t a[3], const uint64_t b[3]);

/* Two-sided p of Welch's test of two means (B. L. Welch, Biometrika 34, 1947); 1 with fewer than 2 values on a side. */
double test_means(const int64_t *a, size_t n_a, const int64_t *b, size_t n_b);

/*
 * Two-sided p of the Wilcoxon-Mann-Whitney test of two sorted samples, by the normal approximation with correction for
 * ties and continuity (H. B. Mann, D. R. Whitney, Ann. Math. Stat. 18, 1947); 1 where all values are equal.
 */
double test_ranks(const int64_t *a, size_t n_a, const int64_t *b, size_t n_b);

/* Holm's step-down adjustment of m p values in place (S. Holm, Scand. J. Stat. 6, 1979); NaN marks rows without a test. */
void adjust_holm(double *p, size_t m);

#endif
