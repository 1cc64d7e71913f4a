/* SPDX-License-Identifier: MIT */
#include "score-loyalty/minimise.h"

#include <math.h>

#include "test.h"

/* Rosenbrock's valley: its minimum 0 is at (1, 1). */
static double valley(const void *context, const double *at, double *gradient)
{
    (void)context;
    double across = at[1] - at[0] * at[0];
    gradient[0] = -400 * at[0] * across - 2 * (1 - at[0]);
    gradient[1] = 200 * across;
    return 1 + 100 * across * across + (1 - at[0]) * (1 - at[0]);
}

static double slope_only(const void *context, const double *at, double *gradient)
{
    (void)context;
    gradient[0] = 1;
    gradient[1] = 2 * (at[1] - 3);
    return at[0] + (at[1] - 3) * (at[1] - 3);
}

static double nowhere(const void *context, const double *at, double *gradient)
{
    (void)context;
    gradient[0] = at[0];
    return NAN;
}

static double kink(const void *context, const double *at, double *gradient)
{
    (void)context;
    gradient[0] = at[0] < 1 ? -1 : 1;
    return fabs(at[0] - 1);
}

static void test_valley(void)
{
    struct minimise_problem problem = {2, {-10, -10}, {10, 10}, valley, NULL};
    struct minimum m = {.at = {-1.2, 1}};
    CHECK(minimise(&problem, &m));
    CHECK_CLOSE(m.at[0], 1, 1e-7);
    CHECK_CLOSE(m.at[1], 1, 1e-7);
    CHECK(!m.on_edge);
    CHECK(m.evaluations < 80);
    unsigned before = m.evaluations;
    m.at[0] = 1.01;
    CHECK(minimise(&problem, &m));
    CHECK_CLOSE(m.at[0], 1, 1e-6);
    CHECK(m.evaluations - before < 20);
}

/* The box bends the way: the minimum of the valley with x <= 0.5 is at (0.5, 0.25). */
static void test_box(void)
{
    struct minimise_problem problem = {2, {-10, -10}, {0.5, 10}, valley, NULL};
    struct minimum m = {.at = {-1.2, 1}};
    CHECK(minimise(&problem, &m));
    CHECK_CLOSE(m.at[0], 0.5, 0);
    CHECK_CLOSE(m.at[1], 0.25, 1e-7);
    CHECK(m.on_edge);
}

static void test_runs_away(void)
{
    struct minimise_problem problem = {2, {-7, -9}, {7, 9}, slope_only, NULL};
    struct minimum m = {.at = {100, -100}};
    CHECK(minimise(&problem, &m));
    CHECK_CLOSE(m.at[0], -7, 0);
    CHECK_CLOSE(m.at[1], 3, 1e-9);
    CHECK(m.on_edge);
}

static void test_failures(void)
{
    struct minimise_problem problem = {1, {-5}, {5}, nowhere, NULL};
    struct minimum m = {0};
    CHECK(!minimise(&problem, &m));
    problem.value = kink;
    m = (struct minimum){.at = {-2}};
    CHECK(!minimise(&problem, &m));
    CHECK_CLOSE(m.at[0], 1, 1e-6);
    CHECK(m.evaluations < 2000);
}

int main(void)
{
    test_valley();
    test_box();
    test_runs_away();
    test_failures();
    return test_report("minimise");
}
