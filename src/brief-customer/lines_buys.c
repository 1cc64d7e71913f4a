/* SPDX-License-Identifier: MIT */
#include "brief-customer/habits.h"
#include "brief-customer/lines.h"
#include "brief-customer/say.h"

static const char section[] = "Buys";

enum { USUAL = 3, COMPANIONS = 3 };

static void say_usual(const struct habit *h, size_t count, uint32_t all, const char *item, struct card *card)
{
    struct sentence s = {.arena = card->arena};
    for (size_t i = 0; i < count && i < USUAL; i++)
        sentence_add(&s, ", ", "%.*s (%u of %u)", SLICE_ARG(h[i].name), (unsigned)h[i].times, (unsigned)all);
    card_add(card, section, slice_of(item), sentence_text(&s));
}

/* Without an orders file the loyalty row knows the favourites. */
static void say_favourites(const struct subject *p, struct card *card)
{
    if (p->loyalty == NULL)
        return;
    card_add(card, section, SLICE("usually"), p->loyalty[LOYALTY_FAVOURITE]);
    card_add(card, section, SLICE("through"), p->loyalty[LOYALTY_CHANNEL]);
}

static void say_discounts(const struct subject *p, uint32_t all, struct card *card)
{
    uint32_t discounted = 0;
    for (size_t i = 0; i < p->purchases.count; i++)
        discounted += p->purchases.at[i].counts && p->purchases.at[i].discounted;
    if (discounted > 0)
        card_add(card, section, SLICE("at a discount"),
                 arena_print(card->arena, "%u of %u", (unsigned)discounted, (unsigned)all));
}

static bool has_habit(const struct habit *h, size_t count, struct slice name)
{
    for (size_t i = 0; i < count; i++) {
        if (slice_equal(h[i].name, name))
            return true;
    }
    return false;
}

/* What goes with the usual products and was never bought: something to recommend. */
static void say_companions(struct brief *b, const struct subject *p, const struct habit *h, size_t count,
                           struct card *card)
{
    for (size_t i = 0; i < count && i < USUAL; i++) {
        struct companion found[COMPANIONS + USUAL];
        size_t n = baskets_companions(&b->baskets, h[i].name, p->customer, found, COMPANIONS + USUAL);
        struct sentence s = {.arena = card->arena};
        size_t said = 0;
        for (size_t k = 0; k < n && said < COMPANIONS; k++) {
            if (has_habit(h, count, found[k].product))
                continue;
            uint32_t tenths = (found[k].lift + 5) / 10;
            said++;
            sentence_add(&s, ", ", "%.*s (%u of %u orders, %u.%u times as often as usual)",
                         SLICE_ARG(found[k].product), (unsigned)found[k].together, (unsigned)found[k].of,
                         (unsigned)(tenths / 10), (unsigned)(tenths % 10));
        }
        if (said > 0)
            card_add(card, section, SLICE("goes with it"),
                     arena_print(card->arena, "with %.*s: %.*s", SLICE_ARG(h[i].name), SLICE_ARG(sentence_text(&s))));
    }
}

static void say_due(const struct brief *b, const struct habit *h, size_t count, struct card *card)
{
    for (size_t i = 0; i < count; i++) {
        if (!habit_is_due(&h[i], b->now.day))
            continue;
        int64_t due = h[i].last_day + h[i].gap;
        card_add(card, section, SLICE("due again"),
                 arena_print(card->arena, "%.*s: usually every %lld days, last %.*s, due %.*s, %.*s",
                             SLICE_ARG(h[i].name), (long long)h[i].gap,
                             SLICE_ARG(say_day(card->arena, h[i].last_day)), SLICE_ARG(say_day(card->arena, due)),
                             SLICE_ARG(say_distance(card->arena, due, b->now.day))));
    }
}

void lines_buys(struct brief *b, const struct subject *p, struct card *card)
{
    struct habit *products, *channels;
    size_t product_count = habits_of(p, HABIT_PRODUCT, card->arena, &products);
    size_t channel_count = habits_of(p, HABIT_CHANNEL, card->arena, &channels);
    uint32_t all = habits_total(p, card->arena).times;
    if (all == 0) {
        say_favourites(p, card);
        return;
    }
    say_usual(products, product_count, all, "usually", card);
    say_usual(channels, channel_count, all, "through", card);
    say_discounts(p, all, card);
    say_companions(b, p, products, product_count, card);
    say_due(b, products, product_count, card);
}
