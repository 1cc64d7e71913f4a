/* SPDX-License-Identifier: MIT */
/*
 * Reads the exports into the book: the cases, and every side file that was named on the command line. One module
 * a kind of file knows its roles and turns a row into a record.
 */
#ifndef REGULARS_GATHER_H
#define REGULARS_GATHER_H

#include "due-followups/book.h"
#include "streams/stream.h"

/* The streams that are read, and the list that is written, for --columns; in the arena. */
const struct role_table *gather_roles(struct arena *arena, size_t *count);

/*
 * Reads everything; book.zone, calendar, now and today must be set. `cases`: the main input is read. book.sources
 * tells afterwards what was there. False: *e says why.
 */
bool gather_all(struct book *b, const struct tool_run *run, bool cases, struct error *e);

/* --- between the modules of gathering --- */

/*
 * One kind of file: a row into the book, at once by `row`; or, where files are large, in two steps (crew_gather): `read` makes a record
 * of it, in any thread, and may look up in the book what `keep` does not enter. False: the row is bad, as the stream knows.
 */
struct gatherer {
    enum stream_kind kind;
    const char *option; /* that names the file; NULL: the operands */
    unsigned source;
    const struct role_use *uses;
    size_t use_count;
    unsigned (*columns)(const struct stream *s); /* sources that the present file's columns are; NULL: none */
    bool (*row)(struct book *b, struct stream *s); /* NULL: these instead */
    bool (*read)(const struct book *b, struct stream *side, void *record);
    void (*keep)(struct book *b, struct stream *s, const void *record);
    size_t record_size;
};

extern const struct gatherer gather_customers, gather_loyalty, gather_done, gather_absent;
extern const struct gatherer gather_cases, gather_messages, gather_responses;
extern const struct gatherer gather_price_cuts, gather_campaigns, gather_name_days;

/* Orders come line by line from orders.h. */
bool gather_orders(struct book *b, const struct tool_run *run, struct error *e);

/*
 * The customer of the present row. BOOK_NONE: it has none, and is skipped. What the row says of e-mail and
 * telephone is noted. `found`: what identity_look gave for the row; BOOK_NONE: nothing, or nobody has looked.
 */
uint32_t gather_customer(struct book *b, struct stream *s, uint32_t found);

/* A moment of a role, or NO_MOMENT; a day, or NO_DAY; false where it is bad. */
bool gather_moment(struct stream *s, enum role role, bool end_of_day, int64_t *at);
bool gather_day(struct stream *s, enum role role, int32_t *day);

/* The code of a word; -1 where it is absent, or not known and not `strict`. False where it is bad. */
bool gather_word(struct stream *s, enum role role, enum vocabulary which, bool strict,
                 int8_t *code);

#endif
