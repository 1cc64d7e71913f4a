/* SPDX-License-Identifier: MIT */
#include "flag-tone/promise.h"

#include "flag-tone/promise_parts.h"

/* A clause: tokens between breaks and words such as "and". */
struct clause {
    size_t from, to;
};

static bool has(const struct sentence *s, struct clause c, enum word_kind kind)
{
    for (size_t i = c.from; i < c.to; i++) {
        if (token_is(s, i, kind))
            return true;
    }
    return false;
}

static struct clause clause_at(const struct sentence *s, size_t from)
{
    size_t to = from;
    while (to < s->count && s->tokens[to].kind != TOKEN_BREAK && (to == from || !token_is(s, to, WORD_AND)))
        to++;
    return (struct clause){from, to};
}

/* Whether one of the two tokens before i is of that kind. */
static bool comes_after(const struct sentence *s, struct clause c, size_t i, enum word_kind kind)
{
    for (size_t back = 1; back <= 2 && i >= c.from + back; back++) {
        if (token_is(s, i - back, kind))
            return true;
    }
    return false;
}

/* The last time of day in the clause outside [from, to): of "between 9 and 12" it is the end that counts. */
static bool find_time(const struct sentence *s, struct clause c, struct clause without, struct promise *p)
{
    bool found = false;
    for (size_t i = c.from; i < c.to; i++) {
        int32_t second;
        bool loose = i > c.from && (token_is(s, i - 1, WORD_AT) || (token_is(s, i - 1, WORD_BY) && without.to > without.from));
        if ((i >= without.from && i < without.to) || promise_time(s, i, loose, &second) == 0)
            continue;
        p->second_of_day = second;
        found = true;
    }
    return found;
}

static void cover(const struct sentence *s, struct clause c, struct promise *p)
{
    p->start = s->tokens[c.from].start;
    p->end = s->tokens[c.to - 1].end;
}

static bool find_duration(const struct sentence *s, struct clause c, struct promise *p)
{
    for (size_t i = c.from; i < c.to; i++) {
        size_t used = token_is(s, i, WORD_WITHIN) ? promise_duration(s, i, p) : 0;
        if (used == 0)
            continue;
        cover(s, (struct clause){i, i + used}, p);
        return true;
    }
    return false;
}

/* A day; one that is no deadline ("on Friday") must share its clause with what says that something will be done. */
static bool find_day(const struct sentence *s, struct clause c, bool will, struct promise *p)
{
    for (size_t i = c.from; i < c.to; i++) {
        size_t used = promise_day(s, i, &p->day);
        if (used == 0 || (!will && !comes_after(s, c, i, WORD_BY)))
            continue;
        struct clause found = {i, i + used};
        p->day += token_is(s, i, WORD_TODAY) && i > c.from && token_is(s, i - 1, WORD_WITHIN); /* Arabic: behind tomorrow */
        p->second_of_day = -1;
        cover(s, found, p);
        find_time(s, c, found, p);
        return true;
    }
    return false;
}

/* A time of day alone: today, or tomorrow when it has passed. */
static bool find_hour(const struct sentence *s, struct clause c, bool will, struct promise *p)
{
    if (!will || !s->sent->known || !find_time(s, c, (struct clause){c.to, c.to}, p))
        return false;
    p->day = s->sent->day + (s->sent->second_of_day >= 0 && p->second_of_day <= s->sent->second_of_day);
    cover(s, c, p);
    return true;
}

static bool find_in_clause(const struct sentence *s, struct clause c, struct promise *p)
{
    bool will = has(s, c, WORD_MARKER);
    if (has(s, c, WORD_CONDITION) || has(s, c, WORD_NEGATION))
        return false;
    return find_duration(s, c, p) || find_day(s, c, will, p) || find_hour(s, c, will, p);
}

bool promise_find(const struct promise_words *words, const struct message *m, int language, const struct sent *sent,
                  struct promise *out)
{
    struct sentence s = {.words = words, .m = m, .sent = sent, .language = language};
    for (size_t i = 0; language >= 0 && i < m->sentence_count; i++) {
        if (m->text.ptr[m->sentences[i].end - 1] == '?')
            continue; /* a question promises nothing */
        promise_tokens(&s, m->sentences[i]);
        if (!has(&s, (struct clause){0, s.count}, WORD_MARKER))
            continue;
        for (size_t from = 0; from < s.count;) {
            struct clause c = clause_at(&s, from);
            *out = (struct promise){.second_of_day = -1};
            if (c.to > c.from && find_in_clause(&s, c, out))
                return true;
            from = c.to + (c.to < s.count && s.tokens[c.to].kind == TOKEN_BREAK);
        }
    }
    return false;
}
