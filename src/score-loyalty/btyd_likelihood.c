/* SPDX-License-Identifier: MIT */
#include "score-loyalty/btyd_likelihood.h"

#include <math.h>
#include <string.h>

#include "lib/memory.h"
#include "lib/pool.h"
#include "score-loyalty/special.h"

/*
 * Of a row only ln(alpha + T) and ln(alpha + t_x) depend on times, and those take few values: whole
 * days. So they are looked up, and per row an exponential and a logarithm remain.
 */
struct likelihood_day {
    double log;     /* ln(alpha + day) */
    double inverse; /* 1 / (alpha + day) */
};

/* The rows that share one x, and sums over them. */
struct likelihood_group {
    size_t from, to;
    double x;
    double count;
    double value;   /* of count * ln(exp(A3) + exp(A4)) */
    double left;    /* of count * probability to have left */
    double silence; /* minus the derivative by (r + x) */
    double pace;    /* minus the derivative by alpha, over (r + x) */
};

/* ---- opening ---- */

/* A thread is not worth its while for fewer rows; some tens of microseconds' work. */
enum { ROWS_FOR_TWO = 4096 };

static void find_days(struct likelihood *l, uint32_t last)
{
    l->by_day = memory_zeroed((size_t)last + 1, sizeof *l->by_day);
    l->days = memory_array((size_t)last + 1, sizeof *l->days);
    for (size_t i = 0; i < l->count; i++) {
        l->by_day[l->rows[i].age].log = 1;
        l->by_day[l->rows[i].recency].log = 1;
    }
    for (uint32_t day = 0; day <= last; day++)
        if (l->by_day[day].log != 0)
            l->days[l->day_count++] = day;
}

static void find_groups(struct likelihood *l)
{
    size_t capacity = 0;
    for (size_t i = 0; i < l->count; i++) {
        if (i == 0 || l->rows[i].x != l->rows[i - 1].x) {
            l->groups = memory_grow(l->groups, &capacity, l->group_count + 1, sizeof *l->groups);
            l->groups[l->group_count++] = (struct likelihood_group){.from = i, .x = l->rows[i].x};
        }
        l->groups[l->group_count - 1].to = i + 1;
    }
}

static void sum_share(void *context, size_t hand, void *share);

void likelihood_open(struct likelihood *l, enum btyd_model model, const struct btyd_row *rows,
                     size_t count)
{
    *l = (struct likelihood){.rows = rows, .count = count, .model = model, .scale = 1};
    uint32_t last = 0;
    for (size_t i = 0; i < count; i++) {
        l->customers += rows[i].count;
        last = rows[i].age > last ? rows[i].age : last;
    }
    l->scale = last != 0 ? last : 1;
    find_days(l, last);
    find_groups(l);
    if (count >= ROWS_FOR_TWO)
        l->pool = pool_open(
            &(struct pool_plan){.hands = 2, .room = 1, .work = sum_share, .is_busy = true});
}

void likelihood_close(struct likelihood *l)
{
    pool_close(l->pool);
    memory_release(l->by_day);
    memory_release(l->days);
    memory_release(l->groups);
}

/* ---- sums of a group ---- */

enum { BLOCK = 128 }; /* rows whose terms are kept at once */

/* Of each row of a block. */
struct terms {
    double odds[BLOCK]; /* ln of the odds to have left */
    double left[BLOCK]; /* the probability of that */
    double gain[BLOCK]; /* ln(1 + odds) */
};

/* ln(1 + exp(odds)), and in *share exp(odds) / (1 + exp(odds)). */
static inline double soft_plus(double odds, double *share)
{
    /* beyond this the smaller of 1 and exp(odds) is lost in the larger one */
    const double far = 37;
    if (fabs(odds) > far) {
        *share = odds > 0;
        return odds > 0 ? odds : 0;
    }
    double small = exp(-fabs(odds));
    *share = odds > 0 ? 1 / (1 + small) : small / (1 + small);
    return (odds > 0 ? odds : 0) + log1p(small);
}

/* Functions of the mathematics library are called in a loop of their own: beside sums, each call
 * would save and restore them. */
static void find_terms(struct terms *t, const struct likelihood *l, const struct btyd_row *rows,
                       size_t count, double shape, double leaves)
{
    for (size_t i = 0; i < count; i++)
        t->odds[i] = leaves + shape * (l->by_day[rows[i].age].log - l->by_day[rows[i].recency].log);
    for (size_t i = 0; i < count; i++)
        t->gain[i] = soft_plus(t->odds[i], &t->left[i]);
}

static void add_terms(struct likelihood_group *group, const struct terms *t,
                      const struct likelihood *l, const struct btyd_row *rows, size_t count,
                      double shape)
{
    struct likelihood_group g = *group;
    for (size_t i = 0; i < count; i++) {
        const struct likelihood_day *age = &l->by_day[rows[i].age];
        const struct likelihood_day *recency = &l->by_day[rows[i].recency];
        const double customers = rows[i].count;
        g.count += customers;
        g.value += customers * (t->gain[i] - shape * age->log);
        g.left += customers * t->left[i];
        g.silence += customers * (age->log + t->left[i] * (recency->log - age->log));
        g.pace += customers * (age->inverse + t->left[i] * (recency->inverse - age->inverse));
    }
    *group = g;
}

static void sum_group(const struct likelihood *l, const struct btyd_parameters *p,
                      struct likelihood_group *g)
{
    /* BG/NBD: nobody can have left before a second purchase */
    bool none_left = p->model == BTYD_BG_NBD && g->x <= 0;
    double leaves =
        none_left ? -INFINITY : log(p->a) - log(p->b + g->x - (p->model == BTYD_BG_NBD));
    struct terms terms;
    g->count = g->value = g->left = g->silence = g->pace = 0;
    for (size_t from = g->from, count; from < g->to; from += count) {
        count = g->to - from < BLOCK ? g->to - from : BLOCK;
        find_terms(&terms, l, l->rows + from, count, p->r + g->x, leaves);
        add_terms(g, &terms, l, l->rows + from, count, p->r + g->x);
    }
}

/* ---- all groups ---- */

/* What one thread sums. */
struct share {
    const struct likelihood *l;
    const struct btyd_parameters *p;
    size_t from, to; /* of the groups */
};

static void sum_share(void *context, size_t hand, void *share)
{
    const struct share *s = share;
    (void)context;
    (void)hand;
    for (size_t i = s->from; i < s->to; i++)
        sum_group(s->l, s->p, &s->l->groups[i]);
}

static void sum_groups(const struct likelihood *l, const struct btyd_parameters *p)
{
    struct share all = {l, p, 0, l->group_count};
    sum_share(NULL, 0, &all);
}

/* Half the rows for each of two threads, as far as groups allow. */
static void sum_groups_by_two(const struct likelihood *l, const struct btyd_parameters *p)
{
    size_t middle = 0;
    while (l->groups[middle].to < l->count / 2)
        middle++;
    struct share first = {l, p, 0, middle + 1};
    struct share second = {l, p, middle + 1, l->group_count};
    pool_submit(l->pool, &second);
    sum_share(NULL, 0, &first);
    (void)pool_take(l->pool);
}

/* Adds to `gradient` (by r, alpha, a, b) what the group's rows give; returns their log-likelihood.
 */
static double add_group(const struct btyd_parameters *p, const struct likelihood_group *g,
                        double *gradient)
{
    const double k = p->model == BTYD_MBG_NBD;
    const double x = g->x;
    const double stays = p->b + x + k;
    const double shape = p->r + x;
    double both = special_digamma(p->a + p->b) - special_digamma(p->a + stays);
    double ever_left = p->model == BTYD_MBG_NBD || x > 0 ? g->left : 0;
    gradient[0] +=
        g->count * (special_digamma(shape) - special_digamma(p->r) + log(p->alpha)) - g->silence;
    gradient[1] += g->count * p->r / p->alpha - shape * g->pace;
    gradient[2] += g->count * both + ever_left / p->a;
    gradient[3] += g->count * (both + special_digamma(stays) - special_digamma(p->b));
    if (ever_left > 0)
        gradient[3] -= ever_left / (stays - 1);
    double purchases = special_log_gamma(shape) - special_log_gamma(p->r) + p->r * log(p->alpha);
    double loyalty = special_log_gamma(p->a + p->b) + special_log_gamma(stays) -
                     special_log_gamma(p->b) - special_log_gamma(p->a + stays);
    return g->value + g->count * (purchases + loyalty);
}

double likelihood_value(const struct likelihood *l, const struct btyd_parameters *p,
                        double gradient[4])
{
    for (size_t i = 0; i < l->day_count; i++) {
        double time = p->alpha + l->days[i];
        l->by_day[l->days[i]] = (struct likelihood_day){log(time), 1 / time};
    }
    double value = 0;
    memset(gradient, 0, 4 * sizeof *gradient);
    if (l->pool != NULL)
        sum_groups_by_two(l, p);
    else
        sum_groups(l, p);
    for (size_t i = 0; i < l->group_count; i++)
        value += add_group(p, &l->groups[i], gradient);
    return value;
}

double btyd_rows_log_likelihood(const struct btyd_parameters *p, const struct btyd_row *rows,
                                size_t count, double gradient[4])
{
    struct likelihood l;
    double unused[4];
    likelihood_open(&l, p->model, rows, count);
    double value = likelihood_value(&l, p, gradient != NULL ? gradient : unused);
    likelihood_close(&l);
    return value;
}
