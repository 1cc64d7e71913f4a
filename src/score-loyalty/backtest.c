/* SPDX-License-Identifier: MIT */
#include "score-loyalty/backtest.h"

#include <math.h>
#include <stdio.h>

#include "lib/memory.h"
#include "lib/number.h"
#include "score-loyalty/ranking.h"

enum { GROUPS = 8 }; /* repeat days 0..6, and more */

/* Whose score is judged. */
enum rival { RIVAL_RECENCY, RIVAL_FREQUENCY, RIVAL_MONEY, RIVAL_RFM, RIVAL_EXPECTED, RIVALS };

struct backtest {
    struct rfm_cuts cuts[MEASURE_COUNT];
    struct models models;
    struct forecaster *forecaster;
    int32_t from, until;
    struct ranked_customer *ranked[RIVALS];
    size_t count; /* customers with a purchase by then */
    uint64_t came, days;
    double expected, model_error, naive_error;
    struct {
        uint64_t customers, days;
        double expected;
    } groups[GROUPS];
};

static bool fitted(const struct backtest *b)
{
    return b->forecaster != NULL;
}

/* ---- one customer ---- */

/* What anybody would say without a model: as many as until now, in proportion to the time. */
static double naive(const struct backtest *b, const struct history *h)
{
    double age = (double)b->from - h->first;
    return age > 0 ? (h->days - 1) / age * ((double)b->until - b->from) : 0;
}

static void add(struct backtest *b, const struct past *past)
{
    const struct history *h = &past->history;
    struct rfm_scores scores = scores_of(h, b->from, b->cuts);
    struct prospect prospect = models_prospect(&b->models, b->forecaster, h, b->from);
    double bought = past->days_after;
    const double judged[RIVALS] = {
        scores.of[MEASURE_RECENCY], scores.of[MEASURE_FREQUENCY], scores.of[MEASURE_MONEY],
        scores.of[MEASURE_RECENCY] + scores.of[MEASURE_FREQUENCY] + scores.of[MEASURE_MONEY],
        prospect.forecast.expected};
    for (int i = 0; i < RIVALS; i++)
        b->ranked[i][b->count] = (struct ranked_customer){judged[i], past->days_after != 0};
    uint32_t group = h->days - 1 < GROUPS - 1 ? h->days - 1 : GROUPS - 1;
    b->groups[group].customers++;
    b->groups[group].days += past->days_after;
    b->groups[group].expected += prospect.forecast.expected;
    b->count++;
    b->came += past->days_after != 0;
    b->days += past->days_after;
    b->expected += prospect.forecast.expected;
    b->model_error += fabs(prospect.forecast.expected - bought);
    b->naive_error += fabs(naive(b, h) - bought);
}

/* ---- the report ---- */

static void write(struct csv_writer *out, struct slice measure, bool there, double value,
                  unsigned places)
{
    csv_writer_field(out, measure);
    csv_writer_double(out, there ? value : NAN, places);
    csv_writer_end(out);
}

static void write_areas(struct csv_writer *out, struct backtest *b)
{
    static const char *const names[RIVALS] = {"auc_r", "auc_f", "auc_m", "auc_rfm", "auc_expected"};
    for (int i = 0; i < RIVALS; i++) {
        double area = ranking_auc(b->ranked[i], b->count);
        bool there = !isnan(area) && (i != RIVAL_EXPECTED || fitted(b));
        write(out, slice_of(names[i]), there, there ? area : 0, 4);
    }
}

static void write_groups(struct csv_writer *out, const struct backtest *b)
{
    for (int i = 0; i < GROUPS; i++) {
        double customers = (double)b->groups[i].customers;
        bool there = b->groups[i].customers != 0;
        const char *more = i == GROUPS - 1 ? "_or_more" : "";
        char name[48];
        int n = snprintf(name, sizeof name, "mean_days_x%d%s", i, more);
        write(out, (struct slice){name, (size_t)n}, there, (double)b->groups[i].days / customers,
              4);
        n = snprintf(name, sizeof name, "mean_expected_x%d%s", i, more);
        write(out, (struct slice){name, (size_t)n}, there && fitted(b),
              b->groups[i].expected / customers, 4);
    }
}

static void write_report(struct csv_writer *out, struct backtest *b)
{
    double count = (double)b->count;
    csv_writer_field(out, SLICE("measure"));
    csv_writer_field(out, SLICE("value"));
    csv_writer_end(out);
    write(out, SLICE("customers"), true, count, 0);
    write(out, SLICE("customers_who_came"), true, (double)b->came, 0);
    write(out, SLICE("days_held_out"), true, (double)b->until - b->from, 0);
    write_areas(out, b);
    write(out, SLICE("purchase_days"), true, (double)b->days, 0);
    write(out, SLICE("expected_days"), fitted(b), b->expected, 1);
    write(out, SLICE("mean_error"), fitted(b) && b->count != 0, b->model_error / count, 4);
    write(out, SLICE("mean_error_naive"), b->count != 0, b->naive_error / count, 4);
    write_groups(out, b);
}

void backtest_write(struct csv_writer *out, const struct assessor *a)
{
    struct backtest b = {.from = a->settings->backtest, .until = a->people->as_of};
    struct forecast_terms terms = a->settings->terms;
    const struct people *p = a->people;
    terms.horizon = b.until > b.from ? (uint32_t)(b.until - b.from) : 1;
    scores_cuts(p, true, b.from, b.cuts);
    for (int m = 0; a->settings->has_cuts && m < MEASURE_COUNT; m++)
        b.cuts[m] = a->settings->cuts[m];
    models_fit(&b.models, p, true, b.from, a->facts->scope.amounts, a->settings);
    if (b.models.report.parameters.has_btyd)
        b.forecaster = forecaster_open(&b.models.report.parameters.btyd, &terms);
    for (int i = 0; i < RIVALS; i++)
        b.ranked[i] = memory_array(p->count, sizeof *b.ranked[i]);
    for (size_t i = 0; i < p->count; i++)
        if (p->list[i]->past->history.orders != 0)
            add(&b, p->list[i]->past);
    write_report(out, &b);
    for (int i = 0; i < RIVALS; i++)
        memory_release(b.ranked[i]);
    if (b.forecaster != NULL)
        forecaster_close(b.forecaster);
}
