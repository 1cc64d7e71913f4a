/* SPDX-License-Identifier: MIT */
#include "due-followups/reasons.h"
#include "lib/civil.h"
#include "lib/number.h"

enum { LONGEST_GAP = 36500 };

static void find_became(struct matters *list, const struct loyal *l)
{
    struct slice became = book_text(&list->view->book->words, l->became);
    int32_t day = l->last_order != NO_DAY ? l->last_order : l->as_of;
    if (day == NO_DAY ||
        (!slice_equal(became, SLICE("loyal")) && !slice_equal(became, SLICE("champions"))))
        return;
    struct matter m = matter_of_day(list->desk, REASON_BECAME_REGULAR, became, day);
    m.product = l->favourite;
    m.count = l->orders > 0 ? l->orders : 0;
    matter_note_done(&m, list->view->touch.spoken);
    matter_add(list, m);
}

/* A purchase each few months by habit: three orders, and the usual gap has passed since the last. */
static void find_next(struct matters *list, const struct loyal *l)
{
    if (l->orders < 3 || l->gap <= 0 || l->gap > LONGEST_GAP * NUMBER_ONE || l->last_order == NO_DAY)
        return;
    char text[DATETIME_TEXT_MAX];
    struct slice trigger = arena_copy(list->arena, datetime_format_day(l->last_order, text));
    int64_t gap = l->gap / NUMBER_ONE + (l->gap % NUMBER_ONE != 0);
    struct matter m =
        matter_foreseen(list->desk, REASON_NEXT_PURCHASE, trigger, l->last_order + gap);
    m.product = l->favourite;
    matter_note_done(&m, list->view->touch.spoken);
    matter_add(list, m);
}

static void find_win_back(struct matters *list, const struct loyal *l)
{
    struct slice segment = book_text(&list->view->book->words, l->segment);
    if (!slice_equal(segment, SLICE("at_risk")) && !slice_equal(segment, SLICE("cant_lose")))
        return;
    int64_t day = l->as_of != NO_DAY ? l->as_of : list->desk->today;
    struct matter m = matter_of_day(list->desk, REASON_WIN_BACK, segment, day);
    m.product = l->favourite;
    m.weight = l->value_at_risk;
    int64_t spoken = list->view->touch.spoken;
    if (spoken != NO_MOMENT &&
        (l->last_order == NO_DAY || spoken >= desk_day_start(list->desk, l->last_order))) {
        m.since = spoken < m.since ? spoken : m.since; /* before the segment was worked out, but in the same silence */
        m.done_from = m.since;
        matter_note_done(&m, spoken);
    }
    matter_add(list, m);
}

static void thank(struct matters *list, struct slice trigger, int64_t day, const char *occasion,
                  int64_t count)
{
    bool foreseen = strcmp(occasion, "year") == 0;
    struct matter m = (foreseen ? matter_foreseen : matter_of_day)(list->desk, REASON_THANKS, trigger, day);
    m.occasion = occasion;
    m.count = count;
    matter_note_done(&m, list->view->touch.spoken);
    matter_add(list, m);
}

static void thank_for_year(struct matters *list, int64_t first_day)
{
    int64_t day;
    char text[DATETIME_TEXT_MAX];
    if (civil_add_months(first_day, 12, &day))
        thank(list, arena_copy(list->arena, datetime_format_day(day, text)), day, "year", 0);
}

/* The orders in their order, lines of one order counted once. The file may not hold all: loyalty may know of earlier ones. */
static void thank_by_orders(struct matters *list, const struct loyal *l)
{
    const struct view *v = list->view;
    int64_t nth = 0, earlier = 0;
    const struct order_row *last = NULL;
    for (size_t i = 0; i < v->order_count; i++) {
        const struct order_row *o = view_order(v, i);
        bool same = last != NULL && (o->order != BOOK_NONE ? o->order == last->order : o->day == last->day);
        if (!order_stands(o) || same)
            continue;
        if (last == NULL && l != NULL && l->first_order != NO_DAY && l->first_order < o->day)
            earlier = 1;
        last = o;
        nth++;
        struct slice id = book_order_id(v->book, o, list->arena);
        if (nth == 1 && earlier == 0) {
            thank(list, id.len > 0 ? id : SLICE("1"), o->day, "first_order", 0);
            thank_for_year(list, o->day);
        } else if (nth == 10 && earlier == 0) {
            thank(list, id.len > 0 ? id : SLICE("10"), o->day, "tenth_order", 10);
        }
    }
    if (earlier != 0)
        thank_for_year(list, l->first_order);
}

static void thank_by_loyalty(struct matters *list, const struct loyal *l)
{
    if (l->first_order == NO_DAY)
        return;
    if (l->orders == 1)
        thank(list, SLICE("1"), l->first_order, "first_order", 0);
    if (l->orders == 10 && l->last_order != NO_DAY)
        thank(list, SLICE("10"), l->last_order, "tenth_order", 10);
    thank_for_year(list, l->first_order);
}

void reasons_of_loyalty(struct matters *list)
{
    const struct loyal *l = view_loyal(list->view);
    if (list->view->order_count > 0)
        thank_by_orders(list, l);
    else if (l != NULL)
        thank_by_loyalty(list, l);
    if (l == NULL)
        return;
    find_became(list, l);
    find_next(list, l);
    find_win_back(list, l);
}
