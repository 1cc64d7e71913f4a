/* SPDX-License-Identifier: MIT */
/*
 * Whether an exception or a condition of a rule stands in a scope. They are long lists of words, which PCRE2 would try at
 * every character: here they are tried only where a word begins as one of their matches does.
 */
#include "rules/engine_parts.h"
#include "rules/word_places.h"

enum { START_BITS = 12, START_LONGEST = 4 };

/* What the first bytes of matches may be: a bit for each hash of them. */
struct start_filter {
    uint64_t bits[(1 << START_BITS) / 64];
    unsigned length; /* so many bytes, 1..START_LONGEST */
    bool signs;      /* some match begins with no letter */
    struct regex *here;
};

static uint32_t hash_of(const char *at, unsigned length)
{
    uint32_t bytes;
    memcpy(&bytes, at, sizeof bytes);
    bytes &= UINT32_MAX >> (8 * (sizeof bytes - length));
    return bytes * UINT32_C(0x9e3779b1) >> (32 - START_BITS);
}

static void fill(struct start_filter *f, const struct prefixes *p)
{
    f->length = START_LONGEST;
    for (size_t i = 0; i < p->count; i++)
        f->length = p->texts[i].len < f->length ? (unsigned)p->texts[i].len : f->length;
    for (size_t i = 0; i < p->count; i++) {
        char bytes[START_LONGEST] = {0};
        memcpy(bytes, p->texts[i].ptr, f->length);
        uint32_t bit = hash_of(bytes, f->length);
        f->bits[bit / 64] |= UINT64_C(1) << (bit % 64);
        f->signs = f->signs || !word_byte(bytes[0]);
    }
}

/* Made when first asked for. NULL: matches may begin with anything. */
static struct start_filter *filter_of(struct engine *e, const struct rule *rule, struct expression *x)
{
    struct arena scratch = {0};
    struct pattern p;
    struct error ignored = {0};
    if (x->filter != NULL || x->unfiltered || rule->exact)
        return x->filter;
    struct prefixes *prefixes = arena_zeroed(&scratch, sizeof *prefixes);
    if (pattern_parse(&scratch, x->source, &p, &ignored)) {
        pattern_prefixes(&scratch, &p, prefixes);
        struct regex *here = NULL;
        if (prefixes->count != 0 && !prefixes->any_start)
            here = regex_compile(e->bench, pattern_write(&scratch, &p, false), REGEX_HERE, &ignored);
        if (here != NULL) {
            x->filter = arena_zeroed(e->arena, sizeof *x->filter);
            x->filter->here = here;
            fill(x->filter, prefixes);
        }
    }
    x->unfiltered = x->filter == NULL;
    arena_free(&scratch);
    return x->filter;
}

bool engine_occurs(struct scanning *s, const struct rule *rule, struct expression *x, struct message_part part)
{
    struct message_part match;
    if (x->source.len == 0)
        return false;
    struct start_filter *f = s->scan->plain ? NULL : filter_of(s->engine, rule, x);
    if (f == NULL)
        return engine_search(s, rule, x, part, part.start, &match);
    bool in_word = false;
    for (uint32_t from = part.start; from < part.end && !s->given_up; from += 64) {
        uint64_t places = word_places(s->engine->reader, s->m, from, part.end, f->signs, &in_word);
        for (; places != 0; places &= places - 1) {
            uint32_t at = from + (uint32_t)__builtin_ctzll(places);
            uint32_t bit = hash_of(s->m->text.ptr + at, f->length);
            if ((f->bits[bit / 64] >> (bit % 64) & 1) && engine_match_here(s, rule, f->here, part, at, &match))
                return true;
        }
    }
    return false;
}
