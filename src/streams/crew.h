/* SPDX-License-Identifier: MIT */
/*
 * A crew goes through the rows of a stream with several hands, each a thread: rows are read in batches, the hands judge and write
 * them, each by itself, and what they wrote goes out in the order of the input: the same bytes, rejects and errors as if there were
 * one hand. An input of one batch never starts a thread. Where rows are not passed on but kept, crew_gather does the same with a
 * record for each row.
 */
#ifndef REGULARS_CREW_H
#define REGULARS_CREW_H

#include "lib/csv_writer.h"
#include "streams/stream.h"

struct crew_plan {
    struct stream *stream; /* of which no row was read yet */
    struct csv_writer *out;
    size_t hands; /* at most so many, the caller among them */
    /*
     * What a hand of that number needs, in its arena, to work on the rows of its side of the stream (stream_batch.h). Nothing that
     * it writes may be another hand's; hand 0, which is always there and the first, is the caller. Called by the caller.
     */
    void *(*hire)(void *tool, size_t number, struct stream *side, struct arena *arena);
    /* Judges the side's present row and writes what comes of it. False: *e says why the work ends, or the row did (stream_reject). */
    bool (*do_row)(void *hand, struct csv_writer *out, struct error *e);
    /* Adds up what a hand has found, and frees what is not in its arena. Called by the caller, whatever the end. */
    void (*dismiss)(void *tool, size_t number, void *hand);
    void *tool;
};

/* Works off all files. False: *e says why it ended early; where it is not set the output has failed. */
bool crew_run(const struct crew_plan *plan, struct error *e);

struct crew_gathering {
    struct stream *stream; /* of which no row was read yet */
    size_t hands;          /* at most so many, the caller among them */
    size_t record_size;
    /*
     * What the side's present row says, as a record; the texts of the row, and what is in stream_scratch, are good until it is kept,
     * what is in `spare` only until the function ends. May only look at what `keep` does not change. False: the row is bad, as noted
     * in the side.
     */
    bool (*read)(const void *tool, struct stream *side, struct arena *spare, void *record);
    /* By the caller, in the order of the input; the row is again the present one of the stream. False: *e says why that is the end. */
    bool (*keep)(void *tool, const void *record, struct error *e);
    void *tool;
};

/* Reads all files. False: *e says why it ended early. */
bool crew_gather(const struct crew_gathering *g, struct error *e);

/* As many hands as there are processors, but no more than 8. */
size_t crew_usual(void);

/* How many hands --jobs asks for; without it crew_usual. False: it is no such number. */
bool crew_size(const struct options *o, size_t *hands, struct error *e);

#endif
