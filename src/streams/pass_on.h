/* SPDX-License-Identifier: MIT */
/*
 * For tools that hand every row on and add columns: which of the input's columns go to the output, under which
 * names. A column named with --map is written under its role's name, so that later stages need no --map. Columns
 * that the tool itself writes are left out of what is handed on. Further files are matched to the first by name.
 */
#ifndef REGULARS_PASS_ON_H
#define REGULARS_PASS_ON_H

#include "lib/csv_writer.h"
#include "streams/stream.h"

/* Neighbouring columns that go out one behind the other. */
struct pass_run {
    size_t first, count; /* count 0: an empty field, the file has no such column */
};

struct pass_on {
    struct arena *arena;
    struct stream *stream;
    enum role *mapped; /* roles named with --map */
    size_t mapped_count;
    const enum role *own;
    size_t own_count;
    struct slice *names; /* of the output */
    size_t name_count;
    struct pass_run *runs; /* of the present file */
    size_t run_count;
    size_t file;
};

/* Starts with the first file's header. `own` are the roles that the tool writes; it must outlive p. */
void pass_on_start(struct pass_on *p, const struct tool_run *run, struct stream *stream, enum stream_kind kind,
                   const enum role *own, size_t own_count);

/* The same for a side of the stream (stream_batch.h), in that arena; it shares nothing that is written. */
void pass_on_fork(const struct pass_on *p, struct stream *side, struct arena *arena, struct pass_on *copy);

/* Writes the names of the handed-on columns; the tool adds its own and ends the record. */
void pass_on_header(const struct pass_on *p, struct csv_writer *out);

/* Writes the present row's cells. False: a later file has a column that the first one has not. */
bool pass_on_row(struct pass_on *p, struct csv_writer *out, struct error *e);

#endif
