/* SPDX-License-Identifier: MIT */
/*
 * Whether an exception or a condition of a rule stands in a scope. They are long lists of words, which PCRE2 would try at
 * every character: here they are tried in portions, each only where a word begins as one of its matches does.
 */
#include "lib/bits.h"
#include "lib/bytes.h"
#include "rules/engine_parts.h"

static const uint8_t start_lengths[START_LENGTHS] = {1, 2, 4, 8};

/* A hash of the first bytes at a place, 1..8, of which 8 must be readable. */
static uint32_t hash_of(const char *at, unsigned length)
{
    uint64_t bytes = bytes_little_endian(at) & UINT64_MAX >> (8 * (8 - length));
    return (uint32_t)(bytes * UINT64_C(0x9e3779b97f4a7c15) >> (64 - START_BITS));
}

static void put_start(struct start_filter *f, struct slice text)
{
    char bytes[8] = {0};
    size_t n = START_LENGTHS - 1;
    while (start_lengths[n] > text.len)
        n--;
    memcpy(bytes, text.ptr, start_lengths[n]);
    uint32_t bit = hash_of(bytes, start_lengths[n]);
    bits_set(f->bits, bit);
    f->lengths |= 1U << n;
    f->signs |= !message_word_byte(bytes[0]);
}

/* Makes the filter of a portion by parsing it; none where matches may begin with anything. */
static void find_filter(struct arena *arena, struct portion *x)
{
    struct arena scratch = {0};
    struct pattern p;
    struct error ignored = {0};
    struct prefixes *prefixes = arena_zeroed(&scratch, sizeof *prefixes);
    if (pattern_parse(&scratch, x->search.source, &p, &ignored)) {
        pattern_prefixes(&scratch, &p, prefixes);
        if (prefixes->count != 0 && !prefixes->any_start) {
            struct start_filter *filter = arena_zeroed(arena, sizeof *filter);
            for (size_t i = 0; i < prefixes->count; i++)
                put_start(filter, prefixes->texts[i]);
            x->filter = filter;
            x->whole = arena_copy(arena, pattern_write(&scratch, &p, false));
        }
    }
    arena_free(&scratch);
}

/* The portion with this source, which is made where no rule has had it. */
static struct portion *portion_of(struct engine *e, struct slice source)
{
    uint32_t count = e->portion_texts.count;
    uint32_t number = intern_add(&e->portion_texts, source);
    if (number == count) {
        struct portion *x = arena_zeroed(e->arena, sizeof *x);
        x->search.source = intern_text(&e->portion_texts, number);
        find_filter(e->arena, x);
        e->portions = arena_grow(e->arena, e->portions, count, &e->portion_capacity, sizeof(struct portion *));
        e->portions[number] = x;
    }
    return e->portions[number];
}

/* What cannot be cut, as what an exact rule has, which sees the original text: all of it is searched for. */
static struct portion *undivided(struct engine *e, struct slice source)
{
    struct portion *x = arena_zeroed(e->arena, sizeof *x);
    x->search.source = source;
    return x;
}

/*
 * Makes one of those portions that can only be searched for, as each search goes through the whole scope; it comes last. Returns
 * how many there are then.
 */
static size_t join_unfiltered(struct engine *e, struct portion **list, size_t count)
{
    struct arena scratch = {0};
    struct arena_text joined = {.arena = &scratch};
    size_t filtered = 0;
    for (size_t i = 0; i < count; i++) {
        if (list[i]->filter != NULL) {
            list[filtered++] = list[i];
            continue;
        }
        arena_text_put(&joined, joined.len != 0 ? SLICE("|") : SLICE(""));
        arena_text_put(&joined, list[i]->search.source);
    }
    if (joined.len != 0)
        list[filtered] = portion_of(e, (struct slice){joined.bytes, joined.len});
    arena_free(&scratch);
    return filtered + (joined.len != 0);
}

void engine_make_portions(struct engine *e, const struct rule *rule, struct expression *x)
{
    struct arena scratch = {0};
    struct slice sources[PORTIONS_MAX] = {x->source};
    struct pattern p;
    struct error ignored = {0};
    if (x->portions != NULL || engine_open_portions(e, rule, x))
        return;
    bool parted = !rule->exact && pattern_parse(&scratch, x->source, &p, &ignored);
    x->portion_count = parted ? pattern_portions(&p, sources) : 1;
    x->portions = arena_array(e->arena, x->portion_count, sizeof(struct portion *));
    for (size_t i = 0; i < x->portion_count; i++)
        x->portions[i] = rule->exact ? undivided(e, sources[i]) : portion_of(e, sources[i]);
    if (parted)
        x->portion_count = join_unfiltered(e, x->portions, x->portion_count);
    arena_free(&scratch);
}

/* The portion for places that its filter lets through. NULL: it has no filter, or cannot be compiled. */
static struct regex *compile_start(struct engine *e, struct portion *x)
{
    struct error ignored = {0};
    x->start = regex_compile(e->bench, x->whole, REGEX_HERE, &ignored);
    if (x->start == NULL)
        x->filter = NULL;
    return x->start;
}

/* Whether a match may begin with what stands there. */
static bool may_begin(const struct start_filter *f, const char *at)
{
    for (size_t n = 0; n < START_LENGTHS; n++) {
        uint32_t bit = f->lengths >> n & 1 ? hash_of(at, start_lengths[n]) : 0;
        if ((f->lengths >> n & 1) && bits_get(f->bits, bit))
            return true;
    }
    return false;
}

/* Looks for a portion in a part of the message. */
static bool find_portion(struct scanning *s, const struct rule *rule, struct portion *x, struct message_part part)
{
    struct message_part match;
    if (x->filter == NULL || (x->start == NULL && compile_start(s->engine, x) == NULL))
        return engine_search(s, rule, &x->search, part, part.start, &match);
    for (uint32_t from = message_first_piece(part); from < part.end && !s->given_up; from += MESSAGE_PIECE) {
        uint64_t places = message_places(s->m, from, part, x->filter->signs != 0);
        for (; places != 0; places &= places - 1) {
            uint32_t at = from + (uint32_t)__builtin_ctzll(places);
            if (may_begin(x->filter, s->m->text.ptr + at) && engine_match_here(s, rule, x->start, part, at, &match))
                return true;
        }
    }
    return false;
}

/* The same, once for all rules that share it; but of a search that could not be finished each of them has to tell. */
static bool portion_occurs(struct scanning *s, const struct rule *rule, struct portion *x, struct message_part part)
{
    if (x->stamp == s->engine->stamp && x->scope.start == part.start && x->scope.end == part.end)
        return x->occurs;
    bool occurs = find_portion(s, rule, x, part);
    if (!engine_state(s->engine, engine_number(s->engine, rule))->reported) {
        x->occurs = occurs;
        x->stamp = s->engine->stamp;
        x->scope = part;
    }
    return occurs;
}

bool engine_occurs(struct scanning *s, const struct rule *rule, struct expression *x, struct message_part part)
{
    struct message_part match;
    if (x->source.len == 0)
        return false;
    if (s->scan->plain)
        return engine_search(s, rule, x, part, part.start, &match);
    engine_make_portions(s->engine, rule, x);
    for (size_t i = 0; i < x->portion_count; i++) {
        if (portion_occurs(s, rule, x->portions[i], part))
            return true;
    }
    return false;
}
