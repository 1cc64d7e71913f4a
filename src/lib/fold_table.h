/* SPDX-License-Identifier: MIT */
/* The tables behind text.c, written by fold_table.py; use text.h instead. */
#ifndef REGULARS_FOLD_TABLE_H
#define REGULARS_FOLD_TABLE_H

#include <stddef.h>
#include <stdint.h>

struct fold_pair {
    uint16_t base, mark, composed;
};

/* A page of characters that all fold to themselves. */
enum { FOLD_SAME = 0 };

enum { FOLD_EXPANSION = 0xd800, FOLD_EXPANSION_END = 0xe000 };

/* fold_page[fold_pages[c >> 8]][c & 255]: 0 drops; FOLD_EXPANSION + n: fold_expansion[n]; else a character. */
extern const uint8_t fold_pages[256];
extern const uint16_t fold_page[][256];
extern const uint16_t fold_expansion[][4];

/* Sorted by base, then mark. */
extern const struct fold_pair fold_pairs[];
extern const size_t fold_pair_count;

#endif
