/* SPDX-License-Identifier: MIT */
#include "due-followups/reasons.h"
#include "due-followups/told.h"
#include "lib/civil.h"

enum { NEWS_SECONDS = 3 * 86400 };

/* The order's number, else its day: what staff would look for. */
static struct slice trigger_of(const struct matters *list, const struct order_row *o)
{
    struct slice id = book_order_id(list->view->book, o, list->arena);
    if (id.len > 0)
        return id;
    char text[DATETIME_TEXT_MAX];
    return arena_copy(list->arena, datetime_format_day(o->day, text));
}

static struct matter order_matter(struct matters *list, enum reason reason, const struct order_row *o,
                                  int64_t since)
{
    struct matter m = matter_of(reason, trigger_of(list, o), since);
    m.of_order = o;
    m.product = o->product;
    m.day = o->expected;
    return m;
}

/* Our messages, by their orders. `automatic`: mails of the shop's system count too. */
static struct told tell_all(const struct view *v, bool automatic, struct arena *arena)
{
    struct told t = {.list = arena_array(arena, v->event_count + 1, sizeof *t.list)};
    for (size_t i = 0; i < v->event_count; i++) {
        const struct event *e = view_event(v, i);
        bool counts = e->kind == KIND_MESSAGE ||
                      (automatic && (e->kind == KIND_AUTO || e->kind == KIND_STATUS));
        bool ours = e->direction == DIRECTION_OUT || (automatic && e->kind == KIND_STATUS);
        if (counts && ours)
            t.list[t.count++] = (struct telling){e->order, e->at};
    }
    told_sort(&t);
    return t;
}

/* What the log shows was told about an order: messages on that order, or on none in particular. */
static void note_told(const struct told *t, const struct order_row *o, struct matter *m)
{
    told_note(t, BOOK_NONE, m);
    if (o->order != BOOK_NONE)
        told_note(t, o->order, m);
}

static void find_late(struct matters *list, const struct told *told, const struct order_row *o)
{
    int64_t due = desk_day_start(list->desk, (int64_t)o->expected + 1);
    struct matter m = order_matter(list, REASON_DELIVERY_LATE, o, due);
    note_told(told, o, &m);
    matter_add(list, m);
}

static void find_news(struct matters *list, const struct told *told, const struct order_row *o)
{
    const struct desk *d = list->desk;
    if (o->status != ORDER_SHIPPED || (d->book->sources & SOURCE_MESSAGES) == 0)
        return;
    int64_t day = o->expected - d->policy->rule[REASON_DELIVERY_NEWS].ahead.amount;
    day = day > o->day ? day : o->day;
    struct matter m = order_matter(list, REASON_DELIVERY_NEWS, o, desk_day_start(d, day));
    m.until = desk_day_start(d, (int64_t)o->expected + 1);
    /* A few days before is news enough; earlier is the order's confirmation, not word of the parcel. */
    m.done_from = m.since - NEWS_SECONDS;
    note_told(told, o, &m);
    matter_add(list, m);
}

/* Of shops whose exports say nothing of parcels, every order would be one. */
static void find_dateless(struct matters *list, const struct told *told, const struct order_row *o)
{
    if (o->status != ORDER_SHIPPED || (o->bits & ORDER_TRACKED) != 0 || (o->bits & ORDER_TRACKABLE) == 0)
        return;
    struct matter m =
        order_matter(list, REASON_NO_EXPECTED_DATE, o, desk_day_start(list->desk, o->day));
    m.done_from = desk_day_start(list->desk, o->day + INT64_C(1)); /* that day's message was about the order */
    note_told(told, o, &m);
    matter_add(list, m);
}

void reasons_of_orders(struct matters *list)
{
    if (list->view->order_count == 0)
        return;
    struct told told = tell_all(list->view, false, list->arena);
    struct told with_mails = tell_all(list->view, true, list->arena);
    for (size_t i = 0; i < list->view->order_count; i++) {
        const struct order_row *o = view_order(list->view, i);
        if (!view_awaits(list->view, o))
            continue;
        if (o->expected == NO_DAY)
            find_dateless(list, &told, o);
        else if (o->expected >= list->desk->today)
            find_news(list, &with_mails, o);
        else if ((o->bits & ORDER_TELLS) != 0)
            find_late(list, &told, o);
    }
}
