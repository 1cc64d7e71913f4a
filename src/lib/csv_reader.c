/* SPDX-License-Identifier: MIT */
#include "lib/csv_reader.h"

#include "lib/csv_flaw.h"
#include "lib/csv_window.h"

enum { LARGEST_RECORD = 1024 * 1024 * 1024 };

struct csv_reader {
    struct csv_window window;
    struct csv_options options;
    const struct slice *names;
    size_t name_count;
    size_t width;        /* fields that a record must have; 0: not known yet */
    size_t small_record; /* bytes; no limit is broken by a record this short */

    struct arena scratch;   /* of one record */
    struct csv_record kept; /* read while opening, to be given first */
    bool has_kept;
    bool failed;
    struct error failure;
};

static const char *file_of(const struct csv_reader *r)
{
    return r->window.source.input.name;
}

static struct csv_place place_of(const struct csv_reader *r, uint64_t line)
{
    return (struct csv_place){file_of(r), line, r->window.delimiter, r->names, r->name_count};
}

static enum csv_result fail(struct csv_reader *r, struct error *e)
{
    r->failed = true;
    r->failure = *e;
    return CSV_FAILED;
}

static enum csv_result fail_long(struct csv_reader *r, const struct csv_place *at, struct slice text,
                                 bool inside, struct error *e)
{
    csv_explain_long(at, text, inside, r->options.max_record, e);
    return fail(r, e);
}

/* --- one record --- */

static enum csv_result refuse_width(const struct csv_reader *r, const struct csv_record *record,
                                    struct error *e)
{
    error_set(e, "%zu %s, but %s has %zu; is there a delimiter or a line break in a value without quotes?",
              record->count, record->count == 1 ? "field" : "fields",
              r->options.no_header ? "the first record" : "the header", r->width);
    error_place(e, file_of(r), record->line, SLICE(""));
    return CSV_BAD;
}

static enum csv_result refuse_field(const struct csv_reader *r, const struct csv_record *record,
                                    size_t column, struct error *e)
{
    error_set(e, "the field is longer than %zu bytes; use --max-field", r->options.max_field);
    error_place(e, file_of(r), record->line, column < r->name_count ? r->names[column] : SLICE(""));
    return CSV_BAD;
}

/* What may be wrong with a record whose quotes are sound. `bad`: offset of its first bad byte, or CSV_NOWHERE. */
static enum csv_result judge(struct csv_reader *r, const struct csv_record *record, size_t bad,
                             struct error *e)
{
    struct csv_place at = place_of(r, record->line);
    if (record->raw.len > r->options.max_record)
        return fail_long(r, &at, record->raw, false, e);
    if (bad < record->raw.len) {
        csv_explain_byte(&at, record, bad, e);
        return CSV_BAD;
    }
    for (size_t i = 0; record->raw.len > r->options.max_field && i < record->count; i++) {
        if (csv_record_cell(record, i).len > r->options.max_field)
            return refuse_field(r, record, i, e);
    }
    if (record->count != r->width && r->width != 0 && !r->options.any_width)
        return refuse_width(r, record, e);
    return CSV_RECORD;
}

/* The same for a row of the window; after a bad byte the rows behind it must be looked at again. */
static enum csv_result judge_row(struct csv_reader *r, const struct csv_record *record, size_t start,
                                 struct error *e)
{
    size_t end = start + record->raw.len;
    size_t bad = r->window.bad < end ? r->window.bad - start : CSV_NOWHERE;
    if (bad != CSV_NOWHERE)
        csv_window_find_bad(&r->window);
    return judge(r, record, bad, e);
}

/* A record with stray quotes ends, for all we know, with the line in which they are. */
static enum csv_result refuse_quotes(struct csv_reader *r, struct csv_record *record, struct error *e)
{
    size_t flaw = r->window.index.flaw;
    size_t end = flaw;
    for (;;) {
        struct slice text = csv_window_rest(&r->window);
        while (end < text.len && text.ptr[end] != '\n' && text.ptr[end] != '\r')
            end++;
        record->raw = (struct slice){text.ptr, end};
        if (end < text.len || r->window.source.ended || end > r->options.max_record)
            break;
        if (!csv_window_more(&r->window, e))
            return fail(r, e);
    }
    struct csv_place at = place_of(r, record->line);
    if (end > r->options.max_record)
        return fail_long(r, &at, record->raw, false, e);
    csv_explain_quote(&at, record->raw, flaw, e);
    csv_window_pass(&r->window, end);
    return CSV_BAD;
}

static enum csv_result mend_quotes(struct csv_reader *r, struct csv_record *record, struct error *e)
{
    struct csv_place at = place_of(r, record->line);
    for (;;) {
        struct slice text = csv_window_rest(&r->window);
        bool cut = text.len > r->options.max_record;
        if (cut)
            text.len = r->options.max_record + 1;
        size_t length;
        arena_reset(&r->scratch);
        switch (csv_mend(text, r->window.source.ended && !cut, at.delimiter, &r->scratch, record, &length)) {
        case CSV_MENDED:
            csv_window_pass(&r->window, length);
            return judge(r, record, csv_find_bad(record->raw), e);
        case CSV_MEND_UNCLOSED:
            csv_explain_unclosed(&at, text, e);
            return fail(r, e);
        case CSV_MEND_MORE:
            if (cut)
                return fail_long(r, &at, text, true, e);
            if (!csv_window_more(&r->window, e))
                return fail(r, e);
        }
    }
}

/* Where the scan gives no rows: CSV_RECORD when it does again. */
static enum csv_result step(struct csv_reader *r, struct csv_record *record, bool *rows, struct error *e)
{
    *record = (struct csv_record){.line = r->window.line, .delimiter = r->window.delimiter, .scratch = &r->scratch};
    struct csv_place at = place_of(r, record->line);
    enum csv_step ahead = csv_window_advance(&r->window, r->options.max_record, e);
    struct slice rest = csv_window_rest(&r->window);
    record->raw = rest;
    *rows = ahead == CSV_STEP_ROWS;
    switch (ahead) {
    case CSV_STEP_ROWS:
        return CSV_RECORD;
    case CSV_STEP_END:
        return CSV_END;
    case CSV_STEP_FLAW:
        return r->options.lenient_quotes ? mend_quotes(r, record, e) : refuse_quotes(r, record, e);
    case CSV_STEP_LONG:
        rest.len = r->window.len;
        return fail_long(r, &at, rest, r->window.index.inside, e);
    case CSV_STEP_UNCLOSED:
        csv_explain_unclosed(&at, rest, e);
        return fail(r, e);
    case CSV_STEP_LOST:
        break;
    }
    error_place(e, file_of(r), r->window.line + csv_count_breaks(rest), SLICE(""));
    return fail(r, e);
}

static enum csv_result next(struct csv_reader *r, struct csv_record *record, struct error *e)
{
    for (;;) {
        if (r->window.row == r->window.index.row_count) {
            bool rows;
            enum csv_result result = step(r, record, &rows, e);
            if (!rows)
                return result;
        }
        size_t start = r->window.start;
        csv_window_take(&r->window, record);
        if (record->raw.len == 0 && r->width != 1)
            continue;
        if (record->count == r->width && record->raw.len <= r->small_record &&
            start + record->raw.len <= r->window.bad)
            return CSV_RECORD;
        return judge_row(r, record, start, e);
    }
}

enum csv_result csv_reader_next(struct csv_reader *r, struct csv_record *record, struct error *e)
{
    if (r->has_kept) {
        *record = r->kept;
        r->has_kept = false;
        return CSV_RECORD;
    }
    if (r->failed) {
        *e = r->failure;
        return CSV_FAILED;
    }
    if (r->scratch.blocks != NULL)
        arena_reset(&r->scratch);
    record->scratch = &r->scratch;
    return next(r, record, e);
}

/* --- opening --- */

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
    r->small_record = r->options.max_field < r->options.max_record ? r->options.max_field
                                                                    : r->options.max_record;
    return r;
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
            return error_place(e, file_of(r), 1, SLICE(""));
        case CSV_MORE:
            if (head.len == look)
                look *= 2;
            else if (!csv_source_more(source, &keep, e))
                return error_place(e, file_of(r), 1, SLICE(""));
        }
    }
}

static bool take_header(struct csv_reader *r, struct arena *arena, struct error *e)
{
    struct csv_record record = {.scratch = arena};
    switch (next(r, &record, e)) {
    case CSV_RECORD:
        break;
    case CSV_END:
        error_set(e, "there is no header: the input is empty");
        return error_place(e, file_of(r), 0, SLICE(""));
    case CSV_BAD:
    case CSV_FAILED:
        return false;
    }
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
    enum csv_result result = step(r, &r->kept, &rows, e);
    if (result == CSV_END)
        error_set(e, "the input is empty");
    if (result != CSV_RECORD)
        return error_place(e, file_of(r), 0, SLICE(""));
    r->has_kept = !rows;
    number_columns(r, arena, rows ? first_width(&r->window) : r->kept.count);
    return true;
}

struct csv_reader *csv_reader_open(struct world *w, struct arena *arena, const char *path,
                                   const struct csv_options *options, struct error *e)
{
    struct csv_reader *r = new_reader(arena, options);
    if (!csv_source_open(&r->window.source, w, arena, path, options->encoding, e))
        return NULL;
    bool opened = choose_dialect(r, e) && (r->options.no_header ? look_at_first(r, arena, e) : take_header(r, arena, e));
    if (opened)
        return r;
    struct error ignored = {0};
    (void)csv_reader_close(r, &ignored);
    return NULL;
}

struct csv_reader *csv_reader_open_bytes(struct world *w, struct arena *arena, const char *name,
                                         struct slice bytes, uint64_t line,
                                         const struct csv_options *options, const struct slice *names,
                                         size_t count)
{
    struct csv_reader *r = new_reader(arena, options);
    csv_source_of(&r->window.source, w, name, bytes);
    csv_window_start(&r->window, options->delimiter, 0, line);
    r->names = names;
    r->name_count = r->width = count;
    return r;
}

const struct slice *csv_reader_header(const struct csv_reader *r, size_t *count)
{
    *count = r->name_count;
    return r->names;
}

char csv_reader_delimiter(const struct csv_reader *r)
{
    return r->window.delimiter;
}

const char *csv_reader_name(const struct csv_reader *r)
{
    return file_of(r);
}

bool csv_reader_close(struct csv_reader *r, struct error *e)
{
    if (r == NULL)
        return true;
    arena_free(&r->scratch);
    r->failed = true;
    return csv_window_close(&r->window, e);
}
