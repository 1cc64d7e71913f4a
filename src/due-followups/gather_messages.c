/* SPDX-License-Identifier: MIT */
/*
 * The log of contacts: who wrote or called whom, when, over which channel; opens, clicks, unsubscribes. Kept is what
 * the reasons and the gate ask for, not the words.
 */
#include "due-followups/gather.h"
#include "due-followups/reason.h"
#include "due-followups/words_in.h"
#include "lib/text.h"
#include "streams/orders.h"
#include "streams/stream_keys.h"

enum { ENQUIRY_DAYS = 30 }; /* a question about a product is fresh so long */

static const struct role_use uses[] = {
    {ROLE_CUSTOMER_ID, NEED_ONE},      {ROLE_EMAIL, NEED_ONE},      {ROLE_PHONE, NEED_ONE},
    {ROLE_SENT_AT, NEED_REQUIRED},     {ROLE_DIRECTION, NEED_OPTIONAL}, {ROLE_KIND, NEED_OPTIONAL},
    {ROLE_MESSAGE_ID, NEED_OPTIONAL},  {ROLE_CASE_ID, NEED_OPTIONAL},   {ROLE_ORDER_ID, NEED_OPTIONAL},
    {ROLE_CHANNEL, NEED_OPTIONAL},     {ROLE_TEXT, NEED_OPTIONAL},      {ROLE_TONE_FLAGS, NEED_OPTIONAL},
};

/* What a row says, before its customer is settled. */
struct heard {
    struct event event; /* channel -1: none, or not the vocabulary's; customer: whom identity_look finds */
    bool named;         /* the row has a key of somebody */
};

/* What only a customer does, and what only a business sends, tells the direction where the column does not. */
static int direction_by_kind(int kind)
{
    static const int8_t by_kind[KIND_COUNT] = {
        [KIND_MESSAGE] = -1,          [KIND_AUTO] = -1,
        [KIND_CAMPAIGN] = DIRECTION_OUT, [KIND_SURVEY] = DIRECTION_OUT,
        [KIND_COMPLAINT] = DIRECTION_IN, [KIND_MISSED_CALL] = DIRECTION_IN,
        [KIND_OPEN] = DIRECTION_IN,      [KIND_CLICK] = DIRECTION_IN,
        [KIND_UNSUBSCRIBE] = DIRECTION_IN, [KIND_BLOCK] = DIRECTION_IN,
        [KIND_BOUNCE] = DIRECTION_IN,    [KIND_STATUS] = DIRECTION_NOTE,
    };
    return kind >= 0 ? by_kind[kind] : -1;
}

static unsigned bits_of(const struct event *v, struct slice text, struct slice flags)
{
    enum { INTERESTED = 1, OPTS_OUT = 2, SUGGESTS = 4, PRAISES = 8 };
    static const struct flag_sought sought[] = {
        {{"interest", 8}, GRADE_INFO}, {{"optout", 6}, GRADE_INFO}, {{"suggestion", 10}, GRADE_INFO}, {{"praise", 6}, GRADE_INFO}};
    if (v->direction != DIRECTION_IN || !event_is_word(v))
        return 0;
    unsigned found = flags_find(flags, sought, sizeof sought / sizeof *sought);
    bool asks = text_asks(text), interested = (found & INTERESTED) != 0;
    bool feedback = v->channel == CHANNEL_REVIEW && (asks || (found & (SUGGESTS | PRAISES)) != 0 || text_has_words(text, 3));
    return (asks || (interested && v->kind == KIND_MESSAGE) ? EVENT_ASKS : 0U) | ((found & OPTS_OUT) != 0 ? EVENT_OPT_OUT : 0U) |
           (feedback ? EVENT_FEEDBACK : 0U);
}

static bool holds(struct slice text, struct slice part)
{
    if (part.len == 0 || part.len > text.len)
        return false;
    for (size_t i = 0; i + part.len <= text.len; i++) {
        if (memcmp(text.ptr + i, part.ptr, part.len) == 0)
            return true;
    }
    return false;
}

static void add_enquiry(struct book *b, const struct event *v, uint32_t product, uint32_t id)
{
    b->enquiries =
        memory_grow(b->enquiries, &b->enquiry_capacity, b->enquiry_count + 1, sizeof *b->enquiries);
    b->enquiries[b->enquiry_count++] = (struct enquiry){v->at, v->customer, product, id};
}

/* Whether a price stands in a text as a number of its own: 35.00, 35,00 or 35. */
static bool holds_price(struct slice text, int64_t price)
{
    char number[NUMBER_TEXT_MAX];
    size_t n = number_format(price, 6, 2, number);
    if (holds(text, (struct slice){number, n}))
        return true;
    number[n - 3] = ',';
    if (holds(text, (struct slice){number, n}))
        return true;
    for (size_t i = 0; price % NUMBER_ONE == 0 && i + n - 3 <= text.len; i++) {
        bool starts = i == 0 || (text.ptr[i - 1] < '0' || text.ptr[i - 1] > '9');
        size_t end = i + n - 3;
        bool ends = end == text.len || (text.ptr[end] < '0' || text.ptr[end] > '9');
        if (starts && ends && memcmp(text.ptr + i, number, n - 3) == 0)
            return true;
    }
    return false;
}

/*
 * Notes a fresh question that names a product whose price falls, and a message of ours that tells the new price. A call
 * leaves no words: it counts as having told.
 */
static void note_enquiry(struct book *b, const struct event *v, struct slice text, uint32_t id)
{
    struct arena scratch = {0};
    struct slice folded = text_key(&scratch, text);
    bool ours = v->direction == DIRECTION_OUT;
    for (size_t i = 0; i < b->cut_count; i++) {
        const struct price_cut *cut = &b->cuts[i];
        bool told = folded.len == 0 || (cut->new_price > 0 ? holds_price(folded, cut->new_price)
                                                           : holds(folded, cut->folded));
        if (ours ? told : holds(folded, cut->folded))
            add_enquiry(b, v, cut->product, ours ? BOOK_NONE : id);
    }
    arena_free(&scratch);
}

/* Whether a message may be about a price cut at all. */
static bool may_enquire(const struct book *b, const struct event *v)
{
    bool asks = v->direction == DIRECTION_IN && (v->bits & EVENT_ASKS) != 0;
    bool tells = v->direction == DIRECTION_OUT && v->kind == KIND_MESSAGE;
    return b->cut_count > 0 && v->at >= b->now - ENQUIRY_DAYS * INT64_C(86400) && (asks || tells);
}

static bool is_trigger(const struct event *v)
{
    return v->kind == KIND_MISSED_CALL || (v->bits & EVENT_FEEDBACK) != 0 ||
           (v->direction == DIRECTION_IN && v->channel == CHANNEL_VOICEMAIL);
}

/* The message's own number; else the case's; else its moment, which is as good as a number here. */
static uint32_t trigger_id(struct book *b, struct stream *s, int64_t at)
{
    struct slice id = stream_text(s, ROLE_MESSAGE_ID);
    if (id.len == 0)
        id = stream_text(s, ROLE_CASE_ID);
    char text[DATETIME_TEXT_MAX];
    return book_number(&b->ids, id.len > 0 ? id : datetime_format_instant(at, b->zone, text));
}

static bool read_direction(struct stream *s, struct event *v, int direction, int kind)
{
    if (direction < 0)
        direction = direction_by_kind(kind);
    if (direction < 0) {
        stream_blame(s, ROLE_DIRECTION, "is blank, and the kind does not tell: write in, out or note");
        return false;
    }
    v->direction = (uint8_t)direction;
    v->kind = (uint8_t)(kind < 0 ? KIND_MESSAGE : kind);
    return true;
}

/*
 * Exports of mail name the sender. What one of the staff sent belongs to the customer of the case, and so does a row that
 * names nobody. BOOK_NONE: nobody, and the row is skipped.
 */
static uint32_t customer_of(struct book *b, struct stream *s, const struct heard *h)
{
    const struct event *v = &h->event;
    bool in_case = v->number != BOOK_NONE && (!h->named || v->direction != DIRECTION_IN);
    uint32_t own = h->named || !in_case ? gather_customer(b, s, v->customer) : BOOK_NONE;
    if (!in_case || (h->named && own == BOOK_NONE))
        return own;
    bool is_customer = h->named && (identity_is_known(b->identity, own) || book_look(b, own)->has_case);
    return is_customer ? own : b->cases[b->case_places[v->number]].customer;
}

/* What can be found without entering anything. */
static void look_up(const struct book *b, struct stream *s, struct heard *h)
{
    struct event *v = &h->event;
    struct slice case_id = stream_text(s, ROLE_CASE_ID), order_id = stream_text(s, ROLE_ORDER_ID);
    struct identity_keys keys = stream_keys(s);
    h->named = keys.customer_id.len + keys.email.len + keys.phone.len > 0;
    identity_expect(b->identity, keys.customer_id);
    intern_expect(&b->cases_by_id, case_id);
    v->channel = (int8_t)stream_code(s, ROLE_CHANNEL, VOCABULARY_CHANNEL);
    v->bits = (uint8_t)bits_of(v, stream_raw(s, ROLE_TEXT), stream_text(s, ROLE_TONE_FLAGS));
    v->order = order_id.len > 0 ? intern_find(&b->orders_by_id, order_number(order_id)) : BOOK_NONE;
    v->number = case_id.len > 0 ? intern_find(&b->cases_by_id, case_id) : BOOK_NONE;
    if (v->number == BOOK_NONE && case_id.len > 0)
        v->bits |= EVENT_ELSEWHERE;
    v->customer = h->named ? identity_look(b->identity, keys, stream_scratch(s)) : BOOK_NONE;
}

static bool read_message(const struct book *b, struct stream *s, void *record)
{
    struct heard *h = record;
    int8_t direction, kind;
    *h = (struct heard){.event = {.id = BOOK_NONE}};
    if (!gather_moment(s, ROLE_SENT_AT, false, &h->event.at) ||
        !gather_word(s, ROLE_DIRECTION, VOCABULARY_DIRECTION, true, &direction) ||
        !gather_word(s, ROLE_KIND, VOCABULARY_KIND, true, &kind) ||
        !read_direction(s, &h->event, direction, kind))
        return false;
    if (h->event.at == NO_MOMENT) {
        stream_blame(s, ROLE_SENT_AT, "is blank: when was it sent?");
        return false;
    }
    if (h->event.at <= b->now)
        look_up(b, s, h);
    return true;
}

static void keep_message(struct book *b, struct stream *s, const void *record)
{
    const struct heard *h = record;
    struct event v = h->event;
    if (v.at > b->now) {
        stream_skip(s, "after as-of");
        return;
    }
    if ((v.customer = customer_of(b, s, h)) == BOOK_NONE)
        return;
    if (v.channel < 0)
        v.channel = book_channel(b, stream_text(s, ROLE_CHANNEL));
    if (is_trigger(&v))
        v.id = trigger_id(b, s, v.at);
    if (may_enquire(b, &v))
        note_enquiry(b, &v, stream_raw(s, ROLE_TEXT), v.direction == DIRECTION_IN ? trigger_id(b, s, v.at) : BOOK_NONE);
    b->events = memory_grow(b->events, &b->event_capacity, b->event_count + 1, sizeof *b->events);
    b->events[b->event_count++] = v;
}

const struct gatherer gather_messages = {.kind = STREAM_MESSAGES,
                                         .option = "messages",
                                         .source = SOURCE_MESSAGES,
                                         .uses = uses,
                                         .use_count = sizeof uses / sizeof *uses,
                                         .read = read_message,
                                         .keep = keep_message,
                                         .record_size = sizeof(struct heard)};
