/* SPDX-License-Identifier: MIT */
/*
 * Reading a stream of customers, orders, messages ...: several files one after another, columns found by role
 * in each, values of the right type or a bad row by the policy of --rejects. After stream_next has given a row,
 * the tool uses it, or calls stream_skip (a documented policy) or stream_reject (a bad row), at most one.
 */
#ifndef REGULARS_STREAM_H
#define REGULARS_STREAM_H

#include "lib/csv_reader.h"
#include "lib/datetime.h"
#include "lib/number.h"
#include "lib/rejects.h"
#include "lib/zone.h"
#include "streams/roles.h"
#include "streams/vocabulary.h"

struct stream; /* lives in the run's arena */

/* What a tool wants to read. */
struct stream_plan {
    enum stream_kind kind;
    const struct role_use *uses;
    size_t use_count;
    const char *const *paths; /* operands, or the value of a side file's option; none: standard input */
    size_t path_count;
    bool is_main; /* options without a STREAM: prefix are meant for it; a side file takes them when it has none of its own */
};

/*
 * Opens the first file and finds its columns; the others follow when their turn comes. Faults of options (an
 * unknown zone, a mapping to no role) are found here too. `rejects` is for rows that are bad; NULL: the first is fatal
 * even with --rejects. NULL on failure.
 */
struct stream *stream_open(const struct tool_run *run, const struct stream_plan *plan,
                           struct rejects *rejects, struct error *e);

/*
 * Reads the files as another kind of stream: the present header is looked through anew by that kind's spellings. For tools that
 * find out from the header what they are given; before the first row. False with *e as stream_open.
 */
bool stream_read_as(struct stream *s, enum stream_kind kind, struct error *e);

enum stream_result { STREAM_ROW, STREAM_END, STREAM_FAILED };

/* The next row. A row that the reader refuses (ragged, stray quote) is handled by the rejects policy in here. */
enum stream_result stream_next(struct stream *s, struct error *e);

/* Whether the present file has a column for the role. */
bool stream_has(const struct stream *s, enum role role);

/* Its position, or -1. */
int stream_column(const struct stream *s, enum role role);

/* The cell of the role, unquoted, as it is. Empty where there is no such column. Valid until the next row. */
struct slice stream_raw(struct stream *s, enum role role);

/* The same without blanks at its ends. */
struct slice stream_text(struct stream *s, enum role role);

/*
 * Typed values. VALUE_ABSENT: no such column, or a blank cell. VALUE_BAD: what is wrong, with file, line and
 * column, is kept for stream_reject.
 */
enum value { VALUE_ABSENT, VALUE_PRESENT, VALUE_BAD };

/* A decimal number in millionths, by the stream's --decimal. */
enum value stream_number(struct stream *s, enum role role, int64_t *millionths);

/* A whole number. */
enum value stream_whole(struct stream *s, enum role role, int64_t *value);

/*
 * A civil day, days since 1970-01-01: as the cell says it; in --tz, where that was given and the cell or its header has
 * a zone of its own.
 */
enum value stream_day(struct stream *s, enum role role, int64_t *day);

/*
 * An instant in Unix seconds. A date alone is its start, or with end_of_day its end (the last second). A stamp
 * without a zone is bad when no --tz was given.
 */
enum value stream_moment(struct stream *s, enum role role, bool end_of_day, int64_t *instant);

struct stamp {
    int64_t day;     /* as stream_day gives it */
    bool has_moment; /* there is a time of day, and a zone is known */
    int64_t moment;  /* Unix seconds */
};

/* Day and, where that can be known, moment in one: never bad for want of a zone. */
enum value stream_stamp(struct stream *s, enum role role, struct stamp *stamp);

/* The parsed stamp itself, where its precision matters. */
enum value stream_datetime(struct stream *s, enum role role, struct datetime *stamp);

/*
 * The value of a word of the vocabulary. A word that it does not know is bad; but channels and languages are as many
 * as people have: of these an unknown one is present with *code -1, and stream_text tells how it is written.
 */
enum value stream_word(struct stream *s, enum role role, enum vocabulary vocabulary, int *code);

/* The same without a word about it: the value, -1 for a blank cell or a word that the vocabulary does not know. */
int stream_code(struct stream *s, enum role role, enum vocabulary vocabulary);

/* ROLE_LANGUAGE of the present row: enum language; LANGUAGE_OTHER for one that the vocabulary does not know, -1 for a blank cell. */
int stream_language(struct stream *s);

/* Notes a fault of the present row in this role's column, for checks that only the tool can make. */
void stream_blame(struct stream *s, enum role role, const char *format, ...) PRINTF_LIKE(3, 4);

/* The present row is bad, as noted. True: it is in the rejects, go on. False: stop, *e says why. */
bool stream_reject(struct stream *s, struct error *e);

/* The present row is skipped by a stated policy; reason is a literal such as "guests". */
void stream_skip(struct stream *s, const char *reason);

/* An arena for what is needed as long as the row is. */
struct arena *stream_scratch(struct stream *s);

/* The record and header behind the row, for tools that pass rows on. */
struct csv_record *stream_record(struct stream *s);
const struct slice *stream_header(const struct stream *s, size_t *count);

/* The present file's name for messages; the record's line; the layout; the file's number from 0. */
const char *stream_file(const struct stream *s);
uint64_t stream_line(const struct stream *s);
const struct layout *stream_layout(const struct stream *s);
size_t stream_file_number(const struct stream *s);

/* The zone of --tz for this stream, NULL when none was given. */
const struct zone *stream_zone(const struct stream *s);

/* The zone of stamps in the role's column that have none themselves: the header's, else --tz; NULL: none is known. */
const struct zone *stream_zone_of(const struct stream *s, enum role role);

/* What became of the rows so far. */
const struct account *stream_account(const struct stream *s);

/* Closes; with -v the account is said. False with *e when a file could not be read to its end or closed. */
bool stream_close(struct stream *s, struct error *e);

#endif
