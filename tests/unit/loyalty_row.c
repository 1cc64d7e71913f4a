/* SPDX-License-Identifier: MIT */
/*
 * A row of the loyalty stream. Customers are made here, not read; the figures of the models (p_alive to value_at_risk) are those
 * of the textbook formulas (btyd_reference.py, and eq. 5 of Fader and Hardie 2013) in 40-digit arithmetic, mpmath 1.3.
 */
#include "score-loyalty/loyalty_row.h"

#include <stdlib.h>

#include "lib/number.h"
#include "lib/pool.h"
#include "test.h"

#define MONEY(hundredths) ((hundredths) * (NUMBER_ONE / 100))

enum { TODAY = 20513 /* 2026-03-01 */, SINCE = TODAY - 59 };
enum { REGULAR, NEWCOMER, TO_THE_END, NOBODY };

/* All that an assessor works with. */
struct shop {
    struct arena arena;
    struct world world;
    struct settings settings;
    struct facts facts;
    struct people people;
    struct assessor assessor;
    struct error e;
};

static const struct past past = {.history = {.orders = 1, .days = 1, .first = SINCE - 2, .last = SINCE - 2}};

static const struct person persons[] = {
    [REGULAR] = {{"K1", 2}, REGULAR, 0, 0, (struct past *)&past,
                 {.spend = MONEY(6000) + 5000, .purchases = MONEY(6000) + 5000, .repeat_money = MONEY(4500) + 5000, .orders = 3,
                  .days = 3, .placed = 3, .returned = 1, .discounted = 1, .first_discounted = true, .first = TODAY - 90,
                  .last = TODAY - 29, .gap_doubled = 61}},
    /* x = 0 and t_x = T = 0 */
    [NEWCOMER] = {{"K2", 2}, NEWCOMER, LEDGER_NOTHING, LEDGER_NOTHING, (struct past *)&past,
                  {.spend = MONEY(999), .purchases = MONEY(999), .orders = 1, .days = 1, .placed = 1, .first = TODAY, .last = TODAY}},
    /* t_x = T; what the second day brought was all given back, so that it says nothing of their money */
    [TO_THE_END] = {{"K3", 2}, TO_THE_END, 0, LEDGER_NOTHING, (struct past *)&past,
                    {.spend = MONEY(1250), .purchases = MONEY(1250), .orders = 2, .days = 2, .placed = 2, .first = TODAY - 28,
                     .last = TODAY, .gap_doubled = 56}},
    /* a refund without its order, and nothing else */
    [NOBODY] = {{"K4", 2}, NOBODY, LEDGER_NOTHING, LEDGER_NOTHING, (struct past *)&past,
                {.spend = MONEY(-500), .refunded = MONEY(500), .returned = 1}},
};

/* The shop, with every kind of column filled. */
static struct shop *open_shop(void)
{
    static const int64_t cuts[MEASURE_COUNT][RFM_CUTS] = {
        {-200, -100, -50, -10}, {1, 2, 4, 8}, {MONEY(1000), MONEY(2000), MONEY(5000), MONEY(10000)}};
    struct shop *s = calloc(1, sizeof *s);
    s->world = (struct world){.arena = &s->arena, .tool = "test", .in_memory = true};
    s->settings.segments = rfm_segments_default();
    s->settings.policy = loyalty_policy_default(false);
    s->settings.terms = (struct forecast_terms){100, 30, .01};
    s->settings.since = SINCE;
    s->people.as_of = TODAY;
    struct facts *f = &s->facts;
    f->arena = &s->arena;
    f->scope = (struct facts_scope){.lines = true, .amounts = true, .discounts = true};
    f->currency = SLICE("EUR");
    intern_start(&f->products, &s->arena, s->world.seed);
    intern_start(&f->channels, &s->arena, s->world.seed);
    intern_add(&f->products, SLICE("Tea, green"));
    intern_add(&f->channels, SLICE("shop"));
    facts_name(f, REGULAR, SLICE("Ona"));
    struct assessor *a = &s->assessor;
    *a = (struct assessor){.facts = f, .settings = &s->settings, .people = &s->people, .note = {"", 0}};
    for (int m = 0; m < MEASURE_COUNT; m++) {
        memcpy(a->cuts[m].cut, cuts[m], sizeof cuts[m]);
        a->past_cuts[m] = a->cuts[m];
    }
    a->models.report.parameters = (struct model_parameters){
        .has_btyd = true, .btyd = {BTYD_MBG_NBD, .7, 20, .9, 1.7}, .has_money = true, .money = {6, 4, 15}};
    a->forecaster = forecaster_open(&a->models.report.parameters.btyd, &s->settings.terms);
    return s;
}

static void close_shop(struct shop *s)
{
    assessor_close(&s->assessor);
    facts_free(&s->facts);
    arena_free(&s->arena);
    free(s);
}

/* The rows of these persons; each call writes another file. */
static struct slice rows_of(struct shop *s, const struct csv_writer_options *options, const int *which, size_t count)
{
    static const char *const names[] = {"0", "1", "2", "3", "4", "5", "6", "7", "8", "9"};
    size_t file = 0;
    for (const struct world_written *w = s->world.written; w != NULL; w = w->next)
        file++;
    struct loyalty_row *row = malloc(sizeof *row);
    struct csv_writer *out = csv_writer_open(&s->world, &s->arena, names[file], options, &s->e);
    loyalty_row_open(row, out, &s->assessor);
    for (size_t i = 0; i < count; i++)
        CHECK(loyalty_row_write(row, &persons[which[i]]));
    loyalty_row_close(row);
    CHECK(csv_writer_close(out, true, &s->e));
    free(row);
    struct slice kept = world_kept(&s->world, names[file]);
    return kept.ptr != NULL ? kept : SLICE("");
}

static struct slice row_of(struct shop *s, int who)
{
    return rows_of(s, NULL, &who, 1);
}

/* ---- whole rows ---- */

static const char regular[] = "2026-03-01,K1,Ona,2025-12-01,2026-01-31,3,60.01,EUR,29,90,20.00,30.5,4,3,4,434,potential_loyalist,,"
                              "\"Tea, green\",shop,0.3333,yes,,,,,,,,0.3333,,0.642770,1.269857,29.85,0.357230,10.66,"
                              "unknown,67,bought_recently;spends_much,\n";
static const char newcomer[] = "2026-03-01,K2,,2026-03-01,2026-03-01,1,9.99,EUR,0,0,9.99,,5,1,1,511,new,,,,0.0000,no,,,,,,,,0.0000,,"
                               "0.653846,1.316899,38.75,0.346154,13.41,unknown,33,bought_recently;buys_rarely;spends_little,\n";
static const char to_the_end[] = "2026-03-01,K3,,2026-02-01,2026-03-01,2,12.50,EUR,0,28,6.25,28,5,2,2,522,potential_loyalist,,"
                                 "\"Tea, green\",,0.0000,no,,,,,,,,0.0000,,0.750000,1.832853,53.89,0.250000,13.47,unknown,50,"
                                 "bought_recently;buys_rarely;spends_little,\n";
static const char nobody[] = "2026-03-01,K4,,,,0,-5.00,EUR,,,,,,,,,no_purchase,,,,,,,,,,,,,1.0000,,,,,,,unknown,,,\n";

static void test_rows(void)
{
    struct shop *s = open_shop();
    CHECK_TEXT(row_of(s, REGULAR), regular);
    CHECK_TEXT(row_of(s, NEWCOMER), newcomer);
    CHECK_TEXT(row_of(s, TO_THE_END), to_the_end);
    CHECK_TEXT(row_of(s, NOBODY), nobody);
    close_shop(s);
}

static void test_no_customers(void)
{
    struct shop *s = open_shop();
    CHECK_TEXT(rows_of(s, NULL, NULL, 0), "");
    close_shop(s);
}

/* What was made ready for one customer is right for the next. */
static void test_one_after_the_other(void)
{
    static const int order[] = {REGULAR, NOBODY, NEWCOMER, REGULAR, TO_THE_END, NOBODY};
    struct shop *s = open_shop();
    struct slice all = arena_print(&s->arena, "%s%s%s%s%s%s", regular, nobody, newcomer, regular, to_the_end, nobody);
    CHECK_TEXT(rows_of(s, NULL, order, sizeof order / sizeof *order), all.ptr);
    close_shop(s);
}

/* ---- columns that may be missing ---- */

static void test_no_amounts(void)
{
    struct shop *s = open_shop();
    s->facts.scope.amounts = false;
    s->facts.currency = (struct slice){"", 0};
    s->assessor.models.report.parameters.has_money = false;
    CHECK_TEXT(row_of(s, REGULAR),
               "2026-03-01,K1,Ona,2025-12-01,2026-01-31,3,,,29,90,,30.5,4,3,,,potential_loyalist,,\"Tea, green\",shop,0.3333,yes,"
               ",,,,,,,,,0.642770,1.269857,,0.357230,,unknown,63,bought_recently,\n");
    close_shop(s);
}

static void test_no_model(void)
{
    struct shop *s = open_shop();
    s->facts.scope.discounts = false;
    s->assessor.note = SLICE("no model, as \"few\" came twice");
    assessor_close(&s->assessor);
    CHECK_TEXT(row_of(s, NEWCOMER),
               "2026-03-01,K2,,2026-03-01,2026-03-01,1,9.99,EUR,0,0,9.99,,5,1,1,511,new,,,,,,,,,,,,,0.0000,,"
               ",,,,,unknown,33,bought_recently;buys_rarely;spends_little,\"no model, as \"\"few\"\" came twice\"\n");
    close_shop(s);
}

/* Who was in another segment at an earlier day, says into which one they came. */
static void test_became(void)
{
    struct shop *s = open_shop();
    s->settings.has_since = true;
    struct slice row = row_of(s, REGULAR);
    CHECK(strstr(arena_print(&s->arena, "%.*s", SLICE_ARG(row)).ptr, ",434,potential_loyalist,potential_loyalist,\"Tea, green\",") != NULL);
    CHECK_TEXT(row_of(s, NEWCOMER), newcomer); /* new then, and new now */
    close_shop(s);
}

/* ---- experience ---- */

/* An open complaint with two broken promises, and answers of 60.333333 and 9 out of 10. */
static void add_experience(struct shop *s)
{
    const int64_t now = (int64_t)TODAY * 86400;
    const struct answer answers[] = {
        {.when = now - 900000, .score = 60333333, .sheet = 1, .customer = REGULAR, .day = TODAY - 11},
        {.when = now - 400000, .score = 90000000, .sheet = 2, .customer = REGULAR, .day = TODAY - 5, .is_nps = true}};
    const struct matter matter = {.opened = now - 500000,
                                  .hours = NO_HOURS,
                                  .customer = REGULAR,
                                  .opened_day = TODAY - 6,
                                  .promises_broken = 2,
                                  .is_complaint = true};
    experience_add_answer(&s->facts.experience, &answers[0]);
    experience_add_answer(&s->facts.experience, &answers[1]);
    experience_add_matter(&s->facts.experience, &matter);
    experience_log_sort(&s->facts.experience);
    s->facts.scope.responses = s->facts.scope.cases = true;
}

/* Who has none gets zeros where we were told of any at all. */
static void test_experience(void)
{
    static const int order[] = {NEWCOMER, REGULAR, NEWCOMER};
    struct shop *s = open_shop();
    add_experience(s);
    static const char without[] = "2026-03-01,K2,,2026-03-01,2026-03-01,1,9.99,EUR,0,0,9.99,,5,1,1,511,new,,,,0.0000,no,,,,0,0,0,0,0.0000,,"
                                  "0.653846,1.316899,38.75,0.346154,13.41,unknown,33,bought_recently;buys_rarely;spends_little,\n";
    struct slice expected = arena_print(
        &s->arena, "%s%s%s", without,
        "2026-03-01,K1,Ona,2025-12-01,2026-01-31,3,60.01,EUR,29,90,20.00,30.5,4,3,4,434,potential_loyalist,,"
        "\"Tea, green\",shop,0.3333,yes,9,promoter,75.2,1,1,2,0,0.3333,,0.642770,1.269857,29.85,0.357230,10.66,"
        "true,33,open_complaint;satisfied;bought_recently,\n",
        without);
    CHECK_TEXT(rows_of(s, NULL, order, 3), expected.ptr);
    s->facts.scope.cases = false; /* only answers were read: of promises nothing is known */
    struct slice row = row_of(s, NEWCOMER);
    CHECK(strstr(arena_print(&s->arena, "%.*s", SLICE_ARG(row)).ptr, ",no,,,,0,0,,0,0.0000,") != NULL);
    close_shop(s);
}

/* The score is rounded to the nearest whole number, halves upwards. */
static void test_score(void)
{
    static const struct {
        int32_t score;
        int64_t written;
    } cases[] = {{0, 0}, {49, 0}, {50, 1}, {149, 1}, {3335, 33}, {3350, 34}, {10000, 100}};
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct assessment x = {.score = {.score = cases[i].score}};
        CHECK_NUMBER(loyalty_row_score(&x), cases[i].written);
    }
}

/* ---- ways of writing ---- */

/* Other delimiters, decimal commas, and texts that a spreadsheet would run; what is made ready is written the same way. */
static void test_spreadsheet(void)
{
    static const int order[] = {REGULAR, REGULAR};
    const struct csv_writer_options options = {.delimiter = ';', .decimal_comma = true, .neutralise = true, .crlf = true};
    struct shop *s = open_shop();
    facts_name(&s->facts, REGULAR, SLICE("=1+1;\"Ona\"")); /* lower in the order of bytes */
    static const char row[] = "2026-03-01;K1;\"'=1+1;\"\"Ona\"\"\";2025-12-01;2026-01-31;3;60,01;EUR;29;90;20,00;30,5;4;3;4;434;potential_loyalist;;"
                              "Tea, green;shop;0,3333;yes;;;;;;;;0,3333;;0,642770;1,269857;29,85;0,357230;10,66;"
                              "unknown;67;\"bought_recently;spends_much\";\r\n";
    CHECK_TEXT(rows_of(s, &options, order, 2), arena_print(&s->arena, "%s%s", row, row).ptr);
    close_shop(s);
}

/* A disk that is full is told of by the row that finds it so. */
static void test_full(void)
{
    struct shop *s = open_shop();
    struct world world = {.arena = &s->arena, .tool = "test"};
    struct csv_writer *out = csv_writer_open(&world, &s->arena, "/dev/full", NULL, &s->e);
    struct loyalty_row *row = malloc(sizeof *row);
    if (out == NULL) {
        SKIP("there is no /dev/full");
    } else {
        loyalty_row_open(row, out, &s->assessor);
        bool good = true;
        for (int i = 0; good && i < 100000; i++)
            good = loyalty_row_write(row, &persons[i % 4]);
        CHECK(!good);
        CHECK(!loyalty_row_write(row, &persons[REGULAR]));
        loyalty_row_close(row);
        CHECK(!csv_writer_close(out, true, &s->e));
    }
    free(row);
    close_shop(s);
}

/* ---- two threads ---- */

enum { CROWD = 3000 };

/* Customers of all scores, some without a purchase. */
static struct person member(uint32_t i)
{
    uint32_t days = 1 + i % 9;
    int32_t age = (int32_t)(10 + i * 7 % 400);
    struct person p = persons[i % 4];
    p.customer = i % 5 == 0 ? REGULAR : NEWCOMER;
    if (p.history.orders == 0)
        return p;
    p.history.days = p.history.orders = p.history.placed = days;
    p.history.first = TODAY - age;
    p.history.last = days == 1 ? p.history.first : TODAY - age * (int32_t)(i % 4) / 4;
    p.history.spend = p.history.purchases = MONEY((int64_t)(i * 37 % 20000));
    p.history.repeat_money = p.history.spend / days * (days - 1);
    return p;
}

struct half {
    struct loyalty_row row;
    uint32_t from, to;
    bool good;
};

static void write_half(void *context)
{
    struct half *h = context;
    for (uint32_t i = h->from; i < h->to; i++) {
        struct person p = member(i);
        h->good = loyalty_row_write(&h->row, &p) && h->good;
    }
}

static void write_crowd(struct shop *s, struct csv_writer *out, bool by_two)
{
    struct half *halves = calloc(2, sizeof *halves);
    struct arena arena = {0};
    struct assessor other;
    struct csv_writer *side = csv_writer_side(out, &arena);
    assessor_fork(&s->assessor, &other);
    loyalty_row_open(&halves[0].row, out, &s->assessor);
    loyalty_row_open(&halves[1].row, side, &other);
    halves[0].good = halves[1].good = true;
    halves[0].to = halves[1].from = by_two ? CROWD / 2 : CROWD;
    halves[1].to = CROWD;
    const struct pool_job jobs[] = {{write_half, &halves[0]}, {write_half, &halves[1]}};
    pool_do(jobs, 2);
    CHECK(halves[0].good && halves[1].good && csv_writer_take(out, side));
    loyalty_row_close(&halves[0].row);
    loyalty_row_close(&halves[1].row);
    CHECK(csv_writer_close(side, false, &s->e));
    arena_free(&arena);
    assessor_close(&other);
    free(halves);
}

/* Each thread makes its own columns ready; the bytes are those of one alone. */
static void test_two_threads(void)
{
    struct shop *s = open_shop();
    add_experience(s);
    for (int threads = 1; threads <= 2; threads++) {
        struct csv_writer *out = csv_writer_open(&s->world, &s->arena, threads == 1 ? "one" : "two", NULL, &s->e);
        write_crowd(s, out, threads == 2);
        CHECK(csv_writer_close(out, true, &s->e));
    }
    struct slice one = world_kept(&s->world, "one");
    CHECK(one.len > CROWD * 60);
    CHECK(slice_equal(one, world_kept(&s->world, "two")));
    close_shop(s);
}

int main(void)
{
    test_rows();
    test_no_customers();
    test_one_after_the_other();
    test_no_amounts();
    test_no_model();
    test_became();
    test_experience();
    test_score();
    test_spreadsheet();
    test_full();
    test_two_threads();
    return test_report("loyalty_row");
}
