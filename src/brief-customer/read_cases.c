/* SPDX-License-Identifier: MIT */
#include "brief-customer/brief.h"
#include "streams/flags.h"

const struct role_use brief_case_uses[] = {
    {ROLE_CASE_ID, NEED_REQUIRED},         {ROLE_CUSTOMER_ID, NEED_ONE},
    {ROLE_EMAIL, NEED_ONE},                {ROLE_PHONE, NEED_ONE},
    {ROLE_OPENED_AT, NEED_OPTIONAL},       {ROLE_LAST_STAFF_AT, NEED_OPTIONAL},
    {ROLE_WAITING_SINCE, NEED_OPTIONAL},   {ROLE_SOLVED_AT, NEED_OPTIONAL},
    {ROLE_DUE_AT, NEED_OPTIONAL},          {ROLE_PROMISED_BY, NEED_OPTIONAL},
    {ROLE_CASE_STATUS, NEED_OPTIONAL},     {ROLE_KIND, NEED_OPTIONAL},
    {ROLE_AGENT, NEED_OPTIONAL},           {ROLE_CHANNEL, NEED_OPTIONAL},
    {ROLE_ORDER_ID, NEED_OPTIONAL},        {ROLE_RESOLVED_HOURS, NEED_OPTIONAL},
    {ROLE_REPEATS, NEED_OPTIONAL},         {ROLE_HANDOFFS, NEED_OPTIONAL},
    {ROLE_REOPENED, NEED_OPTIONAL},        {ROLE_PROMISES_BROKEN, NEED_OPTIONAL},
    {ROLE_POSTPONEMENTS, NEED_OPTIONAL},   {ROLE_FLAGS_IN, NEED_OPTIONAL},
    {ROLE_FLAGS_OUT, NEED_OPTIONAL},       {ROLE_TOPICS, NEED_OPTIONAL},
    {ROLE_APOLOGY, NEED_OPTIONAL},         {ROLE_REPEAT_OF, NEED_OPTIONAL},
    {ROLE_NAME, NEED_OPTIONAL},            {ROLE_LANGUAGE, NEED_OPTIONAL},
    {ROLE_LAST_TEXT, NEED_OPTIONAL},       {ROLE_SUBJECT, NEED_OPTIONAL},
};
const size_t brief_case_use_count = sizeof brief_case_uses / sizeof *brief_case_uses;

static bool read_moment(struct stream *s, enum role role, bool end_of_day, int64_t *moment)
{
    enum value value = stream_moment(s, role, end_of_day, moment);
    if (value != VALUE_PRESENT)
        *moment = NO_MOMENT;
    return value != VALUE_BAD;
}

static bool read_moments(struct stream *s, struct brief_case *c)
{
    return read_moment(s, ROLE_OPENED_AT, false, &c->opened_at) &&
           read_moment(s, ROLE_LAST_STAFF_AT, false, &c->last_staff_at) &&
           read_moment(s, ROLE_WAITING_SINCE, false, &c->waiting_since) &&
           read_moment(s, ROLE_SOLVED_AT, true, &c->solved_at) &&
           read_moment(s, ROLE_DUE_AT, true, &c->due_at) &&
           read_moment(s, ROLE_PROMISED_BY, true, &c->promised_by);
}

/* A whole number, 0 where there is none. */
static bool read_count(struct stream *s, enum role role, int64_t *count)
{
    *count = 0;
    return stream_whole(s, role, count) != VALUE_BAD;
}

static bool read_counts(struct stream *s, struct brief_case *c)
{
    c->resolved_hours = -1;
    return stream_number(s, ROLE_RESOLVED_HOURS, &c->resolved_hours) != VALUE_BAD &&
           read_count(s, ROLE_REPEATS, &c->repeats) && read_count(s, ROLE_HANDOFFS, &c->handoffs) &&
           read_count(s, ROLE_REOPENED, &c->reopened) &&
           read_count(s, ROLE_PROMISES_BROKEN, &c->promises_broken) &&
           read_count(s, ROLE_POSTPONEMENTS, &c->postponements);
}

/* The kind of a ticket may be a vendor's own word. */
static void read_kind(struct brief *b, struct stream *s, struct brief_case *c)
{
    c->kind = brief_keep(b, s, ROLE_KIND);
    int kind = c->kind.len != 0 ? vocabulary_find(b->words, VOCABULARY_KIND, c->kind) : -1;
    if (kind >= 0)
        c->kind = slice_of(vocabulary_word(VOCABULARY_KIND, kind));
    c->complaint = kind == KIND_COMPLAINT || flags_complain(c->flags_in);
}

static void read_texts(struct brief *b, struct stream *s, struct brief_case *c)
{
    c->id = brief_keep(b, s, ROLE_CASE_ID);
    c->agent = brief_keep(b, s, ROLE_AGENT);
    c->channel = brief_channel(b, s);
    c->topics = brief_keep(b, s, ROLE_TOPICS);
    c->flags_in = brief_keep(b, s, ROLE_FLAGS_IN);
    c->flags_out = brief_keep(b, s, ROLE_FLAGS_OUT);
    c->apology = brief_keep(b, s, ROLE_APOLOGY);
    c->order_id = brief_keep(b, s, ROLE_ORDER_ID);
    c->repeat_of = brief_keep(b, s, ROLE_REPEAT_OF);
    c->last_text = brief_keep(b, s, ROLE_LAST_TEXT);
    if (c->last_text.len == 0)
        c->last_text = brief_keep(b, s, ROLE_SUBJECT);
    read_kind(b, s, c);
}

/* Whom the customers file does not know has the name, and the language, of the latest case that tells. */
static void read_name(struct brief *b, struct stream *s, int64_t opened_at, struct subject *p)
{
    struct slice name = stream_text(s, ROLE_NAME);
    if (p->match != 0 || name.len == 0 || (p->details.name.len != 0 && opened_at < p->named_at))
        return;
    int language = stream_language(s);
    p->named_at = opened_at;
    p->details.name = arena_copy(b->arena, name);
    p->details.language = language != -1 ? language : p->details.language;
}

static bool take_case(struct brief *b, struct stream *s)
{
    struct subject *p = brief_person_of(b, s);
    if (p == NULL)
        return true;
    struct brief_case c = {0};
    enum value status = stream_word(s, ROLE_CASE_STATUS, VOCABULARY_CASE_STATUS, &c.status);
    if (!read_moments(s, &c) || !read_counts(s, &c) || status == VALUE_BAD)
        return false;
    if (status == VALUE_ABSENT)
        c.status = c.solved_at == NO_MOMENT ? CASE_OPEN : CASE_SOLVED;
    if (c.opened_at != NO_MOMENT && c.opened_at > b->now.instant) {
        stream_skip(s, "after as-of");
        return true;
    }
    read_texts(b, s, &c);
    read_name(b, s, c.opened_at, p);
    p->cases.at = arena_grow(b->arena, p->cases.at, p->cases.count, &p->cases.capacity, sizeof c);
    p->cases.at[p->cases.count++] = c;
    return true;
}

bool brief_read_cases(struct brief *b, struct error *e)
{
    return brief_read(b, "cases", STREAM_CASES, brief_case_uses, brief_case_use_count, take_case, e);
}
