/* SPDX-License-Identifier: MIT */
#include "score-loyalty/btyd.h"

#include <math.h>

#include "loyalty_data.h"

/* Fitted to the CDNOW data, weeks; and as the paper prints the first. */
static const struct btyd_parameters fitted = {BTYD_BG_NBD, .242595, 4.413602, .792922, 2.425906};
static const struct btyd_parameters modified = {BTYD_MBG_NBD, .524843, 6.183086, .891360, 1.614002};
static const struct btyd_parameters published = {BTYD_BG_NBD, .243, 4.414, .793, 2.426};

static double expected(const struct btyd_parameters *p, double x, double t_x, double T, double t)
{
    const struct btyd_customer c = {x, t_x, T};
    return btyd_p_alive(p, &c) * btyd_expected_if_alive(p, x, T, t);
}

/* Fader, Hardie and Lee's own checks, and those of BTYD. Weeks. */
static void test_published_values(void)
{
    struct btyd_parameters p = {BTYD_BG_NBD, .25, 4, .8, 2.5};
    const struct btyd_customer once = {0, 0, 40};
    const struct btyd_customer often = {200, 38, 40};
    CHECK_CLOSE(btyd_log_likelihood(&p, &once), -.59947382, 1e-8);
    CHECK_CLOSE(btyd_log_likelihood(&p, &often), 100.79569, 1e-7);
    p.model = BTYD_MBG_NBD;
    CHECK_CLOSE(btyd_log_likelihood(&p, &often), 100.786910, 1e-8);
    CHECK_CLOSE(expected(&published, 2, 30.43, 38.86, 39), 1.22602817, 1e-8);
}

static void test_best_customer(void)
{
    const struct btyd_customer c = {26, 30.857142857142857, 31};
    CHECK_CLOSE(expected(&fitted, c.x, c.t_x, c.T, 52), 25.7573, 2e-6);
    CHECK_CLOSE(btyd_p_alive(&fitted, &c), .968854, 1e-6);
    CHECK_CLOSE(expected(&modified, c.x, c.t_x, c.T, 52), 23.998, 2e-5);
    CHECK_CLOSE(btyd_p_alive(&modified, &c), .965485, 1e-6);
}

static void test_new_customers(void)
{
    static const struct {
        double t, expected;
    } rows[] = {{.1429, .00782}, {1, .05318},   {3, .15063},
                {32, 1.04374},   {52, 1.44402}, {78, 1.85797}};
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++)
        CHECK_CLOSE(btyd_expected_of_new(&fitted, rows[i].t), rows[i].expected, 6e-6);
    CHECK(btyd_expected_of_new(&fitted, 0) == 0);
}

/* BG/NBD thinks that nobody leaves before a second purchase; MBG/NBD does not. */
static void test_one_time_buyers(void)
{
    const struct btyd_customer c = {0, 0, 1000};
    CHECK(btyd_p_alive(&fitted, &c) == 1);
    CHECK(btyd_p_alive(&modified, &c) < .15);
}

/* Nothing may overflow where a frequent customer has been silent for long. */
static void test_long_silence(void)
{
    const struct btyd_customer c = {5000, 5000, 20000};
    CHECK(btyd_p_alive(&fitted, &c) == 0);
    CHECK(isfinite(btyd_log_likelihood(&fitted, &c)));
    CHECK(isfinite(btyd_expected_if_alive(&fitted, c.x, c.T, 3650)));
}

static void test_many_ends(void)
{
    double ends[40];
    double together[40];
    for (size_t i = 0; i < 40; i++)
        ends[i] = 30 * (double)(i + 1);
    btyd_expected_steps(&modified, 3, 40, ends, 40, together);
    for (size_t i = 0; i < 40; i++)
        CHECK_CLOSE(together[i], btyd_expected_if_alive(&modified, 3, 40, ends[i]), 1e-14);
}

static void test_validity(void)
{
    struct btyd_parameters p = modified;
    CHECK(btyd_parameters_valid(&p));
    p.b = 0;
    CHECK(!btyd_parameters_valid(&p));
    p.b = NAN;
    CHECK(!btyd_parameters_valid(&p));
    p.b = INFINITY;
    CHECK(!btyd_parameters_valid(&p));
    p = modified;
    p.alpha = .001;
    CHECK(!btyd_parameters_valid(&p));
    p.alpha = 1;
    p.r = 1001;
    CHECK(!btyd_parameters_valid(&p));
}

static double relative_error(double got, double right)
{
    return right == 0 ? fabs(got) : fabs(got - right) / fabs(right);
}

/* btyd_reference.py says where the values come from. */
static void test_reference(void)
{
    enum { R = 1, ALPHA, A, B, X, T_X, AGE, TIME, LIKELIHOOD, P_ALIVE, EXPECTED };
    struct data_file d;
    double worst[3] = {0};
    if (!data_open(&d, "tests/unit/btyd_reference.csv"))
        return;
    while (data_next(&d)) {
        struct btyd_parameters p = {.r = data_number(&d, R),
                                    .alpha = data_number(&d, ALPHA),
                                    .a = data_number(&d, A),
                                    .b = data_number(&d, B)};
        p.model = slice_equal(data_text(&d, 0), SLICE("bg-nbd")) ? BTYD_BG_NBD : BTYD_MBG_NBD;
        const struct btyd_customer c = {data_number(&d, X), data_number(&d, T_X),
                                        data_number(&d, AGE)};
        double likelihood = data_number(&d, LIKELIHOOD);
        double got = btyd_expected_if_alive(&p, c.x, c.T, data_number(&d, TIME));
        double miss = fabs(btyd_log_likelihood(&p, &c) - likelihood) / fmax(1, fabs(likelihood));
        worst[0] = fmax(worst[0], miss);
        worst[1] = fmax(worst[1], relative_error(btyd_p_alive(&p, &c), data_number(&d, P_ALIVE)));
        worst[2] = fmax(worst[2], relative_error(got, data_number(&d, EXPECTED)));
    }
    printf("worst error: log-likelihood %.1e, p_alive %.1e, expected %.1e\n", worst[0], worst[1],
           worst[2]);
    CHECK(worst[0] < 1e-11);
    CHECK(worst[1] < 1e-12);
    CHECK(worst[2] < 1e-12);
}

int main(void)
{
    test_published_values();
    test_best_customer();
    test_new_customers();
    test_one_time_buyers();
    test_long_silence();
    test_many_ends();
    test_validity();
    test_reference();
    return test_report("btyd");
}
