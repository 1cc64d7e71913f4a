/* SPDX-License-Identifier: MIT */
#include "lib/csv_dialect.h"

#include <stdio.h>

#include "lib/encoding.h"

enum { SURVEYED = 100, ENOUGH = 4 * 1024 * 1024 };

static const char candidates[] = {',', ';', '\t', '|'};
enum { CANDIDATES = sizeof candidates };

/* How the first records look when cut at one delimiter. */
struct trial {
    bool complete;  /* as many records as are wanted, or nothing more to come */
    size_t columns; /* 0: not even the first record can be read so */
    bool fits;
};

const char *csv_delimiter_name(char delimiter)
{
    static const char *const names[CANDIDATES] = {"','", "';'", "TAB", "'|'"};
    const char *at = memchr(candidates, delimiter, CANDIDATES);
    return at != NULL ? names[at - candidates] : "another character";
}

struct slice csv_unquote(struct slice cell, struct arena *arena)
{
    if (cell.len < 2 || cell.ptr[0] != '"')
        return cell;
    struct slice inner = {cell.ptr + 1, cell.len - 2};
    const char *pair = memchr(inner.ptr, '"', inner.len);
    if (pair == NULL)
        return inner;
    char *out = arena_bytes(arena, inner.len);
    size_t used = 0;
    while (pair != NULL) {
        size_t n = (size_t)(pair - inner.ptr) + 1;
        memcpy(out + used, inner.ptr, n);
        used += n;
        inner = slice_from(inner, n + 1);
        pair = memchr(inner.ptr, '"', inner.len);
    }
    memcpy(out + used, inner.ptr, inner.len);
    return (struct slice){out, used + inner.len};
}

static size_t row_fields(const struct csv_index *x, size_t row)
{
    return x->rows[row].mark - (row > 0 ? x->rows[row - 1].mark : UINT32_MAX);
}

static bool row_is_blank(const struct csv_index *x, size_t row, const char *text)
{
    size_t end = x->marks[x->rows[row].mark];
    size_t start = row > 0 ? (size_t)x->marks[x->rows[row - 1].mark] + 1 : 0;
    if (row > 0 && start < end && text[start - 1] == '\r' && text[start] == '\n')
        start++;
    return start >= end;
}

/* Whether all of the first records that are not blank have the same number of fields, and how many
 * that is. */
static void survey(struct trial *t, const struct csv_index *x, const char *text)
{
    size_t seen = 0;
    t->fits = true;
    for (size_t row = 0; row < x->row_count && seen < SURVEYED; row++) {
        if (row_is_blank(x, row, text))
            continue;
        if (seen++ == 0)
            t->columns = row_fields(x, row);
        t->fits = t->fits && row_fields(x, row) == t->columns;
    }
    t->fits = t->fits && t->columns > 1;
    t->complete = seen == SURVEYED;
}

/* Whether the first record that is not blank names the columns that are needed. */
static void ask_header(struct trial *t, const struct csv_index *x, const char *text,
                       const struct csv_options *options)
{
    size_t row = 0;
    while (row < x->row_count && row_is_blank(x, row, text))
        row++;
    t->complete = row < x->row_count;
    if (!t->complete)
        return;
    t->columns = row_fields(x, row);
    struct arena arena = {0};
    struct slice *names = arena_array(&arena, t->columns, sizeof *names);
    const uint32_t *ends = x->marks + x->rows[row].mark + 1 - t->columns;
    size_t start = row > 0 ? (size_t)ends[-1] + 1 : 0;
    if (row > 0 && text[start - 1] == '\r' && text[start] == '\n')
        start++;
    for (size_t i = 0; i < t->columns; i++) {
        names[i] = csv_unquote((struct slice){text + start, ends[i] - start}, &arena);
        start = (size_t)ends[i] + 1;
    }
    t->fits = options->suits(options->context, names, t->columns) >= options->needed;
    arena_free(&arena);
}

static void try_delimiter(struct trial *t, char delimiter, struct slice text, bool final,
                          const struct csv_options *options, struct csv_index *x)
{
    *t = (struct trial){0};
    csv_scan(x, text, delimiter, final);
    if (options->no_header || options->suits == NULL)
        survey(t, x, text.ptr);
    else
        ask_header(t, x, text.ptr, options);
    t->complete = t->complete || final || x->flaw != CSV_NOWHERE;
}

/* The best of those that fit; where the number of columns is all there is to go by, the most
 * columns. */
static size_t best_trial(const struct trial *trials, bool by_columns, bool *tie)
{
    size_t best = CANDIDATES;
    *tie = false;
    for (size_t i = 0; i < CANDIDATES; i++) {
        if (!trials[i].fits)
            continue;
        if (best == CANDIDATES || (by_columns && trials[i].columns > trials[best].columns)) {
            best = i;
            *tie = false;
        } else if (!by_columns || trials[i].columns == trials[best].columns) {
            *tie = true;
        }
    }
    return best;
}

/* Names what each candidate gives. */
static enum csv_choice cannot_tell(const struct trial *trials, const char *why, struct error *e)
{
    char found[160] = "";
    size_t used = 0;
    for (size_t i = 0; i < CANDIDATES; i++) {
        if (trials[i].columns > 1)
            used += (size_t)snprintf(found + used, sizeof found - used, "%s%s gives %zu%s",
                                     used > 0 ? ", " : "", csv_delimiter_name(candidates[i]),
                                     trials[i].columns, used > 0 ? "" : " columns");
    }
    error_set(e, "cannot tell the delimiter (%s; %s); use -d", found, why);
    return CSV_NEITHER;
}

/*
 * No candidate gives what is wanted. If only one cuts the header at all, or one gives more columns
 * than any other, that is the delimiter, and what is missing is better said by whoever knows the
 * columns; if none does, there is one column.
 */
static enum csv_choice settle(const struct trial *trials, bool by_columns,
                              struct csv_dialect *dialect, struct error *e)
{
    size_t cutting = CANDIDATES;
    size_t most = 1;
    size_t count = 0;
    for (size_t i = 0; i < CANDIDATES; i++) {
        size_t columns = trials[i].columns;
        if (columns > 1 && (by_columns || columns == most))
            count++;
        else if (columns > most)
            count = 1;
        if (columns > most) {
            cutting = i;
            most = columns;
        }
    }
    if (count > 1)
        return cannot_tell(
            trials, by_columns ? "but not in every record" : "none has the columns that are needed",
            e);
    dialect->delimiter = count == 1 ? candidates[cutting] : ',';
    return CSV_CHOSEN;
}

static enum csv_choice choose_delimiter(struct slice text, bool final,
                                        const struct csv_options *options,
                                        struct csv_dialect *dialect, struct error *e)
{
    struct trial trials[CANDIDATES];
    struct csv_index x = {0};
    bool complete = true;
    for (size_t i = 0; i < CANDIDATES; i++) {
        try_delimiter(&trials[i], candidates[i], text, final, options, &x);
        complete = complete && trials[i].complete;
    }
    csv_index_free(&x);
    if (!complete && text.len < ENOUGH)
        return CSV_MORE;
    bool by_columns = options->no_header || options->suits == NULL;
    bool one_column = true;
    for (size_t i = 0; i < CANDIDATES; i++)
        one_column = one_column && trials[i].columns <= 1;
    bool tie = false;
    size_t best = one_column ? 0 : best_trial(trials, by_columns, &tie);
    if (tie)
        return cannot_tell(
            trials, by_columns ? "equally many" : "several have the columns that are needed", e);
    if (best == CANDIDATES)
        return settle(trials, by_columns, dialect, e);
    dialect->delimiter = candidates[best];
    return CSV_CHOSEN;
}

/* Excel's own first line, "sep=;". Returns its length with the line break, 0: there is none. */
static size_t separator_line(struct slice text, char *separator)
{
    bool begins = slice_starts(text, SLICE("sep=")) || slice_starts(text, SLICE("SEP=")) ||
                  slice_starts(text, SLICE("Sep="));
    if (!begins || text.len < 5 || text.ptr[4] == '"' || text.ptr[4] == '\r' || text.ptr[4] == '\n')
        return 0;
    *separator = text.ptr[4];
    if (text.len >= 7 && text.ptr[5] == '\r' && text.ptr[6] == '\n')
        return 7;
    return text.len >= 6 && (text.ptr[5] == '\r' || text.ptr[5] == '\n') ? 6 : 0;
}

enum csv_choice csv_dialect_choose(struct slice head, bool final, const struct csv_options *options,
                                   struct csv_dialect *dialect, struct error *e)
{
    enum { FIRST_BYTES = 256 }; /* mark, sep= line, and enough to tell UTF-16 */
    if (!final && head.len < FIRST_BYTES)
        return CSV_MORE;
    const char *wide =
        encoding_wide((struct slice){head.ptr, head.len < FIRST_BYTES ? head.len : FIRST_BYTES});
    if (wide != NULL && encoding_is_utf8(options->encoding)) {
        error_set(e, "the input is not UTF-8 but UTF-16; use --encoding %s%s", slice_of(options->encoding_for).ptr, wide);
        return CSV_NEITHER;
    }
    *dialect = (struct csv_dialect){.line = 1};
    if (slice_starts(head, SLICE("\xef\xbb\xbf")))
        dialect->skip = 3;
    size_t line = 0; /* what comes without its header is data from its first byte on */
    if (options->names == NULL)
        line = separator_line(slice_from(head, dialect->skip), &dialect->delimiter);
    dialect->skip += line;
    dialect->line += line > 0;
    if (options->delimiter != '\0')
        dialect->delimiter = options->delimiter;
    if (dialect->delimiter != '\0')
        return CSV_CHOSEN;
    return choose_delimiter(slice_from(head, dialect->skip), final, options, dialect, e);
}
