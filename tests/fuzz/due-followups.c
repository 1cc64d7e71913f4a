/* SPDX-License-Identifier: MIT */
/*
 * due-followups in memory. The first byte chooses options; the rest are files, parted by lines "%%": cases, messages,
 * customers, orders, loyalty, responses, policy, done, price cuts, campaigns. Whatever comes, the tool ends with a
 * status it has, and says something when that is 2.
 */
#include <stdint.h>
#include <stdlib.h>

#include "cut.h"
#include "due-followups/due_followups.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

enum { FILES = 10, ARGUMENTS = 40 };

/* The name of each file, and the option that names it. */
static const char *const options[FILES] = {NULL,          "--messages",  "--customers", "--orders",
                                           "--loyalty",   "--responses", "--policy",    "--done",
                                           "--price-cuts", "--campaigns"};

static const char *const lines[][8] = {
    {"--tz", "Europe/Athens", "--hours", "mon-fri=09:00-17:00;sat=10:00-14:00", "--as-of", "2026-03-10"},
    {"--tz", "UTC", "--rejects", "bad", "--blocked", "blocked"},
    {"--tz", "America/Sao_Paulo", "--format", "ics", "--look-ahead", "3"},
    {"--tz", "Europe/Athens", "--why", "C1", "--hours", "sun=10:00-10:01"},
};

static void cut(struct slice rest, struct world_file *files)
{
    for (size_t n = 0; n + 1 < FILES; n++)
        (void)cut_file(&rest, &files[n].bytes);
    files[FILES - 1].bytes = rest;
}

static int arguments_of(unsigned choice, const struct world_file *files, struct arena *a, char **argv)
{
    int argc = 0;
    argv[argc++] = arena_string(a, SLICE("due-followups"));
    for (size_t i = 0; i < 8 && lines[choice % 4][i] != NULL; i++)
        argv[argc++] = arena_string(a, slice_of(lines[choice % 4][i]));
    argv[argc++] = arena_string(a, files[0].bytes.len > 0 ? files[0].name : SLICE("--no-cases"));
    for (size_t i = 1; i < FILES; i++) {
        if (files[i].bytes.len == 0)
            continue;
        argv[argc++] = arena_string(a, slice_of(options[i]));
        argv[argc++] = arena_string(a, files[i].name);
    }
    return argc;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    if (size < 1)
        return 0;
    struct arena arena = {0};
    struct world_file files[FILES] = {{.name = SLICE("cases")}};
    for (size_t i = 1; i < FILES; i++)
        files[i] = (struct world_file){slice_of(options[i] + 2), {"", 0}};
    cut((struct slice){(const char *)data + 1, size - 1}, files);
    struct world world = {.arena = &arena,
                          .in_memory = true,
                          .files = files,
                          .file_count = FILES,
                          .chunk = data[0] / 16,
                          .now = 1773124200};
    char *argv[ARGUMENTS] = {0};
    int argc = arguments_of(data[0], files, &arena, argv);
    enum status status = tool_run_in(&due_followups_tool, &world, argc, argv);
    if (status != STATUS_DONE && status != STATUS_REJECTED && status != STATUS_FAILED)
        abort();
    if (status == STATUS_FAILED && world_kept(&world, "(stderr)").len == 0)
        abort();
    arena_free(&arena);
    return 0;
}
