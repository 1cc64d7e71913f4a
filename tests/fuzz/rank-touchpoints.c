/* SPDX-License-Identifier: MIT */
/* The whole tool on any bytes: no crash, and never status 0 with an error. */
#include "rank-touchpoints/rank_touchpoints.h"

#include <stdlib.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static char *const lines[][6] = {{(char *)"rank-touchpoints", (char *)"--min-n", (char *)"1", (char *)"input.csv", NULL},
                                     {(char *)"rank-touchpoints", (char *)"--period", (char *)"week", (char *)"-r", (char *)"bad.csv",
                                      (char *)"input.csv"}};
    for (int i = 0; i < 2; i++) {
        struct arena arena = {0};
        struct world_file file = {SLICE("input.csv"), {(const char *)data, size}};
        struct world world = {.arena = &arena, .in_memory = true, .files = &file, .file_count = 1, .seed = {1, 2}};
        char *argv[6];
        int argc = i == 0 ? 4 : 6;
        for (int k = 0; k < argc; k++)
            argv[k] = lines[i][k];
        enum status status = tool_run_in(&rank_touchpoints_tool, &world, argc, argv);
        if (status == STATUS_FOUND || (i == 0 && status == STATUS_REJECTED))
            abort();
        arena_free(&arena);
    }
    return 0;
}
