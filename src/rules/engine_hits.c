/* SPDX-License-Identifier: MIT */
#include <stdlib.h>

#include "rules/engine_parts.h"
#include "rules/word_places.h"

enum { CANDIDATES_MAX = 2048 };

static struct message_part whole(const struct message *m)
{
    return (struct message_part){0, (uint32_t)m->text.len};
}

static void add_hit(struct scanning *s, uint32_t value, uint32_t sentence, struct message_part match)
{
    struct hit h = {value_rule(value), match.start, match.end, sentence, (enum part)value_part(value)};
    s->hits = arena_grow(s->arena, s->hits, s->hit_count, &s->hit_capacity, sizeof *s->hits);
    s->hits[s->hit_count++] = h;
}

/* Whether one hit is as good as many. */
static bool is_settled(const struct prepared *p)
{
    return p->rule->kind == RULE_MISSING && p->hits != 0 && p->rule->scope == SCOPE_MESSAGE;
}

/* A rule may match at a place, says the index. */
static void try_rule(struct scanning *s, uint32_t value, uint32_t at, uint32_t sentence)
{
    struct prepared *p = engine_state(s->engine, value_rule(value));
    enum part part = (enum part)value_part(value);
    if (at < p->behind[part] || is_settled(p))
        return;
    struct message_part text = p->rule->scope == SCOPE_MESSAGE ? whole(s->m) : s->m->sentences[sentence];
    struct message_part match;
    if (!engine_confirm(s, value, text, at, &match))
        return;
    p->behind[part] = match.end;
    p->hits++;
    add_hit(s, value, sentence, match);
}

static bool is_continuation(char c)
{
    return ((unsigned char)c & 0xc0) == 0x80;
}

/* Tries a rule now, or later when it is known whether the text that it needs is there. */
static void consider(struct scanning *s, uint32_t value, uint32_t at, uint32_t sentence)
{
    struct prepared *p = &s->engine->prepared[value_rule(value)];
    if (!engine_is_asked(s, value_rule(value)))
        return;
    if (value_part(value) == VALUE_REQUIRED) {
        engine_state(s->engine, value_rule(value))->required_at[value_branch(value)] = at + 1;
    } else if (p->needs == 0) {
        try_rule(s, value, at, sentence);
    } else { /* all its places wait, so that they are tried in their order */
        s->waiting = arena_grow(s->arena, s->waiting, s->waiting_count, &s->waiting_capacity, sizeof *s->waiting);
        s->waiting[s->waiting_count++] = (struct candidate){value, at, sentence};
    }
}

/* In ascending order: of a rule, the alternatives as they stand in the pattern. The values of each text are in order already. */
static void sort_values(uint32_t *values, size_t count)
{
    for (size_t i = 1; i < count; i++) {
        uint32_t value = values[i];
        size_t at = i;
        for (; at > 0 && values[at - 1] > value; at--)
            values[at] = values[at - 1];
        values[at] = value;
    }
}

static void find_at(struct scanning *s, uint32_t at, unsigned likely, uint32_t sentence)
{
    uint32_t values[CANDIDATES_MAX];
    size_t count = prefix_index_find(s->group->index, s->m->text.ptr + at, likely, values, CANDIDATES_MAX);
    count = count < CANDIDATES_MAX ? count : CANDIDATES_MAX;
    sort_values(values, count);
    for (size_t i = 0; i < count && !s->given_up; i++) {
        if (i == 0 || values[i] != values[i - 1]) /* several beginnings of one alternative may stand here */
            consider(s, values[i], at, sentence);
    }
}

/* Tries those that waited, of one scope, when what they need stands there or behind; those of the other go on waiting. */
static void try_waiting(struct scanning *s, enum rule_scope scope)
{
    size_t left = 0;
    for (size_t i = 0; i < s->waiting_count && !s->given_up; i++) {
        struct candidate c = s->waiting[i];
        const struct prepared *p = engine_state(s->engine, value_rule(c.value));
        if (p->rule->scope != scope)
            s->waiting[left++] = c;
        else if (!(p->needs >> value_branch(c.value) & 1) || p->required_at[value_branch(c.value)] > c.at)
            try_rule(s, c.value, c.at, c.sentence);
    }
    s->waiting_count = left;
}

/* Places in one sentence that the index holds likely, 64 at a time. */
static void find_in_sentence(struct scanning *s, uint32_t sentence)
{
    struct message_part part = s->m->sentences[sentence];
    const struct prefix_index *index = s->group->index;
    bool in_word = false;
    for (uint32_t from = part.start; from < part.end && !s->given_up; from += 64) {
        uint64_t places = word_places(s->engine->reader, s->m, from, part.end, index->begins_with_sign, &in_word);
        for (; places != 0; places &= places - 1) {
            uint32_t at = from + (uint32_t)__builtin_ctzll(places);
            unsigned likely = prefix_index_likely(index, s->m->text.ptr + at);
            if (likely != 0)
                find_at(s, at, likely, sentence);
        }
    }
}

static void find_indexed(struct scanning *s)
{
    for (uint32_t i = 0; i < s->m->sentence_count && !s->given_up; i++) {
        find_in_sentence(s, i);
        try_waiting(s, SCOPE_SENTENCE);
    }
    try_waiting(s, SCOPE_MESSAGE);
}

static uint32_t sentence_of(const struct message *m, uint32_t at)
{
    uint32_t low = 0;
    uint32_t high = (uint32_t)m->sentence_count;
    while (low < high) {
        uint32_t middle = low + (high - low) / 2;
        if (m->sentences[middle].end <= at)
            low = middle + 1;
        else
            high = middle;
    }
    return low < m->sentence_count ? low : (uint32_t)m->sentence_count - 1;
}

/* All matches of a rule in one part, by searching. */
static void search_part(struct scanning *s, uint32_t value, struct message_part text)
{
    struct prepared *p = engine_state(s->engine, value_rule(value));
    struct expression *x = &p->parts[value_part(value)];
    struct message_part match;
    uint32_t from = text.start;
    while (!s->given_up && !is_settled(p) && engine_search(s, p->rule, x, text, from, &match)) {
        p->hits++;
        add_hit(s, value, sentence_of(s->m, match.start), match);
        from = match.end > match.start ? match.end : match.end + 1;
        while (from < text.end && is_continuation(s->m->text.ptr[from]))
            from++;
    }
}

static void search_rules(struct scanning *s, const uint32_t *values, size_t count)
{
    for (size_t i = 0; i < count && !s->given_up; i++) {
        if (!engine_is_asked(s, value_rule(values[i])))
            continue;
        if (s->engine->prepared[value_rule(values[i])].rule->scope == SCOPE_MESSAGE) {
            search_part(s, values[i], whole(s->m));
            continue;
        }
        for (size_t k = 0; k < s->m->sentence_count && !s->given_up; k++)
            search_part(s, values[i], s->m->sentences[k]);
    }
}

/* Rules whose pattern is {caps} or {exclaim}: the reader of the message has found them. */
static void find_features(struct scanning *s)
{
    const struct message *m = s->m;
    for (size_t i = 0; i < s->group->feature_count; i++) {
        uint32_t number = s->group->features[i];
        if (!engine_is_asked(s, number))
            continue;
        const struct rule *rule = s->engine->prepared[number].rule;
        struct message_part match = rule->feature == FEATURE_CAPS ? m->caps : m->exclaim;
        bool found = rule->feature == FEATURE_CAPS ? m->shouts && m->caps_words >= rule->least
                                                   : rule->feature == FEATURE_EXCLAIM && match.end != 0;
        if (found)
            add_hit(s, value_of(number, 0, PART_PATTERN), sentence_of(m, match.start), match);
    }
}

static int by_place(const void *a, const void *b)
{
    const struct hit *x = a;
    const struct hit *y = b;
    if (x->start != y->start)
        return x->start < y->start ? -1 : 1;
    return (x->rule > y->rule) - (x->rule < y->rule);
}

void engine_find_hits(struct scanning *s)
{
    const struct group *g = s->group;
    if (s->m->sentence_count == 0)
        return;
    if (s->m->shouts || s->m->exclaim.end != 0)
        find_features(s);
    if (s->scan->plain) {
        search_rules(s, g->all, g->all_count);
    } else {
        find_indexed(s);
        search_rules(s, g->slow, g->slow_count);
    }
    if (s->hit_count > 1)
        qsort(s->hits, s->hit_count, sizeof *s->hits, by_place);
}
