/* SPDX-License-Identifier: MIT */
#include "brief-customer/brief.h"
#include "streams/stream_keys.h"

struct subject *brief_person(struct brief *b, uint32_t customer)
{
    for (size_t i = 0; customer != INTERN_NONE && i < b->count; i++) {
        if (b->people[i].customer == customer)
            return &b->people[i];
    }
    return NULL;
}

struct subject *brief_person_of(struct brief *b, struct stream *s)
{
    if (b->scratch.blocks != NULL)
        arena_reset(&b->scratch);
    struct subject *p = brief_person(b, identity_watch_find(&b->watch, stream_keys(s), &b->scratch));
    if (p != NULL)
        p->found = true;
    return p;
}

struct slice brief_keep(struct brief *b, struct stream *s, enum role role)
{
    return arena_copy(b->arena, stream_text(s, role));
}

struct slice brief_channel(struct brief *b, struct stream *s)
{
    struct slice cell = stream_text(s, ROLE_CHANNEL);
    int known = cell.len != 0 ? vocabulary_find(b->words, VOCABULARY_CHANNEL, cell) : -1;
    return known >= 0 ? slice_of(vocabulary_word(VOCABULARY_CHANNEL, known)) : arena_copy(b->arena, cell);
}

static bool read_rows(struct brief *b, struct stream *s, brief_take *take, struct error *e)
{
    enum stream_result result;
    while ((result = stream_next(s, e)) == STREAM_ROW) {
        if (!take(b, s) && !stream_reject(s, e))
            return false;
    }
    return result == STREAM_END;
}

bool brief_read(struct brief *b, const char *option, enum stream_kind kind, const struct role_use *uses,
                size_t use_count, brief_take *take, struct error *e)
{
    size_t count;
    const char *const *paths = options_values(b->run->options, option, b->arena, &count);
    if (count == 0)
        return true;
    struct stream_plan plan = {
        .kind = kind, .uses = uses, .use_count = use_count, .paths = paths, .path_count = count};
    struct stream *s = stream_open(b->run, &plan, b->rejects, e);
    if (s == NULL)
        return false;
    bool read = read_rows(b, s, take, e);
    struct error closing = {0};
    return stream_close(s, read ? e : &closing) && read;
}
