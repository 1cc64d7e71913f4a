/* SPDX-License-Identifier: MIT */
/*
 * What kind of CSV lies before us: byte order mark, Excel's "sep=" line, and the delimiter, which
 * is one of , ; TAB | and is chosen by the columns that a tool needs. Does not read; it judges the
 * first bytes.
 */
#ifndef REGULARS_CSV_DIALECT_H
#define REGULARS_CSV_DIALECT_H

#include "lib/csv_scan.h"
#include "lib/error.h"

enum {
    CSV_MAX_FIELD = 1024 * 1024,
    CSV_MAX_RECORD = 16 * 1024 * 1024,
    CSV_DIALECT_LOOK = 64 * 1024
};

/* How to read; all zero is the usual way. */
struct csv_options {
    char delimiter;       /* 0: chosen */
    const char *encoding; /* as iconv names it; NULL: UTF-8, which is checked */
    const char *encoding_for; /* for advice: what stands before the name in --encoding for this file, "orders:"; NULL: nothing */
    bool lenient_quotes; /* records whose quotes break the rules are read as libcsv understands them
                          */
    bool no_header;      /* the first record is data; the columns are named 1, 2, ... */
    const struct slice *names; /* the first record is data; the columns have these names. Needs the delimiter */
    size_t name_count;
    bool lines;          /* one record a line: see csv_lines.h */
    bool any_width;      /* a record may have any number of fields */
    bool allow_nul;      /* NUL bytes are kept: some exports have them for empty cells */
    bool mapped;         /* csv_reader_open_bytes alone: the bytes lie in a mapped file, and are let go behind the reader */
    size_t max_field;    /* bytes; 0: CSV_MAX_FIELD */
    size_t max_record;   /* bytes; 0: CSV_MAX_RECORD; at most 1 GiB */

    /*
     * How many of the wanted columns are among these names, of which `needed` must be. Without it,
     * and with no_header, the delimiter is the one that gives equal, most fields over the first 100
     * records.
     */
    size_t (*suits)(void *context, const struct slice *names, size_t count);
    void *context;
    size_t needed;
};

struct csv_dialect {
    char delimiter;
    size_t skip;   /* bytes before the first record: mark and sep= line */
    uint64_t line; /* of the first record, from 1 */
};

enum csv_choice {
    CSV_CHOSEN,
    CSV_MORE,   /* not enough bytes to tell; never when `final` */
    CSV_NEITHER /* *e says what was found */
};

/* Judges the first bytes of an input; `final`: there are no more. */
enum csv_choice csv_dialect_choose(struct slice head, bool final, const struct csv_options *options,
                                   struct csv_dialect *dialect, struct error *e);

/* The value of a cell of a clean record: without its quotes, pairs of quotes undone; in the arena
 * only if it must. */
struct slice csv_unquote(struct slice cell, struct arena *arena);

/* A delimiter for messages: "','" or "TAB"; in static memory. */
const char *csv_delimiter_name(char delimiter);

#endif
