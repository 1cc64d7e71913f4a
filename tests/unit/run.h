/* SPDX-License-Identifier: MIT */
/* A run in memory for unit tests: files served from texts, options parsed from a list, output and messages kept. */
#ifndef REGULARS_TEST_RUN_H
#define REGULARS_TEST_RUN_H

#include "lib/tool.h"
#include "test.h"

enum { RUN_ARGUMENTS = 32 };

struct test_run {
    struct arena arena;
    struct world world;
    struct options options;
    struct tool_run run;
    struct error e;
};

/* Starts a run with these files and, NULL-terminated, these options of those alike in every tool. */
static inline void test_run_start(struct test_run *t, const struct world_file *files, size_t file_count,
                                  const char *const *arguments)
{
    *t = (struct test_run){.world = {.tool = "test", .in_memory = true, .now = 1780000000}};
    t->world.arena = &t->arena;
    t->world.files = files;
    t->world.file_count = file_count;
    t->world.seed[0] = 7;
    char *argv[RUN_ARGUMENTS] = {arena_string(&t->arena, SLICE("test"))};
    int argc = 1;
    for (; arguments != NULL && arguments[argc - 1] != NULL; argc++)
        argv[argc] = arena_string(&t->arena, slice_of(arguments[argc - 1]));
    CHECK(options_parse(&t->options, NULL, 0, argc, argv, &t->arena, &t->e));
    t->run = (struct tool_run){.world = &t->world,
                               .arena = &t->arena,
                               .options = &t->options,
                               .verbose = options_has(&t->options, "verbose"),
                               .quiet = options_has(&t->options, "quiet")};
}

/* What was written to a file, "" for standard output, "(stderr)" for messages. */
static inline struct slice test_run_kept(const struct test_run *t, const char *name)
{
    struct slice kept = world_kept(&t->world, name);
    return kept.ptr != NULL ? kept : SLICE("");
}

static inline void test_run_end(struct test_run *t)
{
    arena_free(&t->arena);
}

#endif
