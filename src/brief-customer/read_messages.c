/* SPDX-License-Identifier: MIT */
#include "brief-customer/brief.h"

const struct role_use brief_message_uses[] = {
    {ROLE_CUSTOMER_ID, NEED_ONE}, {ROLE_EMAIL, NEED_ONE},        {ROLE_PHONE, NEED_ONE},
    {ROLE_SENT_AT, NEED_REQUIRED}, {ROLE_DIRECTION, NEED_OPTIONAL}, {ROLE_KIND, NEED_OPTIONAL},
    {ROLE_CHANNEL, NEED_OPTIONAL}, {ROLE_AGENT, NEED_OPTIONAL},   {ROLE_TEXT, NEED_OPTIONAL},
};
const size_t brief_message_use_count = sizeof brief_message_uses / sizeof *brief_message_uses;

static bool take_message(struct brief *b, struct stream *s)
{
    struct subject *p = brief_person_of(b, s);
    if (p == NULL)
        return true;
    struct contact c = {.direction = -1, .kind = -1};
    enum value value = stream_moment(s, ROLE_SENT_AT, false, &c.at);
    if (value == VALUE_ABSENT)
        stream_blame(s, ROLE_SENT_AT, "is blank: a message needs its time");
    if (value != VALUE_PRESENT ||
        stream_word(s, ROLE_DIRECTION, VOCABULARY_DIRECTION, &c.direction) == VALUE_BAD ||
        stream_word(s, ROLE_KIND, VOCABULARY_KIND, &c.kind) == VALUE_BAD)
        return false;
    if (c.at > b->now.instant) {
        stream_skip(s, "after as-of");
        return true;
    }
    c.channel = brief_channel(b, s);
    c.agent = brief_keep(b, s, ROLE_AGENT);
    c.text = brief_keep(b, s, ROLE_TEXT);
    p->contacts.at = arena_grow(b->arena, p->contacts.at, p->contacts.count, &p->contacts.capacity, sizeof c);
    p->contacts.at[p->contacts.count++] = c;
    return true;
}

bool brief_read_messages(struct brief *b, struct error *e)
{
    return brief_read(b, "messages", STREAM_MESSAGES, brief_message_uses, brief_message_use_count,
                      take_message, e);
}
