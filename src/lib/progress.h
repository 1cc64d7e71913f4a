/* SPDX-License-Identifier: MIT */
/*
 * --progress: how many rows have been read, on one line of the terminal that is written over and wiped at the end. Shown
 * only when standard error is a terminal and the work takes longer than a second; never kept, never in a log.
 */
#ifndef REGULARS_PROGRESS_H
#define REGULARS_PROGRESS_H

#include "lib/tool.h"

struct progress {
    const char *tool;
    const char *what; /* "orders" */
    bool wanted;
    bool shown;
    uint64_t next;   /* at so many rows the clock is asked again */
    int64_t due;     /* milliseconds of a clock that only goes forward */
};

/* Starts counting; `what` must live as long. */
void progress_start(struct progress *p, const struct tool_run *run, const char *what);

/* Looks at the clock, and shows the number when it is time. */
void progress_look(struct progress *p, uint64_t rows);

/* To be called for each row: does next to nothing. */
static inline void progress_row(struct progress *p, uint64_t rows)
{
    if (rows >= p->next)
        progress_look(p, rows);
}

/* Wipes the line, before anything else is said. */
void progress_end(struct progress *p);

#endif
