/* SPDX-License-Identifier: MIT */
#include "lib/calendar.h"

#include "lib/civil.h"
#include "lib/datetime.h"

enum { MONTHS = 12, MONTH_DAYS = 31 };

/* A date with hours of its own. */
struct special_day {
    int64_t day;
    const struct hours *hours;
};

struct calendar {
    struct arena *arena;
    const struct zone *zone;
    struct hours week[7];
    struct special_day *special; /* ascending */
    size_t special_count;
    size_t special_capacity;
    bool has_yearly;
    const struct hours *yearly[MONTHS][MONTH_DAYS];
    bool has_years;
    struct calendar_year *years[CIVIL_YEAR_MAX + 1];
    const struct calendar_year *last; /* the year that was asked for last: mostly the next one, too */
};

struct calendar *calendar_new(struct arena *a, const struct zone *z)
{
    struct calendar *c = arena_zeroed(a, sizeof *c);
    c->arena = a;
    c->zone = z;
    for (size_t day = 0; day < 7; day++)
        c->week[day] = (struct hours){1, {{0, SECONDS_PER_DAY}}};
    return c;
}

/* The years that are worked out already are never written again, and serve both. */
struct calendar *calendar_fork(const struct calendar *c, struct arena *a)
{
    struct calendar *fork = arena_alloc(a, sizeof *fork);
    *fork = *c;
    fork->arena = a;
    return fork;
}

const struct zone *calendar_zone(const struct calendar *c)
{
    return c->zone;
}

static void forget_years(struct calendar *c)
{
    if (c->has_years)
        memset(c->years, 0, sizeof c->years);
    c->has_years = false;
    c->last = NULL;
}

bool calendar_parse_hours(struct calendar *c, struct slice text, struct error *e)
{
    struct hours week[7];
    if (!hours_parse_week(text, week, e))
        return false;
    memcpy(c->week, week, sizeof week);
    forget_years(c);
    return true;
}

/* Where the day stands among the special ones, or would. */
static size_t find_special(const struct calendar *c, int64_t day)
{
    size_t low = 0;
    size_t high = c->special_count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (c->special[middle].day < day)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

static void set_special(struct calendar *c, int64_t day, const struct hours *h)
{
    size_t at = find_special(c, day);
    if (at == c->special_count || c->special[at].day != day) {
        c->special = arena_grow(c->arena, c->special, c->special_count, &c->special_capacity,
                                sizeof *c->special);
        memmove(c->special + at + 1, c->special + at, (c->special_count - at) * sizeof *c->special);
        c->special_count++;
    }
    c->special[at] = (struct special_day){day, h};
}

/* "MM-DD" of any year, February 29 included. */
static bool read_yearly(struct slice date, struct civil *yearly)
{
    const char *p = date.ptr;
    if (date.len != 5 || p[2] != '-')
        return false;
    for (size_t i = 0; i < 5; i++) {
        if (i != 2 && (p[i] < '0' || p[i] > '9'))
            return false;
    }
    *yearly =
        (struct civil){2000, (p[0] - '0') * 10 + (p[1] - '0'), (p[3] - '0') * 10 + (p[4] - '0')};
    return civil_is_valid(*yearly);
}

static const struct hours *read_hours(struct calendar *c, struct slice text, struct error *e)
{
    struct hours h;
    if (!hours_parse(text, &h, e))
        return NULL;
    struct hours *kept = arena_alloc(c->arena, sizeof *kept);
    *kept = h;
    return kept;
}

bool calendar_add_day(struct calendar *c, int64_t day, struct slice hours, struct error *e)
{
    const struct hours *h = read_hours(c, hours, e);
    if (h == NULL)
        return false;
    set_special(c, day, h);
    forget_years(c);
    return true;
}

bool calendar_add_holiday(struct calendar *c, struct slice date, struct slice hours,
                          struct error *e)
{
    struct civil yearly;
    struct datetime d;
    date = slice_trim(date);
    if (!read_yearly(date, &yearly))
        return datetime_parse(date, DATE_ORDER_NONE, &d, e) && calendar_add_day(c, d.day, hours, e);
    const struct hours *h = read_hours(c, hours, e);
    if (h == NULL)
        return false;
    c->yearly[yearly.month - 1][yearly.day - 1] = h;
    c->has_yearly = true;
    forget_years(c);
    return true;
}

static const struct hours *hours_of(const struct calendar *c, int64_t day)
{
    size_t at = find_special(c, day);
    if (at < c->special_count && c->special[at].day == day)
        return c->special[at].hours;
    if (c->has_yearly) {
        struct civil date = civil_from_days(day);
        const struct hours *h = c->yearly[date.month - 1][date.day - 1];
        if (h != NULL)
            return h;
    }
    return &c->week[civil_weekday(day) - 1];
}

size_t time_spans_join(struct time_span *spans, size_t count)
{
    for (size_t i = 1; i < count; i++) {
        struct time_span s = spans[i];
        size_t at = i;
        for (; at > 0 && spans[at - 1].from > s.from; at--)
            spans[at] = spans[at - 1];
        spans[at] = s;
    }
    size_t kept = 0;
    for (size_t i = 0; i < count; i++) {
        if (spans[i].from >= spans[i].until)
            continue;
        if (kept > 0 && spans[i].from <= spans[kept - 1].until) {
            if (spans[i].until > spans[kept - 1].until)
                spans[kept - 1].until = spans[i].until;
        } else {
            spans[kept++] = spans[i];
        }
    }
    return kept;
}

static int64_t within(int64_t value, int64_t low, int64_t high)
{
    return value < low ? low : value > high ? high : value;
}

/* On a day with a change of the clock: every end by itself. */
static size_t map_openings(const struct zone *z, int64_t day, const struct hours *h,
                           struct time_span bounds, struct time_span *out)
{
    int64_t midnight = day * SECONDS_PER_DAY;
    for (size_t i = 0; i < h->count; i++) {
        int64_t from = zone_to_instant(z, midnight + h->opening[i].from, NULL);
        int64_t until = zone_to_instant(z, midnight + h->opening[i].until, NULL);
        out[i].from = within(from, bounds.from, bounds.until);
        out[i].until = within(until, bounds.from, bounds.until);
    }
    return time_spans_join(out, h->count);
}

size_t calendar_openings(const struct calendar *c, int64_t day, struct time_span out[HOURS_MAX])
{
    if (day < CIVIL_DAY_MIN || day > CIVIL_DAY_MAX)
        return 0;
    const struct hours *h = hours_of(c, day);
    struct time_span bounds = {zone_day_start(c->zone, day), zone_day_start(c->zone, day + 1)};
    if (zone_span_at(c->zone, bounds.from).until < bounds.until ||
        bounds.until - bounds.from != SECONDS_PER_DAY)
        return map_openings(c->zone, day, h, bounds, out);
    for (size_t i = 0; i < h->count; i++) {
        out[i].from = bounds.from + h->opening[i].from;
        out[i].until = bounds.from + h->opening[i].until;
    }
    return h->count;
}

int64_t calendar_day_of(const struct calendar *c, int64_t instant)
{
    const int64_t far = (CIVIL_DAY_MAX + 2) * SECONDS_PER_DAY;
    instant = within(instant, -far, far);
    int64_t day = within(zone_day_at(c->zone, instant), CIVIL_DAY_MIN, CIVIL_DAY_MAX);
    while (day > CIVIL_DAY_MIN && instant < zone_day_start(c->zone, day))
        day--;
    while (day < CIVIL_DAY_MAX && instant >= zone_day_start(c->zone, day + 1))
        day++;
    return day;
}

const struct calendar_year *calendar_year(struct calendar *c, int32_t year)
{
    if (c->years[year] != NULL)
        return c->years[year];
    struct calendar_year *y = arena_alloc(c->arena, sizeof *y);
    y->year = year;
    y->first_day = civil_to_days((struct civil){year, 1, 1});
    y->days = civil_is_leap(year) ? 366 : 365;
    int64_t open = 0;
    for (int32_t i = 0; i < y->days; i++) {
        struct time_span spans[HOURS_MAX];
        size_t count = calendar_openings(c, y->first_day + i, spans);
        y->before[i] = (int32_t)open;
        for (size_t s = 0; s < count; s++)
            open += spans[s].until - spans[s].from;
    }
    y->before[y->days] = (int32_t)open;
    c->years[year] = y;
    c->has_years = true;
    return y;
}

const struct calendar_year *calendar_year_at(struct calendar *c, int64_t day)
{
    const struct calendar_year *last = c->last;
    if (last == NULL || day < last->first_day || day >= last->first_day + last->days)
        c->last = calendar_year(c, civil_from_days(day).year);
    return c->last;
}
