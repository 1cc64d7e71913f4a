/* SPDX-License-Identifier: MIT */
#include "due-followups/view.h"

#include "lib/civil.h"
#include "streams/orders.h"

/* The customer's of some records, each of so many bytes. */
static const void *page(const void *records, size_t size, const uint32_t *of, uint32_t customer, size_t *count)
{
    *count = of != NULL ? of[customer + 1] - of[customer] : 0;
    return *count > 0 ? (const char *)records + of[customer] * size : NULL;
}

/* Mail and newsletter reach the same address; what bars a customer's voicemail bars the telephone. */
static void bar(struct touch *t, int channel, enum gate why)
{
    if (t->barred[channel] == GATE_OPEN)
        t->barred[channel] = (uint8_t)why;
    if (channel == CHANNEL_EMAIL)
        bar(t, CHANNEL_NEWSLETTER, why);
    if (channel == CHANNEL_VOICEMAIL)
        bar(t, CHANNEL_PHONE, why);
}

static void bar_all(struct touch *t, enum gate why, bool unnamed)
{
    if (t->barred_all == GATE_OPEN) {
        t->barred_all = (uint8_t)why;
        t->all_unnamed = unnamed;
    }
}

/*
 * What the customer said over a channel. Where the row names none, an address or a number in it tells whose row it is, not what was
 * meant: all are barred, since nothing worse can come of that than a call too few.
 */
static void bar_said(struct touch *t, int channel, enum gate why)
{
    if (channel < 0)
        bar_all(t, why, true);
    else
        bar(t, channel, why);
}

static void bar_opted_out(struct touch *t, const struct customer *p)
{
    if (p->opt_out == CHANNEL_SET_ALL) {
        bar_all(t, GATE_OPT_OUT, false);
        return;
    }
    for (int c = 0; c < CHANNEL_COUNT; c++) {
        if ((p->opt_out >> c & 1) != 0)
            bar(t, c, GATE_OPT_OUT);
    }
}

static void show_interest(struct touch *t, enum interest interest, int64_t at)
{
    if (at > t->interest_at) {
        t->interest_at = at;
        t->interest = interest;
    }
}

static void take_incoming(struct touch *t, const struct event *v, int64_t *bounced)
{
    switch (v->kind) {
    case KIND_UNSUBSCRIBE:
        bar_said(t, v->channel, GATE_UNSUBSCRIBE);
        if (v->channel >= CHANNEL_COUNT) /* who knows how far it was meant to go */
            t->barred_courtesy = GATE_UNSUBSCRIBE;
        if (v->channel == CHANNEL_NEWSLETTER) /* the same news by another name would be a trick */
            t->barred_news = GATE_UNSUBSCRIBE;
        return;
    case KIND_BLOCK:
        bar_said(t, v->channel, GATE_BLOCK);
        if (v->channel >= CHANNEL_COUNT)
            t->barred_courtesy = GATE_BLOCK;
        return;
    case KIND_BOUNCE:
        bounced[v->channel < 0 ? CHANNEL_EMAIL : v->channel] = v->at;
        return;
    case KIND_OPEN:
    case KIND_CLICK:
        show_interest(t, v->kind == KIND_OPEN ? INTEREST_OPEN : INTEREST_CLICK, v->at);
        bounced[CHANNEL_EMAIL] = NO_MOMENT; /* it does arrive */
        bounced[CHANNEL_NEWSLETTER] = NO_MOMENT;
        return;
    case KIND_MESSAGE:
    case KIND_COMPLAINT:
    case KIND_MISSED_CALL:
        break;
    default:
        return;
    }
    if (v->channel >= 0)
        bounced[v->channel] = NO_MOMENT;
    if ((v->bits & EVENT_ASKS) != 0)
        show_interest(t, INTEREST_QUESTION, v->at);
    if ((v->bits & EVENT_OPT_OUT) != 0) {
        bar_said(t, v->channel, GATE_OPT_OUT);
        t->barred_courtesy = GATE_OPT_OUT;
    }
    t->heard = v->at;
    t->heard_channel = v->channel;
    t->mail_unanswered = false;
    if (v->kind != KIND_MISSED_CALL && channel_is_live(v->channel)) {
        t->live = v->at;
        t->written = 0;
    }
}

/* Campaigns and surveys count each; messages of the same day and channel are one talk. */
static bool is_same_talk(const struct view *v, size_t n)
{
    const struct event *e = view_event(v, n);
    if (e->kind == KIND_CAMPAIGN || e->kind == KIND_SURVEY)
        return false;
    int64_t day = zone_day_at(v->book->zone, e->at);
    for (size_t i = n; i > 0; i--) {
        const struct event *before = view_event(v, i - 1);
        if (zone_day_at(v->book->zone, before->at) != day)
            return false;
        if (event_is_our_word(before) && before->channel == e->channel)
            return true;
    }
    return false;
}

/* Several messages of a day over one channel are one contact. */
static void take_outgoing(struct view *v, size_t n)
{
    struct touch *t = &v->touch;
    const struct event *e = view_event(v, n);
    t->told = e->at;
    if (e->kind == KIND_CAMPAIGN)
        t->campaign = e->at;
    if (!event_is_our_word(e))
        return;
    t->spoken = e->at;
    t->mail_unanswered = e->channel == CHANNEL_EMAIL;
    if (e->channel == CHANNEL_PHONE)
        t->called = e->at;
    if (channel_is_live(e->channel)) {
        t->live = e->at;
        t->written = 0;
    } else {
        t->written += !is_same_talk(v, n);
    }
    if (e->number == BOOK_NONE) {
        t->caseless = e->at;
        t->loose = (e->bits & EVENT_ELSEWHERE) == 0 ? e->at : t->loose;
    }
}

/* A mark that cannot be taken back by a later row comes from the earliest; so ties in time do not matter. */
static void sum_up(struct view *v)
{
    struct touch *t = &v->touch;
    int64_t bounced[CHANNELS_MOST];
    for (int c = 0; c < v->book->channel_count; c++)
        bounced[c] = NO_MOMENT;
    bar_opted_out(t, v->person);
    for (size_t i = 0; i < v->event_count; i++) {
        const struct event *event = view_event(v, i);
        if (event->direction == DIRECTION_IN)
            take_incoming(t, event, bounced);
        else if (event->direction == DIRECTION_OUT)
            take_outgoing(v, i);
    }
    for (int c = 0; c < v->book->channel_count; c++) {
        if (bounced[c] != NO_MOMENT)
            bar(t, c, GATE_BOUNCE);
    }
    for (size_t i = 0; i < v->order_count; i++)
        show_interest(t, INTEREST_ORDER, zone_day_start(v->book->zone, view_order(v, i)->day));
    const struct loyal *l = view_loyal(v);
    if (l != NULL && l->last_order != NO_DAY)
        show_interest(t, INTEREST_ORDER, zone_day_start(v->book->zone, l->last_order));
}

/* Without a log the cases still tell a little. */
static void ask_the_cases(struct view *v)
{
    struct touch *t = &v->touch;
    for (size_t i = 0; i < v->case_count; i++) {
        const struct case_row *c = view_case(v, i);
        if (c->last_customer_at != NO_MOMENT && c->last_customer_at > t->heard) {
            t->heard = c->last_customer_at;
            t->heard_channel = c->channel;
        }
        if (c->last_staff_at != NO_MOMENT && c->last_staff_at > t->spoken) {
            t->spoken = t->told = c->last_staff_at;
            t->mail_unanswered = c->last_channel == CHANNEL_EMAIL;
        }
        t->live = c->live_at > t->live ? c->live_at : t->live;
    }
    t->mail_unanswered = t->mail_unanswered && t->spoken > t->heard;
}

void view_open(struct view *v, const struct book *b, uint32_t customer)
{
    *v = (struct view){.book = b, .customer = customer, .person = book_look(b, customer)};
    v->cases = page(b->cases, sizeof *b->cases, b->cases_of, customer, &v->case_count);
    v->orders = page(b->orders, sizeof *b->orders, b->orders_of, customer, &v->order_count);
    v->answers = page(b->answers, sizeof *b->answers, b->answers_of, customer, &v->answer_count);
    v->events = page(b->events, sizeof *b->events, b->events_of, customer, &v->event_count);
    v->enquiries = page(b->enquiries, sizeof *b->enquiries, b->enquiries_of, customer, &v->enquiry_count);
    v->loyals = page(b->loyals, sizeof *b->loyals, b->loyals_of, customer, &v->loyal_count);
    v->done = page(b->done, sizeof *b->done, b->done_of, customer, &v->done_count);
    v->touch = (struct touch){.spoken = NO_MOMENT,
                              .called = NO_MOMENT,
                              .campaign = NO_MOMENT,
                              .loose = NO_MOMENT,
                              .caseless = NO_MOMENT,
                              .told = NO_MOMENT,
                              .heard = NO_MOMENT,
                              .live = NO_MOMENT,
                              .interest_at = NO_MOMENT,
                              .heard_channel = -1};
    sum_up(v);
    if (v->event_count == 0)
        ask_the_cases(v);
}

/* All in the function that others call: gcc drops calls of a static one that does nothing but this. */
void view_fetch_early(const struct book *b, uint32_t customer)
{
    enum { LINE = 64, MOST = 16 * LINE };
    const struct {
        const void *records;
        size_t size;
        const uint32_t *of;
    } all[] = {
        {b->cases, sizeof *b->cases, b->cases_of},       {b->orders, sizeof *b->orders, b->orders_of},
        {b->answers, sizeof *b->answers, b->answers_of}, {b->events, sizeof *b->events, b->events_of},
        {b->loyals, sizeof *b->loyals, b->loyals_of},
    };
    for (size_t i = 0; i < sizeof all / sizeof *all; i++) {
        size_t count = 0, size = all[i].size;
        const char *first = page(all[i].records, size, all[i].of, customer, &count);
        for (size_t at = 0; at < count * size && at < MOST; at += LINE)
            __builtin_prefetch(first + at);
    }
    __builtin_prefetch(book_look(b, customer));
}

int64_t view_staff_at(const struct view *v, const struct case_row *c)
{
    int64_t loose = c->number == BOOK_NONE ? v->touch.caseless : v->touch.loose;
    return loose > c->last_staff_at ? loose : c->last_staff_at;
}

static uint32_t number_of_order(const struct view *v, struct slice order_id)
{
    struct slice number = order_number(order_id);
    return number.len == 0 ? BOOK_NONE : intern_find(&v->book->orders_by_id, number);
}

const struct order_row *view_order_by_id(const struct view *v, struct slice order_id)
{
    uint32_t number = number_of_order(v, order_id);
    uint32_t line = number == BOOK_NONE ? BOOK_NONE : v->book->first_line[number];
    while (line != BOOK_NONE && v->book->orders[line].customer != v->customer)
        line = v->book->next_line[line];
    return line == BOOK_NONE ? NULL : &v->book->orders[line];
}

bool order_stands(const struct order_row *o)
{
    switch (o->status) {
    case ORDER_CANCELLED:
    case ORDER_FAILED:
    case ORDER_REFUNDED:
    case ORDER_RETURNED:
    case ORDER_DRAFT:
    case ORDER_QUOTE:
    case ORDER_CART:
        return false;
    default:
        return (o->bits & ORDER_NEGATIVE) == 0;
    }
}

/* Neither delivered nor called off, as far as this line tells. */
static bool is_pending(const struct order_row *o)
{
    return o->delivered == NO_DAY && o->status != ORDER_DELIVERED && order_stands(o);
}

/* A line of another file about the same goods that knows how it ended, or when it should. */
static bool says_more(const struct order_row *other, const struct order_row *o)
{
    bool same = other->customer == o->customer && other->file != o->file &&
                (other->product == o->product || other->product == BOOK_NONE || o->product == BOOK_NONE);
    return same && (!is_pending(other) || (o->expected == NO_DAY &&
                                           (other->expected != NO_DAY || (other->bits & ORDER_TRACKED) != 0)));
}

bool view_awaits(const struct view *v, const struct order_row *o)
{
    const struct book *b = v->book;
    if (!is_pending(o))
        return false;
    uint32_t line = o->order == BOOK_NONE ? BOOK_NONE : b->first_line[o->order];
    for (; line != BOOK_NONE; line = b->next_line[line]) {
        if (says_more(&b->orders[line], o))
            return false;
    }
    return true;
}

bool view_has_come(const struct view *v, struct slice order_id, int64_t since)
{
    const struct book *b = v->book;
    uint32_t number = number_of_order(v, order_id);
    bool come = false;
    for (uint32_t line = number == BOOK_NONE ? BOOK_NONE : b->first_line[number]; line != BOOK_NONE;
         line = b->next_line[line]) {
        const struct order_row *o = &b->orders[line];
        if (o->customer != v->customer)
            continue;
        if (view_awaits(v, o))
            return false;
        come |= o->delivered != NO_DAY ? o->delivered >= since : o->status == ORDER_DELIVERED;
    }
    return come;
}

static bool is_contact(const struct event *e)
{
    return e->direction == DIRECTION_OUT && (event_is_word(e) || e->kind == KIND_CAMPAIGN || e->kind == KIND_SURVEY);
}

/* The number of the first event at a moment or later. */
static size_t first_event(const struct view *v, int64_t from)
{
    size_t low = 0;
    for (size_t high = v->event_count; low < high;) {
        size_t middle = low + (high - low) / 2;
        if (view_event(v, middle)->at < from)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

/* Whether the log has a contact of that moment's day; no day is longer than two of the usual ones. */
static bool shows_in_log(const struct view *v, int64_t at)
{
    const int64_t longest = INT64_C(2) * SECONDS_PER_DAY;
    int64_t day = zone_day_at(v->book->zone, at);
    for (size_t i = first_event(v, at - longest); i < v->event_count && view_event(v, i)->at < at + longest; i++) {
        if (is_contact(view_event(v, i)) && zone_day_at(v->book->zone, view_event(v, i)->at) == day)
            return true;
    }
    return false;
}

static void insert(int64_t *moments, size_t count, int64_t at)
{
    for (; count > 0 && moments[count - 1] > at; count--)
        moments[count] = moments[count - 1];
    moments[count] = at;
}

size_t view_contacts(const struct view *v, int64_t after, int64_t until, struct arena *arena,
                     int64_t **moments)
{
    size_t count = 0;
    *moments = arena_array(arena, v->event_count + v->done_count, sizeof **moments);
    for (size_t i = 0; i < v->event_count; i++) {
        const struct event *e = view_event(v, i);
        if (e->at > after && e->at <= until && is_contact(e) && !is_same_talk(v, i))
            (*moments)[count++] = e->at;
    }
    for (size_t i = 0; i < v->done_count; i++) {
        int64_t at = view_done(v, i)->at;
        bool again = i > 0 && zone_day_at(v->book->zone, view_done(v, i - 1)->at) ==
                                  zone_day_at(v->book->zone, at);
        if (at > after && at <= until && !again && !shows_in_log(v, at))
            insert(*moments, count++, at);
    }
    return count;
}
