/* SPDX-License-Identifier: MIT */
/* From the command line to a filled book and a desk that knows policy, horizon and cap. */
#ifndef REGULARS_SETUP_H
#define REGULARS_SETUP_H

#include "due-followups/lead_times.h"
#include "due-followups/matter.h"
#include "due-followups/row.h"
#include "lib/tool.h"

struct setup {
    struct book book;
    struct policy policy;
    struct desk desk;
    struct zone_store zones;
    struct lead_times lead_times;
    struct row_frame frame;
    char as_of[DATETIME_TEXT_MAX];
};

/*
 * Reads the options and all files. The book must be freed with book_free, also after a failure. False: *e says what is
 * wrong.
 */
bool setup_read(struct setup *s, const struct tool_run *run, struct rejects *rejects, struct error *e);

/* The policy alone, for --emit-policy. */
bool setup_policy(const struct tool_run *run, struct policy *policy, struct error *e);

/* With -v: as of when, which reasons cannot be found for want of a file, which keys match nobody. */
void setup_tell(const struct setup *s, const struct tool_run *run);

/* "2/30d" or "none". */
bool setup_parse_cap(struct slice text, int *cap, int64_t *seconds);

#endif
