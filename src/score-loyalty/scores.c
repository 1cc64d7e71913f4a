/* SPDX-License-Identifier: MIT */
#include "score-loyalty/scores.h"

#include "lib/memory.h"
#include "lib/number.h"
#include "lib/pool.h"

static const struct history *any_history(const struct people *p, size_t i, bool past)
{
    const struct person *person = people_any(p, i);
    return past ? &person->past->history : &person->history;
}

/* ---- scores ---- */

static int64_t measured(const struct history *h, int32_t as_of, int m)
{
    switch (m) {
    case MEASURE_RECENCY:
        return (int64_t)h->last - as_of;
    case MEASURE_FREQUENCY:
        return h->days;
    default:
        return h->spend;
    }
}

void scores_cuts(const struct people *p, bool past, int32_t as_of,
                 struct rfm_cuts cuts[MEASURE_COUNT])
{
    int64_t *values = memory_array(p->count, sizeof *values);
    for (int m = 0; m < MEASURE_COUNT; m++) {
        size_t count = 0;
        for (size_t i = 0; i < p->count; i++) {
            const struct history *h = any_history(p, i, past);
            if (h->orders != 0)
                values[count++] = measured(h, as_of, m);
        }
        cuts[m] = rfm_cuts_of(values, count);
    }
    memory_release(values);
}

struct rfm_scores scores_of(const struct history *h, int32_t as_of,
                            const struct rfm_cuts cuts[MEASURE_COUNT])
{
    struct rfm_scores scores;
    for (int m = 0; m < MEASURE_COUNT; m++)
        scores.of[m] = rfm_score(&cuts[m], measured(h, as_of, m));
    return scores;
}

struct slice scores_segment(const struct history *h, int32_t as_of,
                            const struct rfm_cuts cuts[MEASURE_COUNT],
                            const struct rfm_segments *segments)
{
    if (h->orders == 0)
        return slice_of(rfm_no_purchase);
    struct rfm_scores s = scores_of(h, as_of, cuts);
    return rfm_segment(segments, s.of[MEASURE_RECENCY], s.of[MEASURE_FREQUENCY]);
}

/* ---- fits ---- */

/* What both fits are made for; neither needs anything of the other. */
struct fit {
    struct models *models;
    const struct people *people;
    bool past;
    int32_t as_of;
    enum btyd_model model;
};

static void fit_frequency(void *context)
{
    const struct fit *f = context;
    struct models *m = f->models;
    const struct people *p = f->people;
    struct btyd_row *rows = memory_array(p->count, sizeof *rows);
    size_t count = 0;
    for (size_t i = 0; i < p->count; i++) {
        const struct history *h = any_history(p, i, f->past);
        if (h->orders == 0)
            continue;
        m->report.repeat_days += h->days - 1;
        rows[count++] = (struct btyd_row){.x = h->days - 1,
                                          .recency = (uint32_t)(h->last - h->first),
                                          .age = (uint32_t)(f->as_of - h->first),
                                          .count = 1};
    }
    count = btyd_merge_rows(rows, count);
    enum btyd_outcome outcome = btyd_fit(f->model, rows, count, &m->report.frequency);
    m->report.parameters.has_btyd = outcome == BTYD_FITTED || outcome == BTYD_FITTED_ON_EDGE;
    m->report.parameters.btyd = m->report.frequency.parameters;
    m->frequency_note = btyd_outcome_text(outcome);
    memory_release(rows);
}

static void fit_money(void *context)
{
    const struct fit *f = context;
    struct models *m = f->models;
    const struct people *p = f->people;
    struct gamma_gamma_row *rows = memory_array(p->count, sizeof *rows);
    size_t count = 0;
    for (size_t i = 0; i < p->count; i++) {
        const struct history *h = any_history(p, i, f->past);
        if (h->days > 1)
            rows[count++] = (struct gamma_gamma_row){h->repeat_money, h->days - 1};
    }
    gamma_gamma_sort_rows(rows, count);
    enum gamma_gamma_outcome outcome =
        gamma_gamma_fit(rows, count, (double)NUMBER_ONE, &m->report.money);
    m->report.parameters.has_money =
        outcome == GAMMA_GAMMA_FITTED || outcome == GAMMA_GAMMA_FITTED_ON_EDGE;
    m->report.parameters.money = m->report.money.parameters;
    m->money_note = gamma_gamma_outcome_text(outcome);
    memory_release(rows);
}

void models_fit(struct models *m, const struct people *p, bool past, int32_t as_of, bool amounts,
                const struct settings *s)
{
    *m = (struct models){.report = {.weeks = s->weeks}, .frequency_note = "", .money_note = ""};
    if (s->has_parameters) {
        m->report.parameters = s->parameters;
        if (!amounts || !s->parameters.has_money) {
            m->report.parameters.has_money = false;
            m->money_note = amounts ? "the parameters given have no model of money"
                                    : "the orders have no amounts";
        }
        return;
    }
    struct fit fit = {m, p, past, as_of, s->model};
    const struct pool_job jobs[] = {{fit_frequency, &fit}, {fit_money, &fit}};
    pool_do(jobs, amounts ? 2 : 1);
    if (!amounts)
        m->money_note = "the orders have no amounts";
}

/* ---- one customer ---- */

struct prospect models_prospect(const struct models *m, struct forecaster *forecaster,
                                const struct history *h, int32_t as_of)
{
    struct prospect prospect = {.has_forecast = forecaster != NULL && h->orders != 0};
    if (!prospect.has_forecast)
        return prospect;
    uint32_t x = h->days - 1;
    prospect.forecast = forecast_customer(forecaster, x, (uint32_t)(h->last - h->first),
                                          (uint32_t)(as_of - h->first));
    prospect.has_value = m->report.parameters.has_money;
    if (!prospect.has_value)
        return prospect;
    bool repeats = x > 0 && h->repeat_money > 0;
    double mean = repeats ? (double)h->repeat_money / (double)NUMBER_ONE / x : 0;
    prospect.value = prospect.forecast.discounted *
                     gamma_gamma_mean(&m->report.parameters.money, repeats ? x : 0, mean);
    return prospect;
}
