/* SPDX-License-Identifier: MIT */
#include "brief-customer/basket.h"
#include "brief-customer/card.h"
#include "brief-customer/habits.h"
#include "brief-customer/say.h"
#include "lib/embed.h"
#include "streams/vocabulary.h"
#include "test.h"

EMBED(friendly_of_test, "src/brief-customer/friendly.csv")
EMBED(topics_of_test, "src/tag-topics/topics.csv")

static const uint64_t seed[2] = {3, 4};

/* What is no sore point has the names that tag-topics gives. */
static void check_friendly(void)
{
    struct slice rest = friendly_of_test(), topic;
    CHECK(slice_cut(&rest, '\n', &topic));
    while (slice_cut(&rest, '\n', &topic) && topic.len > 0) {
        struct slice table = topics_of_test(), line, name;
        bool known = false;
        while (!known && slice_cut(&table, '\n', &line))
            known = slice_cut(&line, ',', &name) && slice_equal(name, topic);
        CHECK(known);
    }
}

static void check_visible(struct arena *a)
{
    CHECK_TEXT(visible(a, SLICE("Ναι, καφές 1+1")), "Ναι, καφές 1+1");
    CHECK_TEXT(visible(a, SLICE("a\nb\tc\rd")), "a b c d");
    CHECK_TEXT(visible(a, SLICE("\033[31m\007\177")), "\\u{001B}[31m\\u{0007}\\u{007F}");
    CHECK_TEXT(visible(a, SLICE("\302\205\342\200\256x\342\201\246\330\234")),
               "\\u{0085}\\u{202E}x\\u{2066}\\u{061C}");
    CHECK_TEXT(visible(a, SLICE("\377\303")), "\\x{FF}\\x{C3}");
    CHECK_TEXT(visible(a, SLICE("")), "");
}

static void check_say(struct arena *a)
{
    CHECK_TEXT(say_distance(a, 10, 10), "today");
    CHECK_TEXT(say_distance(a, 9, 10), "yesterday");
    CHECK_TEXT(say_distance(a, 11, 10), "tomorrow");
    CHECK_TEXT(say_distance(a, 3, 10), "7 days ago");
    CHECK_TEXT(say_distance(a, 17, 10), "in 7 days");
    CHECK_TEXT(say_span(a, 59), "0 minutes");
    CHECK_TEXT(say_span(a, 3600), "1 hour");
    CHECK_TEXT(say_span(a, 172799), "47 hours");
    CHECK_TEXT(say_span(a, 172800), "2 days");
    CHECK_TEXT(say_times(a, 1), "once");
    CHECK_TEXT(say_times(a, 2), "twice");
    CHECK_TEXT(say_times(a, 3), "3 times");
    CHECK_TEXT(say_number(a, 9500000, 2), "9.5");
    CHECK_TEXT(say_number(a, 12000000, 2), "12");
    CHECK_TEXT(say_list(a, SLICE("courier:warn; ;waiting")), "courier, waiting");
    CHECK_TEXT(say_list(a, SLICE("")), "");
    CHECK_TEXT(say_excerpt(a, SLICE(" καλημέρα "), 4), "\"καλη...\"");
    CHECK_TEXT(say_excerpt(a, SLICE("ok"), 4), "\"ok\"");
    CHECK_TEXT(say_excerpt(a, SLICE("  "), 4), "");
    CHECK_TEXT(say_moment(a, 0, zone_utc()), "1970-01-01 00:00");
}

static void check_baskets(struct arena *a)
{
    struct baskets b;
    baskets_start(&b, a, seed);
    struct companion found[2];
    CHECK_NUMBER((int64_t)baskets_companions(&b, SLICE("tea"), 0, found, 2), 0);
    for (uint32_t i = 1; i <= 4; i++) { /* without an order's number: customer and day */
        baskets_add(&b, SLICE(""), i, 7, SLICE("tea"));
        baskets_add(&b, SLICE(""), i, 7, SLICE("honey"));
        baskets_add(&b, SLICE(""), i, 7, SLICE("tea"));
        baskets_add(&b, SLICE(""), i, 8, SLICE("mug"));
    }
    for (uint32_t i = 5; i <= 7; i++) {
        struct slice order = arena_print(a, "A%u", i);
        baskets_add(&b, order, i, 9, SLICE("tea"));
        baskets_add(&b, order, i, 9, SLICE("lemon"));
    }
    /* What the customer buys is no news: their own orders do not count. */
    for (uint32_t i = 0; i < 9; i++)
        baskets_add(&b, arena_print(a, "own%u", i), 0, 9, i % 2 ? SLICE("mug") : SLICE("tea"));
    size_t n = baskets_companions(&b, SLICE("tea"), 0, found, 2);
    CHECK_NUMBER((int64_t)n, 2);
    CHECK_TEXT(found[0].product, "honey");
    CHECK_NUMBER(found[0].together, 4);
    CHECK_NUMBER(found[0].of, 7);
    CHECK_NUMBER(found[0].lift, 157); /* 4 * 11 / (7 * 4) */
    CHECK_TEXT(found[1].product, "lemon");
    CHECK_NUMBER((int64_t)baskets_companions(&b, SLICE("tea"), 0, found, 1), 1);
    CHECK_NUMBER((int64_t)baskets_companions(&b, SLICE("mug"), 0, found, 2), 0);
    CHECK_NUMBER((int64_t)baskets_companions(&b, SLICE("tea"), 5, found, 2), 1); /* two lemons are too few */
    baskets_free(&b);
}

static void check_habits(struct arena *a)
{
    static const int64_t days[] = {100, 130, 130, 190, 221};
    struct purchase list[7];
    for (size_t i = 0; i < 5; i++)
        list[i] = (struct purchase){.product = SLICE("tea"), .channel = SLICE("web"), .day = days[i], .amount = 5,
                                    .counts = true};
    list[5] = (struct purchase){.product = SLICE("mug"), .channel = SLICE("shop"), .day = 300, .counts = true};
    list[6] = (struct purchase){.product = SLICE("tea"), .channel = SLICE("web"), .day = 400, .counts = false};
    struct subject p = {.purchases = {list, 7, 7}};
    struct habit *h;
    CHECK_NUMBER((int64_t)habits_of(&p, HABIT_PRODUCT, a, &h), 2);
    CHECK_TEXT(h[0].name, "tea");
    CHECK_NUMBER(h[0].times, 5);
    CHECK_NUMBER(h[0].days, 4);
    CHECK_NUMBER(h[0].last_day, 221);
    CHECK_NUMBER(h[0].gap, 31); /* of 30, 60, 31 */
    CHECK_NUMBER(h[1].gap, 0);
    CHECK(!habit_is_due(&h[0], 221 + 27));
    CHECK(habit_is_due(&h[0], 221 + 28));
    CHECK(habit_is_due(&h[0], 221 + 92));
    CHECK(!habit_is_due(&h[0], 221 + 93));
    CHECK(!habit_is_due(&h[1], 300));
    CHECK_NUMBER((int64_t)habits_of(&p, HABIT_CHANNEL, a, &h), 2);
    CHECK_NUMBER(habits_total(&p, a).times, 6);
    struct subject nobody = {.customer = 0};
    CHECK_NUMBER((int64_t)habits_of(&nobody, HABIT_PRODUCT, a, &h), 0);
    CHECK_NUMBER(habits_total(&nobody, a).times, 0);
}

int main(void)
{
    struct arena arena = {0};
    check_visible(&arena);
    check_say(&arena);
    check_baskets(&arena);
    check_habits(&arena);
    check_friendly();
    arena_free(&arena);
    return test_report("brief_customer");
}
