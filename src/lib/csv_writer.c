/* SPDX-License-Identifier: MIT */
#include "lib/csv_writer_inside.h"
#include "lib/number.h"

/* --- bytes --- */

/* Room for so many bytes in the output's buffer; the caller adds to used. NULL: more than the
 * buffer holds. */
static inline char *room_for(struct csv_writer *w, size_t size)
{
    if (w->out.capacity - w->out.used < size)
        return output_room(&w->out, size);
    return w->out.buffer + w->out.used;
}

static inline void put(struct csv_writer *w, struct slice bytes)
{
    char *to = room_for(w, bytes.len);
    if (to == NULL) {
        (void)output_write(&w->out, bytes);
        return;
    }
    if (bytes.len != 0)
        memcpy(to, bytes.ptr, bytes.len);
    w->out.used += bytes.len;
}

static inline void put_byte(struct csv_writer *w, char c)
{
    *room_for(w, 1) = c;
    w->out.used++;
}

/* The delimiter before a field that is not the first, and what a lone empty field must know. */
static inline void begin_field(struct csv_writer *w, bool empty)
{
    if (w->fields > 0)
        put_byte(w, w->options.delimiter);
    w->lone_empty = empty && w->fields == 0;
    w->fields++;
}

/* Sixteen bytes that are compared at once; compilers have an instruction for it nearly everywhere.
 */
struct sixteen {
    unsigned char bytes __attribute__((vector_size(16)));
};

static inline bool any_special(struct sixteen v, char delimiter)
{
    uint64_t halves[2];
    v.bytes = (v.bytes == '"') | (v.bytes == '\n') | (v.bytes == '\r') |
              (v.bytes == (unsigned char)delimiter);
    memcpy(halves, &v, sizeof halves);
    return (halves[0] | halves[1]) != 0;
}

static inline struct sixteen sixteen_at(const char *p)
{
    struct sixteen v;
    memcpy(&v, p, sizeof v);
    return v;
}

/* Both ends of a value of 8 to 16 bytes, which may overlap; the same of one of 4 to 8. */
static inline struct sixteen both_eights(struct slice value)
{
    uint64_t halves[2];
    struct sixteen v;
    memcpy(&halves[0], value.ptr, sizeof halves[0]);
    memcpy(&halves[1], value.ptr + value.len - sizeof halves[1], sizeof halves[1]);
    memcpy(&v, halves, sizeof v);
    return v;
}

static inline struct sixteen both_fours(struct slice value)
{
    uint32_t quarters[4] = {0};
    struct sixteen v;
    memcpy(&quarters[0], value.ptr, sizeof quarters[0]);
    memcpy(&quarters[1], value.ptr + value.len - sizeof quarters[1], sizeof quarters[1]);
    memcpy(&v, quarters, sizeof v);
    return v;
}

static bool needs_quotes(const struct csv_writer *w, struct slice value)
{
    const char delimiter = w->options.delimiter;
    if (value.len >= 16) {
        const char *last = value.ptr + value.len - 16; /* may overlap the one before */
        for (const char *p = value.ptr; p < last; p += 16)
            if (any_special(sixteen_at(p), delimiter))
                return true;
        return any_special(sixteen_at(last), delimiter);
    }
    if (value.len >= 8)
        return any_special(both_eights(value), delimiter);
    if (value.len >= 4)
        return any_special(both_fours(value), delimiter);
    for (size_t i = 0; i < value.len; i++)
        if (w->special[(unsigned char)value.ptr[i]])
            return true;
    return false;
}

static void put_quoted(struct csv_writer *w, struct slice value)
{
    put_byte(w, '"');
    const char *pair;
    while (value.len > 0 && (pair = memchr(value.ptr, '"', value.len)) != NULL) {
        size_t n = (size_t)(pair - value.ptr) + 1;
        put(w, (struct slice){value.ptr, n});
        put_byte(w, '"');
        value = slice_from(value, n);
    }
    put(w, value);
    put_byte(w, '"');
}

/* --- spreadsheets --- */

/* Digits with at most one point or comma, after at most one sign. */
static bool is_plain_number(struct slice s)
{
    size_t i = s.len > 0 && (s.ptr[0] == '-' || s.ptr[0] == '+');
    size_t digits = 0;
    size_t points = 0;
    for (; i < s.len; i++) {
        if (s.ptr[i] >= '0' && s.ptr[i] <= '9')
            digits++;
        else if ((s.ptr[i] == '.' || s.ptr[i] == ',') && points == 0)
            points++;
        else
            return false;
    }
    return digits > 0;
}

/* Whether a spreadsheet would take the text for a formula (OWASP, "CSV injection"). */
static bool would_run(struct slice value)
{
    return value.len > 0 && strchr("=+-@\t\r\n", value.ptr[0]) != NULL && value.ptr[0] != '\0' &&
           !is_plain_number(value);
}

static struct slice neutral(struct csv_writer *w, struct slice value)
{
    if (!would_run(value))
        return value;
    arena_reset(&w->scratch);
    char *text = arena_bytes(&w->scratch, value.len + 1);
    text[0] = '\'';
    memcpy(text + 1, value.ptr, value.len);
    return (struct slice){text, value.len + 1};
}

/* --- fields --- */

void csv_writer_field(struct csv_writer *w, struct slice value)
{
    if (w->options.neutralise)
        value = neutral(w, value);
    begin_field(w, value.len == 0);
    if (value.len == 0)
        return;
    if (needs_quotes(w, value))
        put_quoted(w, value);
    else
        put(w, value);
}

void csv_writer_cell(struct csv_writer *w, struct slice cell)
{
    bool quoted = cell.len >= 2 && cell.ptr[0] == '"';
    if (w->options.neutralise) {
        struct arena arena = {0};
        csv_writer_field(w, csv_unquote(cell, &arena));
        arena_free(&arena);
        return;
    }
    if (!quoted) {
        csv_writer_field(w, cell);
        return;
    }
    struct slice inner = {cell.ptr + 1, cell.len - 2};
    bool needed = needs_quotes(w, inner);
    begin_field(w, inner.len == 0);
    put(w, needed ? cell : inner);
}

/* Whether the fields may be written as they stand, with the delimiters between them. */
static bool is_minimal(const struct csv_writer *w, const struct csv_record *record, size_t first,
                       size_t end)
{
    if (w->options.neutralise || record->delimiter != w->options.delimiter)
        return false;
    if (!record->quoted)
        return true;
    for (size_t i = first; i < end; i++) {
        struct slice cell = csv_record_cell(record, i);
        if (cell.len >= 2 && cell.ptr[0] == '"' &&
            !needs_quotes(w, (struct slice){cell.ptr + 1, cell.len - 2}))
            return false;
    }
    return true;
}

void csv_writer_cells(struct csv_writer *w, const struct csv_record *record, size_t first,
                      size_t count)
{
    if (first >= record->count || count == 0)
        return;
    size_t end = count < record->count - first ? first + count : record->count;
    if (!is_minimal(w, record, first, end)) {
        for (size_t i = first; i < end; i++)
            csv_writer_cell(w, csv_record_cell(record, i));
        return;
    }
    const char *start = csv_record_cell(record, first).ptr;
    size_t size = (size_t)(record->base + record->ends[end - 1] - start);
    begin_field(w, size == 0);
    put(w, (struct slice){start, size});
    w->fields += end - first - 1;
}

/* --- fields made beforehand --- */

enum { PIECE_STEP = 32 }; /* bytes copied at once; every rendered piece has so many behind it */

static char *render_field(const struct csv_writer *w, struct slice value, char *out)
{
    if (!needs_quotes(w, value)) {
        if (value.len != 0)
            memcpy(out, value.ptr, value.len);
        return out + value.len;
    }
    *out++ = '"';
    for (size_t i = 0; i < value.len; i++) {
        if (value.ptr[i] == '"')
            *out++ = '"';
        *out++ = value.ptr[i];
    }
    *out++ = '"';
    return out;
}

struct slice csv_writer_render(struct csv_writer *w, struct arena *arena, const struct slice *values, size_t count)
{
    size_t room = count + PIECE_STEP;
    for (size_t i = 0; i < count; i++)
        room = memory_add(room, memory_add(memory_multiply(values[i].len, 2), 3));
    char *start = arena_bytes(arena, room);
    char *out = start;
    for (size_t i = 0; i < count; i++) {
        if (i > 0)
            *out++ = w->options.delimiter;
        out = render_field(w, w->options.neutralise ? neutral(w, values[i]) : values[i], out);
    }
    return (struct slice){start, (size_t)(out - start)};
}

void csv_writer_rendered(struct csv_writer *w, struct slice bytes, size_t count)
{
    begin_field(w, bytes.len == 0);
    put(w, bytes);
    w->fields += count - 1;
}

/* Copies in steps that are larger than the rest may be: both ends have so much room behind them. */
static inline char *copy_piece(char *to, struct slice piece)
{
    for (size_t i = 0; i < piece.len; i += PIECE_STEP)
        memcpy(to + i, piece.ptr + i, PIECE_STEP);
    return to + piece.len;
}

bool csv_writer_pieces(struct csv_writer *w, const struct slice *pieces, size_t count)
{
    size_t room = 2 + PIECE_STEP;
    for (size_t i = 0; i < count; i++)
        room += pieces[i].len + 1;
    char *to = room_for(w, room);
    if (to == NULL) {
        for (size_t i = 0; i < count; i++)
            csv_writer_rendered(w, pieces[i], 2);
        return csv_writer_end(w);
    }
    for (size_t i = 0; i < count; i++) {
        if (i > 0)
            *to++ = w->options.delimiter;
        to = copy_piece(to, pieces[i]);
    }
    if (w->options.crlf)
        *to++ = '\r';
    *to++ = '\n';
    w->out.used = (size_t)(to - w->out.buffer);
    return !w->out.failed;
}

/* --- numbers --- */

void csv_writer_integer(struct csv_writer *w, int64_t value)
{
    csv_writer_decimal(w, value, 0, 0);
}

void csv_writer_decimal(struct csv_writer *w, int64_t value, unsigned scale, unsigned places)
{
    if (w->plain_numbers) {
        begin_field(w, false);
        char *to = room_for(w, NUMBER_TEXT_MAX);
        if (to != NULL)
            w->out.used += number_format(value, scale, places, to);
        return;
    }
    char text[NUMBER_TEXT_MAX];
    struct slice number = {text, number_format(value, scale, places, text)};
    char *point = w->options.decimal_comma ? memchr(text, '.', number.len) : NULL;
    if (point != NULL)
        *point = ',';
    begin_field(w, false);
    if (needs_quotes(w, number))
        put_quoted(w, number);
    else
        put(w, number);
}

void csv_writer_double(struct csv_writer *w, double value, unsigned places)
{
    int64_t scaled;
    if (number_from_double(value, places, &scaled))
        csv_writer_decimal(w, scaled, places, places);
    else
        csv_writer_blank(w);
}

void csv_writer_blank(struct csv_writer *w)
{
    begin_field(w, true);
}

/* --- records --- */

bool csv_writer_end(struct csv_writer *w)
{
    if (w->lone_empty && w->fields == 1)
        put(w, SLICE("\"\""));
    put(w, w->options.crlf ? SLICE("\r\n") : SLICE("\n"));
    w->fields = 0;
    w->lone_empty = false;
    if (w->out.muted) {
        w->out.used = 0;
        w->out.muted = false;
    }
    return !w->out.failed;
}

/* Most records: no quotes in them, and nothing to change. */
static inline bool write_plainly(struct csv_writer *w, const struct csv_record *record)
{
    struct slice raw = record->raw;
    char *to;
    if (record->quoted || w->passes != record->delimiter || raw.len == 0 || w->fields != 0 ||
        (to = room_for(w, raw.len + 1)) == NULL)
        return false;
    memcpy(to, raw.ptr, raw.len);
    to[raw.len] = '\n';
    w->out.used += raw.len + 1;
    return true;
}

bool csv_writer_record(struct csv_writer *w, const struct csv_record *record)
{
    if (write_plainly(w, record))
        return !w->out.failed;
    csv_writer_cells(w, record, 0, record->count);
    return csv_writer_end(w);
}
