/* SPDX-License-Identifier: MIT */
/*
 * Which rules may match at a place of a folded text: an index of the texts with which their matches begin. It is
 * asked at the beginnings of words only; bit tables of the first 2, 3, 6 and 8 bytes answer "none" for nearly all
 * of them, a trie in two arrays (Aoe 1989) answers for the rest.
 */
#ifndef REGULARS_PREFIX_INDEX_H
#define REGULARS_PREFIX_INDEX_H

#include <stdint.h>

#include "lib/memory.h"

/* One text and what it stands for. */
struct prefix_entry {
    struct slice text; /* not empty */
    uint32_t value;
};

enum { PREFIX_BITS = 16, PREFIX_LONG = 8 };

/* A state of the trie. Its child by byte b is the state at base + b, if that one's parent is this. */
struct prefix_state {
    uint32_t base : 31;
    uint32_t has_values : 1;
    int32_t parent;
};

/* The values that a state has. */
struct prefix_values {
    uint32_t first, count;
};

/* Where the trie is entered behind the first PREFIX_LONG bytes. */
struct prefix_door {
    uint64_t bytes;
    uint32_t state; /* 0: free */
};

struct prefix_index {
    uint64_t two[(1 << 16) / 64];            /* by the first 2 bytes: a text of 1 or 2 bytes */
    uint64_t three[(1 << PREFIX_BITS) / 64]; /* by the first 3 bytes: a text of 3 to 5 bytes */
    uint64_t six[(1 << PREFIX_BITS) / 64];   /* by the first 6 bytes: a text of 6 or 7 bytes */
    uint64_t eight[(1 << PREFIX_BITS) / 64]; /* by the first PREFIX_LONG bytes: a longer text */
    bool begins_with_sign;            /* some text begins with a byte of ASCII that is no letter or digit */
    struct prefix_door *doors;   /* hashed, a power of two of them */
    uint64_t door_mask;
    struct prefix_state *states; /* the root is the first */
    struct prefix_values *ranges; /* by state */
    size_t state_count;
    uint32_t *values;
};

/* Builds the index in the arena; the entries are sorted in place, their texts need not live on. */
struct prefix_index *prefix_index_make(struct arena *arena, struct prefix_entry *entries, size_t count);

/* What prefix_index_likely says: a text of fewer than PREFIX_LONG bytes may stand here, or a longer one. */
enum { PREFIX_MAY_BE_SHORT = 1, PREFIX_MAY_BE_LONG = 2 };

/* The values whose text stands at `at`, shortest text first: writes at most max, returns how many there are. */
size_t prefix_index_find(const struct prefix_index *x, const char *at, unsigned likely, uint32_t *values, size_t max);

static inline uint32_t prefix_hash(uint64_t bytes)
{
    return (uint32_t)((bytes * UINT64_C(0x9e3779b97f4a7c15)) >> (64 - PREFIX_BITS));
}

/* The first 8 bytes as a number. */
static inline uint64_t prefix_bytes(const char *at)
{
    const unsigned char *b = (const unsigned char *)at;
    return (uint64_t)b[0] | (uint64_t)b[1] << 8 | (uint64_t)b[2] << 16 | (uint64_t)b[3] << 24 | (uint64_t)b[4] << 32 |
           (uint64_t)b[5] << 40 | (uint64_t)b[6] << 48 | (uint64_t)b[7] << 56;
}

static inline uint64_t prefix_bit(const uint64_t *table, uint32_t bit)
{
    return table[bit / 64] >> (bit % 64);
}

/* What may begin here: 0, nothing, is sure, more is likely. At least 8 bytes must be readable. */
static inline unsigned prefix_index_likely(const struct prefix_index *x, const char *at)
{
    uint64_t bytes = prefix_bytes(at);
    uint64_t brief = prefix_bit(x->two, (uint32_t)(bytes & 0xffff)) |
                     prefix_bit(x->three, prefix_hash(bytes & UINT64_C(0xffffff))) |
                     prefix_bit(x->six, prefix_hash(bytes & UINT64_C(0xffffffffffff)));
    return (unsigned)(brief & 1) | (unsigned)(prefix_bit(x->eight, prefix_hash(bytes)) & 1) << 1;
}

#endif
