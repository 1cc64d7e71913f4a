/* SPDX-License-Identifier: MIT */
/*
 * What has been read, by group, period and measure. A place is a group in a period: who spoke, about what, when last. A
 * cell is a measure of a place: its values. Nothing here depends on the order of rows.
 */
#ifndef REGULARS_TABLE_H
#define REGULARS_TABLE_H

#include "lib/hash.h"
#include "rank-touchpoints/measures.h"
#include "rank-touchpoints/members.h"

enum { BY_MAX = 8 };

/* Texts counted: the commonest is the one with most, then of lowest bytes. */
struct tally {
    struct intern texts;
    uint64_t *counts;
    size_t capacity;
    bool started;
};

struct place {
    struct slice group[BY_MAX]; /* values of the columns of --by */
    int32_t period;             /* number of the month, week or quarter; NO_PERIOD without --period */
    uint32_t cells[MEASURE_COUNT]; /* by measure: the number of its cell, from 1; 0: none */
    struct members customers, low_customers; /* low: those with a bad experience */
    struct tally topics;
    struct slice comment, suggestion; /* of the best candidate so far */
    int64_t comment_score;
    unsigned directions; /* bit d: it has rows of that direction */
    int64_t last_day; /* INT64_MIN: no row had a date */
    uint64_t spoiled; /* answer sheets low overall in which this alone was low */
};

struct cell {
    uint32_t place;
    enum measure_id measure;
    int64_t *values; /* means and medians */
    size_t count, capacity;
    uint64_t boxes[3]; /* net promoter score: promoters, passives, detractors; shares and counts: hits, base */
};

/* How many messages of customers a period has. */
struct period_total {
    int32_t period;
    uint64_t messages;
};

struct table {
    struct arena *arena;
    struct arena *scratch; /* the key of one row's place */
    const uint64_t *seed;
    struct intern place_keys;
    struct place *places;
    size_t place_capacity;
    uint32_t last_place; /* asked for last: rows of a group come together */
    struct cell *cells;
    size_t cell_capacity;
    uint32_t cell_count;
    size_t by_count;
};

/* Starts an empty table of groups by so many columns. */
void table_start(struct table *t, struct arena *arena, const uint64_t seed[2], size_t by_count);

/* The place of a group in a period; a new one where there was none. The group's texts are copied. */
uint32_t table_place(struct table *t, const struct slice *group, int32_t period);

/* Adds one value, `times` over, to a measure of a place. */
void table_add(struct table *t, uint32_t place, enum measure_id measure, int64_t value, uint64_t times);

/* The cell of a place's measure, or NULL. */
struct cell *table_find(const struct table *t, uint32_t place, enum measure_id measure);

/* The place of the same group in another period, or INTERN_NONE. */
uint32_t table_find_place(const struct table *t, const struct place *like, int32_t period);

/* Notes a customer of a place (INTERN_NONE: nobody), and whether the experience was a bad one. */
void table_add_customer(struct table *t, uint32_t place, uint32_t customer, bool low);

/*
 * A comment, with what should have been said instead, as an example for a place. The best so far is kept: of the lowest score,
 * then the longest up to a line, then the first by bytes. Empty ones are left out.
 */
void table_offer_comment(struct table *t, uint32_t place, struct slice comment, struct slice suggestion, int64_t score);

/*
 * Adds what another table has, grouped by as many columns. customers: the number here of each customer there. In the arena: the place
 * here of each place there.
 */
uint32_t *table_merge(struct table *t, const struct table *other, const uint32_t *customers, struct arena *arena);

/* Counts a text so many times; empty ones are left out. */
void tally_add(struct tally *tally, struct table *t, struct slice text, uint64_t times);

/* The commonest text; empty when there is none. */
struct slice tally_commonest(const struct tally *tally);

/* How many values a cell has (answers, cases, findings). */
uint64_t cell_size(const struct cell *c);

#endif
