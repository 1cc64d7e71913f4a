/* SPDX-License-Identifier: MIT */
#include "due-followups/reasons.h"
#include "lib/civil.h"

enum {
    REPEAT_WEIGHT = 4, /* urgency for each further message of somebody who waits */
    REPEATS_MOST = 5,
    AGAIN_WEIGHT = 5 /* urgency for a promise that was broken before */
};

static struct matter case_matter(enum reason reason, const struct case_row *c, int64_t since)
{
    struct matter m = matter_of(reason, c->case_id, since);
    m.of_case = c;
    m.topic = c->topic;
    m.complaint = (c->bits & CASE_COMPLAINT) != 0;
    return m;
}

static void find_waiting(struct matters *list, const struct case_row *c)
{
    int64_t waiting = c->waiting_since;
    if (waiting == NO_MOMENT || waiting > list->desk->now)
        return;
    int repeats = c->repeats < REPEATS_MOST ? c->repeats : REPEATS_MOST;
    if ((c->bits & CASE_SCENE) != 0)
        matter_add(list, case_matter(REASON_SCENE, c, waiting));
    struct matter m = case_matter(REASON_REPLY, c, waiting);
    m.graver = repeats * REPEAT_WEIGHT;
    m.count = c->repeats > 0 ? c->repeats + 1 : 0;
    matter_add(list, m);
}

/*
 * Delivery of the case's order keeps the promise; so do word of the staff and the solution. What had come before the case
 * was opened was not promised in it.
 */
static bool is_kept(const struct matters *list, const struct case_row *c, int64_t staff_at)
{
    int64_t opened = zone_day_at(list->desk->book->zone, c->opened_at);
    return view_has_come(list->view, c->order_id, opened) || c->solved_at != NO_MOMENT || (c->bits & CASE_OPEN_NOW) == 0 ||
           (staff_at != NO_MOMENT && staff_at > c->promised_by);
}

static bool is_unlikely(const struct matters *list, const struct case_row *c, uint32_t *product)
{
    const struct order_row *o = view_order_by_id(list->view, c->order_id);
    if (o == NULL || o->product == BOOK_NONE)
        return false;
    *product = o->product;
    int64_t promised = zone_day_at(list->desk->book->zone, c->promised_by);
    return lead_times_unlikely(list->desk->lead_times, o->product, promised - o->day);
}

static void find_promise(struct matters *list, const struct case_row *c, int64_t staff_at)
{
    const struct desk *d = list->desk;
    if (c->promised_by == NO_MOMENT || is_kept(list, c, staff_at))
        return;
    int32_t day = (int32_t)zone_day_at(d->book->zone, c->promised_by);
    if (c->promised_by < d->now) {
        struct matter m = case_matter(REASON_PROMISE_BROKEN, c, c->promised_by);
        bool again = c->promises_broken > 1;
        m.graver = again ? AGAIN_WEIGHT : 0;
        m.occasion = again ? "again" : NULL;
        m.count = again ? c->promises_broken : 0;
        m.day = day;
        matter_add(list, m);
        return;
    }
    int64_t ahead = d->policy->rule[REASON_PROMISE_DUE].ahead.amount;
    struct matter m = case_matter(REASON_PROMISE_DUE, c, c->promised_by);
    m.since = desk_after(d, CLOCK_ELAPSED, c->promised_by, (struct duration){-ahead, true, false});
    m.done_from = staff_at != NO_MOMENT ? staff_at : c->opened_at;
    m.until = c->promised_by;
    m.day = day;
    matter_add(list, m);
    m = case_matter(REASON_PROMISE_UNLIKELY, c, staff_at != NO_MOMENT ? staff_at : c->opened_at);
    if (!is_unlikely(list, c, &m.product))
        return;
    m.until = c->promised_by;
    m.day = day;
    matter_add(list, m);
}

static void find_silence(struct matters *list, const struct case_row *c, int64_t staff_at)
{
    bool known = (c->bits & CASE_STAFF_KNOWN) != 0 || c->last_staff_at != NO_MOMENT ||
                 (list->desk->book->sources & SOURCE_MESSAGES) != 0;
    if ((c->bits & CASE_OPEN_NOW) == 0 || !known)
        return;
    matter_add(list, case_matter(REASON_KEEP_IN_LOOP, c, staff_at != NO_MOMENT ? staff_at : c->opened_at));
}

/* The bad memory has been replaced: a purchase, or a score of at least 70, since the solution. */
static bool is_good_again(const struct matters *list, int64_t since)
{
    const struct view *v = list->view;
    int64_t day = zone_day_at(list->desk->book->zone, since);
    for (size_t i = v->answer_count; i > 0; i--) {
        if (view_answer(v, i - 1)->at >= since && (view_answer(v, i - 1)->bits & ANSWER_GOOD) != 0)
            return true;
    }
    for (size_t i = v->order_count; i > 0; i--) {
        if (view_order(v, i - 1)->day > day && order_stands(view_order(v, i - 1)))
            return true;
    }
    const struct loyal *l = view_loyal(v);
    return l != NULL && l->last_order != NO_DAY && l->last_order > day;
}

/* The days on which the customer was spoken to, and the last moment of it. */
struct spoken {
    int64_t *days;
    size_t count;
    int64_t last;
};

static struct spoken spoken_days(const struct view *v, struct arena *arena)
{
    struct spoken s = {.days = arena_array(arena, v->event_count + 1, sizeof *s.days), .last = NO_MOMENT};
    for (size_t i = 0; i < v->event_count; i++) {
        const struct event *e = view_event(v, i);
        if (e->direction != DIRECTION_OUT || e->kind != KIND_MESSAGE)
            continue;
        int64_t day = zone_day_at(v->book->zone, e->at);
        if (s.count == 0 || day > s.days[s.count - 1])
            s.days[s.count++] = day;
        s.last = e->at;
    }
    return s;
}

/* Days on which the customer was spoken to after the solution: each was a check. */
static void count_checks(const struct view *v, const struct spoken *s, int64_t since, struct matter *m)
{
    int64_t solved = zone_day_at(v->book->zone, since);
    size_t low = 0;
    for (size_t high = s->count; low < high;) {
        size_t middle = low + (high - low) / 2;
        if (s->days[middle] <= solved)
            low = middle + 1;
        else
            high = middle;
    }
    if (low == s->count)
        return;
    m->done_count += (int)(s->count - low);
    m->done_at = s->last;
}

static void find_aftermath(struct matters *list, const struct spoken *spoken, const struct case_row *c)
{
    bool complaint = (c->bits & CASE_COMPLAINT) != 0;
    if ((c->bits & CASE_OPEN_NOW) != 0 || c->solved_at == NO_MOMENT || c->solved_at > list->desk->now)
        return;
    if ((complaint || (c->bits & CASE_KIND_KNOWN) == 0) && !is_good_again(list, c->solved_at)) {
        struct matter m = case_matter(REASON_CHECK_IN, c, c->solved_at);
        count_checks(list->view, spoken, c->solved_at, &m);
        matter_add(list, m);
    }
    if (complaint && (c->bits & CASE_NOTE_KNOWN) != 0 && (c->bits & CASE_NOTE_LEFT) == 0)
        matter_add(list, case_matter(REASON_NOTE_MISSING, c, c->solved_at));
}

void reasons_of_cases(struct matters *list)
{
    if (list->view->case_count == 0)
        return;
    struct spoken spoken = spoken_days(list->view, list->arena);
    for (size_t i = 0; i < list->view->case_count; i++) {
        const struct case_row *c = view_case(list->view, i);
        int64_t staff_at = view_staff_at(list->view, c);
        find_waiting(list, c);
        find_promise(list, c, staff_at);
        find_silence(list, c, staff_at);
        find_aftermath(list, &spoken, c);
    }
}
