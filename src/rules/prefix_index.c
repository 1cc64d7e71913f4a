/* SPDX-License-Identifier: MIT */
#include "rules/prefix_index.h"

#include <limits.h>
#include <stdlib.h>

#include "rules/message.h"

enum { FREE = 0, HALF = 8, BITS_FOR_A_TEXT = 16, LEAST_BITS = 10, START_POWER_MAX = 12 };

/* The first 16 bytes at a place. */
struct beginning {
    uint64_t low, high;
};

static inline struct beginning read_beginning(const char *at)
{
    return (struct beginning){bytes_little_endian(at), bytes_little_endian(at + HALF)};
}

/* The first n bytes of a number; n below HALF. */
#define FIRST(n) ((UINT64_C(1) << (8 * (n))) - 1)

static const struct beginning masks[PREFIX_LONGEST + 1] = {
    {0, 0},           {FIRST(1), 0},           {FIRST(2), 0},           {FIRST(3), 0},           {FIRST(4), 0},
    {FIRST(5), 0},    {FIRST(6), 0},           {FIRST(7), 0},           {UINT64_MAX, 0},         {UINT64_MAX, FIRST(1)},
    {UINT64_MAX, FIRST(2)}, {UINT64_MAX, FIRST(3)}, {UINT64_MAX, FIRST(4)}, {UINT64_MAX, FIRST(5)}, {UINT64_MAX, FIRST(6)},
    {UINT64_MAX, FIRST(7)}, {UINT64_MAX, UINT64_MAX}};

/* A hash of the first `length` bytes (Dietzfelbinger 1996, multiply and shift); its upper half is as good as random. */
static inline uint64_t fingerprint(const struct beginning *b, size_t length)
{
    uint64_t low = b->low & masks[length].low;
    uint64_t high = b->high & masks[length].high;
    uint64_t hash = (low + length) * UINT64_C(0x9e3779b97f4a7c15);
    hash = (hash ^ hash >> 29 ^ high) * UINT64_C(0xbf58476d1ce4e5b9);
    return hash ^ hash >> 32;
}

static struct beginning beginning_of(struct slice text)
{
    char bytes[2 * HALF] = {0};
    memcpy(bytes, text.ptr, text.len < PREFIX_LONGEST ? text.len : PREFIX_LONGEST);
    return read_beginning(bytes);
}

static size_t length_of(struct slice text)
{
    return text.len < PREFIX_LONGEST ? text.len : PREFIX_LONGEST;
}

static uint32_t tag_of(uint64_t hash)
{
    return (uint32_t)(hash >> 32) | 1; /* FREE is none */
}

static size_t bit_of(const struct prefix_index *x, uint64_t hash)
{
    return (size_t)(hash >> (64 - x->bit_power));
}

static int by_text(const void *a, const void *b)
{
    const struct prefix_entry *x = a;
    const struct prefix_entry *y = b;
    int order = slice_compare(x->text, y->text);
    return order != 0 ? order : (x->value > y->value) - (x->value < y->value);
}

/* The tables of an index being made. */
struct making {
    struct prefix_index *index;
    uint64_t *pairs, *starts, *bits;
    uint16_t *lengths;
    struct prefix_slot *slots;
    uint32_t *values;
};

/* Where in the tables of lengths the entry is for a place whose first 8 bytes are these. */
static inline size_t prefix_start(const struct prefix_index *x, uint64_t bytes, enum prefix_lengths table)
{
    uint64_t first = bytes & ((UINT64_C(1) << 16 * (table + 1)) - 1);
    return ((size_t)table << x->start_power) + (size_t)(first * UINT64_C(0x9e3779b97f4a7c15) >> (64 - x->start_power));
}

/* Notes the length of a text by what it begins with; after a text of one byte anything may come. */
static void put_length(struct making *m, uint64_t bytes, size_t length)
{
    uint16_t bit = (uint16_t)(1U << (length - 1));
    enum prefix_lengths table = length >= 6 ? PREFIX_BY_SIX : length >= 4 ? PREFIX_BY_FOUR : PREFIX_BY_TWO;
    m->lengths[prefix_start(m->index, bytes, table)] |= bit;
    for (uint64_t second = 0; length == 1 && second <= UCHAR_MAX; second++)
        m->lengths[prefix_start(m->index, bytes | second << CHAR_BIT, table)] |= bit;
}

/* Notes that texts begin so. */
static void put_start(struct making *m, uint64_t bytes, size_t length)
{
    for (uint64_t second = 0; length == 1 && second <= UCHAR_MAX; second++)
        bits_set(m->pairs, (size_t)(bytes & 0xff) | second << CHAR_BIT);
    if (length == 2)
        bits_set(m->pairs, bytes & 0xffff);
    if (length > 2)
        bits_set(m->starts, prefix_hash(bytes & (length >= HALF ? UINT64_MAX : length >= 4 ? FIRST(4) : FIRST(3))));
}

static void put_text(struct making *m, struct slice text, uint32_t first)
{
    struct prefix_index *x = m->index;
    struct beginning b = beginning_of(text);
    uint64_t hash = fingerprint(&b, text.len);
    size_t bit = bit_of(x, hash);
    size_t slot = hash & x->slot_mask;
    for (; m->slots[slot].tag != FREE; slot = (slot + 1) & x->slot_mask)
        x->has_twins = x->has_twins || m->slots[slot].tag == tag_of(hash);
    m->slots[slot] = (struct prefix_slot){tag_of(hash), first};
    bits_set(m->bits, bit);
    put_length(m, b.low, text.len);
    put_start(m, b.low, text.len);
    x->has_short = x->has_short || text.len < 4;
    x->begins_with_sign = x->begins_with_sign || !message_word_byte(text.ptr[0]);
    x->begins_with_blank = x->begins_with_blank || text.ptr[0] == ' ';
}

/* Puts the entries from `from` on that have the same text; returns where the next text begins. */
static size_t put_entries(struct making *m, const struct prefix_entry *entries, size_t from, size_t count)
{
    struct slice text = entries[from].text;
    size_t first = m->index->value_count;
    size_t at = from;
    for (; at < count && slice_equal(entries[at].text, text); at++) {
        if (at == from || entries[at].value != entries[at - 1].value)
            m->values[m->index->value_count++] = entries[at].value;
    }
    m->values[m->index->value_count - 1] |= PREFIX_LAST;
    put_text(m, text, (uint32_t)first);
    return at;
}

static size_t power_for(size_t count)
{
    size_t power = LEAST_BITS;
    while ((size_t)1 << power < count)
        power++;
    return power;
}

/* How many texts sorted entries have. */
static size_t count_texts(const struct prefix_entry *entries, size_t count)
{
    size_t texts = 0;
    for (size_t i = 0; i < count; i++)
        texts += i == 0 || !slice_equal(entries[i].text, entries[i - 1].text);
    return texts;
}

void prefix_index_make(struct arena *arena, struct prefix_entry *entries, size_t count, struct prefix_index *x)
{
    for (size_t i = 0; i < count; i++)
        entries[i].text.len = length_of(entries[i].text);
    if (count > 1)
        qsort(entries, count, sizeof *entries, by_text);
    size_t texts = count_texts(entries, count);
    size_t slots = (size_t)1 << power_for(texts + texts / 2);
    *x = (struct prefix_index){.slot_mask = slots - 1, .bit_power = power_for(texts * BITS_FOR_A_TEXT)};
    size_t power = power_for(4 * texts);
    x->start_power = power < START_POWER_MAX ? power : START_POWER_MAX;
    struct making m = {.index = x};
    m.pairs = arena_array(arena, PREFIX_STARTS / 64, sizeof *m.pairs);
    m.starts = arena_array(arena, PREFIX_STARTS / 64, sizeof *m.starts);
    m.bits = arena_array(arena, ((size_t)1 << x->bit_power) / 64, sizeof *m.bits);
    m.lengths = arena_array(arena, prefix_length_count(x), sizeof *m.lengths);
    m.slots = arena_array(arena, slots, sizeof *m.slots);
    m.values = arena_array(arena, count, sizeof *m.values);
    for (size_t i = 0; i < count;)
        i = put_entries(&m, entries, i, count);
    x->pairs = m.pairs;
    x->starts = m.starts;
    x->bits = m.bits;
    x->lengths = m.lengths;
    x->slots = m.slots;
    x->values = m.values;
}

/* The lengths of texts that may stand where these 8 bytes do, as bits. */
static inline size_t likely_lengths(const struct prefix_index *x, uint64_t bytes)
{
    return (size_t)x->lengths[prefix_start(x, bytes, PREFIX_BY_TWO)] | x->lengths[prefix_start(x, bytes, PREFIX_BY_FOUR)] |
           x->lengths[prefix_start(x, bytes, PREFIX_BY_SIX)];
}

size_t prefix_index_probe(const struct prefix_index *x, const char *at, uint32_t place, struct prefix_probe *out)
{
    struct beginning b = read_beginning(at);
    size_t count = 0;
    for (size_t likely = likely_lengths(x, b.low); likely != 0; likely &= likely - 1) {
        uint32_t length = 1 + (uint32_t)__builtin_ctzll(likely);
        uint64_t hash = fingerprint(&b, length);
        __builtin_prefetch(&x->slots[hash & x->slot_mask]);
        out[count] = (struct prefix_probe){hash, place, length};
        count += bits_get(x->bits, bit_of(x, hash));
    }
    return count;
}

size_t prefix_index_settle(const struct prefix_index *x, uint64_t fingerprint, const uint32_t *found[PREFIX_SAME_MAX])
{
    size_t count = 0;
    for (size_t slot = fingerprint & x->slot_mask; x->slots[slot].tag != FREE; slot = (slot + 1) & x->slot_mask) {
        if (x->slots[slot].tag != tag_of(fingerprint) || count == PREFIX_SAME_MAX)
            continue;
        found[count++] = x->values + x->slots[slot].first;
        if (!x->has_twins)
            break;
    }
    return count;
}

size_t prefix_index_find(const struct prefix_index *x, const char *at, const uint32_t *found[PREFIX_FOUND_MAX])
{
    struct prefix_probe probes[PREFIX_LONGEST];
    size_t probe_count = prefix_index_may(x, at) ? prefix_index_probe(x, at, 0, probes) : 0;
    size_t count = 0;
    for (size_t i = 0; i < probe_count; i++)
        count += prefix_index_settle(x, probes[i].fingerprint, found + count);
    return count;
}
