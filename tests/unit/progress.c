/* SPDX-License-Identifier: MIT */
#include "lib/progress.h"

#include <unistd.h>

#include "run.h"

/* What reaches standard error when 20000 rows are read and it is time to say so. */
static struct slice shown(struct test_run *t, bool asked, bool terminal)
{
    const char *const options[] = {"--progress", NULL};
    int ends[2];
    test_run_start(t, NULL, 0, asked ? options : NULL);
    t->world.in_memory = false;
    t->world.stderr_is_terminal = terminal;
    char *text = arena_bytes(&t->arena, 256);
    int kept = dup(STDERR_FILENO);
    if (kept < 0 || pipe(ends) != 0 || dup2(ends[1], STDERR_FILENO) < 0)
        return SLICE("no pipe");
    struct progress p;
    progress_start(&p, &t->run, "orders");
    p.due = 0;
    for (uint64_t row = 1; row <= 20000; row++)
        progress_row(&p, row);
    progress_end(&p);
    progress_row(&p, 40000);
    dup2(kept, STDERR_FILENO);
    close(ends[1]);
    ssize_t n = read(ends[0], text, 256);
    close(ends[0]);
    close(kept);
    return (struct slice){text, n > 0 ? (size_t)n : 0};
}

int main(void)
{
    struct test_run t;
    CHECK_TEXT(shown(&t, true, true), "\rtest: orders: 16384 rows\r\033[K");
    test_run_end(&t);
    CHECK_TEXT(shown(&t, true, false), "");
    test_run_end(&t);
    CHECK_TEXT(shown(&t, false, true), "");
    test_run_end(&t);
    return test_report("progress");
}
