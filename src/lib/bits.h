/* SPDX-License-Identifier: MIT */
/* Tables of bits, 64 to a number. */
#ifndef REGULARS_BITS_H
#define REGULARS_BITS_H

#include <stddef.h>
#include <stdint.h>

/* A bit of a table: 0 or 1. */
static inline uint64_t bits_get(const uint64_t *bits, size_t bit)
{
    return bits[bit / 64] >> bit % 64 & 1;
}

/* Makes a bit 1, or 0. */
static inline void bits_set(uint64_t *bits, size_t bit)
{
    bits[bit / 64] |= UINT64_C(1) << bit % 64;
}
static inline void bits_clear(uint64_t *bits, size_t bit)
{
    bits[bit / 64] &= ~(UINT64_C(1) << bit % 64);
}

#endif
