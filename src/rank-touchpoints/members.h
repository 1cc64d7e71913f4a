/* SPDX-License-Identifier: MIT */
/* Sets of customers by their numbers: who belongs to a place, each once, however many rows they have. */
#ifndef REGULARS_MEMBERS_H
#define REGULARS_MEMBERS_H

#include <stdint.h>

#include "lib/memory.h"

/* Zero: nobody. */
struct members {
    uint32_t *slots; /* number + 1; 0 is free */
    size_t slot_count; /* a power of two, or 0 */
    uint32_t count, last; /* last: the number + 1 that was added last */
};

/* Adds a number below UINT32_MAX, unless it is there. The seed, the same for each call, keeps chosen numbers from colliding. */
void members_add(struct members *m, struct arena *arena, const uint64_t seed[2], uint32_t number);

/* The members one after the other, in any order: *at is 0 first. False: that was all. */
bool members_next(const struct members *m, size_t *at, uint32_t *number);

#endif
