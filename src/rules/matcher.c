/* SPDX-License-Identifier: MIT */
#include "rules/matcher.h"

#include <limits.h>
#include <stdlib.h>

#include "lib/hash.h"

struct matcher_making {
    struct arena *arena;
    struct intern clauses; /* their texts, joined */
    struct prefix_entry *entries;
    struct matcher_chain *chains;
    struct matcher_element *elements;
    float *frequencies; /* by clause: how often it is met */
    uint32_t *rarest;   /* by chain: the clause that asks for it */
    uint32_t *slow;
    size_t entry_count, entry_capacity, chain_count, chain_capacity, element_count, element_capacity, frequency_capacity;
    size_t slow_count, slow_capacity;
    struct prefix_index *learned; /* of the entries, when the first message is learned from */
    size_t learned_places;        /* where a text might have stood in the messages learned from; 0: there were none */
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
        uint32_t value = clause | (x->texts[i].ends ? MATCHER_ENDS : 0);
        m->entries[m->entry_count++] = (struct prefix_entry){arena_copy(m->arena, x->texts[i].text), value};
    }
}

/* The number of the set of texts, in a sentence or in the whole message; a new set goes into the index. */
static uint32_t clause_of(struct matcher_making *m, const struct chain_element *x, bool whole)
{
    struct arena scratch = {0};
    size_t length = 1;
    for (size_t i = 0; i < x->text_count; i++)
        length += x->texts[i].text.len + 1;
    char *joined = arena_bytes(&scratch, length);
    size_t used = 0;
    joined[used++] = whole ? 'm' : 's';
    for (size_t i = 0; i < x->text_count; i++) {
        memcpy(joined + used, x->texts[i].text.ptr, x->texts[i].text.len);
        used += x->texts[i].text.len;
        joined[used++] = x->texts[i].ends ? '\1' : '\0';
    }
    uint32_t before = m->clauses.count;
    uint32_t clause = intern_add(&m->clauses, (struct slice){joined, used});
    if (clause == before) {
        add_entries(m, x, clause);
        m->frequencies = arena_grow(m->arena, m->frequencies, clause, &m->frequency_capacity, sizeof *m->frequencies);
        m->frequencies[clause] = x->frequency;
    }
    arena_free(&scratch);
    return clause;
}

void matcher_add(struct matcher_making *m, uint32_t value, const struct chain *c, bool whole)
{
    m->chains = arena_grow(m->arena, m->chains, m->chain_count, &m->chain_capacity, sizeof *m->chains);
    m->chains[m->chain_count] = (struct matcher_chain){value,    (uint32_t)m->element_count, (uint16_t)c->count,
                                                           whole,    (uint8_t)c->place,          c->from_end};
    for (size_t i = 0; i < c->count; i++) {
        const struct chain_element *x = &c->elements[i];
        m->elements = arena_grow(m->arena, m->elements, m->element_count, &m->element_capacity, sizeof *m->elements);
        m->elements[m->element_count++] = (struct matcher_element){clause_of(m, x, whole), x->nearest, x->farthest};
    }
    m->chain_count++;
}

void matcher_add_slow(struct matcher_making *m, uint32_t value)
{
    m->slow = arena_grow(m->arena, m->slow, m->slow_count, &m->slow_capacity, sizeof *m->slow);
    m->slow[m->slow_count++] = value;
}

static void learn_values(struct matcher_making *m, const uint32_t *v, bool goes_on)
{
    for (bool last = false; !last; last = *v++ & PREFIX_LAST)
        m->frequencies[*v & MATCHER_CLAUSE] += matcher_stands(*v, goes_on);
}

/* Counts the clauses that begin at a place. */
static void learn_place(struct matcher_making *m, const struct message *message, uint32_t at)
{
    struct prefix_probe probes[PREFIX_LONGEST];
    const char *text = message->text.ptr + at;
    size_t count = prefix_index_may(m->learned, text) ? prefix_index_probe(m->learned, text, at, probes) : 0;
    for (size_t i = 0; i < count; i++) {
        const uint32_t *found[PREFIX_SAME_MAX];
        size_t found_count = prefix_index_settle(m->learned, probes[i].fingerprint, found);
        bool goes_on = message_continues(message, at + probes[i].length);
        for (size_t k = 0; k < found_count; k++)
            learn_values(m, found[k], goes_on);
    }
}

void matcher_learn(struct matcher_making *m, const struct message *message)
{
    if (m->learned == NULL) {
        m->learned = arena_zeroed(m->arena, sizeof *m->learned);
        prefix_index_make(m->arena, m->entries, m->entry_count, m->learned);
    }
    struct message_part all = {0, (uint32_t)message->text.len};
    for (uint32_t from = 0; from < all.end; from += MESSAGE_PIECE) {
        uint64_t places = message_places(message, from, all, m->learned->begins_with_sign);
        m->learned_places += message_count_bits(places);
        for (; places != 0; places &= places - 1)
            learn_place(m, message, from + (uint32_t)__builtin_ctzll(places));
    }
}

/* A clause or a chain, for sorting by how often it is met. */
struct rank {
    float frequency;
    uint32_t number;
};

static int rarest_first(const void *a, const void *b)
{
    const struct rank *x = a;
    const struct rank *y = b;
    if (x->frequency != y->frequency)
        return x->frequency < y->frequency ? -1 : 1;
    return (x->number > y->number) - (x->number < y->number);
}

/*
 * Cuts chains down to their first element where that is met so rarely that to ask PCRE2 costs less than to look up what must
 * follow: those with the rarest ones, as many as begin at ALONE_MAX places of a hundred, all together. No match is lost by it: a
 * chain says only where PCRE2 is asked.
 */
static void cut_chains(struct matcher_making *m)
{
    enum { ALONE_MAX = 3 };
    float most = ALONE_MAX / 100.0F * (m->learned_places != 0 ? (float)m->learned_places : 1);
    float met = 0;
    struct rank *ranks = arena_array(m->arena, m->chain_count + 1, sizeof *ranks);
    for (size_t i = 0; i < m->chain_count; i++)
        ranks[i] = (struct rank){m->frequencies[m->elements[m->chains[i].first].clause], (uint32_t)i};
    qsort(ranks, m->chain_count, sizeof *ranks, rarest_first);
    for (size_t i = 0; i < m->chain_count && (met += ranks[i].frequency) <= most; i++)
        m->chains[ranks[i].number].count = 1;
}

/* Takes the texts of clauses that no chain holds from the entries. */
static void drop_unused(struct matcher_making *m)
{
    bool *used = arena_array(m->arena, m->clauses.count + 1, sizeof *used);
    for (size_t i = 0; i < m->chain_count; i++) {
        for (size_t k = 0; k < m->chains[i].count; k++)
            used[m->elements[m->chains[i].first + k].clause] = true;
    }
    size_t count = 0;
    for (size_t i = 0; i < m->entry_count; i++) {
        if (used[m->entries[i].value & MATCHER_CLAUSE])
            m->entries[count++] = m->entries[i];
    }
    m->entry_count = count;
}

/* Has each chain asked for by its rarest clause. */
static void choose_rarest(struct matcher_making *m)
{
    m->rarest = arena_array(m->arena, m->chain_count + 1, sizeof *m->rarest);
    for (size_t i = 0; i < m->chain_count; i++) {
        const struct matcher_element *x = m->elements + m->chains[i].first;
        m->rarest[i] = x[0].clause;
        for (size_t k = 1; k < m->chains[i].count; k++) {
            if (m->frequencies[x[k].clause] < m->frequencies[m->rarest[i]])
                m->rarest[i] = x[k].clause;
        }
    }
}

/* Numbers the clauses anew: those that are met most often first. */
static void number_clauses(struct matcher_making *m)
{
    struct rank *ranks = arena_array(m->arena, m->clauses.count + 1, sizeof *ranks);
    uint32_t *number = arena_array(m->arena, m->clauses.count + 1, sizeof *number);
    for (uint32_t i = 0; i < m->clauses.count; i++)
        ranks[i] = (struct rank){m->frequencies[i], i};
    qsort(ranks, m->clauses.count, sizeof *ranks, rarest_first);
    for (uint32_t i = 0; i < m->clauses.count; i++)
        number[ranks[i].number] = m->clauses.count - 1 - i;
    for (size_t i = 0; i < m->entry_count; i++)
        m->entries[i].value = number[m->entries[i].value & MATCHER_CLAUSE] | (m->entries[i].value & MATCHER_ENDS);
    for (size_t i = 0; i < m->element_count; i++)
        m->elements[i].clause = number[m->elements[i].clause];
    for (size_t i = 0; i < m->chain_count; i++)
        m->rarest[i] = number[m->rarest[i]];
}

/* Marks the values of clauses, and those in the chains, by what the chains want of them. */
static void mark_clauses(struct matcher_making *m)
{
    uint32_t *marks = arena_array(m->arena, m->clauses.count + 1, sizeof *marks);
    for (size_t i = 0; i < m->clauses.count; i++)
        marks[i] = MATCHER_WAITS;
    for (size_t i = 0; i < m->chain_count; i++) {
        const struct matcher_chain *c = &m->chains[i];
        marks[m->elements[c->first].clause] |= MATCHER_BEGINS;
        marks[m->rarest[i]] &= ~MATCHER_WAITS;
        for (size_t k = 0; c->whole && k < c->count; k++)
            marks[m->elements[c->first + k].clause] |= MATCHER_WHOLE;
    }
    for (size_t i = 0; i < m->entry_count; i++)
        m->entries[i].value |= marks[m->entries[i].value & MATCHER_CLAUSE];
    for (size_t i = 0; i < m->element_count; i++)
        m->elements[i].clause |= marks[m->elements[i].clause] & MATCHER_WAITS;
}

/* Puts the chains in the order of the clauses that ask for them, and their elements behind one another, as they are read. */
static void put_chains(struct matcher_making *m, struct matcher *out, struct arena *arena)
{
    struct matcher_chain *chains = arena_array(arena, m->chain_count + 1, sizeof *chains);
    struct matcher_element *elements = arena_array(arena, m->element_count + 1, sizeof *elements);
    uint32_t *first = arena_array(arena, m->clauses.count + 1, sizeof *first);
    uint32_t *next = arena_array(m->arena, m->clauses.count + 1, sizeof *next);
    for (size_t i = 0; i < m->chain_count; i++)
        first[m->rarest[i] + 1]++;
    for (size_t i = 0; i < m->clauses.count; i++)
        first[i + 1] += first[i];
    memcpy(next, first, m->clauses.count * sizeof *next);
    for (size_t i = 0; i < m->chain_count; i++)
        chains[next[m->rarest[i]]++] = m->chains[i];
    uint32_t used = 0;
    for (size_t i = 0; i < m->chain_count; i++) {
        memcpy(elements + used, m->elements + chains[i].first, chains[i].count * sizeof *elements);
        chains[i].first = used;
        used += chains[i].count;
    }
    m->element_count = used;
    out->chains = chains;
    out->elements = elements;
    out->first_chain = first;
}

struct matcher *matcher_make(struct matcher_making *m, struct arena *arena)
{
    struct matcher *out = arena_zeroed(arena, sizeof *out);
    uint32_t *slow = arena_array(arena, m->slow_count + 1, sizeof *slow);
    if (m->slow_count != 0)
        memcpy(slow, m->slow, m->slow_count * sizeof *slow);
    cut_chains(m);
    drop_unused(m);
    choose_rarest(m);
    number_clauses(m);
    mark_clauses(m);
    put_chains(m, out, arena);
    out->slow = slow;
    out->clause_count = m->clauses.count;
    out->chain_count = m->chain_count;
    out->element_count = m->element_count;
    out->slow_count = m->slow_count;
    prefix_index_make(arena, m->entries, m->entry_count, &out->index);
    intern_free(&m->clauses);
    return out;
}

/* One of the tables of a matcher, for saving and opening. */
struct part {
    const void **place;
    size_t size;
};

enum { PARTS = 10, ALIGNMENT = 16, COUNTS = 12 };

/* All tables, in the order in which they are saved; the counts must be set. */
static void list_parts(struct matcher *m, struct part parts[PARTS])
{
    struct prefix_index *x = &m->index;
    const struct part all[PARTS] = {
        {(const void **)&x->pairs, PREFIX_STARTS / CHAR_BIT},
        {(const void **)&x->starts, PREFIX_STARTS / CHAR_BIT},
        {(const void **)&x->bits, ((size_t)1 << x->bit_power) / CHAR_BIT},
        {(const void **)&x->lengths, prefix_length_count(x) * sizeof *x->lengths},
        {(const void **)&x->slots, (x->slot_mask + 1) * sizeof *x->slots},
        {(const void **)&x->values, x->value_count * sizeof *x->values},
        {(const void **)&m->chains, m->chain_count * sizeof *m->chains},
        {(const void **)&m->elements, m->element_count * sizeof *m->elements},
        {(const void **)&m->first_chain, (m->clause_count + 1) * sizeof *m->first_chain},
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
                                     m->clause_count, m->chain_count, m->element_count, m->slow_count,    x->begins_with_blank,
                                     x->has_short,    x->has_twins};
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
    m->index.has_short = counts[10] != 0;
    m->index.has_twins = counts[11] != 0;
    list_parts(m, parts);
    size_t used = sizeof counts;
    for (size_t i = 0; i < PARTS; i++) {
        *parts[i].place = bytes.ptr + used;
        used += padded(parts[i].size);
    }
    return used == bytes.len;
}
