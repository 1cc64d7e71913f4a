/* SPDX-License-Identifier: MIT */
#include "score-loyalty/history.h"

#include "lib/civil.h"
#include "lib/number.h"
#include "loyalty_data.h"
#include "score-loyalty/favourites.h"
#include "score-loyalty/rfm.h"

static const uint64_t seed[2] = {3, 5};
static const struct history_rules all_days = {INT32_MIN, INT32_MAX, false};

/* ---- the small fixture: ties, one day, refunds, zero, cancelled, future ---- */

struct shop {
    struct arena arena;
    struct intern customers, products, channels, longer;
    struct ledger ledger;
    struct ledger_part part; /* of the customer looked at */
};

static int32_t day_of(struct slice text)
{
    struct civil c = {0};
    if (text.len == 10) {
        c.year = (int32_t)strtol(text.ptr, NULL, 10);
        c.month = (int32_t)strtol(text.ptr + 5, NULL, 10);
        c.day = (int32_t)strtol(text.ptr + 8, NULL, 10);
    }
    return text.len == 10 ? (int32_t)civil_to_days(c) : 0;
}

static void shop_open(struct shop *s)
{
    *s = (struct shop){0};
    intern_start(&s->customers, &s->arena, seed);
    intern_start(&s->products, &s->arena, seed);
    intern_start(&s->channels, &s->arena, seed);
    intern_start(&s->longer, &s->arena, seed);
}

static void shop_close(struct shop *s)
{
    intern_free(&s->customers);
    intern_free(&s->products);
    intern_free(&s->channels);
    intern_free(&s->longer);
    ledger_free(&s->ledger);
    ledger_part_free(&s->part);
    arena_free(&s->arena);
}

static const struct ledger_line *lines_of(struct shop *s, uint32_t customer, size_t *count)
{
    const struct ledger *ledgers[] = {&s->ledger};
    ledger_group(ledgers, 1, s->customers.count, customer % LEDGER_PARTS, &s->part);
    return ledger_lines(&s->part, customer / LEDGER_PARTS, count);
}

/* Customers of skipped lines are known all the same. */
static bool read_shop(struct shop *s, int32_t as_of)
{
    enum { ORDER, CUSTOMER, DATE, AMOUNT, PRODUCT, CHANNEL, STATUS };
    struct data_file d;
    if (!data_open(&d, "tests/unit/loyalty_small.csv"))
        return false;
    while (data_next(&d)) {
        struct ledger_line line = {
            .order = order_key_of(data_text(&d, ORDER), &s->longer),
            .amount = data_scaled(&d, AMOUNT, 100),
            .day = day_of(data_text(&d, DATE)),
            .customer = intern_add(&s->customers, data_text(&d, CUSTOMER)),
            .product = intern_add(&s->products, data_text(&d, PRODUCT)),
            .channel = intern_add(&s->channels, data_text(&d, CHANNEL)) & LEDGER_NOTHING,
        };
        if (line.day <= as_of && !slice_equal(data_text(&d, STATUS), SLICE("cancelled")))
            ledger_add(&s->ledger, &line);
    }
    return true;
}

enum {
    CUSTOMER,
    FREQUENCY,
    RECENCY,
    FIRST,
    LAST,
    MONEY,
    REFUNDS,
    X,
    T_X,
    AGE,
    MEAN,
    FAV_PRODUCT,
    FAV_CHANNEL,
    R,
    F,
    M,
    SEGMENT
};

static void check_customer(const struct data_file *d, const struct history *h, int32_t as_of)
{
    CHECK_NUMBER(h->days, data_scaled(d, FREQUENCY, 1));
    CHECK_NUMBER(h->spend, data_scaled(d, MONEY, 100));
    CHECK_NUMBER(h->refunded, data_scaled(d, REFUNDS, 100));
    CHECK_NUMBER(h->first, day_of(data_text(d, FIRST)));
    CHECK_NUMBER(h->last, day_of(data_text(d, LAST)));
    CHECK(!h->overflow);
    if (h->days == 0)
        return;
    CHECK_NUMBER(as_of - h->last, data_scaled(d, RECENCY, 1));
    CHECK_NUMBER(h->days - 1, data_scaled(d, X, 1));
    CHECK_NUMBER(h->last - h->first, data_scaled(d, T_X, 1));
    CHECK_NUMBER(as_of - h->first, data_scaled(d, AGE, 1));
    CHECK_NUMBER(h->repeat_money, data_scaled(d, MEAN, 100 * (h->days - 1)));
}

struct scored {
    struct history history[32];
    int64_t recency[32], days[32], money[32];
    size_t buyers;
};

static void work_out(struct shop *s, struct scored *all)
{
    struct history_room room;
    history_room_start(&room, seed);
    for (uint32_t c = 0; c < s->customers.count; c++) {
        size_t count;
        const struct ledger_line *lines = lines_of(s, c, &count);
        struct history h = history_of(lines, count, &all_days, &room);
        all->history[c] = h;
        if (h.days == 0)
            continue;
        all->recency[all->buyers] = h.last;
        all->days[all->buyers] = h.days;
        all->money[all->buyers++] = h.spend;
    }
    history_room_free(&room);
}

static void check_scores(const struct data_file *d, const struct scored *all,
                         const struct history *h)
{
    struct rfm_segments table = rfm_segments_default();
    struct rfm_cuts recency = rfm_cuts_of(all->recency, all->buyers);
    struct rfm_cuts days = rfm_cuts_of(all->days, all->buyers);
    struct rfm_cuts money = rfm_cuts_of(all->money, all->buyers);
    int r = rfm_score(&recency, h->last);
    int f = rfm_score(&days, h->days);
    CHECK_NUMBER(r, data_scaled(d, R, 1));
    CHECK_NUMBER(f, data_scaled(d, F, 1));
    CHECK_NUMBER(rfm_score(&money, h->spend), data_scaled(d, M, 1));
    CHECK(slice_equal(rfm_segment(&table, r, f), data_text(d, SEGMENT)));
}

static void check_favourites(const struct data_file *d, struct shop *s, uint32_t customer)
{
    size_t count;
    const struct ledger_line *lines = lines_of(s, customer, &count);
    struct favourites *product = favourites_open(FAVOURITE_PRODUCT, s->products.count,
                                                 favourites_ranks(&s->products, &s->arena));
    struct favourites *channel = favourites_open(FAVOURITE_CHANNEL, s->channels.count,
                                                 favourites_ranks(&s->channels, &s->arena));
    for (int again = 0; again < 2; again++) {
        uint32_t best = favourite_of(product, lines, count, INT32_MAX);
        CHECK(slice_equal(intern_text(&s->products, best), data_text(d, FAV_PRODUCT)));
        best = favourite_of(channel, lines, count, INT32_MAX);
        CHECK(slice_equal(intern_text(&s->channels, best), data_text(d, FAV_CHANNEL)));
    }
    CHECK_NUMBER(favourite_of(product, lines, count, INT32_MIN), LEDGER_NOTHING);
    favourites_close(product);
    favourites_close(channel);
}

static void test_fixture(void)
{
    struct shop s;
    struct scored all = {0};
    struct data_file d;
    const int32_t as_of = day_of(SLICE("2024-12-31"));
    shop_open(&s);
    if (!read_shop(&s, as_of) || !data_open(&d, "tests/unit/loyalty_small_expected.csv"))
        return;
    work_out(&s, &all);
    size_t rows = 0;
    for (; data_next(&d); rows++) {
        uint32_t customer = intern_find(&s.customers, data_text(&d, CUSTOMER));
        const struct history *h = &all.history[customer];
        check_customer(&d, h, as_of);
        if (h->days != 0) {
            check_scores(&d, &all, h);
            check_favourites(&d, &s, customer);
        }
    }
    CHECK_NUMBER((int64_t)rows, 11);
    shop_close(&s);
}

/* ---- one customer ---- */

static struct ledger_line line(uint64_t order, int32_t day, int64_t amount, unsigned discounted)
{
    return (struct ledger_line){.order = {{order, 0}},
                                .amount = amount,
                                .day = day,
                                .product = LEDGER_NOTHING,
                                .channel = LEDGER_NOTHING,
                                .discounted = discounted & 1};
}

static struct history history(const struct ledger_line *lines, size_t count,
                              const struct history_rules *rules)
{
    struct history_room room;
    history_room_start(&room, seed);
    struct history h = history_of(lines, count, rules, &room);
    history_room_free(&room);
    return h;
}

/* Order 3 has its refund before its payment, order 4 is given back twice over; the last line has no
 * order. */
static void test_netting(void)
{
    const struct ledger_line lines[] = {
        line(1, 10, 500, 1), line(1, 9, -500, 0), line(2, 12, 300, 1),  line(3, 5, -100, 0),
        line(3, 20, 400, 0), line(4, 21, 50, 0),  line(4, 22, -100, 0), line(0, 2, -70, 0)};
    struct history h = history(lines, 8, &all_days);
    CHECK_NUMBER(h.orders, 2);
    CHECK_NUMBER(h.days, 2);
    CHECK_NUMBER(h.first, 12);
    CHECK_NUMBER(h.last, 20);
    CHECK_NUMBER(h.spend, 480);
    CHECK_NUMBER(h.refunded, 770);
    CHECK_NUMBER(h.purchases, 600);
    CHECK_NUMBER(h.repeat_money, 300);
    CHECK_NUMBER(h.placed, 4);
    CHECK_NUMBER(h.returned, 4);
    CHECK_NUMBER(h.discounted, 1);
    CHECK(h.first_discounted);
    CHECK_NUMBER(h.gap_doubled, 16);
}

static void test_as_it_stood(void)
{
    const struct ledger_line lines[] = {line(1, 10, 500, 0), line(2, 20, 300, 0),
                                        line(1, 30, -500, 0)};
    struct history_rules rules = {INT32_MIN, 29, false};
    CHECK_NUMBER(history(lines, 3, &rules).days, 2);
    rules.last_day = 30;
    CHECK_NUMBER(history(lines, 3, &rules).days, 1);
    rules.last_day = 9;
    CHECK_NUMBER(history(lines, 3, &rules).days, 0);
    CHECK_NUMBER(history(lines, 3, &rules).spend, 0);
    CHECK_NUMBER(history(NULL, 0, &rules).orders, 0);
}

/* Free samples count only on demand, and an order given back in full is no free sample. */
static void test_zero(void)
{
    const struct ledger_line lines[] = {line(1, 10, 0, 0), line(2, 20, 300, 0),
                                        line(2, 21, -300, 0), line(0, 30, 0, 0)};
    const struct history_rules counted = {INT32_MIN, INT32_MAX, true};
    CHECK_NUMBER(history(lines, 4, &all_days).days, 0);
    struct history h = history(lines, 4, &counted);
    CHECK_NUMBER(h.days, 2);
    CHECK_NUMBER(h.first, 10);
    CHECK_NUMBER(h.last, 30);
}

static void test_gaps(void)
{
    struct ledger_line lines[] = {line(0, 40, 1, 0), line(0, 10, 1, 0), line(0, 10, 1, 0),
                                  line(0, 17, 1, 0), line(0, 11, 1, 0)};
    struct history h = history(lines, 5, &all_days);
    CHECK_NUMBER(h.orders, 5);
    CHECK_NUMBER(h.days, 4);
    CHECK_NUMBER(h.gap_doubled, 12); /* of 1, 6, 23 */
    CHECK_NUMBER(h.repeat_money, 3);
    lines[0].day = 12;
    CHECK_NUMBER(history(lines, 4, &all_days).gap_doubled, 7); /* of 2, 5 */
    CHECK_NUMBER(history(lines, 1, &all_days).gap_doubled, 0);
}

static void test_overflow(void)
{
    const struct ledger_line lines[] = {line(1, 1, INT64_MAX, 0), line(2, 2, 1, 0)};
    CHECK(history(lines, 2, &all_days).overflow);
    CHECK(!history(lines, 1, &all_days).overflow);
}

/* ---- any lines, in any order ---- */

static uint64_t next_random(uint64_t *state)
{
    *state = *state * UINT64_C(6364136223846793005) + UINT64_C(1442695040888963407);
    return *state >> 33;
}

static void shuffle(struct ledger_line *lines, size_t count, uint64_t *random)
{
    for (size_t i = count; i > 1; i--) {
        size_t j = (size_t)(next_random(random) % i);
        struct ledger_line kept = lines[i - 1];
        lines[i - 1] = lines[j];
        lines[j] = kept;
    }
}

/* The definition, order by order and day by day. */
static void check_definition(const struct ledger_line *lines, size_t count, const struct history *h)
{
    uint32_t days = 0;
    uint32_t orders = 0;
    bool seen[512] = {false};
    for (uint64_t order = 1; order <= 512; order++) {
        int64_t net = 0;
        int32_t day = INT32_MAX;
        for (size_t i = 0; i < count; i++) {
            if (lines[i].order.word[0] != order)
                continue;
            net += lines[i].amount;
            if (lines[i].amount > 0 && lines[i].day < day)
                day = lines[i].day;
        }
        if (net <= 0 || day == INT32_MAX)
            continue;
        orders++;
        days += !seen[day];
        seen[day] = true;
    }
    CHECK_NUMBER(h->orders, orders);
    CHECK_NUMBER(h->days, days);
}

static void check_same(const struct history *a, const struct history *b)
{
    CHECK(a->spend == b->spend && a->refunded == b->refunded && a->purchases == b->purchases &&
          a->repeat_money == b->repeat_money);
    CHECK(a->orders == b->orders && a->days == b->days && a->placed == b->placed &&
          a->returned == b->returned && a->discounted == b->discounted);
    CHECK(a->first == b->first && a->last == b->last && a->gap_doubled == b->gap_doubled &&
          a->first_discounted == b->first_discounted && a->overflow == b->overflow);
}

static void test_any_order(void)
{
    struct history_room room;
    struct ledger_line lines[400];
    uint64_t random = 9;
    history_room_start(&room, seed);
    for (size_t round = 0; round < 120; round++) {
        size_t count = 1 + next_random(&random) % (round % 2 == 0 ? 12 : 400);
        for (size_t i = 0; i < count; i++)
            lines[i] =
                line(1 + next_random(&random) % count, (int32_t)(next_random(&random) % 512),
                     (int64_t)(next_random(&random) % 1000) - 300, (unsigned)next_random(&random));
        struct history before = history_of(lines, count, &all_days, &room);
        check_definition(lines, count, &before);
        shuffle(lines, count, &random);
        struct history after = history_of(lines, count, &all_days, &room);
        check_same(&before, &after);
    }
    history_room_free(&room);
}

int main(void)
{
    test_fixture();
    test_netting();
    test_as_it_stood();
    test_zero();
    test_gaps();
    test_overflow();
    test_any_order();
    return test_report("history");
}
