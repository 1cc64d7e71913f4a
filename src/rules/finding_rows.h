/* SPDX-License-Identifier: MIT */
/* The stream of findings: one row for each thing that a rule found in a message, with what the message says of itself. */
#ifndef REGULARS_FINDING_ROWS_H
#define REGULARS_FINDING_ROWS_H

#include "lib/csv_writer.h"
#include "rules/engine.h"
#include "streams/stream.h"

/* The roles that are written, in their order. */
extern const struct role_use finding_row_uses[];
extern const size_t finding_row_use_count;

/* Writes the header. */
void finding_rows_header(struct csv_writer *out);

/* The rows of one message. Set all but the position, which begins at zero. */
struct finding_rows {
    struct csv_writer *out;
    struct stream *stream; /* the message is its present row */
    const struct message *message;
    struct arena *scratch;
    size_t offset, characters; /* how many characters of the original come before an offset, so far */
};

/*
 * Writes those of a message's findings that are chosen, one flag for each. Several rules may hit the same words, and of those of one
 * category the best stands for all, or one sentence would count as often as there are rules for it: the flags of the others are
 * taken back. False: the output has failed.
 */
bool finding_rows_write(struct finding_rows *rows, const struct findings *findings, bool *chosen);

#endif
