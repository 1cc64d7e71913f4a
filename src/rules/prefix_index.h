/* SPDX-License-Identifier: MIT */
/*
 * Which texts stand at a place: an index of their fingerprints, a hash of length and bytes, in a few flat tables. A table of
 * bits answers "none" for nearly all places; one text in billions is taken for another, so whoever asks must confirm.
 */
#ifndef REGULARS_PREFIX_INDEX_H
#define REGULARS_PREFIX_INDEX_H

#include <stdint.h>

#include "lib/memory.h"

/* One text and what it stands for. */
struct prefix_entry {
    struct slice text; /* not empty; what is behind PREFIX_LONGEST bytes does not count */
    uint32_t value;    /* below PREFIX_LAST */
};

enum { PREFIX_LONGEST = 12, PREFIX_START_BITS = 15, PREFIX_STARTS = 1 << PREFIX_START_BITS };

/* What the last value of a list is marked with. */
#define PREFIX_LAST (UINT32_C(1) << 31)

enum { PREFIX_FOUND_MAX = 2 * PREFIX_LONGEST }; /* of each length one, and some that others are taken for */

/* A text in the hash table; tag 0: free. */
struct prefix_slot {
    uint32_t tag;
    uint32_t first; /* of its values */
};

struct prefix_index {
    const uint64_t *bits;            /* 2^bit_power of them, by fingerprint */
    const struct prefix_slot *slots; /* slot_mask + 1 of them */
    const uint32_t *values;
    uint64_t slot_mask;
    size_t bit_power, value_count;
    const uint16_t *lengths; /* PREFIX_STARTS, by a hash of the first 4 bytes: bit n is set where such texts have n bytes */
    size_t short_lengths;    /* bit n: there are texts of n bytes, for those of less than 4 */
    bool begins_with_sign, begins_with_blank; /* some text begins with a byte of ASCII that is no letter or digit; with a blank */
};

/* Builds the index, its tables in the arena; the entries are sorted in place, their texts need not live on. */
void prefix_index_make(struct arena *arena, struct prefix_entry *entries, size_t count, struct prefix_index *x);

/* Where the lengths of texts that begin with the same 4 bytes stand. */
static inline size_t prefix_start(const char *at)
{
    uint32_t bytes;
    memcpy(&bytes, at, sizeof bytes);
    return bytes * UINT32_C(0x9e3779b1) >> (32 - PREFIX_START_BITS);
}

/* The lengths of texts that may stand at `at`, as bits; mostly none. At least 4 bytes must be readable there. */
static inline size_t prefix_index_likely(const struct prefix_index *x, const char *at)
{
    return x->lengths[prefix_start(at)] | x->short_lengths;
}

/*
 * Finds the texts that stand at `at` and have one of the lengths that are likely, shortest first; returns how many, and for each
 * the list of its values, in order, the last one marked. At least 16 bytes must be readable there.
 */
size_t prefix_index_find(const struct prefix_index *x, const char *at, size_t likely, const uint32_t *found[PREFIX_FOUND_MAX]);

#endif
