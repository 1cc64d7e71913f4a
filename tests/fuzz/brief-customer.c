/* SPDX-License-Identifier: MIT */
/*
 * brief-customer in memory. The first byte chooses options and how many bytes a read gives; the rest are the files, one behind
 * the other, parted by lines "%%": customers, cases, orders, responses, messages, loyalty. The card as text must carry
 * nothing that plays with a terminal.
 */
#include <stdint.h>
#include <stdlib.h>

#include "brief-customer/brief_customer.h"
#include "cut.h"
#include "lib/utf8.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

enum { FILES = 6 };
static const char *const names[FILES] = {"customers", "cases", "orders", "responses", "messages", "loyalty"};

static void check_text(const struct world *w)
{
    for (const struct world_written *out = w->written; out != NULL; out = out->next) {
        struct slice text = {out->bytes, out->len};
        while (out->name.len == 0 && text.len > 0) {
            uint32_t c = 0;
            size_t n = utf8_decode(text, &c);
            if (n == 0 || (utf8_is_unsafe(c) && c != '\n'))
                abort();
            text = slice_from(text, n);
        }
    }
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    if (size < 1)
        return 0;
    struct arena arena = {0};
    struct slice rest = {(const char *)data + 1, size - 1};
    struct world_file files[FILES];
    char *arguments[32] = {arena_string(&arena, SLICE("brief-customer"))};
    int count = 1;
    for (size_t i = 0; i < FILES; i++) {
        files[i] = (struct world_file){.name = slice_of(names[i])};
        (void)cut_file(&rest, &files[i].bytes);
        if (files[i].bytes.len == 0)
            continue;
        arguments[count++] = arena_string(&arena, arena_print(&arena, "--%s", names[i]));
        arguments[count++] = arena_string(&arena, slice_of(names[i]));
    }
    struct world world = {.arena = &arena,
                          .in_memory = true,
                          .files = files,
                          .file_count = FILES,
                          .chunk = data[0] / 16,
                          .now = 1772352000};
    static const char *const more[] = {"--tz", "Europe/Athens", "--rejects", "bad", "--format", "csv"};
    bool csv = data[0] % 4 == 3;
    for (int i = 0; i < (csv ? 6 : data[0] % 4 * 2); i++)
        arguments[count++] = arena_string(&arena, slice_of(more[i]));
    arguments[count++] = arena_string(&arena, SLICE("K1"));
    enum status status = tool_run_in(&brief_customer_tool, &world, count, arguments);
    if (status != STATUS_DONE && status != STATUS_REJECTED && status != STATUS_FAILED)
        abort();
    if (!csv)
        check_text(&world);
    arena_free(&arena);
    return 0;
}
