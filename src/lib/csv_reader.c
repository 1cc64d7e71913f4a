/* SPDX-License-Identifier: MIT */
#include "lib/csv_flaw.h"
#include "lib/csv_lines.h"
#include "lib/csv_reader_inside.h"

static struct csv_place place_of(const struct csv_reader *r, uint64_t line)
{
    return (struct csv_place){csv_reader_name(r), line,          r->window.delimiter,
                              r->names,           r->name_count, true,
                              r->options.encoding_for};
}

static enum csv_result fail(struct csv_reader *r, struct error *e)
{
    r->failed = true;
    r->failure = *e;
    return CSV_FAILED;
}

static enum csv_result fail_long(struct csv_reader *r, const struct csv_place *at,
                                 struct slice text, struct error *e)
{
    csv_explain_long(at, text, r->options.max_record, e);
    return fail(r, e);
}

/* --- one record --- */

static enum csv_result refuse_width(const struct csv_reader *r, const struct csv_record *record,
                                    struct error *e)
{
    error_set(
        e,
        "%zu %s, but %s has %zu; is there a delimiter or a line break in a value without quotes?",
        record->count, record->count == 1 ? "field" : "fields",
        r->options.no_header && r->options.names == NULL ? "the first record" : "the header", r->width);
    error_place(e, csv_reader_name(r), record->line, SLICE(""));
    return CSV_BAD;
}

static enum csv_result refuse_field(const struct csv_reader *r, const struct csv_record *record,
                                    size_t column, struct error *e)
{
    error_set(e, "the field is longer than %zu byte%s; use --max-field", r->options.max_field,
              r->options.max_field == 1 ? "" : "s");
    error_place(e, csv_reader_name(r), record->line,
                column < r->name_count ? r->names[column] : SLICE(""));
    return CSV_BAD;
}

/* What may be wrong with a record whose quotes are sound. `bad`: offset of its first bad byte, or
 * CSV_NOWHERE. */
static enum csv_result judge(struct csv_reader *r, const struct csv_record *record, size_t bad,
                             struct error *e)
{
    struct csv_place at = place_of(r, record->line);
    if (record->raw.len > r->options.max_record)
        return fail_long(r, &at, record->raw, e);
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
static enum csv_result judge_row(struct csv_reader *r, const struct csv_record *record,
                                 size_t start, struct error *e)
{
    size_t end = start + record->raw.len;
    size_t bad = r->window.bad < end ? r->window.bad - start : CSV_NOWHERE;
    if (bad != CSV_NOWHERE)
        csv_window_find_bad(&r->window);
    return judge(r, record, bad, e);
}

/* A record with stray quotes ends, for all we know, with the line in which they are. */
static enum csv_result refuse_quotes(struct csv_reader *r, struct csv_record *record,
                                     struct error *e)
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
        return fail_long(r, &at, record->raw, e);
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
        switch (csv_mend(text, r->window.source.ended && !cut, at.delimiter, &r->scratch, record,
                         &length)) {
        case CSV_MENDED:
            csv_window_pass(&r->window, length);
            return judge(r, record, csv_find_bad(record->raw, r->options.allow_nul), e);
        case CSV_MEND_UNCLOSED:
            csv_explain_unclosed(&at, text, e);
            return fail(r, e);
        case CSV_MEND_MORE:
            if (cut)
                return fail_long(r, &at, text, e);
            if (!csv_window_more(&r->window, e))
                return fail(r, e);
        }
    }
}

enum csv_result csv_reader_step(struct csv_reader *r, struct csv_record *record, bool *rows,
                                struct error *e)
{
    *record = (struct csv_record){
        .line = r->window.line, .delimiter = r->window.delimiter, .scratch = &r->scratch};
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
        return fail_long(r, &at, rest, e);
    case CSV_STEP_UNCLOSED:
        csv_explain_unclosed(&at, rest, e);
        return fail(r, e);
    case CSV_STEP_LOST:
        break;
    }
    error_place(e, csv_reader_name(r), r->window.line + csv_count_breaks(rest), SLICE(""));
    return fail(r, e);
}

enum csv_result csv_reader_take(struct csv_reader *r, struct csv_record *record, struct error *e)
{
    for (;;) {
        if (r->window.row == r->window.index.row_count) {
            bool rows;
            enum csv_result result = csv_reader_step(r, record, &rows, e);
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

static enum csv_result next_as_written(struct csv_reader *r, struct csv_record *record, struct error *e)
{
    if (r->has_kept) {
        *record = r->kept;
        r->has_kept = false;
        return CSV_RECORD;
    }
    if (r->scratch.blocks != NULL)
        arena_reset(&r->scratch);
    record->scratch = &r->scratch;
    return csv_reader_take(r, record, e);
}

enum csv_result csv_reader_next(struct csv_reader *r, struct csv_record *record, struct error *e)
{
    if (r->failed) {
        *e = r->failure;
        return CSV_FAILED;
    }
    enum csv_result result = next_as_written(r, record, e);
    if (result != CSV_RECORD || !r->options.lines || csv_lines_undo(record, e))
        return result;
    error_place(e, csv_reader_name(r), record->line, SLICE(""));
    return CSV_BAD;
}

/* --- parts --- */

/* The offset behind the record in which the target lies, or CSV_NOWHERE where a part cannot begin
 * before the end. */
static size_t find_cut(struct csv_window *w, size_t target, size_t limit)
{
    struct csv_record record;
    struct error ignored = {0};
    while (w->at + w->start < target) {
        if (w->row == w->index.row_count && csv_window_advance(w, limit, &ignored) != CSV_STEP_ROWS)
            return CSV_NOWHERE;
        csv_window_take(w, &record);
    }
    size_t cut = w->at + w->start;
    bool splits_crlf = w->after_cr && cut < w->source.size && w->source.data[cut] == '\n';
    return cut + splits_crlf < w->source.size ? cut + splits_crlf : CSV_NOWHERE;
}

/* What is not read yet, from the start of a line on. False: not all of it is in memory. */
static bool whole_rest(const struct csv_reader *r, struct slice *rest)
{
    *rest = csv_window_rest(&r->window);
    if (r->window.after_cr && slice_starts(*rest, SLICE("\n")))
        *rest = slice_from(*rest, 1);
    return r->window.source.ended && !r->has_kept;
}

/* Behind the end of a line near the target; CSV_NOWHERE: there is none, or there are quotes near it. */
static size_t guess_cut(struct slice text, size_t target)
{
    enum { NEAR = 64 * 1024 };
    size_t from = target > NEAR ? target - NEAR : 0;
    size_t to = text.len - target > NEAR ? target + NEAR : text.len;
    const char *end = memchr(text.ptr + target, '\n', to - target);
    if (end == NULL || memchr(text.ptr + from, '"', to - from) != NULL)
        return CSV_NOWHERE;
    size_t cut = (size_t)(end - text.ptr) + 1;
    return cut < text.len ? cut : CSV_NOWHERE;
}

size_t csv_reader_guess_halves(const struct csv_reader *r, struct csv_part halves[2])
{
    struct slice rest;
    size_t cut = whole_rest(r, &rest) && rest.len != 0 ? guess_cut(rest, rest.len / 2) : CSV_NOWHERE;
    if (cut == CSV_NOWHERE)
        return 0;
    halves[0] = (struct csv_part){{rest.ptr, cut}, r->window.line};
    halves[1] = (struct csv_part){slice_from(rest, cut), 0};
    return 2;
}

size_t csv_reader_split(struct csv_reader *r, struct csv_part *parts, size_t wanted)
{
    struct slice rest;
    if (!whole_rest(r, &rest) || wanted == 0)
        return 0;
    struct csv_window w = {0};
    size_t count = 1;
    csv_source_of(&w.source, r->window.source.input.world, csv_reader_name(r), rest, csv_reader_is_mapped(r));
    csv_window_start(&w, r->window.delimiter, 0, r->window.line);
    parts[0] = (struct csv_part){rest, r->window.line};
    while (count < wanted) {
        size_t cut = find_cut(&w, rest.len / wanted * count, r->options.max_record);
        if (cut == CSV_NOWHERE)
            break;
        parts[count] = (struct csv_part){slice_from(rest, cut), w.line};
        parts[count - 1].bytes.len -= rest.len - cut;
        count++;
    }
    struct error ignored = {0};
    (void)csv_window_close(&w, &ignored);
    return count;
}

bool csv_reader_is_mapped(const struct csv_reader *r)
{
    return r->window.source.input.map != NULL;
}

static bool is_within(const struct csv_source *s, const char *p)
{
    uintptr_t at = (uintptr_t)p, from = (uintptr_t)s->data;
    return at >= from && at - from <= s->size;
}

bool csv_reader_holds(const struct csv_reader *r, const struct csv_record *record)
{
    const struct csv_source *s = &r->window.source;
    return s->buffer == NULL && is_within(s, record->raw.ptr) && is_within(s, record->base);
}

const char *csv_reader_position(const struct csv_reader *r)
{
    return csv_window_rest(&r->window).ptr;
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
    return r->window.source.input.name;
}

bool csv_reader_close(struct csv_reader *r, struct error *e)
{
    if (r == NULL)
        return true;
    arena_free(&r->scratch);
    r->failed = true;
    return csv_window_close(&r->window, e);
}
