/* SPDX-License-Identifier: MIT */
/*
 * Where in a sentence rules may match: every word is looked up in the matchers, which says what clauses it meets; then the chains
 * whose rarest clause was met are followed from their end to their beginning, over the words as bits of a number.
 */
#include "lib/bits.h"
#include "rules/engine_parts.h"

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

/* Notes a clause met at a place. */
static void note(struct scanning *s, struct layer *l, uint32_t value, uint32_t at, uint32_t sentence)
{
    uint32_t clause = value & MATCHER_CLAUSE;
    struct field *f = value & MATCHER_WHOLE ? &l->message : &l->sentence;
    struct seen *seen = &l->seen[clause];
    if (!bits_get(l->met, clause)) {
        bits_set(l->met, clause);
        *seen = (struct seen){0, 0, 0};
        f->met[f->met_count++] = clause;
    }
    uint32_t word = message_blanks_before(s->m, at) - (value & MATCHER_WHOLE ? 0 : s->words);
    seen->words |= UINT64_C(1) << word_bit(word);
    if (s->is_long || (value & MATCHER_BEGINS))
        note_place(s, seen, &f->sightings, (struct sighting){at, sentence, word, 0});
}

/* Notes what clauses a text at a place belongs to. Those that wait are left for later. */
static void note_values(struct scanning *s, struct layer *l, const uint32_t *v, uint32_t at, uint32_t sentence, bool goes_on)
{
    bool last = false;
    for (; !last && !(*v & MATCHER_WAITS); last = *v++ & PREFIX_LAST) {
        if (matcher_stands(*v, goes_on))
            note(s, l, *v, at, sentence);
    }
    if (!last) {
        struct waiting_list *w = &l->waiting;
        w->list = arena_grow(s->engine->arena, w->list, w->count, &w->capacity, sizeof *w->list);
        w->list[w->count++] = (struct waiting){v, at, sentence & INT32_MAX, goes_on};
    }
}

/* Notes those clauses that waited and are wanted. */
static void note_wanted(struct scanning *s, struct layer *l, size_t from)
{
    for (size_t i = from; i < l->waiting.count; i++) {
        struct waiting w = l->waiting.list[i];
        bool last = false;
        for (const uint32_t *v = w.values; !last; last = *v++ & PREFIX_LAST) {
            if (bits_get(l->wanted, *v & MATCHER_CLAUSE) && matcher_stands(*v, w.goes_on))
                note(s, l, *v, w.at, w.sentence);
        }
    }
}

/* Looks up what stands at places of a piece of the message, and notes what they meet. */
static void look_up(struct scanning *s, struct layer *l, uint32_t sentence, uint32_t from, uint64_t places)
{
    const struct prefix_index *x = &l->matcher.index;
    const char *text = s->m->text.ptr + from;
    struct prefix_probe probes[MESSAGE_PIECE * PREFIX_LONGEST];
    uint32_t likely[MESSAGE_PIECE];
    size_t likely_count = 0;
    size_t count = 0;
    for (; places != 0; places &= places - 1) {
        likely[likely_count] = (uint32_t)__builtin_ctzll(places);
        likely_count += prefix_index_may(x, text + likely[likely_count]);
    }
    for (size_t i = 0; i < likely_count; i++)
        count += prefix_index_probe(x, text + likely[i], likely[i], probes + count);
    for (size_t i = 0; i < count; i++) {
        const uint32_t *found[PREFIX_SAME_MAX];
        size_t found_count = prefix_index_settle(x, probes[i].fingerprint, found);
        uint32_t at = from + probes[i].place;
        bool goes_on = message_continues(s->m, at + probes[i].length);
        for (size_t k = 0; k < found_count; k++)
            note_values(s, l, found[k], at, sentence, goes_on);
    }
}

/* Looks up the words of a sentence. */
static void look_up_all(struct scanning *s, struct layer *l, uint32_t sentence)
{
    const struct prefix_index *x = &l->matcher.index;
    struct message_part part = s->m->sentences[sentence];
    for (uint32_t from = message_first_piece(part); from < part.end; from += MESSAGE_PIECE) {
        uint64_t places = message_places(s->m, from, part, x->begins_with_sign);
        if (!x->begins_with_blank)
            places &= ~s->m->pieces[from / MESSAGE_PIECE].blanks;
        look_up(s, l, sentence, from, places);
    }
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

/* What was seen of a clause that was met; NULL: it was not. */
static const struct seen *seen_of(const struct layer *l, const struct matcher_element *x)
{
    uint32_t clause = x->clause & MATCHER_CLAUSE;
    return bits_get(l->met, clause) ? &l->seen[clause] : NULL;
}

/* The words at which matches of a chain may begin. */
static uint64_t beginnings(const struct layer *l, const struct matcher_chain *c)
{
    const struct matcher_element *x = l->matcher.elements + c->first;
    uint64_t words = ~UINT64_C(0);
    for (size_t i = c->count; i > 0 && words != 0; i--) {
        const struct seen *seen = seen_of(l, &x[i - 1]);
        words = seen == NULL ? 0 : i < c->count ? before(words, &x[i]) & seen->words : seen->words;
    }
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

/* All elements of the chain must have been met. */
static struct trail start_trail(const struct layer *l, const struct matcher_chain *c)
{
    struct trail t = {.list = c->whole ? l->message.sightings.list : l->sentence.sightings.list};
    for (size_t i = 0; i < c->count; i++)
        t.at[i] = seen_of(l, &l->matcher.elements[c->first + i])->first;
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

static struct message_part scope_of(const struct scanning *s, const struct matcher_chain *c, uint32_t sentence)
{
    return c->whole ? (struct message_part){0, (uint32_t)s->m->text.len} : s->m->sentences[sentence];
}

/* Whether matches of the chain may begin there, in the scope of its rule. */
static bool is_placed(const struct scanning *s, const struct matcher_chain *c, struct sighting place)
{
    struct message_part scope = scope_of(s, c, place.sentence);
    return (c->place != CHAIN_AT_START || place.at == scope.start) && (c->from_end == 0 || scope.end - place.at < c->from_end);
}

static void add_candidate(struct scanning *s, uint32_t value, uint32_t at, uint32_t sentence)
{
    struct candidates *out = &s->candidates;
    out->list = arena_grow(s->arena, out->list, out->count, &out->capacity, sizeof *out->list);
    out->list[out->count++] = (struct candidate){value, at, sentence};
}

static void add_candidates(struct scanning *s, const struct layer *l, const struct matcher_chain *c, uint64_t words)
{
    struct trail trail = start_trail(l, c);
    uint32_t next;
    if (c->place == CHAIN_BEHIND_START) {
        uint32_t sentence = trail.list[trail.at[0] - 1].sentence;
        add_candidate(s, c->value, scope_of(s, c, sentence).start, c->whole ? 0 : sentence);
        return;
    }
    for (uint32_t at = trail.at[0]; at != 0; at = next) {
        struct sighting place = trail.list[at - 1];
        next = place.next;
        if (!(words >> word_bit(place.word) & 1) || !is_placed(s, c, place))
            continue;
        if (!s->is_long || is_followed(&trail, l, c, place.word))
            add_candidate(s, c->value, place.at, place.sentence);
    }
}

/* Follows a chain. */
static void follow(struct scanning *s, const struct layer *l, const struct matcher_chain *c)
{
    uint64_t words = beginnings(l, c);
    if (words != 0 && engine_is_meant(s, l, c->value))
        add_candidates(s, l, c, words);
}

/* Whether a chain needs a clause that was not met, as far as is known before those that wait have been looked up. */
static bool is_broken(const struct layer *l, const struct matcher_element *x, size_t count)
{
    bool broken = false;
    for (size_t i = 0; i < count && !broken; i++)
        broken = !(x[i].clause & MATCHER_WAITS) && !bits_get(l->met, x[i].clause);
    return broken;
}

/* Opens what the clauses met ask for, and says what these chains want. */
static void open_asked(struct scanning *s, struct layer *l, struct field *f)
{
    const struct matcher *m = &l->matcher;
    for (size_t i = 0; i < f->met_count; i++) {
        for (uint32_t k = m->first_chain[f->met[i]]; k < m->first_chain[f->met[i] + 1]; k++) {
            const struct matcher_chain *c = &m->chains[k];
            const struct matcher_element *x = m->elements + c->first;
            if (is_broken(l, x, c->count))
                continue;
            f->open = arena_grow(s->engine->arena, f->open, f->open_count, &f->open_capacity, sizeof *f->open);
            f->open[f->open_count++] = k;
            for (size_t n = 0; n < c->count; n++) {
                if (x[n].clause & MATCHER_WAITS)
                    bits_set(l->wanted, x[n].clause & MATCHER_CLAUSE);
            }
        }
    }
}

/* Follows what the clauses met in a scope ask for, and forgets them; what waits in it begins at `from`. */
static void follow_met(struct scanning *s, struct layer *l, struct field *f, size_t from)
{
    open_asked(s, l, f);
    if (f->open_count != 0) {
        note_wanted(s, l, from);
        memset(l->wanted, 0, layer_bits_size(l));
    }
    for (size_t i = 0; i < f->open_count; i++)
        follow(s, l, &l->matcher.chains[f->open[i]]);
    for (size_t i = 0; i < f->met_count; i++)
        bits_clear(l->met, f->met[i]);
    f->met_count = f->open_count = f->sightings.count = 0;
}

/* What is left of an earlier message is of its arena. */
static void start_message(struct scanning *s)
{
    s->is_long = message_blanks_before(s->m, (uint32_t)s->m->text.len) >= LAST_WORD;
    for (size_t n = 0; n < s->group->layer_count; n++) {
        struct layer *l = &s->group->layers[n];
        l->waiting.count = 0;
        l->sentence.sightings = l->message.sightings = (struct sighting_list){NULL, 0, 0};
    }
}

void engine_find_in_sentence(struct scanning *s, uint32_t sentence)
{
    if (sentence == 0)
        start_message(s);
    s->words = message_blanks_before(s->m, s->m->sentences[sentence].start);
    for (size_t n = 0; n < s->group->layer_count; n++) {
        struct layer *l = &s->group->layers[n];
        size_t from = l->waiting.count;
        look_up_all(s, l, sentence);
        follow_met(s, l, &l->sentence, from);
    }
}

void engine_find_in_message(struct scanning *s)
{
    for (size_t n = 0; n < s->group->layer_count; n++)
        follow_met(s, &s->group->layers[n], &s->group->layers[n].message, 0);
}
