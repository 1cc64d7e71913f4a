/* SPDX-License-Identifier: MIT */
/* Columns named one after the other in a line for people, as -v writes it: "not read: 'Notes', 'Owner' and 3 more". */
#ifndef REGULARS_COLUMN_LIST_H
#define REGULARS_COLUMN_LIST_H

#include "lib/memory.h"

struct column_list {
    struct arena_text *line;
    const char *title; /* stands before the first one */
    size_t count;      /* of the columns so far */
};

/* Begins with a further column. False: there have been enough, it is only counted. */
bool column_list_next(struct column_list *l);

/* Writes `before` and the name in quotes. */
void column_list_name(struct arena_text *line, const char *before, struct slice name);

/* Says how many were only counted. */
void column_list_end(const struct column_list *l);

#endif
