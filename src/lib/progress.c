/* SPDX-License-Identifier: MIT */
#include "lib/progress.h"

#include <inttypes.h>
#include <stdio.h>
#include <time.h>
#include <unistd.h>

enum { ROWS_A_LOOK = 16384, FIRST_AFTER = 1000, AGAIN_AFTER = 200 /* milliseconds */ };

static int64_t milliseconds(void)
{
    struct timespec t;
    clock_gettime(CLOCK_MONOTONIC, &t);
    return (int64_t)t.tv_sec * 1000 + t.tv_nsec / 1000000;
}

/* A line that cannot be shown is no failure of the work. */
static void show(const char *text, size_t len)
{
    ssize_t written = write(STDERR_FILENO, text, len);
    (void)written;
}

void progress_start(struct progress *p, const struct tool_run *run, const char *what)
{
    const struct world *w = run->world;
    *p = (struct progress){.tool = w->tool, .what = what, .next = UINT64_MAX};
    p->wanted = options_has(run->options, "progress") && w->stderr_is_terminal && !w->in_memory;
    if (!p->wanted)
        return;
    p->next = ROWS_A_LOOK;
    p->due = milliseconds() + FIRST_AFTER;
}

void progress_look(struct progress *p, uint64_t rows)
{
    char line[128];
    p->next = rows + ROWS_A_LOOK;
    int64_t now = milliseconds();
    if (now < p->due)
        return;
    p->due = now + AGAIN_AFTER;
    int n = snprintf(line, sizeof line, "\r%s: %s: %" PRIu64 " rows", p->tool, p->what, rows);
    show(line, n > 0 && (size_t)n < sizeof line ? (size_t)n : 0);
    p->shown = true;
}

void progress_end(struct progress *p)
{
    static const char wipe[] = "\r\033[K";
    if (p->shown)
        show(wipe, sizeof wipe - 1);
    p->shown = false;
    p->next = UINT64_MAX;
}
