/* SPDX-License-Identifier: MIT */
/* Customers, what score-loyalty says of them, what was done, and who of the staff is away. */
#include "due-followups/gather.h"
#include "due-followups/reason.h"
#include "lib/civil.h"
#include "lib/text.h"
#include "streams/name.h"
#include "streams/opt_out.h"
#include "streams/stream_keys.h"

#define KEYS                                                                                        \
    {ROLE_CUSTOMER_ID, NEED_ONE}, {ROLE_EMAIL, NEED_ONE}, {ROLE_PHONE, NEED_ONE}
#define COUNT(array) (sizeof(array) / sizeof *(array))

static const struct role_use customer_uses[] = {
    KEYS,
    {ROLE_NAME, NEED_OPTIONAL},
    {ROLE_SALUTATION, NEED_OPTIONAL},
    {ROLE_GIVEN_NAME, NEED_OPTIONAL},
    {ROLE_FAMILY_NAME, NEED_OPTIONAL},
    {ROLE_LANGUAGE, NEED_OPTIONAL},
    {ROLE_TIMEZONE, NEED_OPTIONAL},
    {ROLE_PREFERRED_CHANNEL, NEED_OPTIONAL},
    {ROLE_OPT_OUT, NEED_OPTIONAL},
    {ROLE_CONSENT, NEED_OPTIONAL},
    {ROLE_BIRTHDAY, NEED_OPTIONAL},
    {ROLE_OWNER, NEED_OPTIONAL},
    {ROLE_SUPERVISOR, NEED_OPTIONAL},
};

/* An unknown word must not be guessed at: a customer who does not want to be contacted would be. */
static bool read_opt_out(struct book *b, struct stream *s, uint32_t *set)
{
    struct slice unknown;
    if (vocabulary_channels(b->vocabularies, opt_out_words(s, b->vocabularies), set, &unknown))
        return true;
    stream_blame(s, ROLE_OPT_OUT, "'%s' is no channel: write all, none, or channels joined by ;", quote(unknown).text);
    return false;
}

/* "04-17" or "--04-17", else a date. */
static bool read_birthday(struct stream *s, struct customer *p)
{
    struct slice text = stream_text(s, ROLE_BIRTHDAY);
    if (slice_starts(text, SLICE("--")))
        text = slice_from(text, 2);
    if (text.len == 0)
        return true;
    int64_t day;
    struct civil c = {.year = 2000};
    if (text.len == 5 && text.ptr[2] == '-') {
        c.month = (text.ptr[0] - '0') * 10 + (text.ptr[1] - '0');
        c.day = (text.ptr[3] - '0') * 10 + (text.ptr[4] - '0');
        if (!civil_is_valid(c)) {
            stream_blame(s, ROLE_BIRTHDAY, "'%s' is no month and day", quote(text).text);
            return false;
        }
    } else if (stream_day(s, ROLE_BIRTHDAY, &day) == VALUE_PRESENT) {
        c = civil_from_days(day);
    } else {
        return false;
    }
    p->birth_month = (uint8_t)c.month;
    p->birth_day = (uint8_t)c.day;
    return true;
}

static bool read_zone(struct book *b, struct stream *s, const struct zone **zone)
{
    struct slice name = stream_text(s, ROLE_TIMEZONE);
    struct error why = {0};
    if (name.len == 0)
        return true;
    switch (zone_store_find(b->zones, name, zone, &why)) {
    case ZONE_FOUND:
        return true;
    case ZONE_UNKNOWN:
        stream_blame(s, ROLE_TIMEZONE, "%s", why.text);
        return false;
    default:
        b->failure = why;
        return false;
    }
}

static bool read_customer(struct book *b, struct stream *s)
{
    struct customer p = {.known = true};
    int8_t consent;
    p.language = (int8_t)stream_language(s);
    if (!gather_word(s, ROLE_CONSENT, VOCABULARY_YES_NO, true, &consent) ||
        !read_opt_out(b, s, &p.opt_out) || !read_birthday(s, &p) || !read_zone(b, s, &p.zone))
        return false;
    p.consent = consent;
    p.preferred_channel = book_channel(b, stream_text(s, ROLE_PREFERRED_CHANNEL));
    struct identity_keys keys = stream_keys(s);
    uint32_t customer = identity_learn(b->identity, keys);
    if (customer == INTERN_NONE) {
        stream_skip(s, "rows without a customer");
        return true;
    }
    p.has_email = keys.email.len > 0;
    p.has_phone = keys.phone.len > 0;
    p.given_name = arena_copy(b->arena, stream_text(s, ROLE_GIVEN_NAME));
    p.family_name = arena_copy(b->arena, stream_text(s, ROLE_FAMILY_NAME));
    struct person named = {.name = arena_copy(b->arena, stream_text(s, ROLE_NAME)),
                           .given_name = p.given_name,
                           .family_name = p.family_name};
    p.name = name_whole(&named, b->arena);
    p.salutation = book_number(&b->words, stream_text(s, ROLE_SALUTATION));
    p.owner = book_number(&b->words, stream_text(s, ROLE_OWNER));
    p.supervisor = book_number(&b->words, stream_text(s, ROLE_SUPERVISOR));
    struct customer *place = book_customer(b, customer);
    p.opt_out |= place->opt_out; /* a second row of the same customer never takes an opt-out back */
    *place = p;
    return true;
}

static unsigned customer_columns(const struct stream *s)
{
    return stream_has(s, ROLE_BIRTHDAY) ? SOURCE_DAYS : 0U;
}

const struct gatherer gather_customers = {.kind = STREAM_CUSTOMERS,
                                          .option = "customers",
                                          .source = SOURCE_CUSTOMERS,
                                          .uses = customer_uses,
                                          .use_count = COUNT(customer_uses),
                                          .columns = customer_columns,
                                          .row = read_customer};

static const struct role_use loyalty_uses[] = {
    {ROLE_CUSTOMER_ID, NEED_REQUIRED}, {ROLE_AS_OF, NEED_OPTIONAL},
    {ROLE_NAME, NEED_OPTIONAL},        {ROLE_FIRST_ORDER, NEED_OPTIONAL},
    {ROLE_LAST_ORDER, NEED_OPTIONAL},  {ROLE_ORDERS, NEED_OPTIONAL},
    {ROLE_SEGMENT, NEED_OPTIONAL},     {ROLE_BECAME, NEED_OPTIONAL},
    {ROLE_TYPICAL_GAP_DAYS, NEED_OPTIONAL}, {ROLE_FAVOURITE_PRODUCT, NEED_OPTIONAL},
    {ROLE_VALUE_AT_RISK, NEED_OPTIONAL},
};

static bool read_loyalty(const struct book *b, struct stream *s, void *record)
{
    struct loyal *l = record;
    int64_t orders = -1;
    *l = (struct loyal){.orders = -1};
    if (!gather_day(s, ROLE_AS_OF, &l->as_of) || !gather_day(s, ROLE_FIRST_ORDER, &l->first_order) ||
        !gather_day(s, ROLE_LAST_ORDER, &l->last_order) ||
        stream_number(s, ROLE_TYPICAL_GAP_DAYS, &l->gap) == VALUE_BAD ||
        stream_number(s, ROLE_VALUE_AT_RISK, &l->value_at_risk) == VALUE_BAD ||
        stream_whole(s, ROLE_ORDERS, &orders) == VALUE_BAD)
        return false;
    l->customer = identity_look(b->identity, stream_keys(s), stream_scratch(s));
    l->orders = orders < 0 || orders > INT32_MAX ? -1 : (int32_t)orders;
    return true;
}

static void keep_loyalty(struct book *b, struct stream *s, const void *record)
{
    struct loyal l = *(const struct loyal *)record;
    l.customer = gather_customer(b, s, l.customer);
    if (l.customer == BOOK_NONE)
        return;
    l.segment = book_number(&b->words, stream_text(s, ROLE_SEGMENT));
    l.became = book_number(&b->words, stream_text(s, ROLE_BECAME));
    l.favourite = book_number(&b->words, stream_text(s, ROLE_FAVOURITE_PRODUCT));
    b->loyals = memory_grow(b->loyals, &b->loyal_capacity, b->loyal_count + 1, sizeof *b->loyals);
    b->loyals[b->loyal_count++] = l;
}

const struct gatherer gather_loyalty = {.kind = STREAM_LOYALTY,
                                        .option = "loyalty",
                                        .source = SOURCE_LOYALTY,
                                        .uses = loyalty_uses,
                                        .use_count = COUNT(loyalty_uses),
                                        .read = read_loyalty,
                                        .keep = keep_loyalty,
                                        .record_size = sizeof(struct loyal)};

static const struct role_use done_uses[] = {
    {ROLE_CUSTOMER_ID, NEED_REQUIRED},
    {ROLE_REASON, NEED_REQUIRED},
    {ROLE_TRIGGER_ID, NEED_OPTIONAL},
    {ROLE_DONE_AT, NEED_REQUIRED},
};

static bool read_done(struct book *b, struct stream *s)
{
    struct done_row d = {0};
    enum reason reason;
    struct slice word = stream_text(s, ROLE_REASON);
    if (!reason_find(word, &reason)) {
        stream_blame(s, ROLE_REASON, "'%s' is no reason: --emit-policy lists them", quote(word).text);
        return false;
    }
    if (!gather_moment(s, ROLE_DONE_AT, true, &d.at))
        return false;
    if (d.at == NO_MOMENT) {
        stream_blame(s, ROLE_DONE_AT, "is blank: when was it done?");
        return false;
    }
    if (d.at > b->now) {
        stream_skip(s, "after as-of");
        return true;
    }
    d.customer = gather_customer(b, s, BOOK_NONE);
    if (d.customer == BOOK_NONE)
        return true;
    d.reason = (uint8_t)reason;
    d.trigger = arena_copy(b->arena, stream_text(s, ROLE_TRIGGER_ID));
    b->done = memory_grow(b->done, &b->done_capacity, b->done_count + 1, sizeof *b->done);
    b->done[b->done_count++] = d;
    return true;
}

const struct gatherer gather_done = {.kind = STREAM_DONE,
                                     .option = "done",
                                     .uses = done_uses,
                                     .use_count = COUNT(done_uses),
                                     .row = read_done};

static const struct role_use absent_uses[] = {
    {ROLE_AGENT, NEED_REQUIRED},
    {ROLE_FROM_DATE, NEED_OPTIONAL},
    {ROLE_UNTIL, NEED_OPTIONAL},
    {ROLE_OWNER, NEED_OPTIONAL},
};

static bool read_absent(struct book *b, struct stream *s)
{
    struct absence a;
    if (!gather_day(s, ROLE_FROM_DATE, &a.from) || !gather_day(s, ROLE_UNTIL, &a.until))
        return false;
    a.agent = book_number(&b->words, stream_text(s, ROLE_AGENT));
    a.stand_in = book_number(&b->words, stream_text(s, ROLE_OWNER));
    if (a.agent == BOOK_NONE) {
        stream_skip(s, "rows without a name");
        return true;
    }
    a.until = a.until == NO_DAY ? INT32_MAX : a.until;
    b->absences =
        memory_grow(b->absences, &b->absence_capacity, b->absence_count + 1, sizeof *b->absences);
    b->absences[b->absence_count++] = a;
    return true;
}

const struct gatherer gather_absent = {.kind = STREAM_ABSENT,
                                       .option = "absent",
                                       .uses = absent_uses,
                                       .use_count = COUNT(absent_uses),
                                       .row = read_absent};
