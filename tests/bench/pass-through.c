/* SPDX-License-Identifier: MIT */
/* pass-through [FILE]: reads CSV, checks all that the tools check, and writes it again; with -n it
 * only counts the fields. */
#include <stdio.h>

#include "lib/csv_reader.h"
#include "lib/csv_writer.h"

static enum csv_result pass(struct csv_reader *r, struct csv_writer *w, struct error *e)
{
    struct csv_record record;
    enum csv_result result;
    size_t count;
    const struct slice *names = csv_reader_header(r, &count);
    for (size_t i = 0; i < count; i++)
        csv_writer_field(w, names[i]);
    csv_writer_end(w);
    while ((result = csv_reader_next(r, &record, e)) == CSV_RECORD) {
        if (!csv_writer_record(w, &record))
            break;
    }
    return result;
}

static enum csv_result count(struct csv_reader *r, struct error *e)
{
    struct csv_record record;
    enum csv_result result;
    size_t fields = 0;
    while ((result = csv_reader_next(r, &record, e)) == CSV_RECORD)
        fields += record.count;
    printf("%zu\n", fields);
    return result;
}

int main(int argc, char **argv)
{
    bool counting = argc > 1 && strcmp(argv[1], "-n") == 0;
    const char *path = argv[argc > 1 ? 1 + counting : argc];
    struct arena arena = {0};
    struct world world = {.arena = &arena, .tool = "pass-through"};
    struct csv_options options = {.delimiter = ','};
    struct error e = {0};
    struct csv_reader *r = csv_reader_open(&world, &arena, path, &options, &e);
    struct csv_writer *w = r != NULL ? csv_writer_open(&world, &arena, NULL, NULL, &e) : NULL;
    bool done = w != NULL && (counting ? count(r, &e) : pass(r, w, &e)) == CSV_END;
    done = csv_writer_close(w, true, &e) && csv_reader_close(r, &e) && done;
    if (!done)
        world_say_error(&world, &e);
    arena_free(&arena);
    return done ? 0 : 2;
}
