/* SPDX-License-Identifier: MIT */
#include "ingest-survey/stamps.h"

#include <stdio.h>

enum { CLOCK_MAX = 64 };

static bool is_stamp(const struct entry *entry)
{
    return entry->use == USE_ANSWERED_AT || entry->use == USE_SUBMITTED;
}

/* Puts a column behind those of the same or a lesser rank. */
static void insert(struct stamps *s, const struct book *book, size_t column)
{
    size_t at = s->count;
    if (s->count == STAMP_COLUMNS)
        return;
    while (at > 0 && book->entries[s->columns[at - 1]].rank > book->entries[column].rank) {
        s->columns[at] = s->columns[at - 1];
        at--;
    }
    s->columns[at] = column;
    s->count++;
}

bool stamps_start(struct stamps *s, const struct book *book, const struct survey_layout *layout,
                  struct world *w, struct arena *arena, enum date_order order,
                  const struct zone *tz, struct error *e)
{
    *s = (struct stamps){.clock = -1, .order = order, .shown = tz, .world = w, .arena = arena};
    if (order == DATE_ORDER_NONE)
        s->order = layout->order;
    for (size_t i = 0; i < book->count; i++) {
        if (is_stamp(&book->entries[i]))
            insert(s, book, i);
        if (book->entries[i].use == USE_CLOCK)
            s->clock = (ptrdiff_t)i;
    }
    for (size_t i = 0; i < s->count; i++) {
        const struct entry *entry = &book->entries[s->columns[i]];
        struct slice name = entry->zone.len != 0 ? entry->zone : layout->zone;
        s->zones[i] = tz;
        if (name.len == 0)
            continue;
        s->zones[i] = zone_load(w, arena, name, e);
        if (s->zones[i] == NULL)
            return error_place(e, NULL, 0, entry->name);
    }
    return true;
}

/* LimeSurvey's date of responses whose dates are not kept. */
static bool is_anonymous(struct slice cell)
{
    return slice_equal(cell, SLICE("1980-01-01 00:00:00"));
}

/* In the cell's own offset: loaded once for neighbours that agree. */
static const struct zone *own_zone(struct stamps *s, int32_t offset)
{
    if (s->fixed == NULL || s->fixed_offset != offset) {
        s->fixed = zone_fixed(s->arena, SLICE("offset"), offset);
        s->fixed_offset = offset;
    }
    return s->fixed;
}

static void append_time(char *out, int32_t second, struct slice *text)
{
    int n = snprintf(out + text->len, DATETIME_TEXT_MAX - text->len, "T%02d:%02d:%02d",
                     (int)(second / 3600) % 24, (int)(second / 60 % 60), (int)(second % 60));
    *text = (struct slice){out, text->len + (size_t)n};
}

static bool write_stamp(struct stamps *s, const struct datetime *d, const struct zone *zone,
                        char out[DATETIME_TEXT_MAX], struct slice *text, struct error *e)
{
    if (d->second_of_day < 0) {
        *text = datetime_format_day(d->day, out);
        return true;
    }
    if (!d->has_offset && zone == NULL) {
        *text = datetime_format_day(d->day, out);
        append_time(out, d->second_of_day, text);
        return true;
    }
    int64_t instant;
    if (!datetime_instant(d, zone, &instant, e))
        return false;
    const struct zone *own = d->has_offset ? own_zone(s, d->offset) : zone;
    *text = datetime_format_instant(instant, s->shown != NULL ? s->shown : own, out);
    return true;
}

/* The date with the time of day that stands in another column. */
static struct slice with_clock(const struct stamps *s, const struct csv_record *record,
                               struct slice cell, char joined[CLOCK_MAX])
{
    struct slice clock = s->clock < 0 ? (struct slice){"", 0}
                                      : slice_trim(csv_record_value(record, (size_t)s->clock));
    if (clock.len == 0 || cell.len + clock.len + 1 >= CLOCK_MAX ||
        memchr(cell.ptr, ':', cell.len) != NULL)
        return cell;
    memcpy(joined, cell.ptr, cell.len);
    joined[cell.len] = ' ';
    memcpy(joined + cell.len + 1, clock.ptr, clock.len);
    return (struct slice){joined, cell.len + clock.len + 1};
}

bool stamps_text(struct stamps *s, const struct csv_record *record, char out[DATETIME_TEXT_MAX],
                 struct slice *text, size_t *column, struct error *e)
{
    *text = (struct slice){"", 0};
    for (size_t i = 0; i < s->count; i++) {
        char joined[CLOCK_MAX];
        struct datetime stamp;
        struct slice cell = slice_trim(csv_record_value(record, s->columns[i]));
        if (cell.len == 0 || is_anonymous(cell))
            continue;
        *column = s->columns[i];
        cell = with_clock(s, record, cell, joined);
        return datetime_parse(cell, s->order, &stamp, e) &&
               write_stamp(s, &stamp, s->zones[i], out, text, e);
    }
    return true;
}

enum date_order stamps_suggest(const struct stamps *s, const struct sample *sample,
                               size_t header_rows)
{
    for (size_t i = header_rows; i < sample->count; i++) {
        for (size_t c = 0; sample->records[i].result == CSV_RECORD && c < s->count; c++) {
            struct slice cell =
                slice_trim(csv_record_value(&sample->records[i].record, s->columns[c]));
            enum date_order order = cell.len == 0 ? DATE_ORDER_NONE : datetime_order_of(cell);
            if (order != DATE_ORDER_NONE)
                return order;
        }
    }
    return DATE_ORDER_NONE;
}
