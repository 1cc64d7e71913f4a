/* SPDX-License-Identifier: MIT */
/*
 * What one run has read, as a CSV file that later runs merge: every order line that counts, every
 * answer and case, names, and the settings under which they were read. Nothing is summed up in it,
 * since sums of shards do not add up (days, favourites, and orders whose refund lies in another
 * shard), so that states merged in any order give what one run over all the files would have given.
 * For score-loyalty alone: its columns are no roles.
 */
#ifndef REGULARS_SCORE_LOYALTY_STATE_H
#define REGULARS_SCORE_LOYALTY_STATE_H

#include "lib/csv_writer.h"
#include "score-loyalty/facts.h"
#include "streams/now.h"

/* Columns, in their order; most records leave most of them empty. */
enum state_column {
    STATE_RECORD, /* setting, customer, line, answer, case */
    STATE_KEY,    /* the customer's id; a setting's name */
    STATE_TEXT,   /* the customer's name; a setting's value; an order's id; an answer's sheet */
    STATE_DAY,
    STATE_NUMBER, /* amount, score, hours: millionths */
    STATE_FLAGS,
    STATE_PRODUCT,
    STATE_CHANNEL,
    STATE_AT, /* Unix seconds */
    STATE_SOLVED_AT,
    STATE_SOLVED_DAY,
    STATE_COUNT, /* promises broken */
    STATE_COLUMNS
};

/* The header's names. */
extern const char *const state_columns[STATE_COLUMNS];

/* Writes all facts. */
void state_write(struct csv_writer *out, const struct facts *f, const struct settings *s,
                 const struct now *now);

/*
 * Adds a state to the facts. It must have been made with the same --skip-status, the same --as-of
 * (which is taken from it where none is given) and the same currency. False: *e says why not.
 */
bool state_read(const struct tool_run *run, const char *path, const struct settings *s,
                struct now *now, struct facts *f, struct error *e);

#endif
