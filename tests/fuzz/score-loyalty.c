/* SPDX-License-Identifier: MIT */
/*
 * score-loyalty in memory. The first byte chooses options; the rest is orders, answers and cases, each behind a line "%%".
 * Whatever comes, the tool ends with a status it has. And orders that it takes give the same bytes when they go through a
 * state, and when one thread reads them row by row instead of two in halves, with a customers file and without.
 */
#include <stdint.h>
#include <stdlib.h>

#include "cut.h"
#include "score-loyalty/score_loyalty.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

enum { FILES = 5, OPTIONS = 12 };

static const char *const sets[][OPTIONS] = {
    {"--as-of", "2026-03-31", "--since", "2025-12-31"},
    {"--count-zero", "--model", "bg-nbd", "--horizon", "30", "--step", "7", "--explain"},
    {"--backtest", "2026-01-01", "--exchange-rate", "USD=0.9", "--tz", "Europe/Athens"},
    {"--rejects", "bad", "--loss", "large", "--weights", "60,40", "--skip-status", "none"},
};

/* One run; what it printed, in the arena. */
static enum status run(struct arena *arena, const struct world_file files[FILES], size_t chunk,
                       const char *const *options, const char *const *more, struct slice *printed)
{
    struct world world = {.arena = arena, .in_memory = true, .files = files, .file_count = FILES, .chunk = chunk,
                          .tool = "score-loyalty", .now = 1772352000};
    char *arguments[2 * OPTIONS] = {arena_string(arena, SLICE("score-loyalty"))};
    int count = 1;
    for (; *options != NULL; options++)
        arguments[count++] = arena_string(arena, slice_of(*options));
    for (; *more != NULL; more++)
        arguments[count++] = arena_string(arena, slice_of(*more));
    enum status status = tool_run_in(&score_loyalty_tool, &world, count, arguments);
    if (status != STATUS_DONE && status != STATUS_REJECTED && status != STATUS_FAILED)
        abort();
    *printed = world_kept(&world, "");
    return status;
}

/* Whether two threads or one, the outcome is the same; it is given back. */
static enum status run_both(struct arena *arena, const struct world_file files[FILES], const char *const *more,
                            struct slice *printed)
{
    static const char *const nothing[] = {NULL};
    struct slice slow;
    enum status status = run(arena, files, 0, nothing, more, printed);
    if (run(arena, files, 1 << 16, nothing, more, &slow) != status || !slice_equal(*printed, slow))
        abort();
    return status;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static const char *const plain[] = {"orders", NULL};
    static const char *const joined[] = {"--customers", "customers", "orders", NULL};
    static const char *const sides[] = {"--responses", "answers", "--cases", "cases", "orders", NULL};
    static const char *const emit[] = {"--emit-state", "orders", NULL};
    static const char *const merge[] = {"--merge-state", "state", NULL};
    static const char *const nothing[] = {NULL};
    if (size < 1)
        return 0;
    struct arena arena = {0};
    struct world_file files[FILES] = {{.name = SLICE("orders")},
                                      {.name = SLICE("answers")},
                                      {.name = SLICE("cases")},
                                      {.name = SLICE("state"), .bytes = SLICE("")},
                                      {.name = SLICE("customers"),
                                       .bytes = SLICE("customer_id,email,phone\nA,a@example.com,2310555001\nc1,B,\n"
                                                      "B,a@example.com,2310555001\n1,c1@example.com,2310555002\n")}};
    struct slice fast, state, merged;
    const char *const *options = sets[data[0] % 4];
    struct slice rest = {(const char *)data + 1, size - 1};
    (void)cut_file(&rest, &files[0].bytes);
    (void)cut_file(&rest, &files[1].bytes);
    files[2].bytes = rest;
    run(&arena, files, (size_t)(data[0] / 16) * 64, options, sides, &fast);
    run_both(&arena, files, joined, &fast);
    enum status status = run_both(&arena, files, plain, &fast);
    if (status == STATUS_DONE) {
        if (run(&arena, files, 0, nothing, emit, &state) != STATUS_DONE)
            abort();
        files[3].bytes = state;
        if (run(&arena, files, 0, nothing, merge, &merged) != STATUS_DONE || !slice_equal(fast, merged))
            abort();
    }
    arena_free(&arena);
    return 0;
}
