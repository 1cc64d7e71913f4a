/* SPDX-License-Identifier: MIT */
#include "score-loyalty/loyalty_row.h"

#include <math.h>

#include "lib/datetime.h"
#include "lib/number.h"

/* ---- cells ---- */

static void write_day(struct csv_writer *out, int32_t day)
{
    char text[DATETIME_TEXT_MAX];
    csv_writer_field(out, datetime_format_day(day, text));
}

/* A number of the models with `places` decimals. */
static void write_double(struct csv_writer *out, bool there, double x, unsigned places)
{
    csv_writer_double(out, there ? x : NAN, places);
}

static void write_share(struct csv_writer *out, bool there, uint64_t part, uint64_t whole)
{
    if (!there || whole == 0)
        csv_writer_blank(out);
    else
        csv_writer_decimal(out, (int64_t)((part * 20000 + whole) / (2 * whole)), 4, 4);
}

static void write_money(struct csv_writer *out, bool there, int64_t money)
{
    if (there)
        csv_writer_decimal(out, money, 6, 2);
    else
        csv_writer_blank(out);
}

/* Half days are written with one decimal, whole ones without. */
static void write_gap(struct csv_writer *out, uint32_t doubled)
{
    csv_writer_decimal(out, (int64_t)doubled * 5, 1, doubled % 2);
}

static void write_name_of(struct csv_writer *out, const struct intern *names, uint32_t number)
{
    csv_writer_field(out,
                     number != LEDGER_NOTHING ? intern_text(names, number) : (struct slice){"", 0});
}

static void write_counted(struct csv_writer *out, bool there, uint64_t count)
{
    if (there)
        csv_writer_integer(out, (int64_t)count);
    else
        csv_writer_blank(out);
}

/* ---- the groups of columns ---- */

enum { SCORE_COLUMNS = 5, EXPERIENCE_COLUMNS = 7, VERDICT_COLUMNS = 4 };

static void write_who(struct loyalty_row *r, const struct assessment *x)
{
    csv_writer_rendered(r->out, r->as_of, 1);
    csv_writer_field(r->out, x->person->id);
    csv_writer_field(r->out, facts_name_of(r->a->facts, x->person->customer));
}

static void write_days(struct loyalty_row *r, const struct assessment *x)
{
    const struct history *h = &x->person->history;
    if (x->has_purchase) {
        write_day(r->out, h->first);
        write_day(r->out, h->last);
    } else {
        csv_writer_blank(r->out);
        csv_writer_blank(r->out);
    }
    csv_writer_integer(r->out, h->orders);
}

static void write_habits(struct loyalty_row *r, const struct assessment *x)
{
    const struct history *h = &x->person->history;
    const bool amounts = r->a->facts->scope.amounts;
    int32_t as_of = r->a->people->as_of;
    write_money(r->out, amounts, h->spend);
    csv_writer_rendered(r->out, r->currency, 1);
    if (!x->has_purchase) {
        for (int i = 0; i < 4; i++)
            csv_writer_blank(r->out);
        return;
    }
    csv_writer_integer(r->out, (int64_t)as_of - h->last);
    csv_writer_integer(r->out, (int64_t)as_of - h->first);
    write_money(r->out, amounts, (h->purchases + h->orders / 2) / h->orders);
    if (h->days > 1)
        write_gap(r->out, h->gap_doubled);
    else
        csv_writer_blank(r->out);
}

static void write_scores(struct loyalty_row *r, const struct assessment *x)
{
    const int *of = x->scores.of;
    const bool amounts = r->a->facts->scope.amounts;
    for (int m = 0; m < MEASURE_COUNT; m++) {
        if (x->has_purchase && (m != MEASURE_MONEY || amounts))
            csv_writer_integer(r->out, of[m]);
        else
            csv_writer_blank(r->out);
    }
    if (x->has_purchase && amounts)
        csv_writer_integer(r->out, of[0] * 100 + of[1] * 10 + of[2]);
    else
        csv_writer_blank(r->out);
    csv_writer_field(r->out, x->segment);
}

static void write_favourites(struct loyalty_row *r, const struct assessment *x)
{
    const struct history *h = &x->person->history;
    const struct facts *f = r->a->facts;
    write_name_of(r->out, &f->products, x->person->product);
    write_name_of(r->out, &f->channels, x->person->channel);
    write_share(r->out, f->scope.discounts, h->discounted, h->orders);
    if (f->scope.discounts && x->has_purchase)
        csv_writer_field(r->out, h->first_discounted ? SLICE("yes") : SLICE("no"));
    else
        csv_writer_blank(r->out);
}

static void write_experience(struct loyalty_row *r, const struct assessment *x)
{
    const struct facts_scope *scope = &r->a->facts->scope;
    const struct experience *lived = &x->experience;
    const bool asked = scope->responses || scope->cases;
    write_counted(r->out, lived->has_nps, (uint64_t)lived->nps);
    csv_writer_field(r->out,
                     lived->has_nps ? slice_of(nps_class_name(lived->nps)) : (struct slice){"", 0});
    if (lived->has_answer)
        csv_writer_decimal(r->out, lived->mean, 6, 1);
    else
        csv_writer_blank(r->out);
    write_counted(r->out, asked, lived->complaints);
    write_counted(r->out, asked, lived->open_complaints);
    write_counted(r->out, scope->cases, lived->promises_broken);
    write_counted(r->out, asked, lived->recovered);
}

static void write_claims(struct loyalty_row *r, const struct assessment *x)
{
    const struct history *h = &x->person->history;
    write_share(r->out, r->a->facts->scope.amounts, h->returned, history_all_orders(h));
    csv_writer_field(r->out, x->review);
}

static void write_prospect(struct loyalty_row *r, const struct assessment *x)
{
    const struct prospect *p = &x->prospect;
    double churn = 1 - p->forecast.p_alive;
    write_double(r->out, p->has_forecast, p->forecast.p_alive, 6);
    write_double(r->out, p->has_forecast, p->forecast.expected, 6);
    write_double(r->out, p->has_value, p->value, 2);
    write_double(r->out, p->has_forecast, churn, 6);
    write_double(r->out, p->has_value, p->value * churn, 2);
}

int64_t loyalty_row_score(const struct assessment *x)
{
    return (x->score.score + LOYALTY_UNIT / 2) / LOYALTY_UNIT;
}

static void write_verdict(struct loyalty_row *r, const struct assessment *x)
{
    csv_writer_field(r->out, x->has_score ? slice_of(loyalty_kind_name(loyalty_kind_of(&x->facts)))
                                          : SLICE("unknown"));
    write_counted(r->out, x->has_score, (uint64_t)loyalty_row_score(x));
    csv_writer_field(r->out, assess_reasons(r->a, x, &r->row));
    csv_writer_rendered(r->out, r->note, 1);
}

/* ---- what many rows share ---- */

/* Writes `count` columns as they were made for the first customer like this one. */
static void write_ready(struct loyalty_row *r, const struct assessment *x, struct slice *ready,
                        void (*write)(struct loyalty_row *, const struct assessment *),
                        size_t count)
{
    if (ready->ptr == NULL) {
        struct csv_writer *out = r->out;
        r->out = r->aside;
        write(r, x);
        r->out = out;
        *ready = csv_writer_cut(r->aside, &r->kept);
    }
    csv_writer_rendered(r->out, *ready, count);
}

static struct ready_columns *ready_of(struct loyalty_row *r, const struct rfm_scores *s)
{
    return &r->ready[s->of[0] - 1][s->of[1] - 1][s->of[2] - 1];
}

/* ---- rows ---- */

static struct slice render(struct loyalty_row *r, struct slice value)
{
    return csv_writer_render(r->aside, &r->kept, &value, 1);
}

void loyalty_row_open(struct loyalty_row *r, struct csv_writer *out, const struct assessor *a)
{
    char day[DATETIME_TEXT_MAX];
    *r = (struct loyalty_row){.out = out, .a = a};
    r->aside = csv_writer_side(out, &r->kept);
    r->as_of = render(r, datetime_format_day(a->people->as_of, day));
    r->currency = render(r, a->facts->currency);
    r->note = render(r, a->note);
}

void loyalty_row_close(struct loyalty_row *r)
{
    struct error ignored = {0};
    (void)csv_writer_close(r->aside, false, &ignored);
    arena_free(&r->kept);
    arena_free(&r->row);
}

bool loyalty_row_write(struct loyalty_row *r, const struct person *person)
{
    arena_reset(&r->row);
    struct assessment x = assess(r->a, person, &r->row);
    struct ready_columns *ready = x.has_purchase ? ready_of(r, &x.scores) : NULL;
    write_who(r, &x);
    write_days(r, &x);
    write_habits(r, &x);
    if (ready != NULL)
        write_ready(r, &x, &ready->scores, write_scores, SCORE_COLUMNS);
    else
        write_scores(r, &x);
    csv_writer_field(r->out, x.became);
    write_favourites(r, &x);
    if (!x.has_experience)
        write_ready(r, &x, &r->ready_experience, write_experience, EXPERIENCE_COLUMNS);
    else
        write_experience(r, &x);
    write_claims(r, &x);
    write_prospect(r, &x);
    if (ready != NULL && !x.has_experience)
        write_ready(r, &x, &ready->verdict, write_verdict, VERDICT_COLUMNS);
    else
        write_verdict(r, &x);
    return csv_writer_end(r->out);
}
