/* SPDX-License-Identifier: MIT */
#include "due-followups/reasons.h"

/* The calls that nobody took since our last call: one matter, by the oldest; more of them make it graver. */
static void find_call_back(struct matters *list)
{
    const struct view *v = list->view;
    const struct event *oldest = NULL;
    int calls = 0;
    for (size_t i = 0; i < v->event_count; i++) {
        const struct event *e = view_event(v, i);
        bool missed = e->direction == DIRECTION_IN &&
                      (e->kind == KIND_MISSED_CALL ||
                       (e->channel == CHANNEL_VOICEMAIL && e->kind <= KIND_COMPLAINT &&
                        e->kind != KIND_AUTO && e->kind != KIND_CAMPAIGN && e->kind != KIND_SURVEY));
        if (!missed || (v->touch.called != NO_MOMENT && e->at <= v->touch.called))
            continue;
        oldest = oldest == NULL ? e : oldest;
        calls++;
    }
    if (oldest == NULL)
        return;
    struct matter m = matter_of(REASON_CALL_BACK, book_text(&v->book->ids, oldest->id), oldest->at);
    m.graver = calls > 5 ? 8 : (calls - 1) * 2;
    m.count = calls > 1 ? calls : 0;
    m.day = (int32_t)zone_day_at(v->book->zone, oldest->at);
    matter_add(list, m);
}

static int64_t last_answer(const struct view *v)
{
    for (size_t i = v->event_count; i > 0; i--) {
        const struct event *e = view_event(v, i - 1);
        if (e->direction == DIRECTION_OUT && e->kind == KIND_MESSAGE)
            return e->at;
    }
    return NO_MOMENT;
}

static void find_reviews(struct matters *list)
{
    const struct view *v = list->view;
    int64_t answered = last_answer(v);
    for (size_t i = 0; i < v->event_count; i++) {
        const struct event *e = view_event(v, i);
        if ((e->bits & EVENT_FEEDBACK) == 0 || answered > e->at)
            continue;
        struct matter m = matter_of(REASON_FEEDBACK_REPLY, book_text(&v->book->ids, e->id), e->at);
        m.occasion = (e->bits & EVENT_ASKS) != 0 ? "question" : NULL;
        matter_add(list, m);
    }
}

void reasons_of_messages(struct matters *list)
{
    if (list->view->event_count == 0)
        return;
    find_call_back(list);
    find_reviews(list);
}
