/* SPDX-License-Identifier: MIT */
/*
 * Writes CSV as regulars(7) states: fields quoted only when they must be, a lone empty field as "",
 * every write checked. Fields are handed over one by one or, where a record is passed through, as
 * they stand in it. After a failed write the rest is thrown away; csv_writer_end tells, and
 * csv_writer_close says why.
 */
#ifndef REGULARS_CSV_WRITER_H
#define REGULARS_CSV_WRITER_H

#include "lib/csv_record.h"
#include "lib/world.h"

struct csv_writer;

/* All zero: comma, LF, no mark. */
struct csv_writer_options {
    char delimiter;     /* 0: comma */
    bool bom;           /* a UTF-8 byte order mark first */
    bool crlf;          /* lines end with CRLF */
    bool neutralise;    /* a text that a spreadsheet would run gets an apostrophe before it */
    bool decimal_comma; /* of the numbers that csv_writer_decimal writes */
    bool no_header;     /* the first record is thrown away */
    bool lines;         /* one record a line: see csv_lines.h */
};

/* What --for-spreadsheet means: VALUE is NULL for the plain option, or "eu". False: *e says which
 * values there are. */
bool csv_writer_for_spreadsheet(const char *value, struct csv_writer_options *options,
                                struct error *e);

/* Opens path (see output_open). options may be NULL. NULL: *e says why. The writer lives in the
 * arena but must be closed. */
struct csv_writer *csv_writer_open(struct world *w, struct arena *arena, const char *path,
                                   const struct csv_writer_options *options, struct error *e);

/*
 * A writer of the same options that keeps what it is given, so that another thread can write records for the same file. It is
 * closed like any; csv_writer_take appends what it holds to w, and empties it. False once a write has failed.
 */
struct csv_writer *csv_writer_side(const struct csv_writer *w, struct arena *arena);
bool csv_writer_take(struct csv_writer *w, struct csv_writer *side);

/* What it holds, in the arena, as fields for csv_writer_rendered; empties it. The last record must not be ended. */
struct slice csv_writer_cut(struct csv_writer *side, struct arena *arena);

/* A field with this value. */
void csv_writer_field(struct csv_writer *w, struct slice value);

/* A field with the value of this cell, as it stands in a clean record (csv_record_cell), quotes
 * included. */
void csv_writer_cell(struct csv_writer *w, struct slice cell);

/* The fields of a record from `first` on, `count` of them at the most. */
void csv_writer_cells(struct csv_writer *w, const struct csv_record *record, size_t first,
                      size_t count);

/* Fields as this writer writes them, with delimiters between, in the arena: for values that many records share. */
struct slice csv_writer_render(struct csv_writer *w, struct arena *arena, const struct slice *values, size_t count);

/* Writes `count` fields that csv_writer_render of this writer made. */
void csv_writer_rendered(struct csv_writer *w, struct slice bytes, size_t count);

/* Writes a whole record of at least two fields from pieces that csv_writer_render of this writer made. */
bool csv_writer_pieces(struct csv_writer *w, const struct slice *pieces, size_t count);

/* An empty field. */
void csv_writer_blank(struct csv_writer *w);

/* A whole number. */
void csv_writer_integer(struct csv_writer *w, int64_t value);

/*
 * value / 10^scale with so many decimal places, or NUMBER_SHORTEST, as number_format (lib/number.h)
 * does: halves rounded away from zero, never "-0". scale and places are at most 18.
 */
void csv_writer_decimal(struct csv_writer *w, int64_t value, unsigned scale, unsigned places);

/* A number with so many decimal places; an empty field where it is not finite, or too large to be written so. */
void csv_writer_double(struct csv_writer *w, double value, unsigned places);

/* Ends the record. False once a write has failed: then there is no use in going on. */
bool csv_writer_end(struct csv_writer *w);

/* All fields of a record, and its end. */
bool csv_writer_record(struct csv_writer *w, const struct csv_record *record);

/* Hands what is buffered to the system; for a tool that is about to wait. */
bool csv_writer_flush(struct csv_writer *w);

/* Closes (see output_close). False with the first failure of all. Closing twice, or NULL, is
 * harmless. */
bool csv_writer_close(struct csv_writer *w, bool keep, struct error *e);

#endif
