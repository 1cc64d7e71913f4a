/* SPDX-License-Identifier: MIT */
/*
 * What a customer usually buys, and how: the product or channel with the most purchase lines, then
 * with the most money, then with the lowest bytes. A purchase line is one that was paid for,
 * whether it was returned or not.
 */
#ifndef REGULARS_SCORE_LOYALTY_FAVOURITES_H
#define REGULARS_SCORE_LOYALTY_FAVOURITES_H

#include "score-loyalty/ledger.h"

/* One kind of favourite for many customers; one a thread. */
struct favourites;

enum favourite_kind { FAVOURITE_PRODUCT, FAVOURITE_CHANNEL };

/* The place of each name in the order of bytes, by number; for all favourites of these names. In
 * the arena. */
const uint32_t *favourites_ranks(const struct intern *names, struct arena *arena);

/* Favourites among `count` names with these ranks. Give it back with favourites_close. */
struct favourites *favourites_open(enum favourite_kind kind, size_t count, const uint32_t *ranks);
void favourites_close(struct favourites *f);

/* The number of the favourite among the lines of one customer up to last_day; LEDGER_NOTHING: none.
 */
uint32_t favourite_of(struct favourites *f, const struct ledger_line *lines, size_t count,
                      int32_t last_day);

#endif
