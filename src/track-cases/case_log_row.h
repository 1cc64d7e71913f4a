/* SPDX-License-Identifier: MIT */
/* One row of a messages stream, read and judged, before it goes into the log. */
#ifndef REGULARS_CASE_LOG_ROW_H
#define REGULARS_CASE_LOG_ROW_H

#include "track-cases/case_log.h"

struct case_row {
    struct case_message message; /* without group, promise and text */
    uint32_t case_id;            /* number in the log's case_ids, INTERN_NONE: none */
    uint32_t customer;           /* INTERN_NONE: none */
    int64_t promise;             /* NO_MOMENT: none */
    int64_t due_at;              /* NO_MOMENT: none */
    struct case_facts facts;     /* for the act: without marks */
    struct words_found found;
    struct slice email, phone, name, language; /* until the next row */
};

/*
 * Reads the present row in two steps. The first enters nothing in the log, so that several threads may read rows while the log's
 * identity is held: the message has no numbers of texts yet, and no act; the customer is whom identity_look finds. False: a value is
 * bad, the stream knows which.
 */
bool case_row_read(const struct case_log *log, struct stream *s, struct arena *scratch, struct case_row *row);

/* The second step, in the order of the rows: the rest. */
void case_row_enter(struct case_log *log, struct stream *s, struct case_row *row);

/*
 * A channel's number: unknown ones are kept as they are written; so many that a number does not hold them count as one. *known
 * is the vocabulary's word for it, or -1.
 */
uint16_t case_row_channel(struct case_log *log, struct stream *s, int *known);

/* Known languages by their codes, others as they are written. */
struct slice case_row_language(struct stream *s);

#endif
