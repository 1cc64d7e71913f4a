/* SPDX-License-Identifier: MIT */
#include "score-loyalty/write_loyalty.h"

#include <math.h>

#include "lib/datetime.h"
#include "lib/number.h"
#include "lib/pool.h"

const struct role_use write_loyalty_uses[] = {
#define WRITTEN(role)                                                                              \
    {                                                                                              \
        ROLE_##role, NEED_WRITTEN                                                                  \
    }
    WRITTEN(AS_OF),
    WRITTEN(CUSTOMER_ID),
    WRITTEN(NAME),
    WRITTEN(FIRST_ORDER),
    WRITTEN(LAST_ORDER),
    WRITTEN(ORDERS),
    WRITTEN(SPEND),
    WRITTEN(CURRENCY),
    WRITTEN(RECENCY_DAYS),
    WRITTEN(TENURE_DAYS),
    WRITTEN(AVERAGE_ORDER),
    WRITTEN(TYPICAL_GAP_DAYS),
    WRITTEN(R),
    WRITTEN(F),
    WRITTEN(M),
    WRITTEN(RFM),
    WRITTEN(SEGMENT),
    WRITTEN(BECAME),
    WRITTEN(FAVOURITE_PRODUCT),
    WRITTEN(FAVOURITE_CHANNEL),
    WRITTEN(DISCOUNT_SHARE),
    WRITTEN(FIRST_ORDER_DISCOUNTED),
    WRITTEN(NPS),
    WRITTEN(NPS_CLASS),
    WRITTEN(SATISFACTION),
    WRITTEN(COMPLAINTS),
    WRITTEN(OPEN_COMPLAINTS),
    WRITTEN(PROMISES_BROKEN),
    WRITTEN(RECOVERED),
    WRITTEN(RETURNS_SHARE),
    WRITTEN(REVIEW),
    WRITTEN(P_ALIVE),
    WRITTEN(EXPECTED_ORDERS),
    WRITTEN(VALUE),
    WRITTEN(CHURN_RISK),
    WRITTEN(VALUE_AT_RISK),
    WRITTEN(LOYALTY_KIND),
    WRITTEN(LOYALTY),
    WRITTEN(REASONS),
    WRITTEN(MODEL_NOTE),
#undef WRITTEN
};
const size_t write_loyalty_use_count = sizeof write_loyalty_uses / sizeof *write_loyalty_uses;

/* One row's way out. */
struct row {
    struct csv_writer *out;
    const struct assessor *a;
    struct slice as_of, currency, note; /* the same in all rows, ready to be written */
    struct arena arena; /* of the row */
};

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

/* ---- the groups of columns ---- */

static void write_who(struct row *r, const struct assessment *x)
{
    csv_writer_rendered(r->out, r->as_of, 1);
    csv_writer_field(r->out, x->person->id);
    csv_writer_field(r->out, facts_name_of(r->a->facts, x->person->customer));
}

static void write_days(struct row *r, const struct assessment *x)
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

static void write_habits(struct row *r, const struct assessment *x)
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

static void write_scores(struct row *r, const struct assessment *x)
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
    csv_writer_field(r->out, x->became);
}

static void write_name_of(struct csv_writer *out, const struct intern *names, uint32_t number)
{
    csv_writer_field(out,
                     number != LEDGER_NOTHING ? intern_text(names, number) : (struct slice){"", 0});
}

static void write_favourites(struct row *r, const struct assessment *x)
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

static void write_counted(struct csv_writer *out, bool there, uint64_t count)
{
    if (there)
        csv_writer_integer(out, (int64_t)count);
    else
        csv_writer_blank(out);
}

static void write_experience(struct row *r, const struct assessment *x)
{
    const struct history *h = &x->person->history;
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
    write_share(r->out, scope->amounts, h->returned, history_all_orders(h));
    csv_writer_field(r->out, x->review);
}

static void write_prospect(struct row *r, const struct assessment *x)
{
    const struct prospect *p = &x->prospect;
    double churn = 1 - p->forecast.p_alive;
    write_double(r->out, p->has_forecast, p->forecast.p_alive, 6);
    write_double(r->out, p->has_forecast, p->forecast.expected, 6);
    write_double(r->out, p->has_value, p->value, 2);
    write_double(r->out, p->has_forecast, churn, 6);
    write_double(r->out, p->has_value, p->value * churn, 2);
}

static int64_t whole_score(const struct assessment *x)
{
    return (x->score.score + LOYALTY_UNIT / 2) / LOYALTY_UNIT;
}

static void write_loyalty_score(struct row *r, const struct assessment *x)
{
    csv_writer_field(r->out, x->has_score ? slice_of(loyalty_kind_name(loyalty_kind_of(&x->facts)))
                                          : SLICE("unknown"));
    write_counted(r->out, x->has_score, (uint64_t)whole_score(x));
    csv_writer_field(r->out, assess_reasons(r->a, x, &r->arena));
    csv_writer_rendered(r->out, r->note, 1);
}

/* ---- rows ---- */

static void start(struct row *r, struct arena *arena)
{
    char day[DATETIME_TEXT_MAX];
    struct slice as_of = datetime_format_day(r->a->people->as_of, day);
    r->as_of = csv_writer_render(r->out, arena, &as_of, 1);
    r->currency = csv_writer_render(r->out, arena, &r->a->facts->currency, 1);
    r->note = csv_writer_render(r->out, arena, &r->a->note, 1);
}

static void write_row(struct row *r, const struct person *person)
{
    arena_reset(&r->arena);
    struct assessment x = assess(r->a, person, &r->arena);
    write_who(r, &x);
    write_days(r, &x);
    write_habits(r, &x);
    write_scores(r, &x);
    write_favourites(r, &x);
    write_experience(r, &x);
    write_prospect(r, &x);
    write_loyalty_score(r, &x);
}

/* The rows from..to of the people. */
struct stretch {
    struct row row;
    size_t from, to;
    bool good;
};

static void write_stretch(void *context)
{
    struct stretch *s = context;
    for (size_t i = s->from; s->good && i < s->to; i++) {
        write_row(&s->row, s->row.a->people->list[i]);
        s->good = csv_writer_end(s->row.out);
    }
}

/* Two stretches that follow each other, at the same time: the second one aside. */
static bool write_both(struct stretch *first, struct stretch *second)
{
    const struct pool_job jobs[] = {{write_stretch, first}, {write_stretch, second}};
    pool_do(jobs, sizeof jobs / sizeof *jobs);
    return first->good && csv_writer_take(first->row.out, second->row.out);
}

static void write_rows(struct row *r, size_t count)
{
    enum { STRETCH = 4096 };
    struct assessor other;
    struct arena arena = {0};
    struct error ignored = {0};
    struct stretch first = {*r, 0, count, true};
    if (count <= 2 * STRETCH) {
        write_stretch(&first);
        arena_free(&first.row.arena);
        return;
    }
    assessor_fork(r->a, &other);
    struct stretch second = {*r, 0, 0, true};
    second.row.out = csv_writer_side(r->out, &arena);
    second.row.a = &other;
    for (bool good = true; good && second.to < count;) {
        first.from = second.to;
        first.to = second.from = first.from + STRETCH < count ? first.from + STRETCH : count;
        second.to = second.from + STRETCH < count ? second.from + STRETCH : count;
        good = write_both(&first, &second);
    }
    (void)csv_writer_close(second.row.out, false, &ignored);
    arena_free(&first.row.arena);
    arena_free(&second.row.arena);
    arena_free(&arena);
    assessor_close(&other);
}

void write_loyalty(struct csv_writer *out, const struct assessor *a)
{
    struct arena arena = {0};
    struct row r = {.out = out, .a = a};
    start(&r, &arena);
    for (size_t i = 0; i < write_loyalty_use_count; i++)
        csv_writer_field(out, slice_of(role_info(write_loyalty_uses[i].role)->name));
    if (csv_writer_end(out))
        write_rows(&r, a->people->count);
    arena_free(&arena);
}

/* ---- explanation ---- */

static void write_part(struct row *r, const struct assessment *x, const char *part,
                       const char *fact, int64_t points)
{
    csv_writer_rendered(r->out, r->as_of, 1);
    csv_writer_field(r->out, x->person->id);
    csv_writer_field(r->out, slice_of(part));
    csv_writer_field(r->out, slice_of(fact));
    csv_writer_decimal(r->out, points, 2, 2);
    csv_writer_end(r->out);
}

static void explain(struct row *r, const struct assessment *x)
{
    for (int part = 0; part < LOYALTY_PARTS; part++)
        write_part(r, x, loyalty_part_name((enum loyalty_part)part),
                   assess_fact(x, (enum loyalty_part)part), x->score.points[part]);
    write_part(r, x, "rounding", "", whole_score(x) * LOYALTY_UNIT - x->score.score);
}

void write_explanation(struct csv_writer *out, const struct assessor *a)
{
    static const char *const columns[] = {"as_of", "customer_id", "part", "fact", "points"};
    struct arena arena = {0};
    struct row r = {.out = out, .a = a};
    start(&r, &arena);
    for (size_t i = 0; i < sizeof columns / sizeof *columns; i++)
        csv_writer_field(out, slice_of(columns[i]));
    bool good = csv_writer_end(out);
    for (size_t i = 0; good && i < a->people->count; i++) {
        arena_reset(&r.arena);
        struct assessment x = assess(a, a->people->list[i], &r.arena);
        if (x.has_score)
            explain(&r, &x);
    }
    arena_free(&r.arena);
    arena_free(&arena);
}
