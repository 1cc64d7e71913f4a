/* SPDX-License-Identifier: MIT */
#include "score-loyalty/gamma_gamma.h"

#include <math.h>

#include "lib/memory.h"
#include "score-loyalty/minimise.h"
#include "score-loyalty/radix.h"
#include "score-loyalty/special.h"

bool gamma_gamma_parameters_valid(const struct gamma_gamma_parameters *p)
{
    return p->p > 0 && p->q > 1 && p->v > 0 && isfinite(p->p) && isfinite(p->q) && isfinite(p->v);
}

double gamma_gamma_log_likelihood(const struct gamma_gamma_parameters *p, double x, double m)
{
    const double days = p->p * x;
    return special_log_gamma(days + p->q) - special_log_gamma(days) - special_log_gamma(p->q) +
           p->q * log(p->v) + (days - 1) * log(m) + days * log(x) -
           (days + p->q) * log(x * m + p->v);
}

double gamma_gamma_mean(const struct gamma_gamma_parameters *p, double x, double m)
{
    return p->p * (p->v + x * m) / (p->p * x + p->q - 1);
}

void gamma_gamma_sort_rows(struct gamma_gamma_row *rows, size_t count)
{
    _Static_assert(sizeof *rows == RADIX_RECORD, "rows are sorted as radix records");
    static const struct radix_field order[] = {
        {offsetof(struct gamma_gamma_row, x), sizeof(uint32_t)},
        {offsetof(struct gamma_gamma_row, money), sizeof(int64_t)},
    };
    radix_sort(rows, count, order, sizeof order / sizeof order[0]);
}

/* ---- the likelihood of all customers ---- */

/* A customer with money on a repeat day. */
struct spender {
    double total; /* x m, in mean days of the file, so that v is of the order of 1 */
    double log_total;
    double x;
};

struct likelihood {
    struct spender *spenders;
    size_t count;
    double scale;    /* what a total of 1 is in money */
    double constant; /* the terms without parameters: -ln m */
};

static bool is_spender(const struct gamma_gamma_row *row)
{
    return row->x >= 1 && row->money > 0;
}

static void likelihood_open(struct likelihood *l, const struct gamma_gamma_row *rows, size_t count,
                            double unit)
{
    double means = 0;
    *l = (struct likelihood){.spenders = memory_array(count, sizeof *l->spenders)};
    for (size_t i = 0; i < count; i++) {
        if (!is_spender(&rows[i]))
            continue;
        l->spenders[l->count] = (struct spender){.total = (double)rows[i].money / unit, .x = rows[i].x};
        means += l->spenders[l->count].total / rows[i].x;
        l->count++;
    }
    l->scale = l->count != 0 ? means / (double)l->count : 1;
    for (size_t i = 0; i < l->count; i++) {
        l->constant -= log(l->spenders[i].total / l->spenders[i].x);
        l->spenders[i].total /= l->scale;
        l->spenders[i].log_total = log(l->spenders[i].total);
    }
}

/* What depends on x alone, and so is the same for many customers. */
struct shape {
    double x;
    double gammas;   /* lnG(px+q) - lnG(px) */
    double digammas; /* psi(px+q) - psi(px) */
    double digamma;  /* psi(px+q) */
};

static struct shape shape_of(double x, double p, double q)
{
    double all = special_digamma(p * x + q);
    return (struct shape){
        .x = x,
        .gammas = special_log_gamma(p * x + q) - special_log_gamma(p * x),
        .digammas = all - special_digamma(p * x),
        .digamma = all,
    };
}

/* Minus the mean log-likelihood without the constant; the gradient by ln p, ln q, ln v. */
static double objective(const void *context, const double *at, double *gradient)
{
    const struct likelihood *l = context;
    const double p = exp(at[0]);
    const double q = exp(at[1]);
    const double v = exp(at[2]);
    const double n = (double)l->count;
    const double fixed = q * at[2] - special_log_gamma(q);
    struct shape shape = {0};
    double value = n * fixed;
    double by[3] = {0, n * (at[2] - special_digamma(q)), n * q / v};
    for (size_t i = 0; i < l->count; i++) {
        const struct spender *s = &l->spenders[i];
        if (s->x != shape.x)
            shape = shape_of(s->x, p, q);
        const double ends = log(s->total + v);
        const double share = s->log_total - ends;
        value += shape.gammas + p * s->x * share - q * ends;
        by[0] += s->x * (shape.digammas + share);
        by[1] += shape.digamma - ends;
        by[2] -= (p * s->x + q) / (s->total + v);
    }
    const double chain[] = {p, q, v};
    for (size_t i = 0; i < 3; i++)
        gradient[i] = -by[i] * chain[i] / n;
    return -value / n;
}

/* ---- the fit ---- */

static bool search_minimum(const struct likelihood *l, struct minimum *m)
{
    const double wide = log(1e4);
    struct minimise_problem problem = {
        .variables = 3,
        .low = {-wide, -wide, -wide},
        .high = {wide, wide, wide},
        .value = objective,
        .context = l,
    };
    return minimise(&problem, m);
}

enum { SAMPLE = 20000 };

/* Puts *m near the minimum by a fit to every n-th customer, so that few passes over all remain. */
static void approach(const struct likelihood *l, struct minimum *m)
{
    const size_t step = l->count / SAMPLE;
    struct likelihood sample = *l;
    sample.count = l->count / step;
    sample.spenders = memory_array(sample.count, sizeof *sample.spenders);
    for (size_t i = 0; i < sample.count; i++)
        sample.spenders[i] = l->spenders[i * step + step / 2];
    if (!search_minimum(&sample, m))
        *m = (struct minimum){0};
    memory_release(sample.spenders);
    m->evaluations = 0;
}

/* Pearson's correlation of x and m. */
static double correlation(const struct likelihood *l)
{
    double x = 0;
    double m = 0;
    for (size_t i = 0; i < l->count; i++) {
        x += l->spenders[i].x / (double)l->count;
        m += l->spenders[i].total / l->spenders[i].x / (double)l->count;
    }
    double xx = 0;
    double mm = 0;
    double xm = 0;
    for (size_t i = 0; i < l->count; i++) {
        double dx = l->spenders[i].x - x;
        double dm = l->spenders[i].total / l->spenders[i].x - m;
        xx += dx * dx;
        mm += dm * dm;
        xm += dx * dm;
    }
    return xx > 0 && mm > 0 ? xm / sqrt(xx * mm) : 0;
}

static enum gamma_gamma_outcome fit_spenders(const struct likelihood *l,
                                             struct gamma_gamma_fit *fit)
{
    struct minimum m = {0};
    if (l->count >= 2 * SAMPLE)
        approach(l, &m);
    if (!search_minimum(l, &m))
        return GAMMA_GAMMA_NOT_CONVERGED;
    fit->evaluations = m.evaluations;
    fit->parameters =
        (struct gamma_gamma_parameters){exp(m.at[0]), exp(m.at[1]), exp(m.at[2]) * l->scale};
    fit->log_likelihood = -m.value * (double)l->count + l->constant;
    if (fit->parameters.q <= 1)
        return GAMMA_GAMMA_NO_MEAN;
    return m.on_edge ? GAMMA_GAMMA_FITTED_ON_EDGE : GAMMA_GAMMA_FITTED;
}

enum gamma_gamma_outcome gamma_gamma_fit(const struct gamma_gamma_row *rows, size_t count,
                                         double unit, struct gamma_gamma_fit *fit)
{
    struct likelihood l;
    *fit = (struct gamma_gamma_fit){0};
    likelihood_open(&l, rows, count, unit);
    fit->customers = l.count;
    fit->correlation = correlation(&l);
    enum gamma_gamma_outcome outcome = GAMMA_GAMMA_TOO_FEW;
    if (l.count >= GAMMA_GAMMA_LEAST)
        outcome = fit_spenders(&l, fit);
    memory_release(l.spenders);
    return outcome;
}

const char *gamma_gamma_outcome_text(enum gamma_gamma_outcome outcome)
{
    static const char *const texts[] = {
        [GAMMA_GAMMA_FITTED] = "",
        [GAMMA_GAMMA_FITTED_ON_EDGE] = "customers hardly differ in what they spend",
        [GAMMA_GAMMA_TOO_FEW] = "too few customers spent money on a second day to forecast it",
        [GAMMA_GAMMA_NO_MEAN] = "spending varies too widely to have a mean (q <= 1)",
        [GAMMA_GAMMA_NOT_CONVERGED] = "the money model does not fit these data",
    };
    return texts[outcome];
}
