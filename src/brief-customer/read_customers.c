/* SPDX-License-Identifier: MIT */
#include "brief-customer/brief.h"

#include "lib/text.h"
#include "streams/name.h"
#include "streams/opt_out.h"
#include "streams/stream_keys.h"

const struct role_use brief_customer_uses[] = {
    {ROLE_CUSTOMER_ID, NEED_ONE},       {ROLE_EMAIL, NEED_ONE},         {ROLE_PHONE, NEED_ONE},
    {ROLE_NAME, NEED_OPTIONAL},         {ROLE_SALUTATION, NEED_OPTIONAL}, {ROLE_GIVEN_NAME, NEED_OPTIONAL},
    {ROLE_FAMILY_NAME, NEED_OPTIONAL},  {ROLE_LANGUAGE, NEED_OPTIONAL}, {ROLE_TIMEZONE, NEED_OPTIONAL},
    {ROLE_PREFERRED_CHANNEL, NEED_OPTIONAL}, {ROLE_OPT_OUT, NEED_OPTIONAL}, {ROLE_CONSENT, NEED_OPTIONAL},
    {ROLE_BIRTHDAY, NEED_OPTIONAL},     {ROLE_OWNER, NEED_OPTIONAL},    {ROLE_SUPERVISOR, NEED_OPTIONAL},
};
const size_t brief_customer_use_count = sizeof brief_customer_uses / sizeof *brief_customer_uses;

/* Every word must be known: a wish not to be contacted is never overlooked. */
static bool read_opt_out(struct brief *b, struct stream *s, struct details *d)
{
    struct slice rest = opt_out_words(s, b->words), word;
    struct slice so_far = {"", 0};
    while (slice_cut(&rest, ';', &word)) {
        word = slice_trim(word);
        if (word.len == 0)
            continue;
        uint32_t set;
        if (!vocabulary_channels(b->words, word, &set, &word)) {
            stream_blame(s, ROLE_OPT_OUT, "'%s' is no channel: write all, none, or channels joined by ;",
                         quote(word).text);
            return false;
        }
        if (set == 0)
            continue;
        const char *said = set == CHANNEL_SET_ALL ? "all" : vocabulary_word(VOCABULARY_CHANNEL, __builtin_ctz(set));
        so_far = arena_print(b->arena, "%.*s%s%s", SLICE_ARG(so_far), so_far.len != 0 ? ", " : "", said);
    }
    d->opt_out = so_far;
    return true;
}

static bool read_words(struct brief *b, struct stream *s, struct details *d)
{
    d->language = stream_language(s);
    d->consent = -1;
    struct slice preferred = stream_text(s, ROLE_PREFERRED_CHANNEL);
    d->preferred_channel =
        preferred.len != 0 ? vocabulary_find(b->words, VOCABULARY_CHANNEL, preferred) : -1;
    d->preferred_word = arena_copy(b->arena, preferred);
    return stream_word(s, ROLE_CONSENT, VOCABULARY_YES_NO, &d->consent) != VALUE_BAD &&
           read_opt_out(b, s, d);
}

/* A date is written as one, whichever way it stands in the file; "04-17", and what can be no date, stays: it is for a person. */
static struct slice read_birthday(struct brief *b, struct stream *s)
{
    char room[DATETIME_TEXT_MAX];
    int64_t day;
    struct slice text = brief_keep(b, s, ROLE_BIRTHDAY);
    if (slice_starts(text, SLICE("--")))
        return slice_from(text, 2);
    if (text.len <= 5 || stream_day(s, ROLE_BIRTHDAY, &day) != VALUE_PRESENT)
        return text;
    return arena_copy(b->arena, datetime_format_day(day, room));
}

static void keep_details(struct brief *b, struct stream *s, struct details *d)
{
    d->name = brief_keep(b, s, ROLE_NAME);
    d->salutation = brief_keep(b, s, ROLE_SALUTATION);
    d->given_name = brief_keep(b, s, ROLE_GIVEN_NAME);
    d->family_name = brief_keep(b, s, ROLE_FAMILY_NAME);
    d->name = name_whole(&(struct person){d->name, d->salutation, d->given_name, d->family_name}, b->arena);
    d->email = brief_keep(b, s, ROLE_EMAIL);
    d->phone = brief_keep(b, s, ROLE_PHONE);
    d->timezone = brief_keep(b, s, ROLE_TIMEZONE);
    d->birthday = read_birthday(b, s);
    d->owner = brief_keep(b, s, ROLE_OWNER);
    d->supervisor = brief_keep(b, s, ROLE_SUPERVISOR);
}

/* Whether the key of a text can be that one: most differ in the first plain characters, and need not be folded. */
static bool may_fold_to(struct slice text, struct slice key)
{
    for (size_t i = 0; i < text.len; i++) {
        char c = text.ptr[i] >= 'A' && text.ptr[i] <= 'Z' ? (char)(text.ptr[i] + 32) : text.ptr[i];
        bool plain = (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '@' || c == '.';
        bool alone = i + 1 == text.len || (unsigned char)text.ptr[i + 1] < 0x80;
        if (!plain || !alone)
            return true;
        if (i == key.len || c != key.ptr[i])
            return false;
    }
    return text.len == key.len;
}

/* How well a row answers to what was asked: its id, its address, its telephone, or not at all. */
static int match(struct brief *b, const struct subject *p, struct stream *s)
{
    struct slice email = stream_text(s, ROLE_EMAIL), phone = stream_text(s, ROLE_PHONE);
    if (slice_equal(stream_text(s, ROLE_CUSTOMER_ID), p->asked))
        return 3;
    if (p->asked_email.len != 0 && may_fold_to(email, p->asked_email) &&
        slice_equal(text_key(&b->scratch, email), p->asked_email))
        return 2;
    return p->asked_phone.len != 0 && phone.len != 0 && slice_equal(text_phone(&b->scratch, phone), p->asked_phone);
}

/* Takes the row as that of the person, unless a better one is known. False: the row is bad. */
static bool offer(struct brief *b, struct subject *p, struct stream *s, uint32_t customer)
{
    int strength = match(b, p, s);
    if (strength == 0 || strength < p->match)
        return true;
    p->shared = strength == p->match && customer != p->customer;
    p->match = strength;
    p->customer = customer;
    p->found = true;
    if (!read_words(b, s, &p->details))
        return false;
    keep_details(b, s, &p->details); /* last: a birthday that is no date is no fault, and must not pass for that of another cell */
    return true;
}

static bool take_customer(struct brief *b, struct stream *s)
{
    uint32_t customer = identity_learn(b->identity, stream_keys(s));
    if (customer == INTERN_NONE) {
        stream_skip(s, "without a key");
        return true;
    }
    arena_reset(&b->scratch);
    for (size_t i = 0; i < b->count; i++) {
        if (!offer(b, &b->people[i], s, customer))
            return false;
    }
    return true;
}

/* What was asked as the key that it can be; digits alone may be an id as well as a telephone number. */
static struct identity_keys keys_of(struct slice asked)
{
    if (memchr(asked.ptr, '@', asked.len) != NULL)
        return (struct identity_keys){.email = asked};
    if (asked.ptr[0] == '+')
        return (struct identity_keys){.phone = asked};
    return (struct identity_keys){.customer_id = asked, .phone = asked};
}

/* From now on rows of the people are known by what the customers file says of them. */
static void watch_people(struct brief *b)
{
    uint32_t *customers = arena_array(b->arena, b->count, sizeof *customers);
    for (size_t i = 0; i < b->count; i++)
        customers[i] = b->people[i].customer;
    identity_watch_start(&b->watch, b->identity, customers, b->count, b->arena);
}

bool brief_read_customers(struct brief *b, struct error *e)
{
    for (size_t i = 0; i < b->count; i++) {
        b->people[i].asked_email = text_key(b->arena, b->people[i].asked);
        b->people[i].asked_phone = text_phone(b->arena, b->people[i].asked);
    }
    if (!brief_read(b, "customers", STREAM_CUSTOMERS, brief_customer_uses, brief_customer_use_count,
                    take_customer, e))
        return false;
    for (size_t i = 0; i < b->count; i++) {
        struct subject *p = &b->people[i];
        if (p->shared)
            return error_set(e, "'%s' belongs to several customers of the customers file: ask by customer_id",
                             quote(p->asked).text);
        if (p->match == 0)
            p->customer = identity_learn(b->identity, keys_of(p->asked));
    }
    watch_people(b);
    return true;
}
