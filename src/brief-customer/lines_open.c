/* SPDX-License-Identifier: MIT */
#include <stdlib.h>

#include "brief-customer/lines.h"
#include "brief-customer/say.h"

static const char section[] = "Open";

enum { EXCERPT = 120 };

static int64_t day_of(const struct brief *b, int64_t instant)
{
    return zone_day_at(b->zone, instant);
}

static void say_what(const struct brief_case *c, struct sentence *s)
{
    struct slice topics = say_list(s->arena, c->topics);
    sentence_add(s, "; ", "%s", c->complaint ? "complaint" : "");
    if (!c->complaint && c->kind.len != 0)
        sentence_add(s, "; ", "%.*s", SLICE_ARG(c->kind));
    if (c->channel.len != 0)
        sentence_add(s, " ", "by %.*s", SLICE_ARG(c->channel));
    if (topics.len != 0)
        sentence_add(s, " ", "about %.*s", SLICE_ARG(topics));
    if (c->order_id.len != 0)
        sentence_add(s, ", ", "order %.*s", SLICE_ARG(c->order_id));
}

static void say_waiting(const struct brief *b, const struct brief_case *c, struct sentence *s)
{
    if (c->waiting_since == NO_MOMENT)
        return;
    struct slice since = say_moment(s->arena, c->waiting_since, b->zone);
    struct slice span = say_span(s->arena, b->now.instant - c->waiting_since);
    sentence_add(s, "; ", "waits for an answer since %.*s (%.*s)", SLICE_ARG(since), SLICE_ARG(span));
    if (c->repeats > 0)
        sentence_add(s, ", ", "asked again %.*s", SLICE_ARG(say_times(s->arena, c->repeats)));
}

static void say_case(const struct brief *b, const struct brief_case *c, struct card *card)
{
    struct sentence s = {.arena = card->arena};
    say_what(c, &s);
    if (c->opened_at != NO_MOMENT)
        sentence_add(&s, "; ", "opened %.*s", SLICE_ARG(say_moment(card->arena, c->opened_at, b->zone)));
    say_waiting(b, c, &s);
    if (c->waiting_since == NO_MOMENT && c->last_staff_at != NO_MOMENT)
        sentence_add(&s, "; ", "answered %.*s", SLICE_ARG(say_moment(card->arena, c->last_staff_at, b->zone)));
    if (c->due_at != NO_MOMENT)
        sentence_add(&s, "; ", "due %.*s", SLICE_ARG(say_moment(card->arena, c->due_at, b->zone)));
    if (c->agent.len != 0)
        sentence_add(&s, "; ", "with %.*s", SLICE_ARG(c->agent));
    if (c->handoffs > 0)
        sentence_add(&s, ", ", "handed on %.*s", SLICE_ARG(say_times(card->arena, c->handoffs)));
    if (c->reopened > 0)
        sentence_add(&s, "; ", "opened again %.*s", SLICE_ARG(say_times(card->arena, c->reopened)));
    if (c->repeat_of.len != 0)
        sentence_add(&s, "; ", "the same as case %.*s", SLICE_ARG(c->repeat_of));
    struct slice excerpt = say_excerpt(card->arena, c->last_text, EXCERPT);
    if (excerpt.len != 0)
        sentence_add(&s, "; ", "last: %.*s", SLICE_ARG(excerpt));
    card_add(card, section, arena_print(card->arena, "case %.*s", SLICE_ARG(c->id)), sentence_text(&s));
}

static void say_promise(const struct brief *b, const struct brief_case *c, struct card *card)
{
    if (c->promised_by == NO_MOMENT)
        return;
    struct sentence s = {.arena = card->arena};
    sentence_add(&s, "", "by %.*s, %.*s", SLICE_ARG(say_moment(card->arena, c->promised_by, b->zone)),
                 SLICE_ARG(say_distance(card->arena, day_of(b, c->promised_by), b->now.day)));
    if (c->promised_by < b->now.instant)
        sentence_add(&s, ": ", "broken");
    if (c->postponements > 0)
        sentence_add(&s, "; ", "moved %.*s", SLICE_ARG(say_times(card->arena, c->postponements)));
    card_add(card, section, arena_print(card->arena, "promise %.*s", SLICE_ARG(c->id)), sentence_text(&s));
}

static void say_delivery(const struct brief *b, const struct purchase *o, struct card *card)
{
    struct sentence s = {.arena = card->arena};
    sentence_add(&s, "", "%.*s", SLICE_ARG(o->product));
    sentence_add(&s, "; ", "ordered %.*s", SLICE_ARG(say_day(card->arena, o->day)));
    if (o->has_expected)
        sentence_add(&s, "; ", "expected %.*s, %.*s%s", SLICE_ARG(say_day(card->arena, o->expected_day)),
                     SLICE_ARG(say_distance(card->arena, o->expected_day, b->now.day)),
                     o->expected_day < b->now.day ? ": late" : "");
    else
        sentence_add(&s, "; ", "no date for the delivery");
    if (o->tracking.len != 0)
        sentence_add(&s, "; ", "parcel %.*s", SLICE_ARG(o->tracking));
    if (o->location.len != 0)
        sentence_add(&s, "; ", "now in %.*s", SLICE_ARG(o->location));
    card_add(card, section, arena_print(card->arena, "order %.*s", SLICE_ARG(o->order_id)), sentence_text(&s));
}

static int64_t urgency(const struct brief_case *c)
{
    return c->waiting_since != NO_MOMENT ? c->waiting_since : INT64_MAX;
}

/* Who waits longest first, then what was opened last. */
static int compare_open(const void *left, const void *right)
{
    const struct brief_case *a = *(const struct brief_case *const *)left;
    const struct brief_case *b = *(const struct brief_case *const *)right;
    if (urgency(a) != urgency(b))
        return urgency(a) < urgency(b) ? -1 : 1;
    if (a->opened_at != b->opened_at)
        return a->opened_at > b->opened_at ? -1 : 1;
    return slice_compare(a->id, b->id);
}

/*
 * Layouts that know nothing of parcels leave every paid order without a delivery: what has neither date nor parcel is not
 * shown, and nothing for ever. What is late is shown longest.
 */
static bool is_on_its_way(const struct brief *b, const struct purchase *o)
{
    enum { RECENT = 30, LATE = 60 };
    int64_t late = o->has_expected ? b->now.day - o->expected_day : INT64_MAX;
    return o->pending && (late <= LATE || (o->tracking.len != 0 && b->now.day - o->day <= RECENT));
}

void lines_open(const struct brief *b, const struct subject *p, struct card *card)
{
    const struct brief_case **open = arena_array(card->arena, p->cases.count + 1, sizeof *open);
    size_t count = 0;
    for (size_t i = 0; i < p->cases.count; i++) {
        if (p->cases.at[i].status < CASE_SOLVED)
            open[count++] = &p->cases.at[i];
    }
    if (count > 0)
        qsort(open, count, sizeof *open, compare_open);
    for (size_t i = 0; i < count; i++) {
        say_case(b, open[i], card);
        say_promise(b, open[i], card);
    }
    for (size_t i = 0; i < p->purchases.count; i++) {
        if (is_on_its_way(b, &p->purchases.at[i]))
            say_delivery(b, &p->purchases.at[i], card);
    }
}
