/* SPDX-License-Identifier: MIT */
/* Cases as rows of the cases stream: which column shows what of a case, and how. */
#ifndef REGULARS_CASE_WRITE_H
#define REGULARS_CASE_WRITE_H

#include "lib/csv_writer.h"
#include "track-cases/case_split.h"

/* What is needed to spell a case out. */
struct case_writer {
    struct csv_writer *out;
    const struct case_log *log;
    const struct case_list *list;
    const struct zone *zone;  /* of the stamps */
    struct slice as_of;       /* the day, as it is written */
    struct arena *scratch;    /* of one row */
};

/* The roles that are written, for --columns, in their order. */
extern const struct role_use case_write_uses[];
extern const size_t case_write_use_count;

/* Writes the header. */
void case_write_header(struct csv_writer *out);

/* Writes one case; false once a write has failed. */
bool case_write(const struct case_writer *w, const struct case_state *c);

#endif
