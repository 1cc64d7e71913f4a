/* SPDX-License-Identifier: MIT */
#include "lib/csv_flaw.h"

#include "lib/encoding.h"

/* Where a walk through a record has come to. */
struct walk {
    size_t column;
    uint64_t line;   /* of this byte */
    uint64_t opened; /* line on which the field begins */
    bool field_quoted;
    bool inside;
    bool at_start;    /* of a field */
    bool after_quote; /* that closed a field, unless another follows */
};

/* A quote within quotes closes them only where the field may end; this is how libcsv sees it too.
 */
static bool closes(struct slice text, size_t quote, char delimiter)
{
    char next = quote + 1 < text.len ? text.ptr[quote + 1] : '\n';
    return next == delimiter || next == '\r' || next == '\n' || next == '"';
}

static void walk_byte(struct walk *w, struct slice text, size_t i, char delimiter)
{
    char c = text.ptr[i];
    bool was_start = w->at_start;
    bool pair = w->after_quote && c == '"';
    w->at_start = was_start && (c == ' ' || c == '\t') &&
                  c != delimiter; /* libcsv drops blanks before a quote */
    w->after_quote = false;
    if (c == '\r' || (c == '\n' && (i == 0 || text.ptr[i - 1] != '\r')))
        w->line++;
    if (c == '"' && was_start) {
        w->field_quoted = w->inside = true;
    } else if (pair) {
        w->inside = true;
    } else if (c == '"' && w->inside) {
        w->inside = !closes(text, i, delimiter);
        w->after_quote = !w->inside;
    } else if (c == delimiter && !w->inside) {
        w->column++;
        w->at_start = true;
        w->field_quoted = false;
        w->opened = w->line;
    }
}

static struct walk walk_to(const struct csv_place *at, struct slice text, size_t end)
{
    struct walk w = {.line = at->line, .opened = at->line, .at_start = true};
    for (size_t i = 0; i < end && i < text.len; i++)
        walk_byte(&w, text, i, at->delimiter);
    return w;
}

static struct slice column_name(const struct csv_place *at, size_t column)
{
    return column < at->name_count ? at->names[column] : SLICE("");
}

void csv_explain_quote(const struct csv_place *at, struct slice text, size_t flaw, struct error *e)
{
    struct walk w = walk_to(at, text, flaw);
    error_set(e, "%s the field that opens on line %llu; a quote is written \"\" within quotes%s",
              w.field_quoted ? "text behind the closing quote of" : "stray quote in",
              (unsigned long long)w.opened, at->mendable ? ", or use --lenient-quotes" : "");
    error_place(e, at->file, at->line, column_name(at, w.column));
}

void csv_explain_unclosed(const struct csv_place *at, struct slice text, struct error *e)
{
    struct walk w = walk_to(at, text, text.len);
    error_set(e, "the quote that opens on line %llu is never closed", (unsigned long long)w.opened);
    error_place(e, at->file, at->line, column_name(at, w.column));
}

void csv_explain_long(const struct csv_place *at, struct slice text, size_t limit, struct error *e)
{
    struct walk w = walk_to(at, text, limit);
    if (w.inside)
        error_set(
            e,
            "the record is longer than %zu byte%s; is the quote that opens on line %llu closed? "
            "(or use --max-record)",
            limit, limit == 1 ? "" : "s", (unsigned long long)w.opened);
    else
        error_set(e, "the record is longer than %zu byte%s; use --max-record", limit,
                  limit == 1 ? "" : "s");
    error_place(e, at->file, at->line, w.inside ? column_name(at, w.column) : SLICE(""));
}

void csv_explain_byte(const struct csv_place *at, const struct csv_record *record, size_t bad,
                      struct error *e)
{
    const char *byte = record->raw.ptr + bad;
    size_t column = 0;
    while (column + 1 < record->count && record->base + record->ends[column] <= byte)
        column++;
    size_t number = (size_t)(byte - csv_record_cell(record, column).ptr) + 1;
    if (*byte == '\0')
        error_set(e,
                  "byte %zu of the field is NUL; if the file is in UTF-16, use --encoding %sUTF-16LE",
                  number, slice_of(at->encoding_for).ptr);
    else
        error_set(e, "byte %zu of the field, 0x%02X, is not UTF-8; %s", number,
                  (unsigned)(unsigned char)*byte, encoding_hint(record->raw, at->encoding_for).text);
    error_place(e, at->file, at->line, column_name(at, column));
}
