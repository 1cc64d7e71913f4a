/* SPDX-License-Identifier: MIT */
#include "brief-customer/brief.h"

const struct role_use brief_response_uses[] = {
    {ROLE_CUSTOMER_ID, NEED_ONE},      {ROLE_EMAIL, NEED_ONE},        {ROLE_PHONE, NEED_ONE},
    {ROLE_ANSWERED_AT, NEED_REQUIRED}, {ROLE_TOUCHPOINT, NEED_OPTIONAL}, {ROLE_METRIC, NEED_OPTIONAL},
    {ROLE_ANSWER, NEED_OPTIONAL},      {ROLE_SCORE, NEED_OPTIONAL},   {ROLE_COMMENT, NEED_OPTIONAL},
};
const size_t brief_response_use_count = sizeof brief_response_uses / sizeof *brief_response_uses;

static bool take_response(struct brief *b, struct stream *s)
{
    struct subject *p = brief_person_of(b, s);
    if (p == NULL)
        return true;
    struct opinion o = {.score = -1};
    enum value value = stream_day(s, ROLE_ANSWERED_AT, &o.day);
    if (value == VALUE_BAD || stream_number(s, ROLE_SCORE, &o.score) == VALUE_BAD)
        return false;
    if (value == VALUE_ABSENT || o.day > b->now.day) {
        stream_skip(s, value == VALUE_ABSENT ? "without a date" : "after as-of");
        return true;
    }
    o.metric = brief_keep(b, s, ROLE_METRIC);
    o.touchpoint = brief_keep(b, s, ROLE_TOUCHPOINT);
    o.answer = brief_keep(b, s, ROLE_ANSWER);
    o.comment = brief_keep(b, s, ROLE_COMMENT);
    p->opinions.at = arena_grow(b->arena, p->opinions.at, p->opinions.count, &p->opinions.capacity, sizeof o);
    p->opinions.at[p->opinions.count++] = o;
    return true;
}

bool brief_read_responses(struct brief *b, struct error *e)
{
    return brief_read(b, "responses", STREAM_RESPONSES, brief_response_uses, brief_response_use_count,
                      take_response, e);
}
