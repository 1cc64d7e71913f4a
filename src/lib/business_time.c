/* SPDX-License-Identifier: MIT */
#include "lib/business_time.h"

#include "lib/civil.h"
#include "lib/datetime.h"

enum { SEARCH_YEARS = 10, SEARCH_DAYS = 3653 };

/* More open seconds than there are in all years. */
#define ENDLESS (INT64_C(366) * 10000 * SECONDS_PER_DAY)

/* An instant as the open seconds before it in its year. */
struct place {
    int32_t year;
    int64_t open;
};

/* Open seconds of a day before an instant. */
static int64_t open_before(const struct calendar *c, int64_t day, int64_t instant)
{
    struct time_span spans[HOURS_MAX];
    size_t count = calendar_openings(c, day, spans);
    int64_t open = 0;
    for (size_t i = 0; i < count && spans[i].from < instant; i++)
        open += (spans[i].until < instant ? spans[i].until : instant) - spans[i].from;
    return open;
}

static struct place place_of(struct calendar *c, int64_t instant)
{
    int64_t day = calendar_day_of(c, instant);
    const struct calendar_year *y = calendar_year_at(c, day);
    return (struct place){y->year, y->before[day - y->first_day] + open_before(c, day, instant)};
}

static int64_t year_total(struct calendar *c, int32_t year)
{
    const struct calendar_year *y = calendar_year(c, year);
    return y->before[y->days];
}

static int64_t elapsed_without_pauses(struct calendar *c, int64_t from, int64_t until)
{
    if (from >= until)
        return 0;
    struct place start = place_of(c, from);
    struct place end = place_of(c, until);
    int64_t open = end.open - start.open;
    for (int32_t year = start.year; year < end.year; year++)
        open += year_total(c, year);
    return open;
}

int64_t business_elapsed(struct calendar *c, const struct pauses *p, int64_t from, int64_t until)
{
    int64_t open = elapsed_without_pauses(c, from, until);
    for (size_t i = 0; p != NULL && i < p->count && p->spans[i].from < until; i++) {
        struct time_span s = p->spans[i];
        open -= elapsed_without_pauses(c, s.from > from ? s.from : from,
                                       s.until < until ? s.until : until);
    }
    return open;
}

static bool never(int64_t from, struct error *e)
{
    char text[DATETIME_TEXT_MAX];
    return error_set(e, "the opening hours leave nothing open for %d years after %s", SEARCH_YEARS,
                     datetime_format_instant(from, NULL, text).ptr);
}

static bool after_all_years(struct error *e)
{
    return error_set(e, "what is counted ends after the year 9999");
}

/* The first instant of a year that has `open` open seconds before it, 1 .. the year's total. */
static int64_t instant_of(struct calendar *c, int32_t year, int64_t open)
{
    const struct calendar_year *y = calendar_year(c, year);
    int32_t low = 0;
    int32_t high = y->days;
    while (high - low > 1) {
        int32_t middle = low + (high - low) / 2;
        if (y->before[middle] < open)
            low = middle;
        else
            high = middle;
    }
    struct time_span spans[HOURS_MAX];
    calendar_openings(c, y->first_day + low, spans);
    open -= y->before[low];
    size_t i = 0;
    for (; open > spans[i].until - spans[i].from; i++)
        open -= spans[i].until - spans[i].from;
    return spans[i].from + open;
}

/* business_due for a duration above 0. */
static bool due_without_pauses(struct calendar *c, int64_t from, int64_t seconds, int64_t *due,
                               struct error *e)
{
    struct place p = place_of(c, from);
    int empty_years = 0;
    if (seconds >= ENDLESS)
        return after_all_years(e);
    int64_t left = seconds + p.open;
    for (; left > year_total(c, p.year); p.year++) {
        int64_t total = year_total(c, p.year);
        empty_years = total == 0 ? empty_years + 1 : 0;
        if (empty_years > SEARCH_YEARS)
            return never(from, e);
        if (p.year == CIVIL_YEAR_MAX)
            return after_all_years(e);
        left -= total;
    }
    *due = instant_of(c, p.year, left);
    return true;
}

/* The opening that holds an instant. */
static bool find_opening(const struct calendar *c, int64_t instant, struct time_span *opening)
{
    struct time_span spans[HOURS_MAX];
    size_t count = calendar_openings(c, calendar_day_of(c, instant), spans);
    for (size_t i = 0; i < count; i++) {
        if (instant >= spans[i].from && instant < spans[i].until) {
            *opening = spans[i];
            return true;
        }
    }
    return false;
}

bool business_is_open(const struct calendar *c, int64_t instant)
{
    struct time_span opening;
    return find_opening(c, instant, &opening);
}

bool business_opening(struct calendar *c, const struct pauses *p, int64_t from, int64_t *opening,
                      struct error *e)
{
    for (size_t i = 0;; i++) {
        int64_t found = from;
        if (!business_is_open(c, from)) {
            if (!due_without_pauses(c, from, 1, &found, e))
                return false;
            found--; /* the first open second began there */
        }
        while (p != NULL && i < p->count && p->spans[i].until <= found)
            i++;
        if (p == NULL || i == p->count || p->spans[i].from > found) {
            *opening = found;
            return true;
        }
        from = p->spans[i].until;
    }
}

bool business_due(struct calendar *c, const struct pauses *p, int64_t from, int64_t seconds,
                  int64_t *due, struct error *e)
{
    if (seconds <= 0)
        return business_opening(c, p, from, due, e);
    for (size_t i = 0; p != NULL && i < p->count; i++) {
        struct time_span s = p->spans[i];
        int64_t open = elapsed_without_pauses(c, from, s.from);
        if (s.until <= from)
            continue;
        if (open >= seconds)
            break;
        seconds -= open;
        from = s.until;
    }
    return due_without_pauses(c, from, seconds, due, e);
}

bool business_is_day(struct calendar *c, int64_t day)
{
    if (day < CIVIL_DAY_MIN || day > CIVIL_DAY_MAX)
        return false;
    const struct calendar_year *y = calendar_year_at(c, day);
    int64_t i = day - y->first_day;
    return y->before[i + 1] > y->before[i];
}

/* Brings absurd instants to the ends of the years that there are. */
static int64_t within_years(int64_t instant)
{
    const int64_t first = CIVIL_DAY_MIN * SECONDS_PER_DAY;
    const int64_t last = (CIVIL_DAY_MAX + 1) * SECONDS_PER_DAY - 1;
    return instant < first ? first : instant > last ? last : instant;
}

bool business_due_days(struct calendar *c, int64_t from, int64_t days, int64_t *due,
                       struct error *e)
{
    const struct zone *z = calendar_zone(c);
    from = within_years(from);
    int64_t day = zone_day_at(z, from);
    int64_t second = from + zone_offset_at(z, from) - day * SECONDS_PER_DAY;
    int empty_days = 0;
    day += days > 0;
    for (int64_t left = days > 0 ? days : 1;; day++) {
        bool open = business_is_day(c, day);
        left -= open;
        if (left == 0)
            break;
        empty_days = open ? 0 : empty_days + 1;
        if (day > CIVIL_DAY_MAX)
            return after_all_years(e);
        if (empty_days > SEARCH_DAYS)
            return never(from, e);
    }
    *due = zone_to_instant(z, day * SECONDS_PER_DAY + second, NULL);
    return true;
}

int64_t business_days_between(struct calendar *c, int64_t from, int64_t until)
{
    int64_t count = 0;
    const struct zone *z = calendar_zone(c);
    int64_t last = zone_day_at(z, within_years(until));
    for (int64_t day = zone_day_at(z, within_years(from)) + 1; day <= last; day++)
        count += business_is_day(c, day);
    return count;
}

/* When the business closes that is open at an instant; openings that follow at once count as one.
 */
static int64_t closing_after(const struct calendar *c, int64_t instant, int64_t until)
{
    struct time_span opening;
    while (instant < until && find_opening(c, instant, &opening))
        instant = opening.until;
    return instant < until ? instant : until;
}

bool business_next_span(struct calendar *c, const struct pauses *p, int64_t *from, int64_t until,
                        struct time_span *span)
{
    struct error ignored = {0};
    int64_t opening;
    if (*from >= until || !business_opening(c, p, *from, &opening, &ignored) || opening >= until)
        return false;
    int64_t closing = closing_after(c, opening, until);
    for (size_t i = 0; p != NULL && i < p->count; i++) {
        if (p->spans[i].from > opening && p->spans[i].from < closing)
            closing = p->spans[i].from;
    }
    *span = (struct time_span){opening, closing};
    *from = closing;
    return true;
}
