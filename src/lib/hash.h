/* SPDX-License-Identifier: MIT */
/*
 * Interning: texts to dense numbers 0, 1, 2, ... in the order in which they first came. The hash is keyed by a
 * seed of the run, so that nobody can prepare keys that collide; when a probe grows long all the same, the
 * table goes over to SipHash-1-3 for good. What is interned does not depend on the seed.
 */
#ifndef REGULARS_HASH_H
#define REGULARS_HASH_H

#include <stdint.h>

#include "lib/memory.h"

/* A text. Short ones, as ids are, lie in it: one line of memory less to wait for. */
enum { INTERN_SHORT = 12 };
union interned {
    struct {
        uint32_t len;
        char bytes[INTERN_SHORT];
    } near;
    struct {
        uint32_t len; /* above INTERN_SHORT */
        const char *bytes;
    } far;
};

struct intern {
    struct arena *arena; /* holds all of it; what a growing table leaves behind is freed with it */
    uint64_t seed[2];
    union interned *texts; /* by number */
    uint64_t *hashes;    /* by number */
    uint32_t *slots;     /* number + 1 in as many bits as slots need, above them bits of the hash; 0 is free */
    size_t slot_count;   /* a power of two */
    size_t text_capacity, hash_capacity;
    uint32_t count;
    bool careful; /* SipHash from now on */
};

#define INTERN_NONE UINT32_MAX

/* Starts an empty table. The arena must outlive it; seed as in world.seed. */
void intern_start(struct intern *t, struct arena *arena, const uint64_t seed[2]);

/* The number of text; a new text is copied and gets the next number. At most 2^32 - 2 texts, each of less than 4 GB. */
uint32_t intern_add(struct intern *t, struct slice text);

/* The number of text, or INTERN_NONE. */
uint32_t intern_find(const struct intern *t, struct slice text);

/* Asks the memory for where a text that is looked up a little later would be. */
void intern_expect(const struct intern *t, struct slice text);

/* The text of a number below count, good as long as the table. */
static inline struct slice intern_text(const struct intern *t, uint32_t number)
{
    const union interned *x = &t->texts[number];
    return (struct slice){x->near.len <= INTERN_SHORT ? x->near.bytes : x->far.bytes, x->near.len};
}

/* Ends the use of the table; its memory goes with the arena. */
void intern_free(struct intern *t);

/* SipHash-1-3 (Aumasson, Bernstein 2012) of the bytes, keyed. */
uint64_t hash_sip(const uint64_t key[2], struct slice s);

/* A fast keyed hash by 64x64 multiplication; not safe against somebody who can watch it. */
uint64_t hash_fast(const uint64_t key[2], struct slice s);

/* FNV-1a, 64 bits, unkeyed: for ids that must be the same on every machine. */
uint64_t hash_stable(uint64_t start, struct slice s);
enum { HASH_STABLE_START = 0 };

#endif
