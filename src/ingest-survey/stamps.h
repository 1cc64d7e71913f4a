/* SPDX-License-Identifier: MIT */
/* When a response was given: from the columns that say it, best first, in the right zone, as it is
 * written out. */
#ifndef REGULARS_STAMPS_H
#define REGULARS_STAMPS_H

#include "ingest-survey/book.h"
#include "ingest-survey/sample.h"

enum { STAMP_COLUMNS = 8 };

struct stamps {
    size_t columns[STAMP_COLUMNS];           /* best first */
    const struct zone *zones[STAMP_COLUMNS]; /* of stamps without one; NULL: not known */
    size_t count;
    ptrdiff_t clock; /* column of the time of day; -1: none */
    enum date_order order;
    const struct zone *shown; /* --tz: the zone they are written in; NULL: their own */
    struct zone *fixed;       /* of the last stamp with an offset of its own */
    int32_t fixed_offset;
    struct world *world;
    struct arena *arena;
};

/* Finds the columns; loads their zones. False: a zone is unknown (*e). */
bool stamps_start(struct stamps *s, const struct book *book, const struct survey_layout *layout,
                  struct world *w, struct arena *arena, enum date_order order,
                  const struct zone *tz, struct error *e);

/*
 * Writes the stamp of a record: with an offset where the zone is known, else without, a date alone
 * as such; empty when all columns are blank. False: a cell is no date; *column is its column, *e
 * says what is wrong.
 */
bool stamps_text(struct stamps *s, const struct csv_record *record, char out[DATETIME_TEXT_MAX],
                 struct slice *text, size_t *column, struct error *e);

/* What the first records say about the order of day and month, for advice: DATE_ORDER_NONE,
 * nothing. */
enum date_order stamps_suggest(const struct stamps *s, const struct sample *sample,
                               size_t header_rows);

#endif
