/* SPDX-License-Identifier: MIT */
#include "score-loyalty/minimise.h"

#include <math.h>
#include <string.h>

enum { ITERATIONS = 300, TRIALS = 40 };

/* Below this the gradient has vanished; above the other one, a search that cannot go on has failed.
 */
static const double vanished = 1e-10;
static const double tolerable = 1e-4;

/*
 * Gains, against the value: below the first a step is not worth trying; when one that promised less
 * than the second has failed, the rounding of the sum hides what is left.
 */
static const double resolution = 1e-16;
static const double noise = 1e-10;

/* Armijo's and the curvature constant; the longest step in one variable (of a logarithm: a factor
 * e^3). */
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

static void hessian_reset(struct minimum *m, double curve)
{
    memset(m->hessian, 0, sizeof m->hessian);
    for (size_t i = 0; i < MINIMISE_MAX; i++)
        m->hessian[i][i] = curve;
}

/*
 * Solves hessian * x = right by elimination; the matrix is symmetric and positive definite, so no
 * pivoting is needed. Destroys both; the solution is left in `right`.
 */
static void solve(double matrix[MINIMISE_MAX][MINIMISE_MAX], double *right, size_t n)
{
    for (size_t i = 0; i < n; i++)
        for (size_t row = i + 1; row < n; row++) {
            double factor = matrix[row][i] / matrix[i][i];
            for (size_t j = i; j < n; j++)
                matrix[row][j] -= factor * matrix[i][j];
            right[row] -= factor * right[i];
        }
    for (size_t i = n; i-- > 0;) {
        for (size_t j = i + 1; j < n; j++)
            right[i] -= matrix[i][j] * right[j];
        right[i] /= matrix[i][i];
    }
}

/* Takes variable i out of the equations: it stays where it is. */
static void hold(double matrix[MINIMISE_MAX][MINIMISE_MAX], double *right, size_t n, size_t i)
{
    for (size_t j = 0; j < n; j++)
        matrix[i][j] = matrix[j][i] = 0;
    matrix[i][i] = 1;
    right[i] = 0;
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

/*
 * Sets the direction to the Newton step of the variables that can move, with the Hessian as it is
 * known so far; returns the slope along it. A variable whose step would leave the box is held, and
 * the others solved again.
 */
static double choose_direction(struct search *s)
{
    const struct minimise_problem *p = s->problem;
    bool held[MINIMISE_MAX] = {false};
    size_t left = 0;
    for (size_t i = 0; i < p->variables; i++)
        held[i] = would_leave(p, s->m, i, -s->m->gradient[i]);
    do {
        double matrix[MINIMISE_MAX][MINIMISE_MAX];
        memcpy(matrix, s->m->hessian, sizeof matrix);
        for (size_t i = 0; i < p->variables; i++)
            s->direction[i] = -s->m->gradient[i];
        for (size_t i = 0; i < p->variables; i++)
            if (held[i])
                hold(matrix, s->direction, p->variables, i);
        solve(matrix, s->direction, p->variables);
        left = 0;
        for (size_t i = 0; i < p->variables; i++)
            if (!held[i] && would_leave(p, s->m, i, s->direction[i])) {
                held[i] = true;
                left++;
            }
    } while (left != 0);
    shorten(s->direction, p->variables);
    return dot(s->direction, s->m->gradient, p->variables);
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

/* Onto the side of the box that a step was meant to reach, whatever the rounding. */
static double snap(double at, double low, double high)
{
    const double near = 1e-12 * (high - low);
    return at <= low + near ? low : at >= high - near ? high : at;
}

static void try_step(struct search *s, double step)
{
    const struct minimise_problem *p = s->problem;
    for (size_t i = 0; i < p->variables; i++)
        s->trial.at[i] = snap(s->m->at[i] + step * s->direction[i], p->low[i], p->high[i]);
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
    for (int i = 0; i < TRIALS && -slope * step > resolution * fabs(s->m->value); i++) {
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

/* The BFGS update of the Hessian from the step just made; skipped where it would lose definiteness.
 */
static void hessian_update(struct search *s, bool first)
{
    const size_t n = s->problem->variables;
    double step[MINIMISE_MAX];
    double change[MINIMISE_MAX];
    double guessed[MINIMISE_MAX];
    for (size_t i = 0; i < n; i++) {
        step[i] = s->trial.at[i] - s->m->at[i];
        change[i] = s->trial.gradient[i] - s->m->gradient[i];
    }
    double bend = dot(step, change, n);
    if (!(bend > 1e-14 * sqrt(dot(step, step, n) * dot(change, change, n))))
        return;
    if (first)
        hessian_reset(s->m, dot(change, change, n) / bend);
    for (size_t i = 0; i < n; i++)
        guessed[i] = dot(s->m->hessian[i], step, n);
    double guess = dot(step, guessed, n);
    for (size_t i = 0; i < n; i++)
        for (size_t j = 0; j < n; j++)
            s->m->hessian[i][j] += change[i] * change[j] / bend - guessed[i] * guessed[j] / guess;
}

static void accept(struct search *s)
{
    memcpy(s->m->at, s->trial.at, sizeof s->m->at);
    memcpy(s->m->gradient, s->trial.gradient, sizeof s->m->gradient);
    s->m->value = s->trial.value;
}

/* Steps downhill until the gradient vanishes or no step helps, not even straight down the slope. */
static bool descend(struct search *s)
{
    bool fresh = !s->m->has_hessian;
    if (fresh)
        hessian_reset(s->m, 1);
    for (int i = 0; i < ITERATIONS && steepest(s->problem, s->m) > vanished; i++) {
        double slope = choose_direction(s);
        if (slope < 0 && line_search(s, slope)) {
            hessian_update(s, fresh);
            accept(s);
            fresh = false;
        } else if (!fresh && slope <= 0 && -slope <= noise * fabs(s->m->value)) {
            return true;
        } else if (fresh) {
            break;
        } else {
            hessian_reset(s->m, 1);
            fresh = true;
        }
    }
    return steepest(s->problem, s->m) <= tolerable;
}

bool minimise(const struct minimise_problem *problem, struct minimum *m)
{
    struct search s = {.problem = problem, .m = m};
    for (size_t i = 0; i < problem->variables; i++)
        m->at[i] = snap(m->at[i], problem->low[i], problem->high[i]);
    m->value = problem->value(problem->context, m->at, m->gradient);
    m->evaluations++;
    m->on_edge = false;
    if (!isfinite(m->value))
        return false;
    bool found = descend(&s);
    m->has_hessian = true;
    for (size_t i = 0; i < problem->variables; i++)
        m->on_edge |= m->at[i] <= problem->low[i] || m->at[i] >= problem->high[i];
    return found;
}
