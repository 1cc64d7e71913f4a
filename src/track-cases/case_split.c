/* SPDX-License-Identifier: MIT */
#include "track-cases/case_split.h"

#include <stdlib.h>

#include "streams/vocabulary.h"

/* The messages of one group, in order. */
struct thread {
    const struct case_log *log;
    const struct case_rules *rules;
    const uint32_t *message; /* places in the log */
    size_t count;
};

/* Voicemail is answered like a telephone call, a newsletter like an e-mail. */
static uint16_t channel_family(uint16_t channel)
{
    switch (channel) {
    case CHANNEL_VOICEMAIL:
        return CHANNEL_PHONE;
    case CHANNEL_NEWSLETTER:
        return CHANNEL_EMAIL;
    default:
        return channel;
    }
}

static struct case_state *list_open(struct case_list *list, const struct case_message *m)
{
    list->cases = memory_grow(list->cases, &list->capacity, list->count + 1, sizeof *list->cases);
    struct case_state *c = &list->cases[list->count++];
    case_start(c, m);
    return c;
}

/* What makes a case: a word to or from the customer, else a note or a change of status. */
static const struct case_message *first_word(const struct thread *t)
{
    const struct case_message *first = NULL;
    for (size_t i = 0; i < t->count; i++) {
        const struct case_message *m = &t->log->messages[t->message[i]];
        if (m->act <= ACT_ANSWERS)
            return m;
        if (first == NULL && m->act != ACT_NOTHING)
            first = m;
    }
    return first;
}

/* What the help desk's own export says of the case; of a solved one it is the status in the end. */
static void take_from_desk(struct case_state *c, const struct case_group *g)
{
    c->customer = g->customer;
    c->desk_status = g->desk_status;
    c->desk_agent = g->desk_agent;
    if (g->desk_status > CASE_SOLVED)
        c->snapshot = g->desk_status;
    if (c->channel == CHANNEL_NONE)
        c->channel = g->desk_channel;
}

static void one_case(struct case_list *list, const struct thread *t)
{
    const struct case_message *first = first_word(t);
    if (first == NULL)
        return;
    struct case_state *c = list_open(list, first);
    take_from_desk(c, &t->log->groups[first->group]);
    for (size_t i = 0; i < t->count; i++)
        case_add(c, t->rules, &t->log->messages[t->message[i]]);
}

/* The last case of the channel among those from `from` on; NULL: there is none. */
static struct case_state *last_of_channel(struct case_list *list, size_t from, uint16_t channel)
{
    for (size_t i = list->count; i > from; i--) {
        if (channel_family(list->cases[i - 1].channel) == channel_family(channel))
            return &list->cases[i - 1];
    }
    return NULL;
}

/* The open case that has waited longest, else the last open one; NULL: none is open. */
static struct case_state *waiting_longest(struct case_list *list, size_t from)
{
    struct case_state *best = NULL;
    for (size_t i = from; i < list->count; i++) {
        struct case_state *c = &list->cases[i];
        if (c->solved)
            continue;
        bool waits = c->waiting_since != NO_MOMENT;
        if (best == NULL || best->waiting_since == NO_MOMENT ||
            (waits && c->waiting_since < best->waiting_since))
            best = c;
    }
    return best;
}

/* The customer's last case of all. */
static struct case_state *last_case(struct case_list *list, size_t from)
{
    return list->count > from ? &list->cases[list->count - 1] : NULL;
}

/* The case that a message of the customer goes to; NULL: it opens one. */
static struct case_state *case_of_incoming(struct case_list *list, size_t from, const struct case_message *m)
{
    struct case_state *same = last_of_channel(list, from, m->channel);
    if (same != NULL && !same->solved)
        return same;
    if (m->act != ACT_FAREWELL)
        return NULL;
    return same != NULL ? same : last_case(list, from);
}

/* The case that a message or deed of the staff goes to; NULL: there is none. */
static struct case_state *case_of_staff(struct case_list *list, size_t from, const struct case_message *m)
{
    struct case_state *same = last_of_channel(list, from, m->channel);
    if (same != NULL && !same->solved)
        return same;
    struct case_state *open = waiting_longest(list, from);
    if (open != NULL)
        return open;
    return same != NULL ? same : last_case(list, from);
}

static void cases_by_channel(struct case_list *list, const struct thread *t)
{
    size_t from = list->count;
    for (size_t i = 0; i < t->count; i++) {
        const struct case_message *m = &t->log->messages[t->message[i]];
        struct case_state *c = act_is_incoming(m->act) ? case_of_incoming(list, from, m)
                                                       : case_of_staff(list, from, m);
        if (c == NULL && m->act > ACT_ANSWERS)
            continue;
        if (c == NULL) {
            c = list_open(list, m);
            c->snapshot = 0; /* without a case_id there is no case whose last status it could be */
            c->customer = t->log->groups[m->group].customer;
        }
        case_add(c, t->rules, m);
    }
}

/* A stamp and where it came from: sorts as the messages are meant to. */
struct stamped {
    int64_t at;
    uint32_t place;
};

static int compare_stamped(const void *left, const void *right)
{
    const struct stamped *a = left, *b = right;
    if (a->at != b->at)
        return a->at < b->at ? -1 : 1;
    return (a->place > b->place) - (a->place < b->place);
}

static void sort_thread(const struct case_log *log, uint32_t *message, size_t count)
{
    size_t sorted = 1;
    while (sorted < count &&
           log->messages[message[sorted - 1]].sent_at <= log->messages[message[sorted]].sent_at)
        sorted++;
    if (sorted >= count)
        return;
    struct stamped *stamps = memory_array(count, sizeof *stamps);
    for (size_t i = 0; i < count; i++)
        stamps[i] = (struct stamped){log->messages[message[i]].sent_at, message[i]};
    qsort(stamps, count, sizeof *stamps, compare_stamped);
    for (size_t i = 0; i < count; i++)
        message[i] = stamps[i].place;
    memory_release(stamps);
}

/* The places of all messages, group after group, in file order; start[g] is where group g begins. */
static uint32_t *gather(const struct case_log *log, size_t *start)
{
    uint32_t *order = memory_array(log->count + 1, sizeof *order);
    for (size_t i = 0; i < log->count; i++)
        start[log->messages[i].group + 1]++;
    for (size_t g = 0; g < log->group_count; g++)
        start[g + 1] += start[g];
    for (size_t i = log->count; i > 0; i--)
        order[--start[log->messages[i - 1].group + 1]] = (uint32_t)(i - 1);
    return order;
}

void case_split(const struct case_log *log, const struct case_rules *rules, struct case_list *list)
{
    *list = (struct case_list){0};
    size_t *start = memory_zeroed(log->group_count + 2, sizeof *start);
    uint32_t *order = gather(log, start);
    for (size_t g = 0; g < log->group_count; g++) {
        size_t from = start[g + 1];
        size_t until = g + 1 < log->group_count ? start[g + 2] : log->count;
        sort_thread(log, order + from, until - from);
        struct thread t = {log, rules, order + from, until - from};
        if (log->groups[g].case_id != INTERN_NONE)
            one_case(list, &t);
        else
            cases_by_channel(list, &t);
    }
    for (size_t i = 0; i < list->count; i++)
        case_finish(&list->cases[i], rules, log->as_of);
    memory_release(order);
    memory_release(start);
}

void case_list_free(struct case_list *list)
{
    memory_release(list->cases);
    memory_release(list->sorted);
    *list = (struct case_list){0};
}
