/* SPDX-License-Identifier: MIT */
/* References: mpmath 1.3, 30 digits. */
#include "score-loyalty/special.h"

#include <math.h>

#include "test.h"

static const struct {
    double x, log_gamma, digamma;
} reference[] = {
    {1e-05, 11.512919692895825626, -100000.57719921567289},
    {0.001, 6.9071788853838536617, -1000.5755719318102797},
    {0.1, 2.252712651734205902, -10.423754940411076232},
    {0.242595, 1.319807267127538903, -4.3584528460419539699},
    {0.5, 0.57236494292470008707, -1.9635100260214234794},
    {0.9999, 0.000057729791561193862808, -0.57738017032986912366},
    {1.0, 0.0, -0.57721566490153286061},
    {1.25, -0.098271836421813161464, -0.22745353337626540809},
    {1.4616321449683622, -0.1214862905358496081, -9.2412655217294274792e-17},
    {2.0, 0.0, 0.42278433509846713939},
    {2.5, 0.28468287047291915963, 0.70315664064524318723},
    {3.7, 1.4280723266653881292, 1.1671535393615114409},
    {9.99, 12.77931521435019336, 2.250700372831201122},
    {10.0, 12.801827480081469611, 2.2517525890667211076},
    {10.5, 13.940625219403763633, 2.3030010342976863753},
    {42.0, 114.03421178146170323, 3.7257176179372821503},
    {171.0, 706.57306224578734711, 5.1387367300244836518},
    {2000.24, 13200.747619042579189, 7.6007724615107250335},
    {65536.0, 661276.87176518550363, 11.090347259545191147},
    {10000000.0, 151180949.36947391394, 16.118095600958318955},
};

static void test_references(void)
{
    for (size_t i = 0; i < sizeof reference / sizeof reference[0]; i++) {
        CHECK_CLOSE(special_log_gamma(reference[i].x), reference[i].log_gamma, 3e-15);
        CHECK_CLOSE(special_digamma(reference[i].x), reference[i].digamma, 3e-15);
    }
}

/* The series and the recurrence meet at 10 without a step. */
static void test_seam(void)
{
    for (double x = 9.9; x < 10.1; x += 0.01) {
        CHECK_CLOSE(special_log_gamma(x + 1) - special_log_gamma(x), log(x), 1e-14);
        CHECK_CLOSE(special_digamma(x + 1) - special_digamma(x), 1 / x, 1e-14);
    }
}

static void test_log_add(void)
{
    CHECK_CLOSE(special_log_add(0, 0), log(2), 1e-16);
    CHECK_CLOSE(special_log_add(-1000, -1001), -1000 + log1p(exp(-1)), 1e-16);
    CHECK_CLOSE(special_log_add(-1001, -1000), -1000 + log1p(exp(-1)), 1e-16);
    CHECK(special_log_add(-INFINITY, 3) == 3);
    CHECK(special_log_add(3, -INFINITY) == 3);
    CHECK(special_log_add(-INFINITY, -INFINITY) == -INFINITY);
    CHECK(special_log_add(0, -800) == 0);
}

int main(void)
{
    test_references();
    test_seam();
    test_log_add();
    return test_report("special");
}
