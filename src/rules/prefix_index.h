/* SPDX-License-Identifier: MIT */
/*
 * Which texts stand at a place: an index of their fingerprints, a hash of length and bytes, in a few flat tables. A table of
 * bits answers "none" for nearly all places; one text in billions is taken for another, so whoever asks must confirm.
 */
#ifndef REGULARS_PREFIX_INDEX_H
#define REGULARS_PREFIX_INDEX_H

#include <stdint.h>

#include "lib/bits.h"
#include "lib/bytes.h"
#include "lib/memory.h"

/* One text and what it stands for. */
struct prefix_entry {
    struct slice text; /* not empty; what is behind PREFIX_LONGEST bytes does not count */
    uint32_t value;    /* below PREFIX_LAST */
};

enum { PREFIX_LONGEST = 16 };

/* What the last value of a list is marked with. */
#define PREFIX_LAST (UINT32_C(1) << 31)

/* Of a fingerprint there is one text, and at the most some that others are taken for. */
enum { PREFIX_SAME_MAX = 4, PREFIX_FOUND_MAX = PREFIX_SAME_MAX * PREFIX_LONGEST };

/* A text in the hash table; tag 0: free. */
struct prefix_slot {
    uint32_t tag;
    uint32_t first; /* of its values */
};

/*
 * Whether any text may stand at a place, two tables of 2^16 bits tell, which a processor keeps at hand: `pairs`, by the first 2
 * bytes, of texts that are no longer; `starts`, by a hash of the first 3, 4 or 8 bytes, of others, as many as they have.
 *
 * How long those texts are is told by tables of 2^start_power entries each: bit n - 1 is set where there are such of n bytes. By a
 * hash of the first 2 bytes they tell of texts of less than 4; of the first 4, of texts of 4 and 5 bytes; of the first 6, of longer
 * ones.
 */
enum { PREFIX_STARTS = 1 << 16 };
enum prefix_lengths { PREFIX_BY_TWO, PREFIX_BY_FOUR, PREFIX_BY_SIX, PREFIX_TABLES };

struct prefix_index {
    const uint64_t *pairs, *starts;  /* PREFIX_STARTS bits each */
    const uint64_t *bits;            /* 2^bit_power of them, by fingerprint */
    const struct prefix_slot *slots; /* slot_mask + 1 of them */
    const uint32_t *values;
    uint64_t slot_mask;
    const uint16_t *lengths; /* the tables, one behind the other */
    size_t bit_power, start_power, value_count;
    bool has_short; /* some text is shorter than 4 bytes */
    bool has_twins; /* two texts have the same tag near each other */
    bool begins_with_sign, begins_with_blank; /* some text begins with a byte of ASCII that is no letter or digit; with a blank */
};

/* Builds the index, its tables in the arena; the entries are sorted in place, their texts need not live on. */
void prefix_index_make(struct arena *arena, struct prefix_entry *entries, size_t count, struct prefix_index *x);

/* How many entries the tables of lengths have. */
static inline size_t prefix_length_count(const struct prefix_index *x)
{
    return (size_t)PREFIX_TABLES << x->start_power;
}

/* The place in `starts` for texts that begin with these bytes. */
static inline size_t prefix_hash(uint64_t bytes)
{
    return (size_t)(bytes * UINT64_C(0x9e3779b97f4a7c15) >> 48);
}

/* Whether any text may stand at `at`; mostly none does. At least 8 bytes must be readable there. */
static inline bool prefix_index_may(const struct prefix_index *x, const char *at)
{
    uint64_t bytes = bytes_little_endian(at);
    uint64_t may = bits_get(x->starts, prefix_hash(bytes & 0xffffffff)) | bits_get(x->starts, prefix_hash(bytes));
    if (x->has_short)
        may |= bits_get(x->starts, prefix_hash(bytes & 0xffffff)) | bits_get(x->pairs, bytes & 0xffff);
    return may != 0;
}

/* A text that may stand at a place. */
struct prefix_probe {
    uint64_t fingerprint;
    uint32_t place; /* what the caller knows it by */
    uint32_t length;
};

/*
 * The first of two steps, by which texts are found at many places: the processor need not wait for the memory of one place before
 * it asks for that of the next. Says what may stand at `at`, nearly always that which does: returns how many, PREFIX_LONGEST at the most.
 */
size_t prefix_index_probe(const struct prefix_index *x, const char *at, uint32_t place, struct prefix_probe *out);

/* The second step: the lists of values of what has this fingerprint, as prefix_index_find gives them; returns how many lists. */
size_t prefix_index_settle(const struct prefix_index *x, uint64_t fingerprint, const uint32_t *found[PREFIX_SAME_MAX]);

/*
 * Finds the texts that stand at `at`, shortest first; returns how many, and for each the list of its values, in order, the last one
 * marked. At least 16 bytes must be readable there.
 */
size_t prefix_index_find(const struct prefix_index *x, const char *at, const uint32_t *found[PREFIX_FOUND_MAX]);

#endif
