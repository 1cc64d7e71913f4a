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

/*
 * Which of the findings that are chosen, one flag for each, are to be written: several rules may hit the same words, and of those
 * of one category the best stands for all, or one sentence would count as often as there are rules for it. The flags of the
 * others are taken back.
 */
void finding_rows_choose(const struct findings *findings, bool *chosen);

/* The rows of one message. Set all but the position, which begins at zero. */
struct finding_rows {
    struct csv_writer *out;
    struct stream *stream; /* the message is its present row */
    const struct message *message;
    struct arena *scratch;
    size_t offset, characters; /* how many characters of the original come before an offset, so far */
};

/* Writes a finding; those of one message in the order of their starts. False: the output has failed. */
bool finding_rows_write(struct finding_rows *rows, const struct finding *found);

#endif
