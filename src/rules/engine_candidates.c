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

/* Notes a place of a clause. */
static void note_place(struct scanning *s, struct seen *seen, struct sighting_list *list, struct sighting place)
{
    list->list = arena_grow(s->arena, list->list, list->count, &list->capacity, sizeof *list->list);
    list->list[list->count++] = place;
    uint32_t number = (uint32_t)list->count;
    if (seen->first == 0)
        seen->first = number;
    else
        list->list[seen->last - 1].next = number;
    seen->last = number;
}

/* What chains for the whole message want to know of a clause. */
static void note_so_far(struct scanning *s, struct layer *l, uint32_t value, struct sighting place)
{
    uint32_t clause = value & MATCHER_CLAUSE;
    struct seen_in_message *x = &l->so_far[clause];
    if (x->stamp != s->engine->stamp) {
        *x = (struct seen_in_message){.stamp = s->engine->stamp};
        l->met_so_far[l->met_so_far_count++] = clause;
    }
    x->seen.words |= UINT64_C(1) << word_bit(place.word);
    if (s->is_long || (value & MATCHER_BEGINS))
        note_place(s, &x->seen, &l->sightings, place);
}

/* Notes a clause in the sentence under way. */
static void note_here(struct scanning *s, struct layer *l, uint32_t value, struct sighting place)
{
    uint32_t clause = value & MATCHER_CLAUSE;
    struct seen *seen = &l->here[clause];
    if (seen->words == 0)
        l->met[l->met_count++] = clause;
    seen->words |= UINT64_C(1) << word_bit(place.word);
    if (s->is_long || (value & MATCHER_BEGINS))
        note_place(s, seen, &l->sightings_here, place);
}

/* Notes what clauses a word meets; `word` counts from the start of the sentence. Those that wait are left for later. */
static void look_up(struct scanning *s, struct layer *l, uint32_t at, uint32_t word, uint32_t sentence)
{
    const struct prefix_index *x = &l->matcher.index;
    const uint32_t *found[PREFIX_FOUND_MAX];
    size_t likely = prefix_index_likely(x, s->m->text.ptr + at);
    size_t count = likely != 0 ? prefix_index_find(x, s->m->text.ptr + at, likely, found) : 0;
    for (size_t i = 0; i < count; i++) {
        const uint32_t *v = found[i];
        bool last = false;
        for (; !last && !(*v & MATCHER_WAITS); last = *v++ & PREFIX_LAST) {
            note_here(s, l, *v, (struct sighting){at, sentence, word, 0});
            if (*v & MATCHER_WHOLE)
                note_so_far(s, l, *v, (struct sighting){at, sentence, s->words + word, 0});
        }
        if (!last) {
            struct waiting_list *w = &l->waiting;
            w->list = arena_grow(s->engine->arena, w->list, w->count, &w->capacity, sizeof *w->list);
            w->list[w->count++] = (struct waiting){v, at, word};
        }
    }
}

/* Notes those clauses that waited and are wanted. */
static void look_up_wanted(struct scanning *s, struct layer *l, uint32_t sentence)
{
    for (size_t i = 0; i < l->waiting.count; i++) {
        struct waiting w = l->waiting.list[i];
        bool last = false;
        for (const uint32_t *v = w.values; !last; last = *v++ & PREFIX_LAST) {
            uint32_t clause = *v & MATCHER_CLAUSE;
            if (l->wanted[clause / 64] >> clause % 64 & 1)
                note_here(s, l, *v, (struct sighting){w.at, sentence, w.word, 0});
        }
    }
}

/* Looks up the words of a sentence; returns how many blanks there are. */
static uint32_t look_up_all(struct scanning *s, struct layer *l, uint32_t sentence)
{
    const struct prefix_index *x = &l->matcher.index;
    struct message_part part = s->m->sentences[sentence];
    bool in_word = false;
    uint32_t word = 0;
    for (uint32_t from = part.start; from < part.end; from += 64) {
        uint64_t places = word_places(s->engine->reader, s->m, from, part.end, x->begins_with_sign, &in_word);
        uint64_t blanks = word_blanks(s->m, from, part.end);
        if (!x->begins_with_blank)
            places &= ~blanks;
        for (uint64_t both = places | blanks; both != 0; both &= both - 1) {
            unsigned place = (unsigned)__builtin_ctzll(both);
            if (places >> place & 1)
                look_up(s, l, from + place, word, sentence);
            word += (uint32_t)(blanks >> place & 1);
        }
    }
    return word;
}

/* From which words on these words lie as far behind as the element says. */
static uint64_t before(uint64_t words, const struct matcher_element *x)
{
    unsigned most = x->farthest < LAST_WORD ? x->farthest : LAST_WORD;
    uint64_t from = words >> x->nearest;
    unsigned span = most > x->nearest ? most - x->nearest : 0;
    for (unsigned done = 0; done < span;) { /* so many words further back are covered */
        unsigned step = done + 1 < span - done ? done + 1 : span - done;
        from |= from >> step;
        done += step;
    }
    if (words >> LAST_WORD) /* or any word further on */
        from |= x->farthest < LAST_WORD ? ~UINT64_C(0) << (LAST_WORD - most) : ~UINT64_C(0);
    return from;
}

/* The words of a sentence, or of the whole message, that a clause was met in. */
static const struct seen *seen_of(const struct scanning *s, const struct layer *l, uint32_t clause, bool whole)
{
    static const struct seen nothing = {0, 0, 0};
    clause &= MATCHER_CLAUSE;
    if (!whole)
        return &l->here[clause];
    return l->so_far[clause].stamp == s->engine->stamp ? &l->so_far[clause].seen : &nothing;
}

/* The words at which matches of a chain may begin. */
static uint64_t beginnings(const struct scanning *s, const struct layer *l, const struct matcher_chain *c)
{
    const struct matcher_element *x = l->matcher.elements + c->first;
    size_t i = c->count - 1U;
    uint64_t words = seen_of(s, l, x[i].clause, c->whole)->words;
    for (; i > 0 && words != 0; i--)
        words = before(words, &x[i]) & seen_of(s, l, x[i - 1].clause, c->whole)->words;
    return words;
}

bool engine_is_meant(const struct scanning *s, const struct layer *l, uint32_t value)
{
    const struct rule *rule = s->engine->prepared[value_rule(value)].rule;
    return rule->enabled && (!l->built_in || rule->built_in) && engine_is_asked(s, value_rule(value));
}

/* How far the sightings of each element of a chain have been looked through: places come in their order. */
struct trail {
    const struct sighting *list;
    uint32_t at[CHAIN_LONGEST]; /* 1 + places in the list */
};

static struct trail start_trail(const struct scanning *s, const struct layer *l, const struct matcher_chain *c)
{
    struct trail t = {.list = c->whole ? l->sightings.list : l->sightings_here.list};
    for (size_t i = 0; i < c->count; i++)
        t.at[i] = seen_of(s, l, l->matcher.elements[c->first + i].clause, c->whole)->first;
    return t;
}

/* The same as beginnings(), one place at a time and without an end to the words: for long texts, in which all places are noted. */
static bool is_followed(struct trail *t, const struct layer *l, const struct matcher_chain *c, uint32_t word)
{
    uint64_t nearest = word;
    uint64_t farthest = word;
    for (size_t i = 1; i < c->count; i++) {
        const struct matcher_element *x = &l->matcher.elements[c->first + i];
        nearest += x->nearest;
        farthest = x->farthest < CHAIN_FAR ? farthest + x->farthest : UINT64_MAX / 2;
        while (t->at[i] != 0 && t->list[t->at[i] - 1].word < nearest)
            t->at[i] = t->list[t->at[i] - 1].next;
        if (t->at[i] == 0 || t->list[t->at[i] - 1].word > farthest)
            return false;
        nearest = t->list[t->at[i] - 1].word;
    }
    return true;
}

/* Whether matches of the chain may begin there, in the scope of its rule. */
static bool is_placed(const struct scanning *s, const struct matcher_chain *c, struct sighting place)
{
    const struct message *m = s->m;
    struct message_part scope = c->whole ? (struct message_part){0, (uint32_t)m->text.len} : m->sentences[place.sentence];
    return (!c->at_start || place.at == scope.start) && (c->from_end == 0 || scope.end - place.at < c->from_end);
}

static void add_candidates(struct scanning *s, const struct layer *l, const struct matcher_chain *c, uint64_t words)
{
    struct candidates *out = &s->candidates;
    struct trail trail = start_trail(s, l, c);
    uint32_t next;
    for (uint32_t at = trail.at[0]; at != 0; at = next) {
        struct sighting place = trail.list[at - 1];
        next = place.next;
        if (!(words >> word_bit(place.word) & 1) || !is_placed(s, c, place))
            continue;
        if (s->is_long && !is_followed(&trail, l, c, place.word))
            continue;
        out->list = arena_grow(s->arena, out->list, out->count, &out->capacity, sizeof *out->list);
        out->list[out->count++] = (struct candidate){c->value, place.at, place.sentence};
    }
}

/* Follows a chain. */
static void follow(struct scanning *s, const struct layer *l, const struct matcher_chain *c)
{
    uint64_t words = beginnings(s, l, c);
    if (words != 0 && engine_is_meant(s, l, c->value))
        add_candidates(s, l, c, words);
}

/* Whether a chain needs a clause that was not met, as far as is known before those that wait have been looked up. */
static bool is_broken(const struct layer *l, const struct matcher_element *x, size_t count)
{
    bool broken = false;
    for (size_t i = 0; i < count && !broken; i++)
        broken = !(x[i].clause & MATCHER_WAITS) && l->here[x[i].clause].words == 0;
    return broken;
}

/* Opens what the clauses met in a sentence ask for, and says what these want. */
static void open_asked(struct scanning *s, struct layer *l)
{
    const struct matcher *m = &l->matcher;
    for (size_t i = 0; i < l->met_count; i++) {
        for (uint32_t k = m->sentence_first[l->met[i]]; k < m->sentence_first[l->met[i] + 1]; k++) {
            const struct matcher_chain *c = &m->chains[k];
            if (is_broken(l, m->elements + c->first, c->count))
                continue;
            l->open = arena_grow(s->engine->arena, l->open, l->open_count, &l->open_capacity, sizeof *l->open);
            l->open[l->open_count++] = k;
            for (const struct matcher_element *x = m->elements + c->first; x < m->elements + c->first + c->count; x++) {
                uint32_t clause = x->clause & MATCHER_CLAUSE;
                l->wanted[clause / 64] |= UINT64_C(1) << clause % 64;
            }
        }
    }
}

/* Follows what the clauses met in a sentence ask for, and forgets them. */
static void follow_met(struct scanning *s, struct layer *l, uint32_t sentence)
{
    open_asked(s, l);
    if (l->open_count != 0) {
        look_up_wanted(s, l, sentence);
        memset(l->wanted, 0, layer_wanted_size(l));
    }
    for (size_t i = 0; i < l->open_count; i++)
        follow(s, l, &l->matcher.chains[l->open[i]]);
    for (size_t i = 0; i < l->met_count; i++)
        l->here[l->met[i]] = (struct seen){0, 0, 0};
    l->met_count = l->open_count = l->waiting.count = 0;
}

static uint32_t count_blanks(const struct message *m, uint32_t from, uint32_t end)
{
    uint32_t count = 0;
    for (; from < end; from++)
        count += m->text.ptr[from] == ' ';
    return count;
}

/* What is left of an earlier message is of its arena. */
static void start_message(struct scanning *s)
{
    s->is_long = count_blanks(s->m, 0, (uint32_t)s->m->text.len) >= LAST_WORD;
    for (size_t n = 0; n < s->group->layer_count; n++) {
        struct layer *l = &s->group->layers[n];
        l->met_so_far_count = 0;
        l->sightings = l->sightings_here = (struct sighting_list){NULL, 0, 0};
    }
}

void engine_find_in_sentence(struct scanning *s, uint32_t sentence)
{
    uint32_t words = 0;
    if (sentence == 0)
        start_message(s);
    s->words += count_blanks(s->m, sentence != 0 ? s->m->sentences[sentence - 1].end : 0, s->m->sentences[sentence].start);
    for (size_t n = 0; n < s->group->layer_count; n++) {
        struct layer *l = &s->group->layers[n];
        l->sightings_here.count = 0;
        words = look_up_all(s, l, sentence);
        follow_met(s, l, sentence);
    }
    s->words += words;
}

void engine_find_in_message(struct scanning *s)
{
    for (size_t n = 0; n < s->group->layer_count; n++) {
        struct layer *l = &s->group->layers[n];
        const struct matcher *m = &l->matcher;
        for (size_t i = 0; i < l->met_so_far_count; i++) {
            for (uint32_t k = m->whole_first[l->met_so_far[i]]; k < m->whole_first[l->met_so_far[i] + 1]; k++)
                follow(s, l, &m->chains[k]);
        }
    }
}
