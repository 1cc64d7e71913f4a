/* SPDX-License-Identifier: MIT */
#include "score-loyalty/btyd_fit.h"

#include <math.h>
#include <string.h>

#include "lib/memory.h"
#include "score-loyalty/btyd_likelihood.h"
#include "score-loyalty/minimise.h"
#include "score-loyalty/radix.h"

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
 * fall within it, at most SAMPLE + 1 in all. Deterministic, since the rows are sorted.
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
    struct btyd_row *rows = memory_array(SAMPLE + 1, sizeof *rows);
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
