/* SPDX-License-Identifier: MIT */
/*
 * Where in a sentence rules may match: the chains whose rarest clause was met are followed from their end to their beginning, over
 * the words as bits of a number.
 */
#include "rules/engine_parts.h"

/* From which words on these words lie as far behind as the element says. */
static uint64_t before(uint64_t words, const struct matcher_element *x)
{
    unsigned most = x->farthest < ENGINE_LAST_WORD ? x->farthest : ENGINE_LAST_WORD;
    uint64_t from = words >> x->nearest;
    unsigned span = most > x->nearest ? most - x->nearest : 0;
    for (unsigned done = 0; done < span;) { /* so many words further back are covered */
        unsigned step = done + 1 < span - done ? done + 1 : span - done;
        from |= from >> step;
        done += step;
    }
    if (words >> ENGINE_LAST_WORD) /* or any word further on */
        from |= x->farthest < ENGINE_LAST_WORD ? ~UINT64_C(0) << (ENGINE_LAST_WORD - most) : ~UINT64_C(0);
    return from;
}

/* What was seen of a clause that was met; NULL: it was not. */
static const struct seen *seen_of(const struct layer *l, const struct matcher_element *x)
{
    uint32_t clause = x->clause & MATCHER_CLAUSE;
    return l->met[clause] ? &l->seen[clause] : NULL;
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
        if (!(words >> engine_word_bit(place.word) & 1) || !is_placed(s, c, place))
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

/* Whether all that a chain needs was met, as far as is known before those that wait have been looked up. */
static bool may_be_whole(const struct layer *l, const struct matcher_element *x, size_t count)
{
    uint32_t whole = 1;
    for (size_t i = 0; i < count; i++) /* without a jump for each: they go both ways as often */
        whole &= x[i].clause / MATCHER_WAITS | l->met[x[i].clause & MATCHER_CLAUSE];
    return whole != 0;
}

/* Opens what the clauses met ask for, and says what these chains want. */
static void open_asked(struct scanning *s, struct layer *l, struct field *f)
{
    const struct matcher *m = &l->matcher;
    for (size_t i = 0; i < f->met_count; i++) {
        for (uint32_t k = m->first_chain[f->met[i]]; k < m->first_chain[f->met[i] + 1]; k++) {
            const struct matcher_chain *c = &m->chains[k];
            const struct matcher_element *x = m->elements + c->first;
            if (!may_be_whole(l, x, c->count))
                continue;
            f->open = arena_grow(s->engine->arena, f->open, f->open_count, &f->open_capacity, sizeof *f->open);
            f->open[f->open_count++] = k;
            for (size_t n = 0; n < c->count; n++) /* what does not wait is never asked whether it is wanted */
                l->wanted[x[n].clause & MATCHER_CLAUSE] = l->round;
        }
    }
}

/* Nothing is wanted any more. */
static void next_round(struct layer *l)
{
    l->round++;
    if (l->round == 0) {
        memset(l->wanted, 0, l->matcher.clause_count);
        l->round = 1;
    }
}

/* Follows what the clauses met in a scope ask for, and forgets them; the texts in it are those from `from` up to `to`. */
static void follow_met(struct scanning *s, struct layer *l, struct field *f, size_t from, size_t to)
{
    open_asked(s, l, f);
    if (f->open_count != 0) {
        engine_note_wanted(s, l, from, to);
        next_round(l);
    }
    for (size_t i = 0; i < f->open_count; i++)
        follow(s, l, &l->matcher.chains[f->open[i]]);
    for (size_t i = 0; i < f->met_count; i++)
        l->met[f->met[i]] = 0;
    f->met_count = f->open_count = f->sightings.count = 0;
}

void engine_look_at_message(struct scanning *s)
{
    s->is_long = message_blanks_before(s->m, (uint32_t)s->m->text.len) >= ENGINE_LAST_WORD;
    for (size_t n = 0; n < s->group->layer_count; n++) {
        struct layer *l = &s->group->layers[n];
        /* what is left of an earlier message is of its arena */
        l->sentence.sightings = l->message.sightings = (struct sighting_list){NULL, 0, 0};
        l->next = 0;
        engine_look_up(s, l);
    }
}

void engine_find_in_sentence(struct scanning *s, uint32_t sentence)
{
    s->words = message_blanks_before(s->m, s->m->sentences[sentence].start);
    for (size_t n = 0; n < s->group->layer_count; n++) {
        struct layer *l = &s->group->layers[n];
        size_t from = l->next;
        l->next = engine_note_sentence(s, l, from, sentence);
        if (l->sentence.met_count != 0)
            follow_met(s, l, &l->sentence, from, l->next);
    }
}

void engine_find_in_message(struct scanning *s)
{
    for (size_t n = 0; n < s->group->layer_count; n++) {
        struct layer *l = &s->group->layers[n];
        if (l->message.met_count != 0)
            follow_met(s, l, &l->message, 0, l->next); /* what is behind the last sentence is in none */
    }
}
