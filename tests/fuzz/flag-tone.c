/* SPDX-License-Identifier: MIT */
/*
 * flag-tone and tag-topics in memory, on messages and on rule packs. The first byte chooses the options; the rest is the
 * messages and, behind a line "%%", a pack. Whatever comes, the tool ends with a status it has, and says something when that
 * is 2.
 */
#include <stdint.h>
#include <stdlib.h>

#include "cut.h"
#include "flag-tone/flag_tone.h"
#include "tag-topics/tag_topics.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

enum { LINES = 10, SHARED = 8 }; /* of so many runs one is shared out among threads, which take their time to start */

/* Most without the built-in packs, which take long to read; a long run makes them once (soak/once.c), so that the last three cost no more. */
static const char *const lines[LINES][10] = {
    {"flag-tone", "--disable", "all", "messages"},
    {"flag-tone", "--disable", "all", "--findings", "--min-severity", "none", "--direction", "staff", "messages"},
    {"flag-tone", "--disable", "all", "--tz", "Europe/Athens", "--rules", "pack", "--rejects", "bad", "messages"},
    {"flag-tone", "--disable", "all", "--rules", "pack", "--check-rules"},
    {"tag-topics", "--disable", "all", "--rules", "pack", "messages"},
    {"flag-tone", "--disable", "all", "--rules", "pack", "--direction", "customer", "messages"},
    {"tag-topics", "--disable", "all", "--rules", "pack", "--findings", "messages"},
    {"flag-tone", "--tz", "Europe/Athens", "--direction", "customer", "messages"},
    {"flag-tone", "--findings", "--min-severity", "none", "--direction", "staff", "messages"},
    {"tag-topics", "messages"},
};

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    if (size < 1)
        return 0;
    struct arena arena = {0};
    struct world_file files[2] = {{.name = SLICE("messages")}, {.name = SLICE("pack")}};
    struct slice rest = {(const char *)data + 1, size - 1};
    files[1].bytes = cut_file(&rest, &files[0].bytes) ? rest : SLICE("id,lang,role,category,severity,pattern\n");
    struct world world = {.arena = &arena,
                          .in_memory = true,
                          .files = files,
                          .file_count = 2,
                          .chunk = data[0] / 16,
                          .now = 1772352000};
    char *arguments[13] = {0};
    int count = 0;
    const char *const *line = lines[data[0] % 16 % LINES];
    for (; count < 10 && line[count] != NULL; count++)
        arguments[count] = arena_string(&arena, slice_of(line[count]));
    arguments[count++] = arena_string(&arena, SLICE("--jobs"));
    arguments[count++] = arena_string(&arena, size % SHARED == 0 ? SLICE("3") : SLICE("1"));
    const struct tool *tool = strcmp(line[0], "tag-topics") == 0 ? &tag_topics_tool : &flag_tone_tool;
    enum status status = tool_run_in(tool, &world, count, arguments);
    if (status != STATUS_DONE && status != STATUS_REJECTED && status != STATUS_FAILED)
        abort();
    arena_free(&arena);
    return 0;
}
