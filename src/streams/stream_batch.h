/* SPDX-License-Identifier: MIT */
/*
 * Rows of a stream by the batch, so that several threads can work on them: one thread reads ahead; others go through a batch each,
 * by a side of the stream; then the first one settles what became of the rows, batch by batch in the order of the input. Rows of
 * sides are rejected as ever, but cannot be skipped by a policy. Texts of a side's rows are good as long as the batch.
 */
#ifndef REGULARS_STREAM_BATCH_H
#define REGULARS_STREAM_BATCH_H

#include "streams/stream.h"

struct stream_batch;

/* An empty batch, which lives in the arena but must be closed. */
struct stream_batch *stream_batch_open(struct arena *arena);
void stream_batch_close(struct stream_batch *b);

/*
 * Fills the batch with the next rows of the present file, bad ones included, in the place of what it held. False: what comes behind
 * them is no row of this file; stream_go_on finds out.
 */
bool stream_read_ahead(struct stream *s, struct stream_batch *b);

/* Whether it holds no row. */
bool stream_batch_is_empty(const struct stream_batch *b);

/*
 * When all that was read ahead is settled: STREAM_ROW: there is a further file, which sides must be told of; STREAM_END: there is
 * none; STREAM_FAILED: *e says what cannot be read or closed.
 */
enum stream_result stream_go_on(struct stream *s, struct error *e);

/*
 * A side of the stream, in the arena, for one thread at a time: after stream_side_take stream_next gives the rows of that batch,
 * and STREAM_END; STREAM_FAILED behind a bad row that nobody wants. It shares with the stream only what is not written.
 */
struct stream *stream_side(struct stream *s, struct arena *arena);
void stream_side_take(struct stream *side, struct stream_batch *b);

/* The number in the batch of the side's present row. */
size_t stream_side_row(const struct stream *side);

/* Makes a row of the batch, good or bad, the present one of the stream itself. */
void stream_show(struct stream *s, const struct stream_batch *b, size_t row);

/* The stream reads another file: so does the side. Nobody may be at work with it. */
void stream_side_follow(struct stream *side, const struct stream *s);

/* Counts the rows that a side went through, and rejects the bad ones. False: *e says why one of them ends the work. */
bool stream_settle(struct stream *s, struct stream_batch *b, struct error *e);

#endif
