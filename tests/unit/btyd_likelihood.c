/* SPDX-License-Identifier: MIT */
/*
 * Sums over rows: the values and derivatives expected are those of the textbook formula (see btyd_reference.py), summed row by row
 * in 50-digit arithmetic (mpmath 1.3), the derivatives by differences of 1e-18.
 */
#include "score-loyalty/btyd_likelihood.h"

#include "lib/pool.h"
#include "test.h"

enum { MANY = 5000 };

static const struct btyd_parameters at[] = {{BTYD_BG_NBD, .7, 20, .9, 1.7}, {BTYD_MBG_NBD, .7, 20, .9, 1.7}};

/* Rows that spread over a thousand days, so many of each x; the script made the same ones. */
static const struct btyd_row *spread(uint32_t count, uint32_t of_each)
{
    static struct btyd_row rows[MANY];
    for (uint32_t i = 0; i < count; i++) {
        uint32_t x = i / of_each;
        uint32_t recency = x == 0 ? 0 : x + i * 7919 % 1000;
        rows[i] = (struct btyd_row){x, recency, recency + i * 10007 % 700, 1 + i % 3};
    }
    return rows;
}

/* The value first, then the derivatives by r, alpha, a, b. */
static void check_rows(const struct btyd_row *rows, size_t count, const double expected[2][5])
{
    for (int model = 0; model < 2; model++) {
        double gradient[4];
        CHECK_CLOSE(btyd_rows_log_likelihood(&at[model], rows, count, gradient), expected[model][0], 1e-13);
        for (int i = 0; i < 4; i++)
            CHECK_CLOSE(gradient[i], expected[model][i + 1], 1e-12);
    }
}

/* ---- few rows ---- */

static void test_nobody(void)
{
    const double nothing[2][5] = {{0}};
    struct likelihood l;
    check_rows(NULL, 0, nothing);
    likelihood_open(&l, BTYD_MBG_NBD, NULL, 0);
    CHECK(l.customers == 0 && l.scale == 1 && l.group_count == 0 && l.pool == NULL);
    likelihood_close(&l);
}

/* Whoever came today for the first time says nothing of any parameter, but for what MBG/NBD makes of leaving at once: nothing. */
static void test_first_day(void)
{
    const struct btyd_row today = {0, 0, 0, 1};
    const double nothing[2][5] = {{0}};
    struct likelihood l;
    check_rows(&today, 1, nothing);
    likelihood_open(&l, BTYD_BG_NBD, &today, 1);
    CHECK(l.customers == 1 && l.scale == 1 && l.day_count == 1);
    likelihood_close(&l);
}

static void test_one_customer(void)
{
    static const struct {
        struct btyd_row row;
        double expected[2][5];
    } cases[] = {
        /* x = 0 */
        {{0, 0, 40, 1},
         {{-.76902860206767678, -1.0986122886681097, .023333333333333333, 0, 0},
          {-.43203387779736905, -.5128201445933531, .010891743608977389, .20784126892537466, -.11003361296049247}}},
        /* t_x = T */
        {{5, 300, 300, 1},
         {{-27.864809515323803, .097624598536743544, .0171875, -1.0583558953124171, .38328599689267916},
          {-28.011412989515678, .097624598536743544, .0171875, -1.2098710468275686, .40720944186875571}}},
        /* x = t_x = T, of four customers */
        {{3, 3, 3, 4},
         {{-36.198704774933543, 8.9896606027371492, -.50347826086956522, -2.6495726495726496, 1.1848500083794201},
          {-37.069598710313025, 8.9896606027371492, -.50347826086956522, -3.5191378669639539, 1.3963658720691969}}},
        /* a silence so long that exp() of it would be infinite */
        {{500, 500, 20000, 2},
         {{-1062.9086701068187, 8.3538704013065361, -1.8557692307692308, -8.7132818088627905, 1.0774165891216303},
          {-1062.9162451183659, 8.3538704013065361, -1.8557692307692308, -8.717261116463268, 1.0774316893501922}}},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
        check_rows(&cases[i].row, 1, cases[i].expected);
}

static void test_few_customers(void)
{
    static const struct btyd_row rows[] = {{0, 0, 0, 2}, {0, 0, 30, 5}, {1, 4, 50, 1}, {7, 90, 90, 3}, {7, 90, 95, 3}};
    static const double expected[2][5] = {
        {-175.41942949247071, 5.2403467885477986, -.12208361717585446, -7.460365940154346, 2.2882687722760357},
        {-175.36178301471175, 7.4360841387356751, -.17027826081624296, -7.6875965885621879, 2.2098706883452953}};
    struct likelihood l;
    check_rows(rows, 5, expected);
    likelihood_open(&l, BTYD_BG_NBD, rows, 5);
    CHECK(l.customers == 14 && l.scale == 95);
    CHECK_NUMBER((int64_t)l.group_count, 3);
    CHECK_NUMBER((int64_t)l.day_count, 6); /* 0, 4, 30, 50, 90, 95 */
    likelihood_close(&l);
}

/* BG/NBD would have the logarithm of b - 1 for x = 0, which is none where b is below 1. */
static void test_small_b(void)
{
    const struct btyd_parameters p = {BTYD_BG_NBD, .7, 20, .9, .4};
    const struct btyd_row rows[] = {{0, 0, 40, 1}, {1, 4, 50, 1}};
    double gradient[4];
    static const double expected[] = {.075714859949076779, -.0093724757077445114, .2672250305562552, -.60125631875157419};
    CHECK_CLOSE(btyd_rows_log_likelihood(&p, rows, 2, gradient), -4.7295537388447478, 1e-13);
    for (int i = 0; i < 4; i++)
        CHECK_CLOSE(gradient[i], expected[i], 1e-13);
}

/* ---- many ---- */

/* Rows are summed by the 128 of one x. */
static void test_block_ends(void)
{
    static const double whole[2][5] = {
        {-475.39496767945187, -679.13566811350267, 7.968048768197281, 0, 0},
        {-197.19634133204675, -139.75343689820323, 1.7770766705994816, 117.36126240854209, -62.132433039816403}};
    static const double one_more[2][5] = {
        {-482.59274852840888, -689.41821218344125, 8.0696396772881901, 0, 0},
        {-199.90414597552127, -141.25860679174489, 1.7919476574662636, 119.05281265876872, -63.027959642877557}};
    static const double blocks[2][5] = {
        {-6711.8954607871778, -1437.4166396841414, 22.12090424209492, 70.264288315819882, -17.301829869336578},
        {-6673.4644157124013, -920.08551687654583, 16.036820841674388, 14.056115903856224, 20.015903551173337}};
    check_rows(spread(128, 1000), 128, whole);
    check_rows(spread(129, 1000), 129, one_more);
    check_rows(spread(385, 128), 385, blocks);
}

/* The last of these has all its rows but one in the first half, whatever is done. */
static void test_two_threads(void)
{
    static const double even[2][5] = {
        {-479481.21270699457, 784.84619411951867, 1.8304213083138379, -7323.7508387706064, 3167.8908215859085},
        {-480723.33857483322, 1767.168599898205, -9.724243362913683, -8269.2538895165558, 3406.8279730623995}};
    static const double lopsided[2][5] = {
        {-18791.147119677092, -26825.650407852471, 313.86020247648716, .92641224980467651, -.4904535440142405},
        {-7791.6142147284183, -5493.3243382511559, 69.635466706289618, 4632.1890387938577, -2452.1525011786126}};
    check_rows(spread(MANY, 250), MANY, even);
    check_rows(spread(MANY, MANY - 1), MANY, lopsided);
}

static void check_bits(uint32_t count, uint32_t of_each, enum btyd_model model)
{
    struct likelihood two;
    struct likelihood one;
    double by_two[4];
    double by_one[4];
    const struct btyd_row *rows = spread(count, of_each);
    likelihood_open(&two, model, rows, count);
    likelihood_open(&one, model, rows, count);
    CHECK(two.pool != NULL);
    pool_close(one.pool);
    one.pool = NULL;
    double value = likelihood_value(&two, &at[model], by_two);
    double alone = likelihood_value(&one, &at[model], by_one);
    CHECK(memcmp(&value, &alone, sizeof value) == 0);
    CHECK(memcmp(by_two, by_one, sizeof by_two) == 0);
    likelihood_close(&two);
    likelihood_close(&one);
}

/* One thread and two add up the same, to the last bit; with a single x there is nothing to share. */
static void test_same_bits(void)
{
    for (int model = 0; model < 2; model++) {
        check_bits(MANY, 250, (enum btyd_model)model);
        check_bits(MANY, 7, (enum btyd_model)model);
        check_bits(MANY, 1, (enum btyd_model)model);
        check_bits(MANY, MANY - 1, (enum btyd_model)model);
        check_bits(MANY, MANY, (enum btyd_model)model);
        check_bits(4096, 2048, (enum btyd_model)model);
    }
    struct likelihood few;
    likelihood_open(&few, BTYD_BG_NBD, spread(4095, 250), 4095);
    CHECK(few.pool == NULL);
    likelihood_close(&few);
}

/* A search asks for many parameters in turn: nothing of one may be left in the next. */
static void test_asked_again(void)
{
    const struct btyd_parameters other = {BTYD_MBG_NBD, 2, 300, .3, 8};
    struct likelihood l;
    double first[4];
    double again[4];
    likelihood_open(&l, BTYD_MBG_NBD, spread(MANY, 250), MANY);
    double value = likelihood_value(&l, &at[BTYD_MBG_NBD], first);
    (void)likelihood_value(&l, &other, again);
    CHECK(memcmp(first, again, sizeof first) != 0);
    double once_more = likelihood_value(&l, &at[BTYD_MBG_NBD], again);
    CHECK(memcmp(&value, &once_more, sizeof value) == 0);
    CHECK(memcmp(first, again, sizeof first) == 0);
    likelihood_close(&l);
}

int main(void)
{
    test_nobody();
    test_first_day();
    test_one_customer();
    test_few_customers();
    test_small_b();
    test_block_ends();
    test_two_threads();
    test_same_bits();
    test_asked_again();
    return test_report("btyd_likelihood");
}
