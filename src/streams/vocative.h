/* SPDX-License-Identifier: MIT */
/*
 * Names as one calls somebody. Greek masculine family names: -ης, -ας and the like lose their ς; -ος becomes -ε where
 * the accent is on the third syllable from the end or on the last, and in -μένος, else -ο (M. Triantafyllidis,
 * Νεοελληνική γραμματική). Polish given names: from the table, and -a to -o where that is always right.
 */
#ifndef REGULARS_VOCATIVE_H
#define REGULARS_VOCATIVE_H

#include "streams/name.h"

/*
 * The vocative of a masculine Greek family name, which may be double. Names in other letters, and those without ς, stay
 * as they are. False where it depends on an accent that is not written.
 */
bool vocative_greek(struct arena *arena, struct slice family, struct slice *vocative);

/*
 * Puts the accent on Greek family names that have none, as in capitals, where their ending says where it stands. False where
 * it does not.
 */
bool accent_greek(struct arena *arena, struct slice family, struct slice *accented);

/* The vocative of a Polish given name; empty where it is not certain. */
struct slice vocative_polish(const struct name_book *book, struct arena *arena, struct slice given,
                             enum gender gender);

#endif
