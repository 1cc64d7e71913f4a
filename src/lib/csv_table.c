/* SPDX-License-Identifier: MIT */
#include "lib/csv_table.h"

#include <csv.h>

#include "lib/csv_flaw.h"
#include "lib/csv_source.h"
#include "lib/csv_window.h"

struct csv_table {
    const char *file;
    size_t width;
    size_t rows;         /* without the header */
    struct slice *cells; /* of the header, then row by row */
    size_t cell_count, cell_capacity;
    uint64_t *lines; /* of the rows, the header's first */
    size_t line_count, line_capacity;
};

/* While libcsv works. */
struct parsing {
    struct arena *arena;
    struct csv_table *table;
    const struct csv_options *options;
    uint64_t line;   /* of the piece libcsv has */
    uint64_t opened; /* line on which the record starts */
    size_t fields;   /* of the record so far */
    bool between;    /* no record has been begun */
    struct error *error;
};

static int nothing_is_blank(unsigned char c)
{
    (void)c;
    return 0;
}

static struct csv_place place_of(const struct parsing *p)
{
    return (struct csv_place){p->table->file,  p->opened,       p->options->delimiter,
                              p->table->cells, p->table->width, false,
                              NULL};
}

static void take_field(void *field, size_t size, void *context)
{
    struct parsing *p = context;
    struct csv_table *t = p->table;
    size_t limit = p->options->max_field != 0 ? p->options->max_field : CSV_MAX_FIELD;
    if (size > limit) {
        error_set(p->error, "the field is longer than %zu byte%s; use --max-field", limit,
                  limit == 1 ? "" : "s");
        error_place(p->error, t->file, p->opened,
                    p->fields < t->width ? t->cells[p->fields] : SLICE(""));
    }
    t->cells = arena_grow(p->arena, t->cells, t->cell_count, &t->cell_capacity, sizeof *t->cells);
    t->cells[t->cell_count++] = arena_copy(p->arena, (struct slice){field, size});
    p->fields++;
}

static void take_row(int terminator, void *context)
{
    (void)terminator;
    struct parsing *p = context;
    struct csv_table *t = p->table;
    if (t->line_count == 0)
        t->width = p->fields;
    if (p->fields != t->width) {
        error_set(p->error, "%zu %s, but the header has %zu", p->fields,
                  p->fields == 1 ? "field" : "fields", t->width);
        error_place(p->error, t->file, p->opened, SLICE(""));
    }
    t->lines = arena_grow(p->arena, t->lines, t->line_count, &t->line_capacity, sizeof *t->lines);
    t->lines[t->line_count++] = p->opened;
    p->fields = 0;
    p->between = true;
}

/* Length of the first line with its break. */
static size_t line_length(struct slice text)
{
    size_t n = 0;
    while (n < text.len && text.ptr[n] != '\n' && text.ptr[n] != '\r')
        n++;
    if (n + 1 < text.len && text.ptr[n] == '\r' && text.ptr[n + 1] == '\n')
        n++;
    return n < text.len ? n + 1 : n;
}

static bool is_break(struct slice line)
{
    return line.len > 0 && (line.ptr[0] == '\n' || line.ptr[0] == '\r');
}

/* One line, since libcsv does not say where it is. `record` is the text from the start of the
 * record on. */
static bool parse_line(struct parsing *p, struct csv_parser *parser, struct slice line,
                       struct slice record)
{
    if (p->between && is_break(line)) {
        /* libcsv skips blank lines, but where there is one column a blank line is an empty cell. */
        if (p->table->width == 1 && p->table->line_count > 0) {
            p->opened = p->line;
            take_field((char[]){""}, 0, p);
            take_row(0, p);
        }
        return true;
    }
    if (p->between)
        p->opened = p->line;
    p->between = false;
    size_t done = csv_parse(parser, line.ptr, line.len, take_field, take_row, p);
    if (done == line.len)
        return !p->error->set;
    if (csv_error(parser) != CSV_EPARSE)
        memory_exhausted();
    struct csv_place at = place_of(p);
    csv_explain_quote(&at, record, (size_t)(line.ptr - record.ptr) + done - 1, p->error);
    return false;
}

static bool parse_text(struct parsing *p, struct csv_parser *parser, struct slice text)
{
    struct slice record = text;
    p->between = true;
    while (text.len > 0) {
        struct slice line = {text.ptr, line_length(text)};
        if (p->between)
            record = text;
        if (!parse_line(p, parser, line, record))
            return false;
        text = slice_from(text, line.len);
        p->line++;
    }
    if (csv_fini(parser, take_field, take_row, p) != 0) {
        struct csv_place at = place_of(p);
        csv_explain_unclosed(&at, record, p->error);
    }
    return !p->error->set;
}

/* Strict UTF-8 without NUL, said with its line. */
static bool check_bytes(const struct parsing *p, struct slice text)
{
    size_t bad = csv_find_bad(text, p->options->allow_nul);
    if (bad == CSV_NOWHERE)
        return true;
    uint64_t line = p->line + csv_count_breaks((struct slice){text.ptr, bad});
    if (text.ptr[bad] == '\0')
        error_set(p->error, "there is a NUL byte");
    else
        error_set(p->error, "byte 0x%02X is not UTF-8; save the file as UTF-8 (iconv -f %s -t UTF-8)",
                  (unsigned)(unsigned char)text.ptr[bad], encoding_likely(text));
    return error_place(p->error, p->table->file, line, SLICE(""));
}

static bool parse(struct parsing *p, struct slice text)
{
    struct csv_parser parser;
    if (!check_bytes(p, text))
        return false;
    if (csv_init(&parser, CSV_STRICT | CSV_STRICT_FINI) != 0)
        memory_exhausted();
    csv_set_delim(&parser, (unsigned char)p->options->delimiter);
    csv_set_space_func(&parser, nothing_is_blank);
    bool parsed = parse_text(p, &parser, text);
    csv_free(&parser);
    if (parsed && p->table->line_count == 0) {
        error_set(p->error, "there is no header: the input is empty");
        return error_place(p->error, p->table->file, 0, SLICE(""));
    }
    p->table->rows = p->table->line_count - (p->table->line_count > 0);
    return parsed;
}

static struct csv_table *table_of(struct arena *arena, const char *name, struct slice bytes,
                                  const struct csv_options *options, struct error *e)
{
    struct csv_options chosen = options != NULL ? *options : (struct csv_options){0};
    struct csv_dialect dialect;
    struct csv_table *t = arena_zeroed(arena, sizeof *t);
    t->file = name;
    if (csv_dialect_choose(bytes, true, &chosen, &dialect, e) != CSV_CHOSEN) {
        error_place(e, name, 1, SLICE(""));
        return NULL;
    }
    chosen.delimiter = dialect.delimiter;
    struct parsing p = {
        .arena = arena, .table = t, .options = &chosen, .line = dialect.line, .error = e};
    return parse(&p, slice_from(bytes, dialect.skip)) ? t : NULL;
}

struct csv_table *csv_table_read(struct world *w, struct arena *arena, const char *path,
                                 const struct csv_options *options, struct error *e)
{
    struct csv_source source;
    if (!csv_source_open(&source, w, arena, path, options, e))
        return NULL;
    size_t keep = 0;
    bool read = true;
    while (read && !source.ended)
        read = csv_source_more(&source, &keep, e);
    if (!read)
        error_place(e, source.input.name,
                    1 + csv_count_breaks((struct slice){source.data, source.size}), SLICE(""));
    struct csv_table *t = NULL;
    if (read)
        t = table_of(arena, source.input.name, (struct slice){source.data, source.size}, options,
                     e);
    return csv_source_close(&source, e) ? t : NULL;
}

struct csv_table *csv_table_parse(struct arena *arena, const char *name, struct slice bytes,
                                  struct error *e)
{
    return table_of(arena, name, bytes, &(struct csv_options){.delimiter = ','}, e);
}

size_t csv_table_columns(const struct csv_table *t)
{
    return t->width;
}

size_t csv_table_rows(const struct csv_table *t)
{
    return t->rows;
}

struct slice csv_table_name(const struct csv_table *t, size_t column)
{
    return column < t->width ? t->cells[column] : SLICE("");
}

ptrdiff_t csv_table_column(const struct csv_table *t, const char *name)
{
    for (size_t i = 0; i < t->width; i++) {
        if (slice_equal(t->cells[i], slice_of(name)))
            return (ptrdiff_t)i;
    }
    return -1;
}

struct slice csv_table_cell(const struct csv_table *t, size_t row, ptrdiff_t column)
{
    if (row >= t->rows || column < 0 || (size_t)column >= t->width)
        return SLICE("");
    return t->cells[(row + 1) * t->width + (size_t)column];
}

uint64_t csv_table_line(const struct csv_table *t, size_t row)
{
    return row < t->rows ? t->lines[row + 1] : 0;
}

const char *csv_table_file(const struct csv_table *t)
{
    return t->file;
}

bool csv_table_place(const struct csv_table *t, size_t row, ptrdiff_t column, struct error *e)
{
    struct slice name = column >= 0 ? csv_table_name(t, (size_t)column) : SLICE("");
    return error_place(e, t->file, csv_table_line(t, row), name);
}
