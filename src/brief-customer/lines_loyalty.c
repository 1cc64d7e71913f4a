/* SPDX-License-Identifier: MIT */
#include "brief-customer/habits.h"
#include "brief-customer/lines.h"
#include "brief-customer/say.h"
#include "lib/number.h"

static const char section[] = "Loyalty";

/* "at risk" for at_risk. */
static struct slice plain_word(struct arena *arena, struct slice word)
{
    struct slice copy = arena_copy(arena, word);
    char *text = arena_bytes(arena, copy.len + 1);
    for (size_t i = 0; i < copy.len; i++)
        text[i] = copy.ptr[i] == '_' ? ' ' : copy.ptr[i];
    return (struct slice){text, copy.len};
}

/* "12.50 EUR", or the amount alone where no currency is known. */
static struct slice money(struct arena *arena, struct slice amount, struct slice currency)
{
    return currency.len == 0 ? amount : arena_print(arena, "%.*s %.*s", SLICE_ARG(amount), SLICE_ARG(currency));
}

/* A share as per cent; as it stands where it is no number. */
static struct slice per_cent(struct arena *arena, struct slice share)
{
    int64_t millionths;
    struct error ignored = {0};
    if (!number_parse(share, DECIMAL_POINT, &millionths, &ignored) || millionths < 0 || millionths > NUMBER_ONE)
        return share;
    return arena_print(arena, "%d %%", (int)((millionths + NUMBER_ONE / 200) / (NUMBER_ONE / 100)));
}

static void say_score(const struct slice *cell, struct card *card)
{
    struct sentence s = {.arena = card->arena};
    if (cell[LOYALTY_SCORE].len != 0)
        sentence_add(&s, "; ", "%.*s of 100", SLICE_ARG(cell[LOYALTY_SCORE]));
    if (cell[LOYALTY_SEGMENT].len != 0)
        sentence_add(&s, "; ", "%.*s", SLICE_ARG(plain_word(card->arena, cell[LOYALTY_SEGMENT])));
    if (cell[LOYALTY_KIND].len != 0)
        sentence_add(&s, "; ", "loyalty %.*s", SLICE_ARG(cell[LOYALTY_KIND]));
    card_add(card, section, SLICE("loyalty"), sentence_text(&s));
    card_add(card, section, SLICE("because"), say_list(card->arena, cell[LOYALTY_REASONS]));
}

static void say_history(const struct slice *cell, struct card *card)
{
    struct sentence s = {.arena = card->arena};
    if (cell[LOYALTY_ORDERS].len != 0)
        sentence_add(&s, "; ", "%.*s %s", SLICE_ARG(cell[LOYALTY_ORDERS]),
                     slice_equal(cell[LOYALTY_ORDERS], SLICE("1")) ? "order" : "orders");
    if (cell[LOYALTY_SPEND].len != 0)
        sentence_add(&s, ", ", "%.*s", SLICE_ARG(money(card->arena, cell[LOYALTY_SPEND], cell[LOYALTY_CURRENCY])));
    if (cell[LOYALTY_FIRST].len != 0)
        sentence_add(&s, "; ", "first %.*s", SLICE_ARG(cell[LOYALTY_FIRST]));
    if (cell[LOYALTY_LAST].len != 0)
        sentence_add(&s, ", ", "last %.*s", SLICE_ARG(cell[LOYALTY_LAST]));
    if (cell[LOYALTY_GAP].len != 0)
        sentence_add(&s, "; ", "usually every %.*s days", SLICE_ARG(cell[LOYALTY_GAP]));
    card_add(card, section, SLICE("orders"), sentence_text(&s));
}

static void say_risk(const struct slice *cell, struct card *card)
{
    struct sentence s = {.arena = card->arena};
    if (cell[LOYALTY_CHURN].len != 0)
        sentence_add(&s, "; ", "risk of leaving %.*s", SLICE_ARG(per_cent(card->arena, cell[LOYALTY_CHURN])));
    if (cell[LOYALTY_AT_RISK].len != 0)
        sentence_add(&s, "; ", "at stake %.*s",
                     SLICE_ARG(money(card->arena, cell[LOYALTY_AT_RISK], cell[LOYALTY_CURRENCY])));
    card_add(card, section, SLICE("at risk"), sentence_text(&s));
    card_add(card, section, SLICE("please review"), cell[LOYALTY_REVIEW]);
}

/* Without a loyalty file the orders still say how long and how often. */
static void say_orders(const struct brief *b, const struct subject *p, struct card *card)
{
    struct habit all = habits_total(p, card->arena);
    if (all.times == 0)
        return;
    struct sentence s = {.arena = card->arena};
    sentence_add(&s, "", "bought on %.*s", SLICE_ARG(say_count(card->arena, all.days, "day", "days")));
    sentence_add(&s, "; ", "last %.*s, %.*s", SLICE_ARG(say_day(card->arena, all.last_day)),
                 SLICE_ARG(say_distance(card->arena, all.last_day, b->now.day)));
    if (all.gap > 0)
        sentence_add(&s, "; ", "usually every %.*s", SLICE_ARG(say_count(card->arena, all.gap, "day", "days")));
    card_add(card, section, SLICE("orders"), sentence_text(&s));
}

void lines_loyalty(const struct brief *b, const struct subject *p, struct card *card)
{
    if (p->loyalty == NULL) {
        say_orders(b, p, card);
        return;
    }
    say_score(p->loyalty, card);
    say_history(p->loyalty, card);
    say_risk(p->loyalty, card);
}
