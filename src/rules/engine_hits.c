/* SPDX-License-Identifier: MIT */
#include <stdlib.h>

#include "rules/engine_parts.h"

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

/* By place, then the alternatives of a rule as they stand in the pattern. */
static int by_turn(const void *a, const void *b)
{
    const struct candidate *x = a;
    const struct candidate *y = b;
    if (x->at != y->at)
        return x->at < y->at ? -1 : 1;
    return (x->value > y->value) - (x->value < y->value);
}

static void try_all(struct scanning *s, struct candidates *c)
{
    if (c->count > 1)
        qsort(c->list, c->count, sizeof *c->list, by_turn);
    for (size_t i = 0; i < c->count && !s->given_up; i++) {
        if (i == 0 || by_turn(&c->list[i], &c->list[i - 1]) != 0) /* several ways of one alternative may begin here */
            try_rule(s, c->list[i].value, c->list[i].at, c->list[i].sentence);
    }
    c->count = 0;
}

static void find_indexed(struct scanning *s)
{
    engine_look_at_message(s);
    for (uint32_t i = 0; i < s->m->sentence_count && !s->given_up; i++) {
        engine_find_in_sentence(s, i);
        try_all(s, &s->candidates);
    }
    engine_find_in_message(s);
    try_all(s, &s->candidates);
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
        bool again = match.start < from; /* the original text has fewer places than what a contraction is written out to */
        p->hits += !again;
        if (!again)
            add_hit(s, value, sentence_of(s->m, match.start), match);
        from = again ? from + 1 : match.end > match.start ? match.end : match.end + 1;
        while (from < text.end && is_continuation(s->m->text.ptr[from]))
            from++;
    }
}

/* All matches of a rule, in its scope. */
static void search_rule(struct scanning *s, uint32_t value)
{
    if (s->engine->prepared[value_rule(value)].rule->scope == SCOPE_MESSAGE) {
        search_part(s, value, whole(s->m));
        return;
    }
    for (size_t k = 0; k < s->m->sentence_count && !s->given_up; k++)
        search_part(s, value, s->m->sentences[k]);
}

static void search_all(struct scanning *s)
{
    const struct group *g = s->group;
    for (size_t i = 0; i < g->all_count && !s->given_up; i++) {
        if (engine_is_asked(s, value_rule(g->all[i])))
            search_rule(s, g->all[i]);
    }
}

/* The rules that no words lead to. */
static void search_slow(struct scanning *s)
{
    for (size_t n = 0; n < s->group->layer_count; n++) {
        const struct layer *l = &s->group->layers[n];
        for (size_t i = 0; i < l->matcher.slow_count && !s->given_up; i++) {
            if (engine_is_meant(s, l, l->matcher.slow[i]))
                search_rule(s, l->matcher.slow[i]);
        }
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
    if (s->m->sentence_count == 0)
        return;
    if (s->m->shouts || s->m->exclaim.end != 0)
        find_features(s);
    if (s->scan->plain) {
        search_all(s);
    } else {
        find_indexed(s);
        search_slow(s);
    }
    if (s->hit_count > 1)
        qsort(s->hits, s->hit_count, sizeof *s->hits, by_place);
}
