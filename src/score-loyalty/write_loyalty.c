/* SPDX-License-Identifier: MIT */
#include "score-loyalty/write_loyalty.h"

#include "lib/datetime.h"
#include "lib/pool.h"
#include "score-loyalty/loyalty_row.h"

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

/* ---- rows ---- */

/* The rows from..to of the people. */
struct stretch {
    struct loyalty_row row;
    size_t from, to;
    bool good;
};

static void write_stretch(void *context)
{
    struct stretch *s = context;
    for (size_t i = s->from; s->good && i < s->to; i++)
        s->good = loyalty_row_write(&s->row, s->row.a->people->list[i]);
}

/* Two stretches that follow each other, at the same time: the second one aside. */
static bool write_both(struct stretch *first, struct stretch *second)
{
    const struct pool_job jobs[] = {{write_stretch, first}, {write_stretch, second}};
    pool_do(jobs, sizeof jobs / sizeof *jobs);
    return first->good && csv_writer_take(first->row.out, second->row.out);
}

enum { STRETCH = 4096 };

static void write_in_turn(struct stretch *first, struct stretch *second, size_t count)
{
    for (bool good = true; good && second->to < count;) {
        first->from = second->to;
        first->to = second->from = first->from + STRETCH < count ? first->from + STRETCH : count;
        second->to = second->from + STRETCH < count ? second->from + STRETCH : count;
        good = write_both(first, second);
    }
}

static void write_rows(struct csv_writer *out, const struct assessor *a)
{
    struct stretch first = {.to = a->people->count, .good = true};
    struct stretch second = {.good = true};
    struct assessor other;
    struct arena arena = {0};
    struct error ignored = {0};
    loyalty_row_open(&first.row, out, a);
    if (a->people->count <= 2 * STRETCH) {
        write_stretch(&first);
        loyalty_row_close(&first.row);
        return;
    }
    assessor_fork(a, &other);
    struct csv_writer *side = csv_writer_side(out, &arena);
    loyalty_row_open(&second.row, side, &other);
    write_in_turn(&first, &second, a->people->count);
    loyalty_row_close(&first.row);
    loyalty_row_close(&second.row);
    (void)csv_writer_close(side, false, &ignored);
    arena_free(&arena);
    assessor_close(&other);
}

void write_loyalty(struct csv_writer *out, const struct assessor *a)
{
    for (size_t i = 0; i < write_loyalty_use_count; i++)
        csv_writer_field(out, slice_of(role_info(write_loyalty_uses[i].role)->name));
    if (csv_writer_end(out))
        write_rows(out, a);
}

/* ---- explanation ---- */

static void write_part(struct csv_writer *out, const struct assessor *a, const struct assessment *x,
                       const char *part, const char *fact, int64_t points)
{
    char day[DATETIME_TEXT_MAX];
    csv_writer_field(out, datetime_format_day(a->people->as_of, day));
    csv_writer_field(out, x->person->id);
    csv_writer_field(out, slice_of(part));
    csv_writer_field(out, slice_of(fact));
    csv_writer_decimal(out, points, 2, 2);
    csv_writer_end(out);
}

static void explain(struct csv_writer *out, const struct assessor *a, const struct assessment *x)
{
    for (int part = 0; part < LOYALTY_PARTS; part++)
        write_part(out, a, x, loyalty_part_name((enum loyalty_part)part),
                   assess_fact(x, (enum loyalty_part)part), x->score.points[part]);
    write_part(out, a, x, "rounding", "", loyalty_row_score(x) * LOYALTY_UNIT - x->score.score);
}

void write_explanation(struct csv_writer *out, const struct assessor *a)
{
    static const char *const columns[] = {"as_of", "customer_id", "part", "fact", "points"};
    struct arena arena = {0};
    for (size_t i = 0; i < sizeof columns / sizeof *columns; i++)
        csv_writer_field(out, slice_of(columns[i]));
    bool good = csv_writer_end(out);
    for (size_t i = 0; good && i < a->people->count; i++) {
        arena_reset(&arena);
        struct assessment x = assess(a, a->people->list[i], &arena);
        if (x.has_score)
            explain(out, a, &x);
    }
    arena_free(&arena);
}
