/* SPDX-License-Identifier: MIT */
/* Opening a CSV reader: limits, dialect, header. */
#include "lib/csv_lines.h"
#include "lib/csv_reader_inside.h"

enum { LARGEST_RECORD = 1024 * 1024 * 1024 };

static struct csv_options with_defaults(const struct csv_options *options)
{
    struct csv_options o = *options;
    if (o.max_field == 0)
        o.max_field = CSV_MAX_FIELD;
    if (o.max_record == 0)
        o.max_record = CSV_MAX_RECORD;
    if (o.max_record > LARGEST_RECORD)
        o.max_record = LARGEST_RECORD;
    return o;
}

static struct csv_reader *new_reader(struct arena *arena, const struct csv_options *options)
{
    struct csv_reader *r = arena_zeroed(arena, sizeof *r);
    r->options = with_defaults(options);
    r->window.allow_nul = options->allow_nul;
    r->small_record =
        r->options.max_field < r->options.max_record ? r->options.max_field : r->options.max_record;
    return r;
}

/* The line at which what was read so far ends. */
static uint64_t line_of_end(const struct csv_source *source)
{
    return 1 + csv_count_breaks((struct slice){source->data, source->size});
}

/* Looks at as many first bytes as it takes to know the dialect. */
static bool choose_dialect(struct csv_reader *r, struct error *e)
{
    struct csv_source *source = &r->window.source;
    size_t keep = 0;
    size_t look = CSV_DIALECT_LOOK;
    for (;;) {
        struct slice head = {source->data, source->size < look ? source->size : look};
        bool final = source->ended && head.len == source->size;
        struct csv_dialect dialect;
        switch (csv_dialect_choose(head, final, &r->options, &dialect, e)) {
        case CSV_CHOSEN:
            csv_window_start(&r->window, dialect.delimiter, dialect.skip, dialect.line);
            return true;
        case CSV_NEITHER:
            return error_place(e, csv_reader_name(r), 1, SLICE(""));
        case CSV_MORE:
            if (head.len == look)
                look *= 2;
            else if (!csv_source_more(source, &keep, e))
                return error_place(e, csv_reader_name(r), line_of_end(source), SLICE(""));
        }
    }
}

static bool take_header(struct csv_reader *r, struct arena *arena, struct error *e)
{
    struct csv_record record = {.scratch = arena};
    switch (csv_reader_take(r, &record, e)) {
    case CSV_RECORD:
        break;
    case CSV_END:
        error_set(e, "there is no header: the input is empty");
        return error_place(e, csv_reader_name(r), 0, SLICE(""));
    case CSV_BAD:
    case CSV_FAILED:
        return false;
    }
    if (r->options.lines && !csv_lines_undo(&record, e))
        return error_place(e, csv_reader_name(r), record.line, SLICE(""));
    struct slice *names = arena_array(arena, record.count, sizeof *names);
    for (size_t i = 0; i < record.count; i++)
        names[i] = arena_copy(arena, csv_unquote(csv_record_cell(&record, i), &r->scratch));
    r->names = names;
    r->name_count = r->width = record.count;
    return true;
}

static void number_columns(struct csv_reader *r, struct arena *arena, size_t count)
{
    struct slice *names = arena_array(arena, count, sizeof *names);
    for (size_t i = 0; i < count; i++)
        names[i] = arena_print(arena, "%zu", i + 1);
    r->names = names;
    r->name_count = r->width = count;
}

/* Fields of the first row in the window that is not blank; 1 when all are. */
static size_t first_width(const struct csv_window *w)
{
    struct csv_window copy = *w;
    struct csv_record record;
    while (copy.row < copy.index.row_count) {
        csv_window_take(&copy, &record);
        if (record.raw.len > 0)
            return record.count;
    }
    return 1;
}

/* Without a header the first record tells how many columns there are; it stays to be read. */
static bool look_at_first(struct csv_reader *r, struct arena *arena, struct error *e)
{
    bool rows;
    enum csv_result result = csv_reader_step(r, &r->kept, &rows, e);
    if (result == CSV_END)
        error_set(e, "the input is empty");
    if (result != CSV_RECORD)
        return error_place(e, csv_reader_name(r), 0, SLICE(""));
    r->has_kept = !rows;
    number_columns(r, arena, rows ? first_width(&r->window) : r->kept.count);
    return true;
}

/* The columns are known beforehand; then an input without any record is one, too. */
static bool take_names(struct csv_reader *r)
{
    r->names = r->options.names;
    r->name_count = r->width = r->options.name_count;
    return true;
}

struct csv_reader *csv_reader_open(struct world *w, struct arena *arena, const char *path,
                                   const struct csv_options *options, struct error *e)
{
    struct csv_reader *r = new_reader(arena, options);
    if (!csv_source_open(&r->window.source, w, arena, path, options, e))
        return NULL;
    bool opened = choose_dialect(r, e) && (r->options.names != NULL ? take_names(r)
                                           : r->options.no_header   ? look_at_first(r, arena, e)
                                                                    : take_header(r, arena, e));
    if (opened)
        return r;
    struct error ignored = {0};
    (void)csv_reader_close(r, &ignored);
    return NULL;
}

struct csv_reader *csv_reader_open_bytes(struct world *w, struct arena *arena, const char *name,
                                         struct slice bytes, uint64_t line,
                                         const struct csv_options *options,
                                         const struct slice *names, size_t count)
{
    struct csv_reader *r = new_reader(arena, options);
    csv_source_of(&r->window.source, w, name, bytes, options->mapped);
    csv_window_start(&r->window, options->delimiter, 0, line);
    r->names = names;
    r->name_count = r->width = count;
    return r;
}
