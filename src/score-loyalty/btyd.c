/* SPDX-License-Identifier: MIT */
#include "score-loyalty/btyd.h"

#include <math.h>

#include "score-loyalty/special.h"

const char *btyd_model_name(enum btyd_model model)
{
    return model == BTYD_BG_NBD ? "bg-nbd" : "mbg-nbd";
}

bool btyd_parameters_valid(const struct btyd_parameters *p)
{
    const double values[] = {p->r, p->alpha, p->a, p->b};
    for (size_t i = 0; i < sizeof values / sizeof values[0]; i++)
        if (!(values[i] > 0 && values[i] <= 1e9))
            return false;
    return p->alpha >= 0.01 && p->r <= 1000 * p->alpha;
}

/* The k of the formulas: chances to leave that each customer had beyond the repeat purchases. */
static double chances(const struct btyd_parameters *p)
{
    return p->model == BTYD_MBG_NBD ? 1 : 0;
}

/* BG/NBD: nobody can have left before a second purchase. */
static bool cannot_have_left(const struct btyd_parameters *p, double x)
{
    return p->model == BTYD_BG_NBD && x <= 0;
}

double btyd_log_likelihood(const struct btyd_parameters *p, const struct btyd_customer *c)
{
    const double k = chances(p);
    const double shape = p->r + c->x;
    double purchases = special_log_gamma(shape) - special_log_gamma(p->r) + p->r * log(p->alpha);
    double stays = special_log_gamma(p->a + p->b) + special_log_gamma(p->b + c->x + k) -
                   special_log_gamma(p->b) - special_log_gamma(p->a + p->b + c->x + k);
    double is_alive = -shape * log(p->alpha + c->T);
    double has_left = -INFINITY;
    if (!cannot_have_left(p, c->x))
        has_left = log(p->a) - log(p->b + c->x - 1 + k) - shape * log(p->alpha + c->t_x);
    return purchases + stays + special_log_add(is_alive, has_left);
}

double btyd_p_alive(const struct btyd_parameters *p, const struct btyd_customer *c)
{
    if (cannot_have_left(p, c->x))
        return 1;
    double silence = log1p((c->T - c->t_x) / (p->alpha + c->t_x));
    double odds = p->a / (p->b + c->x - 1 + chances(p)) * exp((p->r + c->x) * silence);
    return 1 / (1 + odds);
}

/*
 * The textbook form, with a Gauss hypergeometric function divided by a - 1, has no value at a = 1
 * and overflows for frequent buyers. The same number is the sum over n of Pr(n purchases would be
 * made, if nobody left) * (how many of those n a customer lives to make); the first is negative
 * binomial with shape r + x and z = t / (alpha + T + t), the second the sum for i < n of (stay)_i /
 * (stay + a)_i, where stay = b + x + k. All terms are positive, so nothing cancels; the
 * probabilities are scaled by their own sum, so no gamma function is needed.
 */
struct lane {
    double z;
    double weight; /* probability of n purchases, not scaled */
    double total;  /* of the weights */
    double made;   /* of weight * purchases made */
};

enum { TERMS_A_ROUND = 8 };

/* The weights may grow by exp((r + x) t / (alpha + T)) before they fall. */
static void keep_in_range(struct lane *lane)
{
    const double large = 1e200;
    if (lane->weight < large && lane->made < large)
        return;
    lane->weight /= large;
    lane->total /= large;
    lane->made /= large;
}

/* Whether what follows the n-th term no longer counts: it falls as a geometric series at the least.
 */
static bool is_summed(const struct lane *lane, double shape, double n, double lived)
{
    double ratio = lane->z * (shape + n) / n;
    return ratio < 1 && lane->weight * lived * ratio <= 1e-17 * (1 - ratio) * lane->made;
}

/* Fills the lanes; z rises from lane to lane, so that the last one is the last to be summed. */
static void sum_lanes(struct lane *lanes, size_t count, double shape, double stay, double a)
{
    double lived = 0;
    double lives = 1;
    for (double n = 1;; n += TERMS_A_ROUND) {
        for (double m = n; m < n + TERMS_A_ROUND; m++) {
            double growth = (shape + m - 1) / m;
            lived += lives;
            lives *= (stay + m - 1) / (stay + a + m - 1);
            for (size_t i = 0; i < count; i++) {
                lanes[i].weight *= growth * lanes[i].z;
                lanes[i].total += lanes[i].weight;
                lanes[i].made += lanes[i].weight * lived;
            }
        }
        for (size_t i = 0; i < count; i++)
            keep_in_range(&lanes[i]);
        if (is_summed(&lanes[count - 1], shape, n + TERMS_A_ROUND - 1, lived))
            return;
    }
}

static void expected_lanes(const struct btyd_parameters *p, double x, double T, const double *t,
                           size_t count, double *expected)
{
    struct lane lanes[BTYD_STEPS];
    for (size_t i = 0; i < count; i++)
        lanes[i] = (struct lane){t[i] / (p->alpha + T + t[i]), 1, 1, 0};
    sum_lanes(lanes, count, p->r + x, p->b + x + chances(p), p->a);
    for (size_t i = 0; i < count; i++)
        expected[i] = lanes[i].made / lanes[i].total;
}

void btyd_expected_steps(const struct btyd_parameters *p, double x, double T, const double *t,
                         size_t count, double *expected)
{
    for (size_t done = 0; done < count; done += BTYD_STEPS) {
        size_t now = count - done < BTYD_STEPS ? count - done : BTYD_STEPS;
        expected_lanes(p, x, T, t + done, now, expected + done);
    }
}

double btyd_expected_if_alive(const struct btyd_parameters *p, double x, double T, double t)
{
    double expected;
    btyd_expected_steps(p, x, T, &t, 1, &expected);
    return expected;
}

double btyd_expected_of_new(const struct btyd_parameters *p, double t)
{
    const struct btyd_customer first = {0, 0, 0};
    return btyd_p_alive(p, &first) * btyd_expected_if_alive(p, 0, 0, t);
}
