/* SPDX-License-Identifier: MIT */
/*
 * Reads CSV streams of any size, record by record, as regulars(7) states: byte order mark, sep=
 * line, choice of the delimiter, CR, LF and CRLF, strict quotes, limits, UTF-8 checked or another
 * encoding converted. Each record knows the line it starts on. What the columns mean is not known
 * here; small files that are kept whole are better read with csv_table.h.
 */
#ifndef REGULARS_CSV_READER_H
#define REGULARS_CSV_READER_H

#include "lib/csv_record.h"
#include "lib/world.h"

struct csv_reader;

enum csv_result {
    CSV_RECORD, /* here is one */
    CSV_END,    /* there are no more */
    CSV_BAD, /* this one is bad, *e says why; reading can go on with the next. line and raw are set,
                and the fields too where only their number or bytes are wrong */
    CSV_FAILED /* reading cannot go on, *e says why; so will every further call */
};

/*
 * Opens path ("-" or NULL: standard input), chooses the dialect and reads the header. An input
 * without any record is an error; a header alone is not. The reader lives in the arena but must be
 * closed; path and the option's strings must live as long. NULL: *e says why, and nothing is left
 * open.
 */
struct csv_reader *csv_reader_open(struct world *w, struct arena *arena, const char *path,
                                   const struct csv_options *options, struct error *e);

/*
 * Reads bytes in memory which begin at the start of a record, on line `line` of the file `name`,
 * and have no header of their own: the columns are `names`. For parts of a mapped file, each read
 * by its own thread: no two readers share anything. options->delimiter must be set. Bytes, name and
 * names must live as long as the reader.
 */
struct csv_reader *csv_reader_open_bytes(struct world *w, struct arena *arena, const char *name,
                                         struct slice bytes, uint64_t line,
                                         const struct csv_options *options,
                                         const struct slice *names, size_t count);

/* The header's names, quotes undone; live as long as the reader. Names may be empty and may be
 * equal. */
const struct slice *csv_reader_header(const struct csv_reader *r, size_t *count);

/* The delimiter that was given or chosen; the file's name for messages. */
char csv_reader_delimiter(const struct csv_reader *r);
const char *csv_reader_name(const struct csv_reader *r);

/*
 * The next record; *e must be clear. The record's bytes, and values taken from it, are good until
 * the next call. Blank lines are skipped, except where there is one column: there they are an empty
 * field.
 */
enum csv_result csv_reader_next(struct csv_reader *r, struct csv_record *record, struct error *e);

/* Bytes that begin with a record, and the line on which they begin; for csv_reader_open_bytes. */
struct csv_part {
    struct slice bytes;
    uint64_t line;
};

/*
 * Cuts what is not read yet into at most `wanted` parts of about the same size, for one thread
 * each; gives their number. Read one after another they give what the reader would have given. 0:
 * the input cannot be cut (it is no mapped file). The reader must stay open, and rest, as long as
 * the parts are read; it still gives all rows itself.
 */
size_t csv_reader_split(struct csv_reader *r, struct csv_part *parts, size_t wanted);

/*
 * As csv_reader_split for two parts, but without reading the first of them: it is cut behind the end of a line near the middle.
 * The guess is right if, and only if, the first part is then read to its end without a fault. The second one's line is not
 * known (0). 0: quotes are near the middle, and nothing can be guessed.
 */
size_t csv_reader_guess_halves(const struct csv_reader *r, struct csv_part halves[2]);

/* Whether the bytes are those of a mapped file, where input_forget may be used. */
bool csv_reader_is_mapped(const struct csv_reader *r);

/* Whether the record's bytes stay where they are until the reader is closed, as those of a mapped file do that nothing was mended in. */
bool csv_reader_holds(const struct csv_reader *r, const struct csv_record *record);

/* Where in them the reader is: the bytes before belong to records that were given. A record's own bytes may lie elsewhere. */
const char *csv_reader_position(const struct csv_reader *r);

/* Closes; false when that fails. Closing twice, or NULL, is harmless. */
bool csv_reader_close(struct csv_reader *r, struct error *e);

#endif
