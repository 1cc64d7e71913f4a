/* SPDX-License-Identifier: MIT */
/*
 * English contractions written out: "don't", "don’t" and "dont" all read "do not", "you're" reads "you are". The
 * same is done to messages and to patterns, so that a rule finds either form whichever one it names. What is
 * ambiguous without its apostrophe ("its", "were", "ill") is left alone. Works on folded text.
 */
#ifndef REGULARS_CONTRACTION_H
#define REGULARS_CONTRACTION_H

#include <stdint.h>

#include "lib/slice.h"

/* Longer words are none; the longest that is written without an apostrophe. */
enum { CONTRACTION_MAX = 24, CONTRACTION_BARE_MAX = 8 };

/* A contraction at the end of a word: how many of its bytes go, and what comes in their place. */
struct contraction {
    size_t cut;
    struct slice tail;
};

/*
 * The contraction of a whole folded word (letters and apostrophes), or a cut of 0 when it is none. The tail of
 * "n't" is " not", and of "can't" is "can not" with the cut being the whole word.
 */
struct contraction contraction_of(struct slice word);

/* The words that are written without an apostrophe, each as the 8 bytes that memory holds of it; which: 0, 1, ... 0: there are no more. */
uint64_t contraction_bare(size_t which);

/* Whether the last two letters of a word are those of one that is contracted without an apostrophe. */
static inline bool contraction_may_end(char before, char last)
{
    return (last == 't' && (before == 'n' || before == 'o')) || (last == 'e' && (before == 'v' || before == 'r')) ||
           (last == 'm' && before == 'i') || (last == 's' && (before == 't' || before == 'e')) ||
           (last == 'l' && before == 'l');
}

#endif
