/* SPDX-License-Identifier: MIT */
/*
 * One case of business time, as a row of a table with the columns op, start, end, tz, hours,
 * holidays, special, pauses, duration: for the driver and for the unit test. op        due |
 * elapsed | open | due_days | local holidays  dates or MM-DD, blanks between;  special  DATE=HOURS,
 * blanks between pauses    FROM/UNTIL, blanks between;      duration  seconds, or business days
 */
#ifndef REGULARS_BUSINESS_CASE_H
#define REGULARS_BUSINESS_CASE_H

#include "lib/business_time.h"
#include "lib/csv_table.h"
#include "lib/datetime.h"
#include "lib/number.h"

enum { CASE_PAUSES_MAX = 64, CASE_RESULT_MAX = 64 };

struct business_case {
    const struct csv_table *table;
    size_t row;
    struct zone_store *zones;
    struct arena *arena; /* of the case */
    struct error *e;
    struct time_span pause[CASE_PAUSES_MAX];
    struct pauses pauses;
};

static struct slice case_cell(const struct business_case *b, const char *column)
{
    return csv_table_cell(b->table, b->row, csv_table_column(b->table, column));
}

static bool case_instant(struct slice text, const struct zone *z, int64_t *instant, struct error *e)
{
    struct datetime d;
    return datetime_parse(text, DATE_ORDER_NONE, &d, e) && datetime_instant(&d, z, instant, e);
}

static bool case_add_days(const struct business_case *b, struct calendar *c, const char *column)
{
    struct slice rest = case_cell(b, column);
    struct slice piece;
    while (slice_cut(&rest, ' ', &piece)) {
        struct slice date = piece;
        slice_cut(&piece, '=', &date);
        struct slice hours = piece.ptr != NULL ? piece : SLICE("");
        if (date.len != 0 && !calendar_add_holiday(c, date, hours, b->e))
            return false;
    }
    return true;
}

static bool case_read_pauses(struct business_case *b)
{
    struct slice rest = case_cell(b, "pauses");
    struct slice piece;
    while (slice_cut(&rest, ' ', &piece)) {
        struct slice from;
        struct time_span *s = &b->pause[b->pauses.count];
        if (piece.len == 0)
            continue;
        slice_cut(&piece, '/', &from);
        if (b->pauses.count == CASE_PAUSES_MAX)
            return error_set(b->e, "too many pauses");
        if (!case_instant(from, NULL, &s->from, b->e) ||
            !case_instant(piece.ptr != NULL ? piece : SLICE(""), NULL, &s->until, b->e))
            return false;
        b->pauses.count++;
    }
    b->pauses.spans = b->pause;
    b->pauses.count = time_spans_join(b->pause, b->pauses.count);
    return true;
}

static struct calendar *case_calendar(struct business_case *b, const struct zone *z)
{
    struct calendar *c = calendar_new(b->arena, z);
    struct slice hours = case_cell(b, "hours");
    bool good = (hours.len == 0 || calendar_parse_hours(c, hours, b->e)) &&
                case_add_days(b, c, "holidays") && case_add_days(b, c, "special") &&
                case_read_pauses(b);
    return good ? c : NULL;
}

static bool case_count(struct business_case *b, struct calendar *c, struct slice op, int64_t start,
                       int64_t *result)
{
    struct slice duration = case_cell(b, "duration");
    int64_t amount = 0;
    int64_t end;
    if (duration.len != 0 && !number_parse_integer(duration, 0, INT64_MAX, &amount, b->e))
        return false;
    if (slice_equal(op, SLICE("due")))
        return business_due(c, &b->pauses, start, amount, result, b->e);
    if (slice_equal(op, SLICE("due_days")))
        return business_due_days(c, start, amount, result, b->e);
    if (slice_equal(op, SLICE("open")))
        return business_opening(c, &b->pauses, start, result, b->e);
    if (!slice_equal(op, SLICE("elapsed")))
        return error_set(b->e, "unknown op '%s'", quote(op).text);
    if (!case_instant(case_cell(b, "end"), NULL, &end, b->e))
        return false;
    *result = business_elapsed(c, &b->pauses, start, end);
    return true;
}

/* Works out the case of a row into result. Returns false with the reason. */
static inline bool business_case_run(const struct csv_table *table, size_t row,
                                     struct zone_store *zones, struct arena *arena,
                                     char result[CASE_RESULT_MAX], struct error *e)
{
    struct business_case b = {.table = table, .row = row, .zones = zones, .arena = arena, .e = e};
    const struct zone *z = zone_store_get(zones, case_cell(&b, "tz"), e);
    struct slice op = case_cell(&b, "op");
    bool local = slice_equal(op, SLICE("local"));
    int64_t start;
    int64_t value;
    if (z == NULL || !case_instant(case_cell(&b, "start"), local ? z : NULL, &start, e))
        return false;
    struct calendar *c = local ? NULL : case_calendar(&b, z);
    value = start;
    if (!local && (c == NULL || !case_count(&b, c, op, start, &value)))
        return false;
    if (slice_equal(op, SLICE("elapsed"))) {
        size_t n = number_format(value, 0, 0, result);
        result[n] = '\0';
    } else {
        datetime_format_instant(value, NULL, result);
    }
    return true;
}

#endif
