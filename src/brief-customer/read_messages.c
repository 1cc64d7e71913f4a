/* SPDX-License-Identifier: MIT */
#include "brief-customer/brief.h"
#include "streams/flags.h"
#include "streams/stream_keys.h"

const struct role_use brief_message_uses[] = {
    {ROLE_CUSTOMER_ID, NEED_ONE}, {ROLE_EMAIL, NEED_ONE},        {ROLE_PHONE, NEED_ONE},
    {ROLE_SENT_AT, NEED_REQUIRED}, {ROLE_DIRECTION, NEED_OPTIONAL}, {ROLE_KIND, NEED_OPTIONAL},
    {ROLE_CHANNEL, NEED_OPTIONAL}, {ROLE_AGENT, NEED_OPTIONAL},   {ROLE_TEXT, NEED_OPTIONAL},
    {ROLE_CASE_ID, NEED_OPTIONAL}, {ROLE_TONE_FLAGS, NEED_OPTIONAL},
};
const size_t brief_message_use_count = sizeof brief_message_uses / sizeof *brief_message_uses;

/* Whether a row that is none of the people's is somebody else's for certain. */
static bool is_another(struct brief *b, struct stream *s)
{
    bool known;
    return identity_find(b->identity, stream_keys(s), &b->scratch, &known).len > 0 && known;
}

static struct subject *owner_of_case(struct brief *b, struct slice id)
{
    for (size_t i = 0; id.len > 0 && i < b->count; i++) {
        for (size_t k = 0; k < b->people[i].cases.count; k++) {
            if (slice_equal(b->people[i].cases.at[k].id, id))
                return &b->people[i];
        }
    }
    return NULL;
}

/* Exports of mail name the sender: what one of the staff sent belongs to the customer whose case it is. */
static struct subject *person_by_case(struct brief *b, struct stream *s)
{
    struct subject *p = owner_of_case(b, stream_text(s, ROLE_CASE_ID));
    int direction = DIRECTION_IN;
    if (p == NULL)
        return NULL;
    stream_word(s, ROLE_DIRECTION, VOCABULARY_DIRECTION, &direction);
    return direction == DIRECTION_IN || is_another(b, s) ? NULL : p;
}

/* Whether flag-tone found in the customer's own words that they want to hear no more. */
static bool opts_out(struct stream *s, const struct contact *c)
{
    bool own = c->direction != DIRECTION_OUT && c->direction != DIRECTION_NOTE;
    return own && (c->kind < 0 || c->kind == KIND_MESSAGE || c->kind == KIND_COMPLAINT) &&
           flags_hold(stream_text(s, ROLE_TONE_FLAGS), "optout", GRADE_INFO);
}

static bool take_message(struct brief *b, struct stream *s)
{
    struct subject *p = brief_person_of(b, s);
    if (p == NULL)
        p = person_by_case(b, s);
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
    c.opts_out = opts_out(s, &c);
    p->contacts.at = arena_grow(b->arena, p->contacts.at, p->contacts.count, &p->contacts.capacity, sizeof c);
    p->contacts.at[p->contacts.count++] = c;
    return true;
}

bool brief_read_messages(struct brief *b, struct error *e)
{
    return brief_read(b, "messages", STREAM_MESSAGES, brief_message_uses, brief_message_use_count,
                      take_message, e);
}
