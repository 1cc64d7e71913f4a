/* SPDX-License-Identifier: MIT */
/*
 * Reading one large file of a stream in parts, each by its own thread: for tools that must be fast
 * on clean files. What a part's reader does not understand is not judged here: the stream is read
 * row by row then.
 */
#ifndef REGULARS_STREAM_PARTS_H
#define REGULARS_STREAM_PARTS_H

#include "streams/stream.h"

/* How cells of the file are to be read. */
struct stream_shape {
    const int *columns; /* by role, -1: not there */
    bool joined;        /* some role is made of several columns, or has a spare one */
    enum decimal_mark decimal;
    enum date_order date_order;
    bool zone_in_header; /* some column of dates has a zone of its own */
    const struct zone *zone;
    const struct vocabularies *vocabularies;
};

/* The shape of the present file; lives as long as the stream. Loads the vocabularies, before
 * threads need them. */
struct stream_shape stream_shape(struct stream *s);

/*
 * Cuts the only file of a stream, of which no row was read yet, into one or two parts; 0: it cannot
 * be. Where the cut is a guess (see csv_reader_guess_halves), it shows when the first part is read. The stream
 * must stay open as long as parts are read; afterwards it gives its rows, all of them, as if nothing had been.
 */
size_t stream_halves(struct stream *s, struct csv_part halves[2]);

/* A reader of one part, in an arena of its own thread; to be closed. */
struct csv_reader *stream_open_part(const struct stream *s, struct arena *arena,
                                    const struct csv_part *part);

/*
 * A part as a stream of its own, in an arena of its own thread: it ends with the part, or fails at the first row that is bad, which
 * says nothing of the file as a whole. The first part shows the progress. To be closed; stream_count_part adds its account.
 */
struct stream *stream_of_part(struct stream *s, struct arena *arena, const struct csv_part *part);
void stream_close_part(struct stream *part);
void stream_count_part(struct stream *s, const struct stream *part);

/* Counts what parts have read, as if by stream_next and stream_skip. */
void stream_count(struct stream *s, uint64_t rows);
void stream_count_skipped(struct stream *s, const char *reason, uint64_t rows);

#endif
