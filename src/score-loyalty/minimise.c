/* SPDX-License-Identifier: MIT */
#include "score-loyalty/minimise.h"

#include <math.h>
#include <string.h>

enum { ITERATIONS = 300, TRIALS = 40 };

/* Below the first the gradient has vanished; above the second, a search that cannot go on has failed. */
static const double vanished = 1e-10;
static const double tolerable = 1e-4;

/* A step that promises less than this, against the value, is below what a sum of doubles resolves. */
static const double resolution = 1e-16;

/* Armijo's and the curvature constant; the longest step in one variable (of a logarithm: a factor e^3). */
static const double sufficient = 1e-4;
static const double curvature = 0.9;
static const double longest = 3;

struct search {
    const struct minimise_problem *problem;
    struct minimum *m;
    double direction[MINIMISE_MAX];
    struct minimum trial; /* at, value and gradient */
};

static double dot(const double *a, const double *b, size_t n)
{
    double sum = 0;
    for (size_t i = 0; i < n; i++)
        sum += a[i] * b[i];
    return sum;
}

/* Whether moving variable i by `change` would leave the box at once. */
static bool would_leave(const struct minimise_problem *p, const struct minimum *m, size_t i,
                        double change)
{
    return (m->at[i] <= p->low[i] && change < 0) || (m->at[i] >= p->high[i] && change > 0);
}

/* The largest slope among the variables that can move downhill. */
static double steepest(const struct minimise_problem *p, const struct minimum *m)
{
    double largest = 0;
    for (size_t i = 0; i < p->variables; i++)
        if (!would_leave(p, m, i, -m->gradient[i]))
            largest = fmax(largest, fabs(m->gradient[i]));
    return largest;
}

static void inverse_reset(struct minimum *m)
{
    memset(m->inverse, 0, sizeof m->inverse);
    for (size_t i = 0; i < MINIMISE_MAX; i++)
        m->inverse[i][i] = 1;
}

static void shorten(double *direction, size_t n)
{
    double largest = 0;
    for (size_t i = 0; i < n; i++)
        if (fabs(direction[i]) > largest)
            largest = fabs(direction[i]);
    for (size_t i = 0; i < n && largest > longest; i++)
        direction[i] *= longest / largest;
}

/* Sets the direction to -inverse * gradient among the variables that can move; returns the slope along it. */
static double choose_direction(struct search *s)
{
    const struct minimise_problem *p = s->problem;
    const struct minimum *m = s->m;
    double gradient[MINIMISE_MAX];
    for (size_t i = 0; i < p->variables; i++)
        gradient[i] = would_leave(p, m, i, -m->gradient[i]) ? 0 : m->gradient[i];
    for (size_t i = 0; i < p->variables; i++) {
        double change = -dot(m->inverse[i], gradient, p->variables);
        bool stays = gradient[i] == 0 || would_leave(p, m, i, change);
        s->direction[i] = stays ? 0 : change;
    }
    shorten(s->direction, p->variables);
    return dot(s->direction, gradient, p->variables);
}

/* How far one can go along the direction before the box ends. */
static double room(const struct search *s)
{
    const struct minimise_problem *p = s->problem;
    double limit = INFINITY;
    for (size_t i = 0; i < p->variables; i++) {
        double side = s->direction[i] > 0 ? p->high[i] : p->low[i];
        if (s->direction[i] != 0)
            limit = fmin(limit, (side - s->m->at[i]) / s->direction[i]);
    }
    return limit;
}

static void try_step(struct search *s, double step)
{
    const struct minimise_problem *p = s->problem;
    for (size_t i = 0; i < p->variables; i++) {
        double at = s->m->at[i] + step * s->direction[i];
        s->trial.at[i] = fmin(fmax(at, p->low[i]), p->high[i]);
    }
    s->trial.value = p->value(p->context, s->trial.at, s->trial.gradient);
    s->m->evaluations++;
}

/* Finds a step that lowers the value enough; false: there is none, up to rounding. */
static bool line_search(struct search *s, double slope)
{
    const double limit = room(s);
    double low = 0;
    double high = INFINITY;
    double step = fmin(1, limit);
    struct minimum best = {.value = s->m->value};
    for (int i = 0; i < TRIALS; i++) {
        try_step(s, step);
        bool lower = s->trial.value <= s->m->value + sufficient * step * slope;
        if (lower && s->trial.value < best.value)
            best = s->trial;
        if (!lower)
            high = step;
        else if (step < limit &&
                 dot(s->trial.gradient, s->direction, s->problem->variables) < curvature * slope)
            low = step;
        else
            break;
        step = high < INFINITY ? (low + high) / 2 : fmin(2 * low, limit);
    }
    s->trial = best;
    return best.value < s->m->value;
}

/* The BFGS update of the inverse from the step just made; skipped where it would lose definiteness. */
static void inverse_update(struct search *s, bool first)
{
    size_t n = s->problem->variables;
    double step[MINIMISE_MAX];
    double change[MINIMISE_MAX];
    double pushed[MINIMISE_MAX];
    for (size_t i = 0; i < n; i++) {
        step[i] = s->trial.at[i] - s->m->at[i];
        change[i] = s->trial.gradient[i] - s->m->gradient[i];
    }
    double bend = dot(step, change, n);
    if (!(bend > 1e-14 * sqrt(dot(step, step, n) * dot(change, change, n))))
        return;
    double scale = first ? bend / dot(change, change, n) : 1;
    for (size_t i = 0; i < n; i++)
        for (size_t j = 0; j < n; j++)
            s->m->inverse[i][j] *= scale;
    for (size_t i = 0; i < n; i++)
        pushed[i] = dot(s->m->inverse[i], change, n);
    double factor = (1 + dot(change, pushed, n) / bend) / bend;
    for (size_t i = 0; i < n; i++)
        for (size_t j = 0; j < n; j++)
            s->m->inverse[i][j] += factor * step[i] * step[j] -
                                   (pushed[i] * step[j] + step[i] * pushed[j]) / bend;
}

static void accept(struct search *s)
{
    memcpy(s->m->at, s->trial.at, sizeof s->m->at);
    memcpy(s->m->gradient, s->trial.gradient, sizeof s->m->gradient);
    s->m->value = s->trial.value;
}

/* Steps downhill until the gradient vanishes or no step helps, not even straight down the slope. */
static void descend(struct search *s)
{
    bool fresh = !s->m->has_inverse;
    if (fresh)
        inverse_reset(s->m);
    for (int i = 0; i < ITERATIONS && steepest(s->problem, s->m) > vanished; i++) {
        double slope = choose_direction(s);
        if (slope <= 0 && !fresh && -slope <= resolution * fabs(s->m->value))
            return;
        if (slope < 0 && line_search(s, slope)) {
            inverse_update(s, fresh);
            accept(s);
            fresh = false;
        } else if (fresh) {
            return;
        } else {
            inverse_reset(s->m);
            fresh = true;
        }
    }
}

bool minimise(const struct minimise_problem *problem, struct minimum *m)
{
    struct search s = {.problem = problem, .m = m};
    for (size_t i = 0; i < problem->variables; i++)
        m->at[i] = fmin(fmax(m->at[i], problem->low[i]), problem->high[i]);
    m->value = problem->value(problem->context, m->at, m->gradient);
    m->evaluations++;
    m->on_edge = false;
    if (!isfinite(m->value))
        return false;
    descend(&s);
    m->has_inverse = true;
    for (size_t i = 0; i < problem->variables; i++)
        m->on_edge |= m->at[i] <= problem->low[i] || m->at[i] >= problem->high[i];
    return steepest(problem, m) <= tolerable;
}
