/* SPDX-License-Identifier: MIT */
/*
 * ingest-survey in memory. The first byte chooses options and the size of reads, the rest is the
 * export. Whatever comes, the tool ends with a status it has, and says something when that is 2;
 * reading in pieces gives what reading at once gives; and what is guessed, written as a codebook
 * and followed, gives the same rows.
 */
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>

#include "ingest-survey/ingest_survey.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

#define MUST(condition)                                                                            \
    do {                                                                                           \
        if (!(condition)) {                                                                        \
            fprintf(stderr, "%s:%d: %s\n", __FILE__, __LINE__, #condition);                        \
            abort();                                                                               \
        }                                                                                          \
    } while (0)

enum { WORDS_MAX = 10 };

static const char *const lines[][WORDS_MAX] = {
    {"export"},
    {"-r", "bad", "--date-order", "dmy", "--tz", "Europe/Athens", "export"},
    {"--keep-tests", "--partial", "only", "-r", "bad", "export"},
    {"--dedupe", "-v", "--date-order", "mdy", "export"},
    {"--layout", "plain", "-r", "bad", "export"},
    {"--layout", "qualtrics", "-r", "bad", "export"},
    {"--header-rows", "2", "-r", "bad", "export"},
    {"--for-spreadsheet=eu", "--channel", "card", "export"},
};
enum { LINES = sizeof lines / sizeof *lines };

struct outcome {
    enum status status;
    struct slice output;
};

static struct outcome run(struct arena *arena, const char *const *first, const char *const *line,
                          const struct world_file *files, size_t chunk)
{
    struct world world = {.arena = arena,
                          .in_memory = true,
                          .files = files,
                          .file_count = 2,
                          .chunk = chunk,
                          .now = 1772352000};
    char *arguments[2 * WORDS_MAX + 2] = {0};
    int count = 0;
    arguments[count++] = arena_string(arena, SLICE("ingest-survey"));
    for (size_t i = 0; first != NULL && first[i] != NULL; i++)
        arguments[count++] = arena_string(arena, slice_of(first[i]));
    for (size_t i = 0; i < WORDS_MAX && line[i] != NULL; i++)
        arguments[count++] = arena_string(arena, slice_of(line[i]));
    struct outcome outcome = {tool_run_in(&ingest_survey_tool, &world, count, arguments), {"", 0}};
    for (const struct world_written *w = world.written; w != NULL; w = w->next) {
        if (w->name.len == 0)
            outcome.output = (struct slice){w->bytes, w->len};
    }
    return outcome;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static const char *const emit[] = {"--emit-codebook", NULL};
    static const char *const follow[] = {"--codebook", "book", NULL};
    if (size < 1)
        return 0;
    struct arena arena = {0};
    const char *const *line = lines[data[0] % LINES];
    struct world_file files[2] = {{SLICE("export"), {(const char *)data + 1, size - 1}},
                                  {SLICE("book"), {"", 0}}};
    struct outcome whole = run(&arena, NULL, line, files, 0);
    MUST(whole.status == STATUS_DONE || whole.status == STATUS_REJECTED ||
         whole.status == STATUS_FAILED);
    if (size % 2 == 0) { /* the two properties in turn: each costs as much as the run itself */
        struct outcome pieces = run(&arena, NULL, line, files, 1 + data[0] / LINES);
        MUST(pieces.status == whole.status && slice_equal(pieces.output, whole.output));
    } else if (whole.status != STATUS_FAILED) {
        struct outcome book = run(&arena, emit, line, files, 0);
        MUST(book.status == STATUS_DONE);
        files[1].bytes = arena_copy(&arena, book.output);
        struct outcome again = run(&arena, follow, line, files, 0);
        MUST(again.status == whole.status && slice_equal(again.output, whole.output));
    }
    arena_free(&arena);
    return 0;
}
