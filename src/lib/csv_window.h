/* SPDX-License-Identifier: MIT */
/*
 * The moving window of a CSV reader: scans the source piece by piece and cuts it into records. A
 * window begins at the start of a record, where the scan's state is known, so that a record cut off
 * by the end of a window or of a read is simply scanned again with more behind it. What is right or
 * wrong with a record is for csv_reader.c.
 */
#ifndef REGULARS_CSV_WINDOW_H
#define REGULARS_CSV_WINDOW_H

#include "lib/csv_record.h"
#include "lib/csv_source.h"

struct csv_window {
    struct csv_source source;
    char delimiter;
    bool allow_nul;
    size_t at;    /* where the window begins in the source's data */
    size_t len;   /* how much of it was scanned */
    size_t reach; /* how much is to be scanned at most */
    bool final;   /* all was scanned, and nothing follows */
    struct csv_index index;
    size_t bad; /* offset of the first byte, from `start` on, that is NUL or not UTF-8; CSV_NOWHERE:
                   none */

    size_t row;                    /* next to be taken */
    size_t start;                  /* its offset in the window */
    uint32_t mark, breaks, quotes; /* what the index counts before it */
    uint64_t line;                 /* where it starts */
    bool after_cr;                 /* the window before ended with a CR, to which a LF may belong */
};

/* What lies ahead. */
enum csv_step {
    CSV_STEP_ROWS,     /* records to take */
    CSV_STEP_FLAW,     /* a record with stray quotes, at index.flaw of csv_window_rest */
    CSV_STEP_UNCLOSED, /* a record that ends within quotes */
    CSV_STEP_LONG,     /* a record longer than the limit */
    CSV_STEP_END,      /* nothing */
    CSV_STEP_LOST      /* reading failed, *e says why */
};

/* Prepares to cut what the source holds from offset `at` on, whose first line is `line`. */
void csv_window_start(struct csv_window *w, char delimiter, size_t at, uint64_t line);

/* Moves on when all rows are taken. limit: bytes that a record may have. */
enum csv_step csv_window_advance(struct csv_window *w, size_t limit, struct error *e);

/* Takes the next row: all of *record but its scratch. There must be one. Here, since it runs once a
 * record. */
static inline void csv_window_take(struct csv_window *w, struct csv_record *record)
{
    const struct csv_row *row = &w->index.rows[w->row++];
    const char *base = w->source.data + w->at;
    size_t end = w->index.marks[row->mark];
    record->line = w->line;
    record->count = row->mark + 1 - w->mark;
    record->raw = (struct slice){base + w->start, end - w->start};
    record->quoted = row->quotes != w->quotes;
    record->delimiter = w->delimiter;
    record->base = base;
    record->ends = w->index.marks + w->mark;
    w->line += 1 + row->breaks - w->breaks;
    w->mark = row->mark + 1;
    w->breaks = row->breaks;
    w->quotes = row->quotes;
    w->start = end;
    if (end == w->len) /* the last record has no line break */
        return;
    w->start = end + 1;
    if (base[end] != '\r')
        return;
    if (w->start == w->len)
        w->after_cr = true;
    else if (base[w->start] == '\n')
        w->start++;
}

/* All that can be seen from the next record on. */
struct slice csv_window_rest(const struct csv_window *w);

/* Reads on behind what can be seen; false when that fails. */
bool csv_window_more(struct csv_window *w, struct error *e);

/* Moves on behind a record of so many bytes that the scan could not cut. */
void csv_window_pass(struct csv_window *w, size_t length);

/* Looks again for bad bytes, in the rows not yet taken. */
void csv_window_find_bad(struct csv_window *w);

/* Offset of the first byte that is not UTF-8 or, unless that is allowed, NUL; CSV_NOWHERE: none. */
size_t csv_find_bad(struct slice text, bool allow_nul);

/* Closes the source and gives back the memory. */
bool csv_window_close(struct csv_window *w, struct error *e);

#endif
