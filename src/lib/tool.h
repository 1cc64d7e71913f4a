/* SPDX-License-Identifier: MIT */
/*
 * What all eight programs do alike around their work: descriptors 0-2 open, SIGPIPE ignored, options
 * parsed, --help and --version answered, the work run, its error shown, the worst status returned.
 * A main.c is a table of options, a struct tool, and one call of tool_main.
 */
#ifndef REGULARS_TOOL_H
#define REGULARS_TOOL_H

#include "lib/options.h"
#include "lib/world.h"

/* What a tool's run() gets. */
struct tool_run {
    struct world *world;
    struct arena *arena; /* lives as long as the program */
    const struct options *options;
    bool verbose; /* -v */
    bool quiet;   /* -q: no summary of rejected rows */
    bool sides_only; /* as in struct tool */
};

struct tool {
    const char *name;
    const char *synopsis; /* "[options] [FILE ...]" */
    const char *purpose;  /* one sentence for --help */
    const struct option_spec *options;
    size_t option_count;
    bool reads_stdin; /* without operands it reads standard input; on a terminal it says how to use it */
    bool sides_only;  /* there is no main input: what is said of the input is meant for the files of options */

    /* Does the work. On STATUS_FAILED *e says why; nothing has been printed about it. */
    enum status (*run)(const struct tool_run *run, struct error *e);
};

/* The whole life of a program; returns what main returns. */
int tool_main(const struct tool *tool, int argc, char **argv);

/*
 * The same in a world of the caller (tests, fuzzers): no process state is touched; messages and output are
 * kept in the world.
 */
enum status tool_run_in(const struct tool *tool, struct world *world, int argc, char **argv);

/* "1.0.0" */
extern const char tool_version[];

#endif
