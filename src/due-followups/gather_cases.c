/* SPDX-License-Identifier: MIT */
/*
 * Cases, as track-cases or a help desk writes them. A help desk says less: when nothing tells since when a customer
 * has been waiting, an open case without an answer waits since it was opened.
 */
#include "due-followups/gather.h"
#include "due-followups/reason.h"
#include "due-followups/words_in.h"
#include "streams/stream_keys.h"

static const struct role_use uses[] = {
    {ROLE_CASE_ID, NEED_REQUIRED},
    {ROLE_CUSTOMER_ID, NEED_ONE},
    {ROLE_EMAIL, NEED_ONE},
    {ROLE_PHONE, NEED_ONE},
    {ROLE_OPENED_AT, NEED_REQUIRED},
    {ROLE_NAME, NEED_OPTIONAL},
    {ROLE_ORDER_ID, NEED_OPTIONAL},
    {ROLE_FIRST_REPLY_AT, NEED_OPTIONAL},
    {ROLE_ANSWERED, NEED_OPTIONAL},
    {ROLE_LAST_CUSTOMER_AT, NEED_OPTIONAL},
    {ROLE_LAST_STAFF_AT, NEED_OPTIONAL},
    {ROLE_WAITING_SINCE, NEED_OPTIONAL},
    {ROLE_SOLVED_AT, NEED_OPTIONAL},
    {ROLE_PROMISED_BY, NEED_OPTIONAL},
    {ROLE_PROMISES_BROKEN, NEED_OPTIONAL},
    {ROLE_CASE_STATUS, NEED_OPTIONAL},
    {ROLE_AGENT, NEED_OPTIONAL},
    {ROLE_LANGUAGE, NEED_OPTIONAL},
    {ROLE_CHANNEL, NEED_OPTIONAL},
    {ROLE_LAST_CHANNEL, NEED_OPTIONAL},
    {ROLE_LIVE_CONTACT_AT, NEED_OPTIONAL},
    {ROLE_REPEATS, NEED_OPTIONAL},
    {ROLE_KIND, NEED_OPTIONAL},
    {ROLE_FLAGS_IN, NEED_OPTIONAL},
    {ROLE_FLAGS_WAITING, NEED_OPTIONAL},
    {ROLE_TOPIC, NEED_OPTIONAL},
    {ROLE_NOTE_LEFT, NEED_OPTIONAL},
};

static bool read_moments(struct stream *s, struct case_row *c, int64_t *first_reply)
{
    return gather_moment(s, ROLE_OPENED_AT, false, &c->opened_at) &&
           gather_moment(s, ROLE_FIRST_REPLY_AT, false, first_reply) &&
           gather_moment(s, ROLE_LAST_CUSTOMER_AT, false, &c->last_customer_at) &&
           gather_moment(s, ROLE_LAST_STAFF_AT, false, &c->last_staff_at) &&
           gather_moment(s, ROLE_WAITING_SINCE, false, &c->waiting_since) &&
           gather_moment(s, ROLE_SOLVED_AT, false, &c->solved_at) &&
           gather_moment(s, ROLE_PROMISED_BY, true, &c->promised_by) &&
           gather_moment(s, ROLE_LIVE_CONTACT_AT, false, &c->live_at);
}

/* "Answered" of osTicket is 0 or 1, "Replies" of Zendesk a number. */
static bool read_answered(struct stream *s, bool *answered)
{
    struct slice text = stream_text(s, ROLE_ANSWERED);
    struct error not_a_number = {0};
    int64_t n = 0;
    int word = stream_code(s, ROLE_ANSWERED, VOCABULARY_YES_NO);
    if (text.len > 0 && word < 0 && !number_parse_integer(text, 0, INT32_MAX, &n, &not_a_number)) {
        stream_blame(s, ROLE_ANSWERED, "'%s' is neither yes or no nor a number", quote(text).text);
        return false;
    }
    *answered = word == ANSWER_YES || n > 0;
    return true;
}

static bool read_count(struct stream *s, enum role role, uint16_t *count)
{
    int64_t n = 0;
    enum value value = stream_whole(s, role, &n);
    *count = (uint16_t)(n < 0 ? 0 : n > UINT16_MAX ? UINT16_MAX : n);
    return value != VALUE_BAD;
}

static bool read_words(struct stream *s, struct case_row *c, int8_t *status, int8_t *kind,
                       int8_t *note)
{
    c->language = (int8_t)stream_language(s);
    return gather_word(s, ROLE_CASE_STATUS, VOCABULARY_CASE_STATUS, true, status) &&
           gather_word(s, ROLE_KIND, VOCABULARY_KIND, false, kind) &&
           gather_word(s, ROLE_NOTE_LEFT, VOCABULARY_YES_NO, true, note);
}

/* What the customer is like while waiting for an answer. */
static unsigned waiting_bits(struct slice flags)
{
    static const struct flag_sought sought[] = { /* in the order of the bits */
        {{"anger", 5}, GRADE_ERROR}, {{"leave", 5}, GRADE_INFO}, {{"public", 6}, GRADE_INFO}, {{"legal", 5}, GRADE_INFO}};
    return flags_find(flags, sought, sizeof sought / sizeof *sought) * CASE_ANGRY;
}

static bool is_complaint(struct stream *s, int kind)
{
    return kind == KIND_COMPLAINT || flags_complain(stream_text(s, ROLE_FLAGS_IN));
}

static unsigned bits_of(struct stream *s, const struct case_row *c, int status, int kind, int note)
{
    bool open = status < 0 ? c->solved_at == NO_MOMENT : status == CASE_OPEN || status == CASE_PENDING;
    return waiting_bits(stream_text(s, ROLE_FLAGS_WAITING)) |
           (is_complaint(s, kind) ? CASE_COMPLAINT : 0U) |
           (stream_has(s, ROLE_KIND) || stream_has(s, ROLE_FLAGS_IN) ? CASE_KIND_KNOWN : 0U) |
           (note == ANSWER_YES ? CASE_NOTE_LEFT : 0U) | (note >= 0 ? CASE_NOTE_KNOWN : 0U) |
           (stream_has(s, ROLE_LAST_STAFF_AT) ? CASE_STAFF_KNOWN : 0U) | (open ? CASE_OPEN_NOW : 0U);
}

/*
 * What a help desk leaves out. Without waiting_since: a case that is open, not pending (the customer's turn), and has
 * no answer waits since it was opened; one with an answer waits when the customer wrote later. Without last_staff_at:
 * the first reply is all that is known.
 */
static void derive(struct stream *s, struct case_row *c, int status, int64_t first_reply, bool answered)
{
    bool open = (c->bits & CASE_OPEN_NOW) != 0;
    bool stamped = first_reply != NO_MOMENT || c->last_staff_at != NO_MOMENT;
    answered |= stamped;
    if (!stream_has(s, ROLE_WAITING_SINCE)) {
        c->bits |= CASE_WAIT_DERIVED;
        bool later = stamped && c->last_customer_at > first_reply &&
                     c->last_customer_at > c->last_staff_at;
        if (open && later)
            c->waiting_since = c->last_customer_at;
        else if (open && !answered && status != CASE_PENDING)
            c->waiting_since = c->opened_at;
    }
    if (c->last_staff_at == NO_MOMENT && !stream_has(s, ROLE_LAST_STAFF_AT))
        c->last_staff_at = first_reply;
}

static void add_case(struct book *b, const struct case_row *c)
{
    b->cases = memory_grow(b->cases, &b->case_capacity, b->case_count + 1, sizeof *b->cases);
    b->cases[b->case_count++] = *c;
}

/* The row of a case that another file has told of already; NULL: there is none. */
static struct case_row *told_before(struct book *b, const struct case_row *c)
{
    struct case_row *told = c->number < b->case_place_count ? &b->cases[b->case_places[c->number]] : NULL;
    return told != NULL && told->customer == c->customer ? told : NULL;
}

/*
 * Keeps a case, and where it is for messages that do not say whose they are. Of a case that track-cases tells of, the help
 * desk's own row says less, whichever comes first.
 */
static void keep_case(struct book *b, struct stream *s, const struct case_row *c)
{
    book_customer(b, c->customer)->has_case = true;
    if (c->number == BOOK_NONE) {
        add_case(b, c);
        return;
    }
    struct case_row *told = told_before(b, c);
    bool less = (c->bits & CASE_WAIT_DERIVED) != 0;
    bool told_less = told != NULL && (told->bits & CASE_WAIT_DERIVED) != 0;
    if (told != NULL && less != told_less) {
        if (told_less)
            *told = *c;
        stream_skip(s, "told by another file, too");
        return;
    }
    if (c->number >= b->case_place_count) {
        b->case_places = memory_grow(b->case_places, &b->case_place_capacity, (size_t)c->number + 1, sizeof *b->case_places);
        b->case_place_count = (size_t)c->number + 1;
    }
    b->case_places[c->number] = (uint32_t)b->case_count;
    add_case(b, c);
}

static bool read_case(const struct book *b, struct stream *s, void *record)
{
    struct case_row *c = record;
    int64_t first_reply;
    int8_t status, kind, note;
    bool answered;
    *c = (struct case_row){0};
    if (!read_moments(s, c, &first_reply) || !read_words(s, c, &status, &kind, &note) ||
        !read_answered(s, &answered) || !read_count(s, ROLE_REPEATS, &c->repeats) ||
        !read_count(s, ROLE_PROMISES_BROKEN, &c->promises_broken))
        return false;
    if (c->opened_at == NO_MOMENT) {
        stream_blame(s, ROLE_OPENED_AT, "is blank: when was the case opened?");
        return false;
    }
    c->customer = identity_look(b->identity, stream_keys(s), stream_scratch(s));
    c->channel = (int8_t)stream_code(s, ROLE_CHANNEL, VOCABULARY_CHANNEL);
    c->last_channel = (int8_t)stream_code(s, ROLE_LAST_CHANNEL, VOCABULARY_CHANNEL);
    c->bits = (uint16_t)bits_of(s, c, status, kind, note);
    derive(s, c, status, first_reply, answered);
    return true;
}

/* The record has all that needs no table which is written. */
static void keep_read_case(struct book *b, struct stream *s, const void *record)
{
    struct case_row c = *(const struct case_row *)record;
    if (c.opened_at > b->now) {
        stream_skip(s, "after as-of");
        return;
    }
    c.customer = gather_customer(b, s, c.customer);
    if (c.customer == BOOK_NONE)
        return;
    if (c.channel < 0)
        c.channel = book_channel(b, stream_text(s, ROLE_CHANNEL));
    if (c.last_channel < 0)
        c.last_channel = book_channel(b, stream_text(s, ROLE_LAST_CHANNEL));
    c.order_id = arena_copy(b->arena, stream_text(s, ROLE_ORDER_ID));
    if (!identity_is_known(b->identity, c.customer))
        c.name = arena_copy(b->arena, stream_text(s, ROLE_NAME));
    c.agent = book_number(&b->words, stream_text(s, ROLE_AGENT));
    c.topic = book_number(&b->words, stream_text(s, ROLE_TOPIC));
    c.number = book_number(&b->cases_by_id, stream_text(s, ROLE_CASE_ID));
    c.case_id = book_text(&b->cases_by_id, c.number);
    keep_case(b, s, &c);
}

static unsigned columns(const struct stream *s)
{
    bool staff = stream_has(s, ROLE_FIRST_REPLY_AT) || stream_has(s, ROLE_LAST_STAFF_AT);
    return (stream_has(s, ROLE_FLAGS_WAITING) ? SOURCE_FLAGS : 0U) |
           (stream_has(s, ROLE_PROMISED_BY) ? SOURCE_PROMISES : 0U) |
           (stream_has(s, ROLE_NOTE_LEFT) ? SOURCE_NOTES : 0U) | (staff ? SOURCE_STAFF : 0U);
}

const struct gatherer gather_cases = {.kind = STREAM_CASES,
                                      .source = SOURCE_CASES,
                                      .uses = uses,
                                      .use_count = sizeof uses / sizeof *uses,
                                      .columns = columns,
                                      .read = read_case,
                                      .keep = keep_read_case,
                                      .record_size = sizeof(struct case_row)};
