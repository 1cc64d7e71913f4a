/* SPDX-License-Identifier: MIT */
/*
 * Works out cases of business time: CSV with the columns of business_case.h and id on standard
 * input, CSV with id and result on standard output; a case that cannot be worked out gives "error:
 * why".
 */
#include "lib/csv_writer.h"

#include "business_case.h"

static bool answer(struct world *w, const struct csv_table *table, struct csv_writer *out,
                   struct error *e)
{
    struct zone_store zones = {w, w->arena, NULL};
    struct arena scratch = {0};
    bool more = true;
    csv_writer_field(out, SLICE("id"));
    csv_writer_field(out, SLICE("result"));
    csv_writer_end(out);
    for (size_t row = 0; more && row < csv_table_rows(table); row++) {
        char result[CASE_RESULT_MAX];
        struct error why = {0};
        bool done = business_case_run(table, row, &zones, &scratch, result, &why);
        csv_writer_field(out, csv_table_cell(table, row, csv_table_column(table, "id")));
        csv_writer_field(out,
                         done ? slice_of(result) : arena_print(&scratch, "error: %s", why.text));
        more = csv_writer_end(out);
        arena_reset(&scratch);
    }
    arena_free(&scratch);
    return csv_writer_close(out, more, e);
}

int main(void)
{
    struct arena arena = {0};
    struct world w = {.arena = &arena, .tool = "business-time"};
    struct error e = {0};
    const struct csv_table *table = csv_table_read(&w, &arena, "-", NULL, &e);
    struct csv_writer *out = table != NULL ? csv_writer_open(&w, &arena, "-", NULL, &e) : NULL;
    bool done = out != NULL && answer(&w, table, out, &e);
    if (!done)
        world_say_error(&w, &e);
    arena_free(&arena);
    return done ? STATUS_DONE : STATUS_FAILED;
}
