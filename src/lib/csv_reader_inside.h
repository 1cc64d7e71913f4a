/* SPDX-License-Identifier: MIT */
/* What csv_open.c and csv_reader.c share and nobody else sees. */
#ifndef REGULARS_CSV_READER_INSIDE_H
#define REGULARS_CSV_READER_INSIDE_H

#include "lib/csv_reader.h"
#include "lib/csv_window.h"

struct csv_reader {
    struct csv_window window;
    struct csv_options options;
    const struct slice *names;
    size_t name_count;
    size_t width;        /* fields that a record must have; 0: not known yet */
    size_t small_record; /* bytes; no limit is broken by a record this short */

    struct arena scratch;   /* of one record */
    struct csv_record kept; /* read while opening, to be given first */
    bool has_kept;
    bool failed;
    struct error failure;
};

/* csv_reader_next, but for the record kept from opening, past failures and the scratch. */
enum csv_result csv_reader_take(struct csv_reader *r, struct csv_record *record, struct error *e);

/*
 * Moves on where all rows of the window are taken. CSV_RECORD with *rows: there are rows again;
 * without: the record is one that had to be mended. Otherwise as csv_reader_next.
 */
enum csv_result csv_reader_step(struct csv_reader *r, struct csv_record *record, bool *rows,
                                struct error *e);

#endif
