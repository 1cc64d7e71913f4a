/* SPDX-License-Identifier: MIT */
#include "rank-touchpoints/estimate.h"

#include <math.h>

#include "lib/memory.h"

static const double z95 = 1.959963984540054; /* 0.975 quantile of the normal distribution */

struct estimate estimate_share(uint64_t hits, uint64_t n)
{
    double size = (double)n;
    double p = (double)hits / size;
    double zz = z95 * z95;
    double middle = p + zz / (2 * size);
    double half = z95 * sqrt(p * (1 - p) / size + zz / (4 * size * size));
    double whole = 1 + zz / size;
    double low = hits == 0 ? 0 : (middle - half) / whole;
    double high = hits == n ? 1 : (middle + half) / whole;
    return (struct estimate){p, low, high};
}

/* Score and variance of one answer, after adding the pseudo-answers. */
static void adjusted_nps(double promoters, double passives, double detractors, double *score, double *variance)
{
    double n = promoters + passives + detractors + 3;
    double p = (promoters + 0.75) / n;
    double d = (detractors + 0.75) / n;
    *score = p - d;
    *variance = (p + d - (p - d) * (p - d)) / n;
}

struct estimate estimate_nps(uint64_t promoters, uint64_t passives, uint64_t detractors)
{
    double n = (double)(promoters + passives + detractors);
    double score;
    double variance;
    adjusted_nps((double)promoters, (double)passives, (double)detractors, &score, &variance);
    double half = 100 * z95 * sqrt(variance);
    double value = 100 * ((double)promoters - (double)detractors) / n;
    /* of one answer alone the adjusted interval would leave out the answer itself */
    double low = fmin(value, fmax(-100, 100 * score - half));
    double high = fmax(value, fmin(100, 100 * score + half));
    return (struct estimate){value, low, high};
}

static double mean_of(const int64_t *values, size_t n)
{
    double sum = 0;
    for (size_t i = 0; i < n; i++)
        sum += (double)values[i];
    return sum / (double)n;
}

static double variance_of(const int64_t *values, size_t n, double mean)
{
    double sum = 0;
    for (size_t i = 0; i < n; i++)
        sum += ((double)values[i] - mean) * ((double)values[i] - mean);
    return sum / (double)(n - 1);
}

static double log_gamma(double x)
{
    int sign;
    return lgamma_r(x, &sign);
}

/* Continued fraction of the incomplete beta function, by Lentz's method (DLMF 8.17.22). */
static double beta_fraction(double a, double b, double x)
{
    const double tiny = 1e-300;
    double c = 1;
    double d = 1 - (a + b) * x / (a + 1);
    d = 1 / (fabs(d) < tiny ? tiny : d);
    double f = d;
    for (int m = 1; m <= 10000; m++) {
        for (int half = 0; half < 2; half++) {
            double k = m;
            double t = half == 0 ? k * (b - k) * x / ((a + 2 * k - 1) * (a + 2 * k))
                                 : -(a + k) * (a + b + k) * x / ((a + 2 * k) * (a + 2 * k + 1));
            d = 1 + t * d;
            d = 1 / (fabs(d) < tiny ? tiny : d);
            c = 1 + t / c;
            c = fabs(c) < tiny ? tiny : c;
            f *= c * d;
        }
        if (fabs(c * d - 1) < 1e-15)
            break;
    }
    return f;
}

/* Regularised incomplete beta function I_x(a, b). */
static double incomplete_beta(double a, double b, double x)
{
    if (x <= 0)
        return 0;
    if (x >= 1)
        return 1;
    double front = exp(log_gamma(a + b) - log_gamma(a) - log_gamma(b) + a * log(x) + b * log1p(-x));
    if (x < (a + 1) / (a + b + 2))
        return front * beta_fraction(a, b, x) / a;
    return 1 - front * beta_fraction(b, a, 1 - x) / b;
}

/* Two-sided p of Student's t with df degrees of freedom. */
static double student_p(double t, double df)
{
    return incomplete_beta(df / 2, 0.5, df / (df + t * t));
}

/* The t that student_p brings to 0.05, by bisection. */
static double student_quantile(double df)
{
    double low = 0;
    double high = 13; /* df = 1: 12.706 */
    for (int i = 0; i < 80; i++) {
        double middle = (low + high) / 2;
        *(student_p(middle, df) > 0.05 ? &low : &high) = middle;
    }
    return (low + high) / 2;
}

struct estimate estimate_mean(const int64_t *values, size_t n)
{
    double mean = mean_of(values, n);
    if (n < 2)
        return (struct estimate){mean, -INFINITY, INFINITY};
    double half = student_quantile((double)(n - 1)) * sqrt(variance_of(values, n, mean) / (double)n);
    return (struct estimate){mean, mean - half, mean + half};
}

struct estimate estimate_median(const int64_t *sorted, size_t n)
{
    double size = (double)n;
    double low = floor((size - z95 * sqrt(size)) / 2);
    double high = ceil(1 + (size + z95 * sqrt(size)) / 2);
    size_t first = low < 1 ? 0 : (size_t)low - 1;
    size_t last = high > size ? n - 1 : (size_t)high - 1;
    double middle = n % 2 == 1 ? (double)sorted[n / 2]
                               : ((double)sorted[n / 2 - 1] + (double)sorted[n / 2]) / 2;
    return (struct estimate){middle, (double)sorted[first], (double)sorted[last]};
}

int64_t estimate_ninetieth(const int64_t *sorted, size_t n)
{
    return sorted[(n * 9 + 9) / 10 - 1];
}

static double normal_p(double z)
{
    return erfc(fabs(z) / sqrt(2));
}

double test_shares(uint64_t hits_a, uint64_t n_a, uint64_t hits_b, uint64_t n_b)
{
    double a = (double)n_a;
    double b = (double)n_b;
    double pooled = ((double)hits_a + (double)hits_b) / (a + b);
    double variance = pooled * (1 - pooled) * (1 / a + 1 / b);
    return variance <= 0 ? 1 : normal_p(((double)hits_a / a - (double)hits_b / b) / sqrt(variance));
}

double test_nps(const uint64_t a[3], const uint64_t b[3])
{
    double score_a;
    double score_b;
    double variance_a;
    double variance_b;
    adjusted_nps((double)a[0], (double)a[1], (double)a[2], &score_a, &variance_a);
    adjusted_nps((double)b[0], (double)b[1], (double)b[2], &score_b, &variance_b);
    return normal_p((score_a - score_b) / sqrt(variance_a + variance_b));
}

double test_means(const int64_t *a, size_t n_a, const int64_t *b, size_t n_b)
{
    if (n_a < 2 || n_b < 2)
        return 1;
    double mean_a = mean_of(a, n_a);
    double mean_b = mean_of(b, n_b);
    double va = variance_of(a, n_a, mean_a) / (double)n_a;
    double vb = variance_of(b, n_b, mean_b) / (double)n_b;
    if (va + vb <= 0)
        return mean_a == mean_b ? 1 : 0;
    double df = (va + vb) * (va + vb) / (va * va / (double)(n_a - 1) + vb * vb / (double)(n_b - 1));
    return student_p((mean_a - mean_b) / sqrt(va + vb), df);
}

double test_ranks(const int64_t *a, size_t n_a, const int64_t *b, size_t n_b)
{
    double ranks = 0; /* of a's values among all */
    double ties = 0;
    size_t i = 0;
    size_t j = 0;
    while (i < n_a || j < n_b) {
        int64_t value = j == n_b || (i < n_a && a[i] <= b[j]) ? a[i] : b[j];
        size_t before = i + j;
        size_t from_a = i;
        while (i < n_a && a[i] == value)
            i++;
        while (j < n_b && b[j] == value)
            j++;
        double equal = (double)(i + j - before);
        ranks += (double)(i - from_a) * ((double)before + (equal + 1) / 2);
        ties += equal * equal * equal - equal;
    }
    double na = (double)n_a;
    double nb = (double)n_b;
    double n = na + nb;
    double away = fabs(ranks - na * (na + 1) / 2 - na * nb / 2);
    double variance = na * nb / 12 * (n + 1 - ties / (n * (n - 1)));
    return variance <= 0 ? 1 : normal_p(fmax(0, away - 0.5) / sqrt(variance));
}

void adjust_holm(double *p, size_t m)
{
    size_t *order = memory_array(m, sizeof *order);
    size_t tests = 0;
    for (size_t i = 0; i < m; i++) {
        if (isnan(p[i]))
            continue;
        size_t at = tests++; /* insertion keeps equal ones in order; a report has few rows */
        for (; at > 0 && p[order[at - 1]] > p[i]; at--)
            order[at] = order[at - 1];
        order[at] = i;
    }
    double largest = 0;
    for (size_t k = 0; k < tests; k++) {
        double adjusted = p[order[k]] * (double)(tests - k);
        largest = adjusted > largest ? adjusted : largest;
        p[order[k]] = largest > 1 ? 1 : largest;
    }
    memory_release(order);
}
