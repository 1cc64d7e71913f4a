/* SPDX-License-Identifier: MIT */
#include "score-loyalty/gamma_gamma.h"

#include <math.h>

#include "loyalty_data.h"
#include "variates.h"

static const struct gamma_gamma_parameters published = {6.25, 3.74, 15.44};

/* Fader and Hardie 2013: the mean of all customers, and one who spent 40 on each of two days. */
static void test_published_values(void)
{
    struct gamma_gamma_parameters p = {6.249572, 3.744225, 15.443522};
    CHECK_CLOSE(gamma_gamma_mean(&p, 0, 0), 35.1704, 2e-6);
    CHECK_CLOSE(gamma_gamma_mean(&p, 2, 40), 39.1305, 2e-6);
}

/* A few rows, by hand from the formula. */
static void test_likelihood(void)
{
    const double p = published.p, q = published.q, v = published.v;
    double one = lgamma(p + q) - lgamma(p) - lgamma(q) + q * log(v) + (p - 1) * log(20) -
                 (p + q) * log(20 + v);
    CHECK_CLOSE(gamma_gamma_log_likelihood(&published, 1, 20), one, 1e-13);
    /* a density over m: it integrates to one */
    double sum = 0;
    for (double m = 0.005; m < 4000; m += 0.01)
        sum += 0.01 * exp(gamma_gamma_log_likelihood(&published, 3, m));
    CHECK_CLOSE(sum, 1, 1e-6);
}

static void test_cdnow(void)
{
    enum { X = 1, MEAN = 5 };
    static struct gamma_gamma_row rows[DATA_ROWS];
    struct data_file d;
    struct gamma_gamma_fit fit;
    size_t count = 0;
    if (!data_open(&d, "../shared/data/loyalty/btyd_cdnow_cbs.csv"))
        return;
    for (; count < DATA_ROWS && data_next(&d); count++)
        rows[count] = (struct gamma_gamma_row){data_scaled(&d, MEAN, 100 * data_number(&d, X)),
                                               (uint32_t)data_scaled(&d, X, 1)};
    gamma_gamma_sort_rows(rows, count);
    CHECK_NUMBER(gamma_gamma_fit(rows, count, 100, &fit), GAMMA_GAMMA_FITTED);
    CHECK_NUMBER((int64_t)fit.customers, 946);
    CHECK(fabs(fit.parameters.p / 6.249572 - 1) < 1e-5);
    CHECK(fabs(fit.parameters.q / 3.744225 - 1) < 1e-5);
    CHECK(fabs(fit.parameters.v / 15.443522 - 1) < 1e-5);
    CHECK(fabs(fit.log_likelihood - -4055.917695) < 1e-6);
    double sum = 0;
    for (size_t i = 0; i < count; i++)
        if (rows[i].x != 0 && rows[i].money > 0)
            sum += gamma_gamma_log_likelihood(&fit.parameters, rows[i].x,
                                              (double)rows[i].money / 100 / rows[i].x);
    CHECK_CLOSE(fit.log_likelihood, sum, 1e-11);
}

/* ---- customers made up with known parameters ---- */

static double log_likelihood(const struct gamma_gamma_parameters *p,
                             const struct gamma_gamma_row *rows, size_t count)
{
    double sum = 0;
    for (size_t i = 0; i < count; i++)
        sum += gamma_gamma_log_likelihood(p, rows[i].x, (double)rows[i].money / 1e6 / rows[i].x);
    return sum;
}

/*
 * Twice what the truth is less likely than the estimate: chi-squared with three degrees of freedom
 * if the estimate is within its standard errors. 16.27 is exceeded once in a thousand.
 */
static double simulated_distance(const struct gamma_gamma_parameters *truth, uint64_t random,
                                 size_t count)
{
    struct gamma_gamma_row *rows = calloc(count, sizeof *rows);
    struct gamma_gamma_fit fit;
    for (size_t i = 0; i < count; i++) {
        uint32_t x = 1 + (uint32_t)(-3 * log(variate_uniform(&random)));
        double rate = variate_gamma(&random, truth->q) / truth->v;
        rows[i] = (struct gamma_gamma_row){
            (int64_t)(1e6 * variate_gamma(&random, truth->p * x) / rate) + 1, x};
    }
    gamma_gamma_sort_rows(rows, count);
    CHECK_NUMBER(gamma_gamma_fit(rows, count, 1e6, &fit), GAMMA_GAMMA_FITTED);
    double away = 2 * (fit.log_likelihood - log_likelihood(truth, rows, count));
    printf("simulated: p %.3f q %.3f v %.3f, distance %.2f, %u evaluations, correlation %.3f\n",
           fit.parameters.p, fit.parameters.q, fit.parameters.v, away, fit.evaluations,
           fit.correlation);
    CHECK(fabs(fit.correlation) < 0.05);
    free(rows);
    return away;
}

static void test_simulated(void)
{
    const struct gamma_gamma_parameters truth[] = {
        {6.25, 3.74, 15.44}, {2, 4, 3000}, {40, 12, 5}, {1, 1.8, 0.7}};
    for (size_t i = 0; i < sizeof truth / sizeof truth[0]; i++) {
        for (uint64_t seed = 1; seed <= 3; seed++) {
            double away = simulated_distance(&truth[i], seed * 100 + i, 4000);
            CHECK(away > -1e-6 && away < 16.27);
        }
    }
    double away = simulated_distance(&truth[0], 9, 60000);
    CHECK(away > -1e-6 && away < 16.27);
}

/* ---- data that do not suffice ---- */

static void test_poor_data(void)
{
    struct gamma_gamma_row rows[40];
    struct gamma_gamma_fit fit;
    for (size_t i = 0; i < 40; i++)
        rows[i] = (struct gamma_gamma_row){i < 9 ? 100 : i < 20 ? 0 : -100, 1 + i % 2};
    CHECK_NUMBER(gamma_gamma_fit(rows, 40, 100, &fit), GAMMA_GAMMA_TOO_FEW);
    CHECK_NUMBER((int64_t)fit.customers, 9);
    CHECK_NUMBER(gamma_gamma_fit(NULL, 0, 100, &fit), GAMMA_GAMMA_TOO_FEW);
    CHECK(fit.correlation == 0);

    /* everybody pays the same each day: the best forecast is that they go on */
    for (size_t i = 0; i < 40; i++)
        rows[i] = (struct gamma_gamma_row){(int64_t)(1 + i % 3) * 995, (uint32_t)(1 + i % 3)};
    enum gamma_gamma_outcome outcome = gamma_gamma_fit(rows, 40, 100, &fit);
    CHECK_NUMBER(outcome, GAMMA_GAMMA_FITTED_ON_EDGE);
    CHECK(gamma_gamma_outcome_text(outcome)[0] != '\0');
    CHECK(gamma_gamma_parameters_valid(&fit.parameters));
    CHECK_CLOSE(gamma_gamma_mean(&fit.parameters, 1, 9.95), 9.95, 1e-3);

    for (size_t i = 0; i < 40; i++)
        rows[i] = (struct gamma_gamma_row){199, 1};
    CHECK_NUMBER(gamma_gamma_fit(rows, 40, 100, &fit), GAMMA_GAMMA_FITTED_ON_EDGE);
    CHECK_CLOSE(gamma_gamma_mean(&fit.parameters, 1, 1.99), 1.99, 1e-3);

    /* means over thirteen orders of magnitude have no mean of their own */
    int64_t money = 1;
    for (size_t i = 0; i < 40; i++, money *= i % 3 == 0 ? 10 : 1)
        rows[i] = (struct gamma_gamma_row){money * (i % 2 == 0 ? 9 : 11), 1};
    CHECK_NUMBER(gamma_gamma_fit(rows, 40, 1, &fit), GAMMA_GAMMA_NO_MEAN);
}

static void test_validity(void)
{
    struct gamma_gamma_parameters p = published;
    CHECK(gamma_gamma_parameters_valid(&p));
    p.q = 1;
    CHECK(!gamma_gamma_parameters_valid(&p));
    p.q = NAN;
    CHECK(!gamma_gamma_parameters_valid(&p));
    p = published;
    p.v = 0;
    CHECK(!gamma_gamma_parameters_valid(&p));
    p.v = INFINITY;
    CHECK(!gamma_gamma_parameters_valid(&p));
}

int main(void)
{
    test_published_values();
    test_likelihood();
    test_cdnow();
    test_simulated();
    test_poor_data();
    test_validity();
    return test_report("gamma_gamma");
}
