/* SPDX-License-Identifier: MIT */
#include "lib/csv_window.h"

#include "lib/buffer.h"
#include "lib/utf8.h"

void csv_window_start(struct csv_window *w, char delimiter, size_t at, uint64_t line)
{
    w->delimiter = delimiter;
    w->at = at;
    w->line = line;
    w->reach = BUFFER_WINDOW;
    w->index.flaw = CSV_NOWHERE;
    w->bad = CSV_NOWHERE;
}

struct slice csv_window_rest(const struct csv_window *w)
{
    size_t at = w->at + w->start;
    return (struct slice){w->source.data + at, w->source.size - at};
}

size_t csv_find_bad(struct slice text, bool allow_nul)
{
    size_t bad = utf8_check(text);
    const char *nul = bad > 0 && !allow_nul ? memchr(text.ptr, '\0', bad) : NULL;
    if (nul != NULL)
        return (size_t)(nul - text.ptr);
    return bad < text.len ? bad : CSV_NOWHERE;
}

void csv_window_find_bad(struct csv_window *w)
{
    w->bad = CSV_NOWHERE;
    if (!w->index.unusual || w->row == w->index.row_count)
        return;
    size_t end = w->index.marks[w->index.rows[w->index.row_count - 1].mark];
    if (w->start >= end)
        return;
    struct slice text = {w->source.data + w->at + w->start, end - w->start};
    size_t bad = csv_find_bad(text, w->allow_nul);
    w->bad = bad != CSV_NOWHERE ? w->start + bad : CSV_NOWHERE;
}

static void scan(struct csv_window *w)
{
    if (w->after_cr && w->at < w->source.size && w->source.data[w->at] == '\n')
        w->at++;
    w->after_cr = false;
    size_t left = w->source.size - w->at;
    w->len = left < w->reach ? left : w->reach;
    bool final = w->source.ended && w->len == left;
    const char *text = w->source.data + w->at;
    csv_scan(&w->index, (struct slice){text, w->len}, w->delimiter, final);
    w->final = final && w->index.flaw == CSV_NOWHERE;
    w->row = 0;
    w->mark = w->breaks = w->quotes = 0;
    csv_window_find_bad(w);
    input_release(&w->source.input, text);
}

/* The window is to begin at the next record. */
static void drop_taken(struct csv_window *w)
{
    w->at += w->start;
    w->len -= w->start;
    if (w->index.flaw != CSV_NOWHERE)
        w->index.flaw -= w->start;
    w->start = 0;
}

bool csv_window_more(struct csv_window *w, struct error *e)
{
    return csv_source_more(&w->source, &w->at, e);
}

/* Has more bytes to scan after a window that is used up, or that held no whole record. */
static bool extend(struct csv_window *w, struct error *e)
{
    bool all_seen = w->at + w->len == w->source.size;
    if (w->index.row_count > 0)
        w->reach = BUFFER_WINDOW;
    else if (w->len == w->reach)
        w->reach *= 2;
    return !all_seen || csv_window_more(w, e);
}

enum csv_step csv_window_advance(struct csv_window *w, size_t limit, struct error *e)
{
    for (;;) {
        drop_taken(w);
        if (w->index.flaw != CSV_NOWHERE)
            return CSV_STEP_FLAW;
        if (w->final && !w->index.inside)
            return CSV_STEP_END;
        if (w->len > limit)
            return CSV_STEP_LONG;
        if (w->final)
            return CSV_STEP_UNCLOSED;
        if (!extend(w, e))
            return CSV_STEP_LOST;
        scan(w);
        if (w->index.row_count > 0)
            return CSV_STEP_ROWS;
    }
}

void csv_window_pass(struct csv_window *w, size_t length)
{
    const char *text = w->source.data + w->at;
    size_t left = w->source.size - w->at;
    w->line += csv_count_breaks((struct slice){text, length}) + 1;
    w->after_cr = length < left && text[length] == '\r';
    w->at += length < left ? length + 1 : length;
    w->len = 0;
    w->reach = BUFFER_WINDOW;
    w->final = false;
    w->index.flaw = CSV_NOWHERE;
    w->index.row_count = 0;
    w->row = 0;
}

bool csv_window_close(struct csv_window *w, struct error *e)
{
    csv_index_free(&w->index);
    return csv_source_close(&w->source, e);
}
