/* SPDX-License-Identifier: MIT */
#include "score-loyalty/btyd_fit.h"

#include <math.h>

#include "loyalty_data.h"
#include "score-loyalty/forecast.h"
#include "score-loyalty/ranking.h"
#include "variates.h"

static const char summary[] = "../shared/data/loyalty/btyd_cdnow_cbs.csv";
static const char per_customer[] = "../shared/data/loyalty/expected_cdnow_per_customer.csv";

/* ---- CDNOW: 2,357 customers, to 1997-09-30; the file is in weeks, the program in days ---- */

struct cdnow {
    struct btyd_row rows[DATA_ROWS]; /* in the order of the file */
    struct gamma_gamma_row money[DATA_ROWS];
    double later[DATA_ROWS]; /* purchases in the 39 weeks held out */
    size_t count;
    double repeats; /* sum of x */
};

static bool read_cdnow(struct cdnow *c)
{
    enum { X = 1, T_X, AGE, LATER, MEAN };
    struct data_file d;
    if (!data_open(&d, summary))
        return false;
    for (c->count = 0; c->count < DATA_ROWS && data_next(&d); c->count++) {
        struct btyd_row *row = &c->rows[c->count];
        *row = (struct btyd_row){(uint32_t)data_scaled(&d, X, 1), (uint32_t)data_scaled(&d, T_X, 7),
                                 (uint32_t)data_scaled(&d, AGE, 7), 1};
        c->money[c->count] =
            (struct gamma_gamma_row){data_scaled(&d, MEAN, 100 * data_number(&d, X)), row->x};
        c->later[c->count] = data_number(&d, LATER);
        c->repeats += row->x;
    }
    return true;
}

static struct btyd_fit fit_cdnow(const struct cdnow *c, enum btyd_model model)
{
    static struct btyd_row rows[DATA_ROWS];
    struct btyd_fit fit;
    memcpy(rows, c->rows, sizeof rows);
    size_t count = btyd_merge_rows(rows, c->count);
    CHECK_NUMBER((int64_t)count, 1016);
    CHECK_NUMBER(btyd_fit(model, rows, count, &fit), BTYD_FITTED);
    CHECK_NUMBER((int64_t)fit.customers, 2357);
    CHECK_NUMBER((int64_t)fit.repeaters, 946);
    return fit;
}

static void check_parameters(const struct btyd_fit *fit, const double expected[4])
{
    const struct btyd_parameters *p = &fit->parameters;
    CHECK(fabs(p->r / expected[0] - 1) < 1e-5);
    CHECK(fabs(p->alpha / 7 / expected[1] - 1) < 1e-5);
    CHECK(fabs(p->a / expected[2] - 1) < 1e-5);
    CHECK(fabs(p->b / expected[3] - 1) < 1e-5);
}

static void test_cdnow_fit(const struct cdnow *c, const struct btyd_fit fits[2])
{
    static const double bg[] = {.242595, 4.413602, .792922, 2.425906};
    static const double mbg[] = {.524843, 6.183086, .891360, 1.614002};
    check_parameters(&fits[BTYD_BG_NBD], bg);
    check_parameters(&fits[BTYD_MBG_NBD], mbg);
    double weeks = c->repeats * log(7);
    CHECK(fabs(fits[BTYD_BG_NBD].log_likelihood + weeks - -9582.429207) < 1e-6);
    CHECK(fabs(fits[BTYD_MBG_NBD].log_likelihood + weeks - -9582.135716) < 1e-6);
    CHECK(fabs(fits[BTYD_BG_NBD].log_likelihood - -14363.530443) < 1e-6);
}

/* Purchases expected in the next 39 weeks. */
static struct forecaster *forecaster_39_weeks(const struct btyd_fit *fit)
{
    const struct forecast_terms terms = {39 * 7, 39 * 7, 0};
    return forecaster_open(&fit->parameters, &terms);
}

static struct forecast forecast_row(struct forecaster *f, const struct btyd_row *row)
{
    return forecast_customer(f, row->x, row->recency, row->age);
}

/* The mean purchases held out, by x = 0..6 and 7 or more. */
static void test_holdout(const struct cdnow *c, const struct btyd_fit fits[2])
{
    enum { ACTUAL = 2, GROUPS = 8 };
    static const double expected[3][GROUPS] = {
        {.2251, .5231, 1.0441, 1.5203, 2.1639, 2.6538, 3.5040, 6.1572},
        {.1852, .5514, 1.0490, 1.4929, 2.1043, 2.5636, 3.3608, 5.8485},
        {.2367, .6970, 1.3925, 1.5600, 2.5323, 2.9474, 3.8621, 6.3594}};
    double sum[3][GROUPS] = {{0}};
    double size[GROUPS] = {0};
    struct forecaster *f[2] = {forecaster_39_weeks(&fits[0]), forecaster_39_weeks(&fits[1])};
    for (size_t i = 0; i < c->count; i++) {
        size_t group = c->rows[i].x < GROUPS ? c->rows[i].x : GROUPS - 1;
        size[group]++;
        sum[ACTUAL][group] += c->later[i];
        for (int model = 0; model < 2; model++)
            sum[model][group] += forecast_row(f[model], &c->rows[i]).expected;
    }
    for (int which = 0; which < 3; which++)
        for (int group = 0; group < GROUPS; group++)
            CHECK(fabs(sum[which][group] / size[group] - expected[which][group]) < 1e-4);
    forecaster_close(f[0]);
    forecaster_close(f[1]);
}

static void check_auc(const struct cdnow *c, const struct btyd_fit *fit, double expected,
                      double alive)
{
    static struct ranked_customer by_purchases[DATA_ROWS];
    static struct ranked_customer by_life[DATA_ROWS];
    struct forecaster *f = forecaster_39_weeks(fit);
    for (size_t i = 0; i < c->count; i++) {
        struct forecast forecast = forecast_row(f, &c->rows[i]);
        by_purchases[i] = (struct ranked_customer){forecast.expected, c->later[i] > 0};
        by_life[i] = (struct ranked_customer){forecast.p_alive, c->later[i] > 0};
    }
    CHECK(fabs(ranking_auc(by_purchases, c->count) - expected) < 1e-4);
    CHECK(fabs(ranking_auc(by_life, c->count) - alive) < 1e-3);
    forecaster_close(f);
}

/* P(alive) of BG/NBD ranks worse than chance, which is why MBG/NBD is the default. */
static void test_auc(const struct cdnow *c, const struct btyd_fit fits[2])
{
    check_auc(c, &fits[BTYD_BG_NBD], .7725, .316);
    check_auc(c, &fits[BTYD_MBG_NBD], .7728, .687);
}

/* 1e-6 relative; the file has eight decimals. */
static bool agrees(double got, const struct data_file *d, size_t cell)
{
    double expected = data_number(d, cell);
    return fabs(got - expected) <= 1e-6 * fabs(expected) + 6e-9;
}

/* P(alive), purchases in 39 weeks, mean value, and value of 12 times 30 days at 1 %. */
static void test_every_customer(const struct cdnow *c, const struct btyd_fit fits[2])
{
    enum { MEAN = 4, BG_ALIVE, BG_EXPECTED, MBG_ALIVE, MBG_EXPECTED, MONEY = 11, VALUE };
    struct data_file d;
    struct gamma_gamma_fit money;
    const struct forecast_terms year = {360, 30, .01};
    if (!data_open(&d, per_customer))
        return;
    CHECK_NUMBER(gamma_gamma_fit(c->money, c->count, 100, &money), GAMMA_GAMMA_FITTED);
    struct forecaster *bg = forecaster_39_weeks(&fits[BTYD_BG_NBD]);
    struct forecaster *mbg = forecaster_39_weeks(&fits[BTYD_MBG_NBD]);
    struct forecaster *valuer = forecaster_open(&fits[BTYD_BG_NBD].parameters, &year);
    size_t right = 0;
    for (size_t i = 0; i < c->count && data_next(&d); i++) {
        struct forecast first = forecast_row(bg, &c->rows[i]);
        struct forecast second = forecast_row(mbg, &c->rows[i]);
        double mean = gamma_gamma_mean(&money.parameters, c->rows[i].x, data_number(&d, MEAN));
        double value = mean * forecast_row(valuer, &c->rows[i]).discounted;
        right += agrees(first.p_alive, &d, BG_ALIVE) && agrees(first.expected, &d, BG_EXPECTED) &&
                 agrees(second.p_alive, &d, MBG_ALIVE) &&
                 agrees(second.expected, &d, MBG_EXPECTED) && agrees(mean, &d, MONEY) &&
                 agrees(value, &d, VALUE);
    }
    CHECK(!data_next(&d));
    CHECK_NUMBER((int64_t)right, 2357);
    forecaster_close(bg);
    forecaster_close(mbg);
    forecaster_close(valuer);
}

static void test_cdnow(void)
{
    static struct cdnow c;
    if (!read_cdnow(&c))
        return;
    const struct btyd_fit fits[] = {fit_cdnow(&c, BTYD_BG_NBD), fit_cdnow(&c, BTYD_MBG_NBD)};
    test_cdnow_fit(&c, fits);
    test_holdout(&c, fits);
    test_auc(&c, fits);
    test_every_customer(&c, fits);
}

/* ---- customers made up with known parameters ---- */

/* One history, as the models tell it: a rate and a chance to leave of one's own. */
static struct btyd_row simulate_customer(const struct btyd_parameters *p, uint64_t *random)
{
    double rate = variate_gamma(random, p->r) / p->alpha;
    double leaves = variate_beta(random, p->a, p->b);
    struct btyd_row row = {0, 0, (uint32_t)(4000 + 8000 * variate_uniform(random)), 1};
    bool alive = p->model == BTYD_BG_NBD || variate_uniform(random) >= leaves;
    double time = 0;
    while (alive) {
        time -= log(variate_uniform(random)) / rate;
        if (time >= row.age)
            break;
        row.x++;
        row.recency = (uint32_t)time;
        alive = variate_uniform(random) >= leaves;
    }
    return row;
}

/* The Hessian by ln of the parameters, from differences of the gradient. */
static void hessian_of(const struct btyd_parameters *at, const struct btyd_row *rows, size_t count,
                       double h[4][4])
{
    const double step = 1e-4;
    for (int i = 0; i < 4; i++) {
        double sides[2][4];
        for (int side = 0; side < 2; side++) {
            struct btyd_parameters p = *at;
            double *const values[] = {&p.r, &p.alpha, &p.a, &p.b};
            *values[i] *= exp(side == 0 ? -step : step);
            btyd_rows_log_likelihood(&p, rows, count, sides[side]);
            for (int j = 0; j < 4; j++)
                sides[side][j] *= *values[j];
        }
        for (int j = 0; j < 4; j++)
            h[i][j] = -(sides[1][j] - sides[0][j]) / (2 * step);
    }
}

/*
 * (truth - estimate)' H (truth - estimate), in logarithms: chi-squared with four degrees of freedom
 * if the estimate is within its standard errors. 18.47 is exceeded once in a thousand.
 */
static double distance(const struct btyd_parameters *truth, const struct btyd_fit *fit,
                       const struct btyd_row *rows, size_t count)
{
    double h[4][4];
    const struct btyd_parameters *p = &fit->parameters;
    hessian_of(p, rows, count, h);
    const double away[] = {log(truth->r / p->r), log(truth->alpha / p->alpha), log(truth->a / p->a),
                           log(truth->b / p->b)};
    double sum = 0;
    for (int i = 0; i < 4; i++)
        for (int j = 0; j < 4; j++)
            sum += away[i] * h[i][j] * away[j];
    return sum;
}

static double simulated_distance(const struct btyd_parameters *truth, uint64_t seed, size_t count)
{
    struct btyd_row *rows = calloc(count, sizeof *rows);
    struct btyd_fit fit;
    for (size_t i = 0; i < count; i++)
        rows[i] = simulate_customer(truth, &seed);
    size_t merged = btyd_merge_rows(rows, count);
    CHECK_NUMBER(btyd_fit(truth->model, rows, merged, &fit), BTYD_FITTED);
    double d = distance(truth, &fit, rows, merged);
    printf("simulated %s: r %.4f alpha %.1f a %.4f b %.4f, distance %.2f, %u evaluations\n",
           btyd_model_name(truth->model), fit.parameters.r, fit.parameters.alpha, fit.parameters.a,
           fit.parameters.b, d, fit.evaluations);
    free(rows);
    return d;
}

/* The last set is larger than the sample from which the fit starts. */
static void test_simulated(void)
{
    const struct btyd_parameters truth[] = {{BTYD_BG_NBD, .6, 1000, .8, 2},
                                            {BTYD_MBG_NBD, .6, 1000, .8, 2},
                                            {BTYD_MBG_NBD, 2, 1500, .5, 3},
                                            {BTYD_BG_NBD, 1.2, 400, 1.5, 8}};
    for (size_t i = 0; i < sizeof truth / sizeof truth[0]; i++)
        for (uint64_t seed = 1; seed <= 3; seed++)
            CHECK(simulated_distance(&truth[i], seed * 1000 + i, 4000) < 18.47);
    CHECK(simulated_distance(&truth[1], 77, 60000) < 18.47);
}

/* ---- the rest ---- */

static void test_gradient(void)
{
    struct btyd_row rows[] = {{0, 0, 30, 5}, {0, 0, 300, 2}, {1, 4, 50, 1}, {7, 90, 95, 3}};
    for (int model = 0; model < 2; model++) {
        struct btyd_parameters p = {(enum btyd_model)model, .7, 20, .9, 1.7};
        double *const values[] = {&p.r, &p.alpha, &p.a, &p.b};
        double gradient[4];
        double sum = 0;
        for (size_t i = 0; i < 4; i++) {
            struct btyd_customer c = {rows[i].x, rows[i].recency, rows[i].age};
            sum += rows[i].count * btyd_log_likelihood(&p, &c);
        }
        CHECK_CLOSE(btyd_rows_log_likelihood(&p, rows, 4, gradient), sum, 1e-14);
        for (int i = 0; i < 4; i++) {
            double kept = *values[i];
            *values[i] = kept * 1.00001;
            double above = btyd_rows_log_likelihood(&p, rows, 4, NULL);
            *values[i] = kept * 0.99999;
            double below = btyd_rows_log_likelihood(&p, rows, 4, NULL);
            *values[i] = kept;
            CHECK_CLOSE((above - below) / (2e-5 * kept), gradient[i], 1e-7);
        }
    }
}

static void test_merging(void)
{
    struct btyd_row rows[] = {{1, 5, 9, 1}, {0, 0, 70000, 1}, {1, 5, 9, 2}, {1, 4, 9, 1},
                              {0, 0, 3, 1}, {0, 0, 70000, 4}, {1, 5, 8, 1}};
    static const struct btyd_row expected[] = {
        {0, 0, 3, 1}, {0, 0, 70000, 5}, {1, 4, 9, 1}, {1, 5, 8, 1}, {1, 5, 9, 3}};
    size_t count = btyd_merge_rows(rows, 7);
    CHECK_NUMBER((int64_t)count, 5);
    CHECK(memcmp(rows, expected, sizeof expected) == 0);
    CHECK_NUMBER((int64_t)btyd_merge_rows(rows, 0), 0);
}

/* Data that do not suffice give a reason, never a wrong model and never an endless search. */
static void test_poor_data(void)
{
    struct btyd_fit fit;
    struct btyd_row few[] = {{0, 0, 100, 500}, {1, 3, 100, 9}};
    CHECK_NUMBER(btyd_fit(BTYD_MBG_NBD, few, 2, &fit), BTYD_TOO_FEW_REPEATERS);
    CHECK_NUMBER((int64_t)fit.repeaters, 9);
    CHECK_NUMBER((int64_t)fit.customers, 509);
    CHECK_NUMBER(btyd_fit(BTYD_MBG_NBD, NULL, 0, &fit), BTYD_TOO_FEW_REPEATERS);
    struct btyd_row alike[] = {{9, 100, 101, 400}};
    enum btyd_outcome outcome = btyd_fit(BTYD_MBG_NBD, alike, 1, &fit);
    CHECK(outcome == BTYD_FITTED_ON_EDGE || outcome == BTYD_NOT_CONVERGED);
    CHECK(btyd_outcome_text(outcome)[0] != '\0');
    CHECK(fit.evaluations < 1500);
}

int main(void)
{
    test_cdnow();
    test_simulated();
    test_gradient();
    test_merging();
    test_poor_data();
    return test_report("btyd_fit");
}
