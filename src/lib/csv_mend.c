/* SPDX-License-Identifier: MIT */
#include <csv.h>

#include "lib/csv_flaw.h"

/* A record while libcsv hands over its fields. */
struct mending {
    struct arena *arena;
    char delimiter;
    const char *text;
    char *end; /* of text */
    size_t used, capacity;
    uint32_t *ends;
    size_t count, ends_capacity;
    bool quoted;
    bool done;
};

static void append(struct mending *m, const char *bytes, size_t size)
{
    if (size == 0)
        return;
    if (m->capacity - m->used < size) {
        size_t capacity = memory_add(memory_multiply(m->capacity, 2), size);
        char *bigger = arena_bytes(m->arena, capacity);
        if (m->used != 0)
            memcpy(bigger, m->text, m->used);
        m->text = bigger;
        m->end = bigger + m->used;
        m->capacity = capacity;
    }
    memcpy(m->end, bytes, size);
    m->end += size;
    m->used += size;
}

static bool needs_quotes(const char *bytes, size_t size, char delimiter)
{
    for (size_t i = 0; i < size; i++) {
        char c = bytes[i];
        if (c == delimiter || c == '"' || c == '\r' || c == '\n')
            return true;
    }
    return false;
}

static void append_quoted(struct mending *m, const char *bytes, size_t size)
{
    append(m, "\"", 1);
    size_t from = 0;
    for (size_t i = 0; i < size; i++) {
        if (bytes[i] != '"')
            continue;
        append(m, bytes + from, i + 1 - from);
        from = i;
    }
    append(m, bytes + from, size - from);
    append(m, "\"", 1);
    m->quoted = true;
}

static void take_field(void *field, size_t size, void *context)
{
    struct mending *m = context;
    if (m->count > 0)
        append(m, &m->delimiter, 1);
    if (needs_quotes(field, size, m->delimiter))
        append_quoted(m, field, size);
    else
        append(m, field, size);
    m->ends = arena_grow(m->arena, m->ends, m->count, &m->ends_capacity, sizeof *m->ends);
    m->ends[m->count++] = (uint32_t)m->used;
}

static void take_row(int terminator, void *context)
{
    (void)terminator;
    struct mending *m = context;
    m->done = true;
}

/* Length of the first line with the first byte of its break; all when there is none. */
static size_t line_length(struct slice text)
{
    for (size_t i = 0; i < text.len; i++) {
        if (text.ptr[i] == '\n' || text.ptr[i] == '\r')
            return i + 1;
    }
    return text.len;
}

enum csv_mend csv_mend(struct slice text, bool final, char delimiter, struct arena *arena,
                       struct csv_record *record, size_t *length)
{
    struct mending m = {.arena = arena, .delimiter = delimiter, .text = ""};
    struct csv_parser parser;
    if (csv_init(&parser, 0) != 0)
        memory_exhausted();
    csv_set_delim(&parser, (unsigned char)delimiter);
    size_t at = 0;
    bool unclosed = false;
    /* libcsv takes all it is given, so it gets one line at a time: a record ends only where a line
     * does. */
    while (!m.done && at < text.len) {
        size_t n = line_length(slice_from(text, at));
        if (csv_parse(&parser, text.ptr + at, n, take_field, take_row, &m) != n)
            memory_exhausted();
        at += n;
    }
    *length = m.done ? at - 1 : at;
    /* Only then does libcsv tell whether the last field is closed. */
    (void)csv_set_opts(&parser, CSV_STRICT | CSV_STRICT_FINI);
    if (!m.done && final)
        unclosed = csv_fini(&parser, take_field, take_row, &m) != 0;
    csv_free(&parser);
    if (unclosed)
        return CSV_MEND_UNCLOSED;
    if (!m.done)
        return CSV_MEND_MORE;
    record->count = m.count;
    record->raw = (struct slice){m.text, m.used};
    record->quoted = m.quoted;
    record->base = m.text;
    record->ends = m.ends;
    return CSV_MENDED;
}
