/* SPDX-License-Identifier: MIT */
/*
 * Where in a sentence rules may match: every word is looked up in the matchers, which says what clauses it meets; then the chains
 * whose rarest clause was met are followed from their end to their beginning, over the words as bits of a number.
 */
#include "rules/engine_parts.h"
#include "rules/word_places.h"

enum { LAST_WORD = 63 };

static uint8_t word_bit(uint32_t word)
{
    return (uint8_t)(word < LAST_WORD ? word : LAST_WORD);
}

/* What chains for the whole message want to know of a clause. */
static void note_in_message(const struct scanning *s, struct sightings *seen, uint32_t at, uint32_t word)
{
    if (seen->stamp != s->engine->stamp)
        seen->all_words = 0;
    seen->stamp = s->engine->stamp;
    seen->all_words |= UINT64_C(1) << word_bit(s->words + word);
    seen->behind = at + 1;
}

/* Matches may begin here; there is room. */
static void note_place(struct scanning *s, struct sightings *seen, uint32_t at, uint32_t word)
{
    s->sightings[s->sighting_count++] = (struct sighting){at, 0, word_bit(word), word_bit(s->words + word)};
    uint32_t place = (uint32_t)s->sighting_count;
    if (seen->words == 0)
        seen->first = place;
    else
        s->sightings[seen->last - 1].next = place;
    seen->last = place;
}

/* Notes what clauses a word meets. */
static void look_up(struct scanning *s, struct layer *l, uint32_t at, uint32_t word)
{
    size_t count = prefix_index_find(&l->matcher.index, s->m->text.ptr + at, l->values);
    while (s->sighting_count + count > s->sighting_capacity)
        s->sightings = arena_grow(s->arena, s->sightings, s->sighting_capacity, &s->sighting_capacity, sizeof *s->sightings);
    for (size_t i = 0; i < count; i++) {
        uint32_t clause = l->values[i] & (MATCHER_WHOLE - 1);
        struct sightings *seen = &l->seen[clause];
        if (l->values[i] & MATCHER_WHOLE)
            note_in_message(s, seen, at, word);
        if (l->values[i] & MATCHER_BEGINS)
            note_place(s, seen, at, word);
        if (seen->words == 0)
            l->met[l->met_count++] = clause;
        seen->words |= UINT64_C(1) << word_bit(word);
    }
}

/* Looks up the words of a sentence; returns how many blanks there are. */
static uint32_t look_up_all(struct scanning *s, struct layer *l, struct message_part part)
{
    bool in_word = false;
    uint32_t word = 0;
    for (uint32_t from = part.start; from < part.end; from += 64) {
        uint64_t places = word_places(s->engine->reader, s->m, from, part.end, l->matcher.index.begins_with_sign, &in_word);
        uint64_t blanks = word_blanks(s->m, from, part.end);
        for (uint64_t both = places | blanks; both != 0; both &= both - 1) {
            unsigned place = (unsigned)__builtin_ctzll(both);
            if (places >> place & 1)
                look_up(s, l, from + place, word);
            word += (uint32_t)(blanks >> place & 1);
        }
    }
    return word;
}

/* From which words on these words lie as far behind as the element says. */
static uint64_t before(uint64_t words, const struct matcher_element *x)
{
    uint64_t from = 0;
    unsigned most = x->farthest < LAST_WORD ? x->farthest : LAST_WORD;
    for (unsigned n = x->nearest; n <= most; n++)
        from |= words >> n;
    if (words >> LAST_WORD) /* or any word further on */
        from |= x->farthest < LAST_WORD ? ~(UINT64_C(0)) << (LAST_WORD - most) : ~UINT64_C(0);
    return from;
}

/* The words of a sentence, or of the whole message, that a clause was met in. */
static uint64_t words_of(const struct scanning *s, const struct layer *l, const struct matcher_element *x, bool whole)
{
    const struct sightings *seen = &l->seen[x->clause];
    if (!whole)
        return seen->words;
    return seen->stamp == s->engine->stamp ? seen->all_words : 0;
}

/* The words at which matches of a chain may begin. */
static uint64_t beginnings(const struct scanning *s, const struct layer *l, const struct matcher_chain *c)
{
    const struct matcher_element *x = l->matcher.elements + c->first;
    size_t i = c->count - 1U;
    uint64_t words = words_of(s, l, &x[i], c->whole);
    for (; i > 0 && words != 0; i--)
        words = before(words, &x[i]) & words_of(s, l, &x[i - 1], c->whole);
    return words;
}

static bool is_meant(const struct scanning *s, const struct layer *l, uint32_t value)
{
    const struct rule *rule = s->engine->prepared[value_rule(value)].rule;
    return rule->enabled && (!l->built_in || rule->built_in) && engine_is_asked(s, value_rule(value));
}

/* Whether matches of the chain may begin at that place of its scope. */
static bool is_placed(const struct scanning *s, const struct matcher_chain *c, uint32_t at, uint32_t sentence)
{
    const struct message *m = s->m;
    struct message_part scope = c->whole ? (struct message_part){0, (uint32_t)m->text.len} : m->sentences[sentence];
    return (!c->at_start || at == scope.start) && (c->from_end == 0 || scope.end - at < c->from_end);
}

static void add_candidates(struct scanning *s, const struct layer *l, uint32_t chain, uint64_t words, uint32_t sentence)
{
    const struct matcher_chain *c = &l->matcher.chains[chain];
    struct candidates *list = c->whole ? &s->waiting : &s->here;
    uint32_t next;
    for (uint32_t at = l->seen[l->matcher.elements[c->first].clause].first; at != 0; at = next) {
        struct sighting sighting = s->sightings[at - 1];
        next = sighting.next;
        if (!(words >> sighting.word & 1) || !is_placed(s, c, sighting.at, sentence))
            continue;
        list->list = arena_grow(s->arena, list->list, list->count, &list->capacity, sizeof *list->list);
        list->list[list->count++] = (struct candidate){c->value, sighting.at, sentence, chain, sighting.word_of_all, l};
    }
}

/* Follows the chains that ask for a clause. */
static void follow(struct scanning *s, const struct layer *l, uint32_t clause, uint32_t sentence)
{
    const struct matcher *m = &l->matcher;
    for (uint32_t i = m->asked_first[clause]; i < m->asked_first[clause + 1]; i++) {
        const struct matcher_chain *c = &m->chains[m->asked[i]];
        uint64_t words = c->whole ? ~UINT64_C(0) : beginnings(s, l, c);
        if (words != 0 && is_meant(s, l, c->value))
            add_candidates(s, l, m->asked[i], words, sentence);
    }
}

void engine_find_candidates(struct scanning *s, uint32_t sentence)
{
    uint32_t words = 0;
    for (uint32_t at = sentence != 0 ? s->m->sentences[sentence - 1].end : 0; at < s->m->sentences[sentence].start; at++)
        s->words += s->m->text.ptr[at] == ' ';
    for (size_t n = 0; n < s->group->layer_count; n++) {
        struct layer *l = &s->group->layers[n];
        l->met_count = 0;
        s->sighting_count = 0;
        words = look_up_all(s, l, s->m->sentences[sentence]);
        for (size_t i = 0; i < l->met_count; i++)
            follow(s, l, l->met[i], sentence);
        for (size_t i = 0; i < l->met_count; i++)
            l->seen[l->met[i]].words = 0;
    }
    s->words += words;
}

bool engine_is_complete(const struct scanning *s, const struct candidate *c)
{
    const struct matcher_chain *chain = &c->layer->matcher.chains[c->chain];
    for (size_t i = 1; i < chain->count; i++) {
        const struct sightings *seen = &c->layer->seen[c->layer->matcher.elements[chain->first + i].clause];
        if (seen->stamp != s->engine->stamp || seen->behind <= c->at)
            return false;
    }
    return beginnings(s, c->layer, chain) >> c->word & 1;
}
