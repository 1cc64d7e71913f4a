/* SPDX-License-Identifier: MIT */
/*
 * CSV with one record a line (--records line): a line break within a field is written \n or \r, and a backslash \\, so that
 * programs that cut texts at line breaks never cut a record.
 */
#ifndef REGULARS_CSV_LINES_H
#define REGULARS_CSV_LINES_H

#include "lib/csv_record.h"

/* Undoes it in a record that stands on one line; what changes is in its scratch. False: *e says what is wrong with it. */
bool csv_lines_undo(struct csv_record *record, struct error *e);

/* Where a writer is: carried from one piece of the output to the next. Zero at the start. */
struct csv_lines {
    bool quoted; /* within quotes */
    char *room;
    size_t capacity;
};

/* The bytes with it done, good until the next call; csv_lines_free gives back the room. */
struct slice csv_lines_do(struct csv_lines *l, struct slice bytes);
void csv_lines_free(struct csv_lines *l);

#endif
