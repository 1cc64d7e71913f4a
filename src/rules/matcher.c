/* SPDX-License-Identifier: MIT */
#include "rules/matcher.h"

#include <limits.h>

#include "lib/hash.h"

struct matcher_making {
    struct arena *arena;
    struct intern clauses; /* their texts, joined */
    struct prefix_entry *entries;
    struct matcher_chain *chains;
    struct matcher_element *elements;
    uint32_t *rarest; /* by chain: the clause that asks for it */
    uint32_t *slow;
    size_t entry_count, entry_capacity, chain_count, chain_capacity, element_count, element_capacity, rarest_capacity;
    size_t slow_count, slow_capacity;
};

struct matcher_making *matcher_start(struct arena *arena)
{
    static const uint64_t seed[2] = {0x9e3779b97f4a7c15, 1}; /* patterns are no secret */
    struct matcher_making *m = arena_zeroed(arena, sizeof *m);
    m->arena = arena;
    intern_start(&m->clauses, arena, seed);
    return m;
}

static void add_entries(struct matcher_making *m, const struct chain_element *x, uint32_t clause)
{
    for (size_t i = 0; i < x->text_count; i++) {
        m->entries = arena_grow(m->arena, m->entries, m->entry_count, &m->entry_capacity, sizeof *m->entries);
        m->entries[m->entry_count++] = (struct prefix_entry){arena_copy(m->arena, x->texts[i]), clause};
    }
}

/* The number of the set of texts; a new set goes into the index. */
static uint32_t clause_of(struct matcher_making *m, const struct chain_element *x)
{
    struct arena scratch = {0};
    size_t length = 0;
    for (size_t i = 0; i < x->text_count; i++)
        length += x->texts[i].len + 1;
    char *joined = arena_bytes(&scratch, length + 1);
    size_t used = 0;
    for (size_t i = 0; i < x->text_count; i++) {
        memcpy(joined + used, x->texts[i].ptr, x->texts[i].len);
        used += x->texts[i].len;
        joined[used++] = '\0';
    }
    uint32_t before = m->clauses.count;
    uint32_t clause = intern_add(&m->clauses, (struct slice){joined, used});
    if (clause == before)
        add_entries(m, x, clause);
    arena_free(&scratch);
    return clause;
}

void matcher_add(struct matcher_making *m, uint32_t value, const struct chain *c, bool whole)
{
    m->rarest = arena_grow(m->arena, m->rarest, m->chain_count, &m->rarest_capacity, sizeof *m->rarest);
    m->chains = arena_grow(m->arena, m->chains, m->chain_count, &m->chain_capacity, sizeof *m->chains);
    m->chains[m->chain_count] = (struct matcher_chain){value,    (uint32_t)m->element_count, (uint16_t)c->count,
                                                           whole,    c->at_start,                c->from_end};
    for (size_t i = 0; i < c->count; i++) {
        const struct chain_element *x = &c->elements[i];
        uint32_t clause = clause_of(m, x);
        m->elements = arena_grow(m->arena, m->elements, m->element_count, &m->element_capacity, sizeof *m->elements);
        m->elements[m->element_count++] = (struct matcher_element){clause, x->nearest, x->farthest};
        if (i == c->rarest)
            m->rarest[m->chain_count] = clause;
    }
    m->chain_count++;
}

void matcher_add_slow(struct matcher_making *m, uint32_t value)
{
    m->slow = arena_grow(m->arena, m->slow, m->slow_count, &m->slow_capacity, sizeof *m->slow);
    m->slow[m->slow_count++] = value;
}

/* Marks the values of clauses, and those in the chains, by what the chains want of them. */
static void mark_clauses(struct matcher_making *m)
{
    uint32_t *marks = arena_array(m->arena, m->clauses.count, sizeof *marks);
    for (size_t i = 0; i < m->clauses.count; i++)
        marks[i] = MATCHER_WAITS;
    for (size_t i = 0; i < m->chain_count; i++) {
        const struct matcher_chain *c = &m->chains[i];
        marks[m->elements[c->first].clause] |= MATCHER_BEGINS;
        marks[m->rarest[i]] &= ~MATCHER_WAITS;
        for (size_t k = 0; c->whole && k < c->count; k++) {
            uint32_t *mark = &marks[m->elements[c->first + k].clause];
            *mark = (*mark & ~MATCHER_WAITS) | MATCHER_WHOLE;
        }
    }
    for (size_t i = 0; i < m->entry_count; i++)
        m->entries[i].value |= marks[m->entries[i].value];
    for (size_t i = 0; i < m->element_count; i++)
        m->elements[i].clause |= marks[m->elements[i].clause] & MATCHER_WAITS;
}

/* Where the chains that each clause asks for begin, those for a sentence and those for the whole message by themselves. */
struct order {
    uint32_t *sentence_first, *whole_first; /* by clause, and one more */
};

/* Counts the chains of each clause: those of clause i are counted at i + 1. */
static uint32_t *count_chains(const struct matcher_making *m, bool whole, struct arena *arena)
{
    uint32_t *counts = arena_array(arena, m->clauses.count + 1, sizeof *counts);
    for (size_t i = 0; i < m->chain_count; i++)
        counts[m->rarest[i] + 1] += m->chains[i].whole == whole;
    return counts;
}

static struct order order_chains(const struct matcher_making *m, struct arena *arena)
{
    struct order o = {count_chains(m, false, arena), count_chains(m, true, arena)};
    for (size_t i = 0; i < m->clauses.count; i++)
        o.sentence_first[i + 1] += o.sentence_first[i];
    o.whole_first[0] = o.sentence_first[m->clauses.count];
    for (size_t i = 0; i < m->clauses.count; i++)
        o.whole_first[i + 1] += o.whole_first[i];
    return o;
}

/* Puts the chains in that order, and their elements behind one another, as they are read. */
static void put_chains(struct matcher_making *m, const struct order *o, struct matcher *out, struct arena *arena)
{
    struct matcher_chain *chains = arena_array(arena, m->chain_count + 1, sizeof *chains);
    struct matcher_element *elements = arena_array(arena, m->element_count + 1, sizeof *elements);
    uint32_t *next[] = {arena_array(m->arena, m->clauses.count + 1, sizeof **next), arena_array(m->arena, m->clauses.count + 1, sizeof **next)};
    memcpy(next[false], o->sentence_first, m->clauses.count * sizeof **next);
    memcpy(next[true], o->whole_first, m->clauses.count * sizeof **next);
    for (size_t i = 0; i < m->chain_count; i++)
        chains[next[m->chains[i].whole][m->rarest[i]]++] = m->chains[i];
    uint32_t used = 0;
    for (size_t i = 0; i < m->chain_count; i++) {
        memcpy(elements + used, m->elements + chains[i].first, chains[i].count * sizeof *elements);
        chains[i].first = used;
        used += chains[i].count;
    }
    out->chains = chains;
    out->elements = elements;
}

struct matcher *matcher_make(struct matcher_making *m, struct arena *arena)
{
    struct matcher *out = arena_zeroed(arena, sizeof *out);
    struct order order = order_chains(m, arena);
    uint32_t *slow = arena_array(arena, m->slow_count + 1, sizeof *slow);
    if (m->slow_count != 0)
        memcpy(slow, m->slow, m->slow_count * sizeof *slow);
    mark_clauses(m);
    put_chains(m, &order, out, arena);
    out->slow = slow;
    out->clause_count = m->clauses.count;
    out->chain_count = m->chain_count;
    out->element_count = m->element_count;
    out->slow_count = m->slow_count;
    out->sentence_first = order.sentence_first;
    out->whole_first = order.whole_first;
    prefix_index_make(arena, m->entries, m->entry_count, &out->index);
    intern_free(&m->clauses);
    return out;
}

/* One of the tables of a matcher, for saving and opening. */
struct part {
    const void **place;
    size_t size;
};

enum { PARTS = 11, ALIGNMENT = 16, COUNTS = 10 };

/* All tables, in the order in which they are saved; the counts must be set. */
static void list_parts(struct matcher *m, struct part parts[PARTS])
{
    struct prefix_index *x = &m->index;
    size_t lengths = prefix_starts(x) * sizeof *x->lengths.by_two;
    const struct part all[PARTS] = {
        {(const void **)&x->bits, ((size_t)1 << x->bit_power) / CHAR_BIT},
        {(const void **)&x->lengths.by_two, lengths},
        {(const void **)&x->lengths.by_four, lengths},
        {(const void **)&x->lengths.by_six, lengths},
        {(const void **)&x->slots, (x->slot_mask + 1) * sizeof *x->slots},
        {(const void **)&x->values, x->value_count * sizeof *x->values},
        {(const void **)&m->chains, m->chain_count * sizeof *m->chains},
        {(const void **)&m->elements, m->element_count * sizeof *m->elements},
        {(const void **)&m->sentence_first, (m->clause_count + 1) * sizeof *m->sentence_first},
        {(const void **)&m->whole_first, (m->clause_count + 1) * sizeof *m->whole_first},
        {(const void **)&m->slow, m->slow_count * sizeof *m->slow},
    };
    memcpy(parts, all, sizeof all);
}

static size_t padded(size_t size)
{
    return (size + ALIGNMENT - 1) / ALIGNMENT * ALIGNMENT;
}

struct slice matcher_save(const struct matcher *m, struct arena *arena)
{
    struct matcher copy = *m;
    struct part parts[PARTS];
    const struct prefix_index *x = &m->index;
    const uint64_t counts[COUNTS] = {x->slot_mask,    x->bit_power,   x->value_count,   x->start_power, x->begins_with_sign,
                                     m->clause_count, m->chain_count, m->element_count, m->slow_count,    x->begins_with_blank};
    list_parts(&copy, parts);
    size_t total = sizeof counts;
    for (size_t i = 0; i < PARTS; i++)
        total += padded(parts[i].size);
    char *bytes = arena_zeroed(arena, total);
    memcpy(bytes, counts, sizeof counts);
    size_t used = sizeof counts;
    for (size_t i = 0; i < PARTS; i++) {
        if (parts[i].size != 0)
            memcpy(bytes + used, *parts[i].place, parts[i].size);
        used += padded(parts[i].size);
    }
    return (struct slice){bytes, total};
}

bool matcher_open(struct slice bytes, struct matcher *m)
{
    uint64_t counts[COUNTS];
    struct part parts[PARTS];
    if (bytes.len < sizeof counts)
        return false;
    memcpy(counts, bytes.ptr, sizeof counts);
    *m = (struct matcher){
        .index = {.slot_mask = counts[0], .bit_power = counts[1], .value_count = counts[2], .start_power = counts[3]},
        .clause_count = counts[5],
        .chain_count = counts[6],
        .element_count = counts[7],
        .slow_count = counts[8]};
    m->index.begins_with_sign = counts[4] != 0;
    m->index.begins_with_blank = counts[9] != 0;
    list_parts(m, parts);
    size_t used = sizeof counts;
    for (size_t i = 0; i < PARTS; i++) {
        *parts[i].place = bytes.ptr + used;
        used += padded(parts[i].size);
    }
    return used == bytes.len;
}
