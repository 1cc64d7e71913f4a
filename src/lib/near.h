/* SPDX-License-Identifier: MIT */
/* How near a misspelt name is to one that exists, for "did you mean". */
#ifndef REGULARS_NEAR_H
#define REGULARS_NEAR_H

#include "lib/slice.h"

enum { NEAR_LONGEST = 64, NEAR_NOTHING = 1000 };

/*
 * Levenshtein's distance in characters, in thousandths of the longer name: 0 equal, NEAR_NOTHING nothing in common. Names that are empty,
 * or longer than NEAR_LONGEST characters, have nothing in common with any; nor has, to spare time, what is farther than `most`.
 */
size_t near_farness(struct slice a, struct slice b, size_t most);

#endif
