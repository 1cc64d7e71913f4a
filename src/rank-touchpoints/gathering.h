/* SPDX-License-Identifier: MIT */
/*
 * Rows on their way into the table: which group and period each belongs to, whose it is, what it says. A large file is read in two
 * parts, by a thread each: what both have gathered is put together then, as if it had been one.
 */
#ifndef REGULARS_GATHERING_H
#define REGULARS_GATHERING_H

#include "rank-touchpoints/grouping.h"
#include "rank-touchpoints/period.h"
#include "rank-touchpoints/sheets.h"
#include "streams/identity.h"

/* What is asked of the rows. */
struct gathering_terms {
    enum input_kind kind;    /* INPUT_COUNT: to be found out, before rows are read */
    struct slice by[BY_MAX]; /* names of columns */
    size_t by_count;
    enum period_kind period;
    int direction; /* enum direction; -1: all rows */
};

enum { LATELY_MAX = 40 };

struct gathering {
    const struct gathering_terms *terms;
    struct arena *arena;
    struct identity *identity;
    struct table table;
    struct sheets sheets;
    struct grouping where;
    struct period_total *totals; /* what mentions are counted against */
    size_t total_count, total_capacity;
    int64_t latest_day; /* of all rows; INT64_MIN: none has a date */
    char stamp[LATELY_MAX]; /* the one read last, and its day: rows of a day come together */
    size_t stamp_length;
    int64_t day;
};

/* Starts with nothing. All that is given must live as long. */
void gathering_start(struct gathering *g, const struct gathering_terms *terms, struct arena *arena, struct identity *identity,
                     const uint64_t seed[2]);

/* Takes all rows of the stream. False: *e says why one of them, or the stream, ends the work. */
bool gathering_read(struct gathering *g, struct stream *s, struct error *e);

/* Adds what another one has. Neither may have a customers file. */
void gathering_merge(struct gathering *g, const struct gathering *other);

/* When all is read: what follows from all rows together. */
void gathering_settle(struct gathering *g);

#endif
