/* SPDX-License-Identifier: MIT */
#include "score-loyalty/forecast.h"

#include <math.h>

#include "test.h"

static const struct btyd_parameters parameters = {BTYD_MBG_NBD, .524843, 43.281602, .89136,
                                                  1.614002};

/* The definition, step by step. */
static double defined(const struct forecast_terms *terms, uint32_t x, uint32_t age)
{
    double sum = 0;
    double before = 0;
    for (uint32_t k = 1; (k - 1) * terms->step < terms->horizon; k++) {
        double end = fmin(k * terms->step, terms->horizon);
        double now = btyd_expected_if_alive(&parameters, x, age, end);
        sum += (now - before) / pow(1 + terms->discount_rate, k);
        before = now;
    }
    return sum;
}

/* Whole steps, a last one cut short, more steps than one pass takes, a step longer than the
 * horizon. */
static void test_steps(void)
{
    static const struct forecast_terms terms[] = {{360, 30, .01}, {365, 30, .01}, {1000, 7, .002},
                                                  {10, 30, .5},   {480, 30, 0},   {1, 1, -.5}};
    for (size_t i = 0; i < sizeof terms / sizeof terms[0]; i++) {
        double expected;
        double got = forecast_discounted_if_alive(&parameters, &terms[i], 3, 40, &expected);
        CHECK_CLOSE(got, defined(&terms[i], 3, 40), 1e-12);
        CHECK_CLOSE(expected, btyd_expected_if_alive(&parameters, 3, 40, terms[i].horizon), 1e-12);
    }
}

/* Asked twice, in any order, and past the growth of the cache: always what the functions give. */
static void test_cache(void)
{
    const struct forecast_terms terms = {90, 30, .01};
    struct forecaster *f = forecaster_open(&parameters, &terms);
    size_t wrong = 0;
    for (uint32_t i = 0; i < 6000; i++) {
        uint32_t age = i * 7919 % 1500;
        uint32_t x = age == 0 ? 0 : i % 3;
        uint32_t recency = x == 0 ? 0 : age - age / 3;
        const struct btyd_customer c = {x, recency, age};
        struct forecast got = forecast_customer(f, x, recency, age);
        double alive = btyd_p_alive(&parameters, &c);
        wrong +=
            got.p_alive != alive ||
            fabs(got.expected - alive * btyd_expected_if_alive(&parameters, x, age, 90)) > 1e-13 ||
            fabs(got.discounted - alive * defined(&terms, x, age)) > 1e-13;
    }
    CHECK_NUMBER((int64_t)wrong, 0);
    forecaster_close(f);
}

int main(void)
{
    test_steps();
    test_cache();
    return test_report("forecast");
}
