/* SPDX-License-Identifier: MIT */
#include <stdlib.h>

#include "rules/engine_parts.h"

enum { CANDIDATES_MAX = 256 };

static struct message_part whole(const struct message *m)
{
    return (struct message_part){0, (uint32_t)m->text.len};
}

static void add_hit(struct scanning *s, uint32_t value, uint32_t sentence, struct message_part match)
{
    struct hit h = {value / PART_COUNT, match.start, match.end, sentence, (enum part)(value % PART_COUNT)};
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
    struct prepared *p = engine_state(s->engine, value / PART_COUNT);
    enum part part = (enum part)(value % PART_COUNT);
    if (p->tried[part] == at + 1 || at < p->behind[part] || is_settled(p))
        return;
    p->tried[part] = at + 1;
    struct message_part text = p->rule->scope == SCOPE_MESSAGE ? whole(s->m) : s->m->sentences[sentence];
    struct message_part match;
    if (!engine_confirm(s, p->rule, &p->parts[part], text, at, &match))
        return;
    p->behind[part] = match.end;
    p->hits++;
    add_hit(s, value, sentence, match);
}

/* Whether the character with that lead byte and, of two bytes, that second one surely belongs to a word. */
static bool is_letter(const struct engine *e, unsigned char lead, unsigned char second)
{
    uint32_t c = lead < 0x80 ? lead : (uint32_t)(lead & 0x1f) << 6 | (second & 0x3f);
    return (lead < 0x80 || (lead & 0xe0) == 0xc0) && (e->letters[c / 8] >> (c % 8) & 1);
}

/* Whether `at` surely lies inside a word: a letter before it and one behind. */
static bool is_inside(const struct engine *e, const char *text, uint32_t at)
{
    const unsigned char *here = (const unsigned char *)text + at;
    unsigned char last = here[-1];
    bool before = last < 0x80 ? is_letter(e, last, 0) : at >= 2 && is_letter(e, here[-2], last);
    return before && is_letter(e, here[0], here[1]);
}

static bool is_continuation(char c)
{
    return ((unsigned char)c & 0xc0) == 0x80;
}

static void find_at(struct scanning *s, uint32_t at, uint32_t sentence)
{
    uint32_t values[CANDIDATES_MAX];
    size_t count = prefix_index_find(s->group->index, s->m->text.ptr + at, values, CANDIDATES_MAX);
    for (size_t i = 0; i < count && i < CANDIDATES_MAX && !s->given_up; i++)
        try_rule(s, values[i], at, sentence);
}

/* Walks the beginnings of words and what is no word, and asks the index. */
static void find_indexed(struct scanning *s)
{
    const struct message *m = s->m;
    for (uint32_t i = 0; i < m->sentence_count && !s->given_up; i++) {
        struct message_part part = m->sentences[i];
        for (uint32_t at = part.start; at < part.end && !s->given_up; at++) {
            const char *here = m->text.ptr + at;
            if (prefix_index_likely(s->group->index, here) && !is_continuation(*here) &&
                !is_inside(s->engine, m->text.ptr, at))
                find_at(s, at, i);
        }
    }
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
    struct prepared *p = engine_state(s->engine, value / PART_COUNT);
    struct expression *x = &p->parts[value % PART_COUNT];
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
        if (s->engine->prepared[values[i] / PART_COUNT].rule->scope == SCOPE_MESSAGE) {
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
    for (size_t i = 0; i < s->group->rule_count; i++) {
        uint32_t number = s->group->rules[i];
        const struct rule *rule = s->engine->prepared[number].rule;
        struct message_part match = rule->feature == FEATURE_CAPS ? m->caps : m->exclaim;
        bool found = rule->feature == FEATURE_CAPS ? m->shouts && m->caps_words >= rule->least
                                                   : rule->feature == FEATURE_EXCLAIM && match.end != 0;
        if (found)
            add_hit(s, number * PART_COUNT + PART_PATTERN, sentence_of(m, match.start), match);
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
