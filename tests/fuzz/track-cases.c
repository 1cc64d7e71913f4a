/* SPDX-License-Identifier: MIT */
/*
 * track-cases in memory. The first byte chooses options; the rest is the messages, and, behind a
 * line "%%", the orders. Whatever comes, the tool ends with a status it has, and says something
 * when that is 2.
 */
#include <stdint.h>
#include <stdlib.h>

#include "cut.h"
#include "track-cases/track_cases.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static const char *const lines[][8] = {
    {"track-cases", "messages"},
    {"track-cases", "--tz", "Europe/Athens", "--hours", "mon-fri=09:00-17:00;sat=10:00-14:00",
     "messages"},
    {"track-cases", "--tz", "UTC", "--rejects", "bad", "--orders", "orders", "messages"},
    {"track-cases", "--tz", "America/Sao_Paulo", "--as-of", "2026-03-31", "messages"},
};

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    if (size < 1)
        return 0;
    struct arena arena = {0};
    struct world_file files[2] = {{.name = SLICE("messages")}, {.name = SLICE("orders")}};
    struct slice rest = {(const char *)data + 1, size - 1};
    files[1].bytes = cut_file(&rest, &files[0].bytes) ? rest : SLICE("customer_id,ordered_at,amount\n");
    struct world world = {.arena = &arena,
                          .in_memory = true,
                          .files = files,
                          .file_count = 2,
                          .chunk = data[0] / 16,
                          .now = 1772352000};
    char *arguments[9] = {0};
    int count = 0;
    const char *const *line = lines[data[0] % 4];
    for (; count < 8 && line[count] != NULL; count++)
        arguments[count] = arena_string(&arena, slice_of(line[count]));
    enum status status = tool_run_in(&track_cases_tool, &world, count, arguments);
    if (status != STATUS_DONE && status != STATUS_REJECTED && status != STATUS_FAILED)
        abort();
    arena_free(&arena);
    return 0;
}
