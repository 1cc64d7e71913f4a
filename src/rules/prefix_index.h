/* SPDX-License-Identifier: MIT */
/*
 * Which rules may match at a place of a folded text: an index of the texts with which their matches begin. It is
 * asked at the beginnings of words only; two bit tables, of the first 3 and the first 6 bytes, answer "none" for nearly
 * all of them, a trie answers for the rest.
 */
#ifndef REGULARS_PREFIX_INDEX_H
#define REGULARS_PREFIX_INDEX_H

#include <stdint.h>

#include "lib/memory.h"

struct prefix_index;

/* One text and what it stands for. */
struct prefix_entry {
    struct slice text; /* not empty */
    uint32_t value;
};

/* Builds the index in the arena; the entries are sorted in place, their texts need not live on. */
struct prefix_index *prefix_index_make(struct arena *arena, struct prefix_entry *entries, size_t count);

/* Whether anything may begin here: false is sure, true is likely. At least 8 bytes must be readable. */
static inline int prefix_index_likely(const struct prefix_index *x, const char *at);

/* The values whose text stands at `at`, shortest text first: writes at most max, returns how many there are. */
size_t prefix_index_find(const struct prefix_index *x, const char *at, uint32_t *values, size_t max);

enum { PREFIX_BITS = 1 << 16 };

/* Only for the inline function below. */
struct prefix_filter {
    uint8_t brief[256];               /* a text of 1 or 2 bytes begins with this byte */
    uint64_t three[PREFIX_BITS / 64]; /* by the first 3 bytes: a text of 3 to 5 bytes */
    uint64_t six[PREFIX_BITS / 64];   /* by the first 6 bytes: a longer text */
};

static inline uint32_t prefix_hash(uint64_t bytes)
{
    return (uint32_t)((bytes * UINT64_C(0x9e3779b97f4a7c15)) >> 48);
}

static inline uint64_t prefix_bytes(const char *at, unsigned count)
{
    uint64_t bytes = 0;
    for (unsigned i = 0; i < count; i++)
        bytes |= (uint64_t)(unsigned char)at[i] << (8 * i);
    return bytes;
}

static inline int prefix_index_likely(const struct prefix_index *x, const char *at)
{
    const struct prefix_filter *f = (const struct prefix_filter *)(const void *)x; /* its first member */
    if (f->brief[(unsigned char)*at])
        return 1;
    uint32_t three = prefix_hash(prefix_bytes(at, 3));
    if (f->three[three / 64] >> (three % 64) & 1)
        return 1;
    uint32_t six = prefix_hash(prefix_bytes(at, 6));
    return (int)(f->six[six / 64] >> (six % 64) & 1);
}

#endif
