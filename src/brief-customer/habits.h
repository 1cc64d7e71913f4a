/* SPDX-License-Identifier: MIT */
/*
 * What one customer usually buys, through which channel, and what is due again: counts and usual gaps over the
 * customer's own purchases.
 */
#ifndef REGULARS_BRIEF_HABITS_H
#define REGULARS_BRIEF_HABITS_H

#include "brief-customer/brief.h"

/* A product or a channel, and how it was bought. */
struct habit {
    struct slice name;
    uint32_t times;     /* lines */
    uint32_t days;      /* different days */
    int64_t money;      /* millionths */
    int64_t last_day;
    int64_t gap;        /* the usual one in days, the lower median; 0: fewer than HABIT_DAYS days */
};

enum { HABIT_DAYS = 3 };

enum habit_of { HABIT_PRODUCT, HABIT_CHANNEL };

/*
 * The habits of a person, most lines first, then most money, then lowest bytes, in the arena; blank names are left out. Returns
 * how many.
 */
size_t habits_of(const struct subject *p, enum habit_of what, struct arena *arena, struct habit **habits);

/* Totals over all purchases: the name is empty, times counts orders' days. All zero without one. */
struct habit habits_total(const struct subject *p, struct arena *arena);

/*
 * Whether a product is due again on a day: its usual gap has passed, or does so within an eighth of it, and not yet
 * three gaps have (then it was given up).
 */
bool habit_is_due(const struct habit *h, int64_t today);

#endif
