/* SPDX-License-Identifier: MIT */
#include "score-loyalty/btyd_fit.h"

#include <math.h>
#include <string.h>

#include "lib/memory.h"
#include "score-loyalty/minimise.h"
#include "score-loyalty/radix.h"
#include "score-loyalty/special.h"

/* ---- rows ---- */

static void sort_rows(struct btyd_row *rows, size_t count)
{
    _Static_assert(sizeof *rows == RADIX_RECORD, "rows are sorted as radix records");
    static const struct radix_field order[] = {
        {offsetof(struct btyd_row, x), sizeof(uint32_t)},
        {offsetof(struct btyd_row, recency), sizeof(uint32_t)},
        {offsetof(struct btyd_row, age), sizeof(uint32_t)},
    };
    radix_sort(rows, count, order, sizeof order / sizeof order[0]);
}

static bool same_history(const struct btyd_row *a, const struct btyd_row *b)
{
    return a->x == b->x && a->recency == b->recency && a->age == b->age;
}

size_t btyd_merge_rows(struct btyd_row *rows, size_t count)
{
    sort_rows(rows, count);
    size_t kept = 0;
    for (size_t i = 0; i < count; i++) {
        if (kept != 0 && same_history(&rows[kept - 1], &rows[i]))
            rows[kept - 1].count += rows[i].count;
        else
            rows[kept++] = rows[i];
    }
    return kept;
}

/* ---- the likelihood of all rows ---- */

/*
 * Of a row only ln(alpha + T) and ln(alpha + t_x) depend on times, and those take few values: whole
 * days. So they are looked up, and per row an exponential and a logarithm remain.
 */
struct day_value {
    double log;     /* ln(alpha + day) */
    double inverse; /* 1 / (alpha + day) */
};

struct likelihood {
    const struct btyd_row *rows;
    size_t count;
    enum btyd_model model;
    double customers;
    double scale; /* the search sees alpha / scale */
    uint32_t *days;
    size_t day_count; /* the days that occur */
    struct day_value *by_day;
};

static void likelihood_open(struct likelihood *l, enum btyd_model model,
                            const struct btyd_row *rows, size_t count)
{
    *l = (struct likelihood){.rows = rows, .count = count, .model = model, .scale = 1};
    uint32_t last = 0;
    for (size_t i = 0; i < count; i++) {
        l->customers += rows[i].count;
        last = rows[i].age > last ? rows[i].age : last;
    }
    l->scale = last != 0 ? last : 1;
    l->by_day = memory_zeroed((size_t)last + 1, sizeof *l->by_day);
    l->days = memory_array((size_t)last + 1, sizeof *l->days);
    for (size_t i = 0; i < count; i++) {
        l->by_day[rows[i].age].log = 1;
        l->by_day[rows[i].recency].log = 1;
    }
    for (uint32_t day = 0; day <= last; day++)
        if (l->by_day[day].log != 0)
            l->days[l->day_count++] = day;
}

static void likelihood_close(struct likelihood *l)
{
    memory_release(l->by_day);
    memory_release(l->days);
}

/* Sums over the rows that share one x. */
struct group {
    double count;
    double value;   /* of count * ln(exp(A3) + exp(A4)) */
    double left;    /* of count * probability to have left */
    double silence; /* minus the derivative by (r + x) */
    double pace;    /* minus the derivative by alpha, over (r + x) */
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
    return fmax(odds, 0) + log1p(small);
}

static void add_row(struct group *g, const struct likelihood *l, const struct btyd_row *row,
                    double shape, double leaves)
{
    const struct day_value *age = &l->by_day[row->age];
    const struct day_value *recency = &l->by_day[row->recency];
    double left = 0;
    double gain = 0;
    if (leaves > -INFINITY)
        gain = soft_plus(leaves + shape * (age->log - recency->log), &left);
    g->count += row->count;
    g->value += row->count * (gain - shape * age->log);
    g->left += row->count * left;
    g->silence += row->count * (age->log + left * (recency->log - age->log));
    g->pace += row->count * (age->inverse + left * (recency->inverse - age->inverse));
}

/* Adds the rows from *next on that share its x; `leaves` is ln of the odds that a purchase was the
 * last one. */
static struct group sum_group(const struct likelihood *l, size_t *next, double shape, double leaves)
{
    struct group g = {0};
    const uint32_t x = l->rows[*next].x;
    for (; *next < l->count && l->rows[*next].x == x; ++*next)
        add_row(&g, l, &l->rows[*next], shape, leaves);
    return g;
}

/* Adds to `gradient` (by r, alpha, a, b) what the group's rows give; returns their log-likelihood.
 */
static double add_group(const struct btyd_parameters *p, const struct group *g, double x,
                        double *gradient)
{
    const double k = p->model == BTYD_MBG_NBD;
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

static double likelihood_value(const struct likelihood *l, const struct btyd_parameters *p,
                               double gradient[4])
{
    for (size_t i = 0; i < l->day_count; i++) {
        double time = p->alpha + l->days[i];
        l->by_day[l->days[i]] = (struct day_value){log(time), 1 / time};
    }
    double value = 0;
    memset(gradient, 0, 4 * sizeof *gradient);
    for (size_t i = 0; i < l->count;) {
        const double x = l->rows[i].x;
        bool none_left = p->model == BTYD_BG_NBD && x <= 0;
        double leaves =
            none_left ? -INFINITY : log(p->a) - log(p->b + x - (p->model == BTYD_BG_NBD));
        struct group g = sum_group(l, &i, p->r + x, leaves);
        value += add_group(p, &g, x, gradient);
    }
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

/* ---- the fit ---- */

static struct btyd_parameters parameters_at(const struct likelihood *l, const double *at)
{
    return (struct btyd_parameters){
        .model = l->model,
        .r = exp(at[0]),
        .alpha = exp(at[1]) * l->scale,
        .a = exp(at[2]),
        .b = exp(at[3]),
    };
}

/* What is minimised: minus the mean log-likelihood of a customer, by the logarithms of the
 * parameters. */
static double objective(const void *context, const double *at, double *gradient)
{
    const struct likelihood *l = context;
    struct btyd_parameters p = parameters_at(l, at);
    double value = likelihood_value(l, &p, gradient);
    const double chain[] = {p.r, p.alpha, p.a, p.b};
    for (size_t i = 0; i < 4; i++)
        gradient[i] *= -chain[i] / l->customers;
    return -value / l->customers;
}

/* The box: beyond it a parameter no longer changes what the model says of anybody. */
static bool search_minimum(const struct likelihood *l, struct minimum *m)
{
    const double wide = log(1e4);
    struct minimise_problem problem = {
        .variables = 4,
        .low = {-wide, log(0.01 / l->scale), -wide, -wide},
        .high = {wide, wide, wide, wide},
        .value = objective,
        .context = l,
    };
    return minimise(&problem, m);
}

enum { SAMPLE = 20000 };

/*
 * A systematic sample of about SAMPLE customers: each row gets the number of sampling points that
 * fall within it. Deterministic, since the rows are sorted.
 */
static size_t sample_rows(const struct likelihood *l, struct btyd_row *sample)
{
    const uint64_t step = (uint64_t)(l->customers / SAMPLE) + 1;
    uint64_t seen = step / 2;
    size_t kept = 0;
    for (size_t i = 0; i < l->count; i++) {
        uint64_t before = seen / step;
        seen += l->rows[i].count;
        if (seen / step == before)
            continue;
        sample[kept] = l->rows[i];
        sample[kept++].count = (uint32_t)(seen / step - before);
    }
    return kept;
}

/* Puts *m near the minimum by a fit to the sample, so that few passes over all rows remain. */
static void approach(const struct likelihood *l, struct minimum *m)
{
    struct btyd_row *rows = memory_array(l->count, sizeof *rows);
    struct likelihood sample;
    likelihood_open(&sample, l->model, rows, sample_rows(l, rows));
    sample.scale = l->scale;
    if (!search_minimum(&sample, m))
        *m = (struct minimum){0};
    m->evaluations = 0;
    likelihood_close(&sample);
    memory_release(rows);
}

/* Where the search starts, and starts again when it has ended on an edge: ln r, alpha/scale, a, b.
 */
static const double starts[][4] = {{0, 0, 0, 0}, {-1, -2, -1, 1}, {1, 1, 0, 2}};

static bool search_from_everywhere(const struct likelihood *l, struct minimum *best)
{
    bool found = false;
    for (size_t i = 0; i < sizeof starts / sizeof starts[0]; i++) {
        struct minimum m = {0};
        memcpy(m.at, starts[i], sizeof m.at);
        if (l->count > SAMPLE)
            approach(l, &m);
        bool converged = search_minimum(l, &m);
        unsigned evaluations = best->evaluations + m.evaluations;
        if (converged && (!found || m.value < best->value))
            *best = m;
        best->evaluations = evaluations;
        found |= converged;
        if (found && !best->on_edge)
            break;
    }
    return found;
}

static void count_customers(const struct btyd_row *rows, size_t count, struct btyd_fit *fit)
{
    for (size_t i = 0; i < count; i++) {
        fit->customers += rows[i].count;
        fit->repeaters += rows[i].x > 0 ? rows[i].count : 0;
    }
}

enum btyd_outcome btyd_fit(enum btyd_model model, const struct btyd_row *rows, size_t count,
                           struct btyd_fit *fit)
{
    struct likelihood l;
    struct minimum best = {0};
    *fit = (struct btyd_fit){.parameters.model = model};
    count_customers(rows, count, fit);
    if (fit->repeaters < BTYD_LEAST_REPEATERS)
        return BTYD_TOO_FEW_REPEATERS;
    likelihood_open(&l, model, rows, count);
    bool found = search_from_everywhere(&l, &best);
    fit->parameters = parameters_at(&l, best.at);
    fit->log_likelihood = -best.value * l.customers;
    fit->evaluations = best.evaluations;
    likelihood_close(&l);
    if (!found || !btyd_parameters_valid(&fit->parameters))
        return BTYD_NOT_CONVERGED;
    return best.on_edge ? BTYD_FITTED_ON_EDGE : BTYD_FITTED;
}

const char *btyd_outcome_text(enum btyd_outcome outcome)
{
    static const char *const texts[] = {
        [BTYD_FITTED] = "",
        [BTYD_FITTED_ON_EDGE] = "the data hardly bound the model: take its numbers as rough",
        [BTYD_TOO_FEW_REPEATERS] = "too few customers bought on a second day to fit a model",
        [BTYD_NOT_CONVERGED] = "the model does not fit these data",
    };
    return texts[outcome];
}
