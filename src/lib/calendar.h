/* SPDX-License-Identifier: MIT */
/*
 * When a business is open: the hours of the week, holidays, special days, in one time zone; and the
 * stretches of time that they mean, day by day. business_time.h counts with them.
 *
 * The openings of a day are those of its own date, else of its month and day, else of its weekday.
 * A local time that a change of the clock skipped moves forward by the gap's length, one shown
 * twice is the first of the two; an opening that is empty after that is none; no opening reaches
 * out of its day.
 */
#ifndef REGULARS_CALENDAR_H
#define REGULARS_CALENDAR_H

#include "lib/hours.h"
#include "lib/zone.h"

/* From an instant until before another. */
struct time_span {
    int64_t from;
    int64_t until;
};

/*
 * Sums of opening times are kept by year as they are asked for: so a calendar is not const to those
 * who count, and each thread needs its own.
 */
struct calendar;

/* The open seconds of a year, by its days in the calendar's zone. */
struct calendar_year {
    int32_t year;
    int32_t days;        /* 365 or 366 */
    int64_t first_day;
    int32_t before[367]; /* open seconds of the year before day i; before[days]: of all of it */
};

/*
 * A calendar of zone z (which must outlive it, as the arena must): open round the clock, every day,
 * until hours are given.
 */
struct calendar *calendar_new(struct arena *a, const struct zone *z);

/* Another one that says the same, for another thread: the arena is that thread's. The first one must not be changed meanwhile. */
struct calendar *calendar_fork(const struct calendar *c, struct arena *a);

/* The zone it was made with. */
const struct zone *calendar_zone(const struct calendar *c);

/*
 * Takes the hours of the week, in place of those before; see hours_parse_week. Returns false, c
 * unchanged, when they are wrong.
 */
bool calendar_parse_hours(struct calendar *c, struct slice text, struct error *e);

/*
 * A day with hours of its own, "" for closed: date is YYYY-MM-DD (or any other date that
 * datetime_parse reads alone), or MM-DD for every year. Given again it takes the place of what was
 * given before. Returns false, c unchanged, when either text is wrong.
 */
bool calendar_add_holiday(struct calendar *c, struct slice date, struct slice hours,
                          struct error *e);

/* The same for a civil day by its number. */
bool calendar_add_day(struct calendar *c, int64_t day, struct slice hours, struct error *e);

/*
 * The openings of a civil day, ascending, disjoint, at most HOURS_MAX; returns how many. Days
 * outside the years 0001..9999 have none.
 */
size_t calendar_openings(const struct calendar *c, int64_t day, struct time_span out[HOURS_MAX]);

/*
 * The day whose openings an instant could fall into, between that day's start and the next one's.
 * Instants outside the years 0001..9999 give the first or the last day of those.
 */
int64_t calendar_day_of(const struct calendar *c, int64_t instant);

/* The sums of a year 1..9999; valid until the calendar is changed. */
const struct calendar_year *calendar_year(struct calendar *c, int32_t year);

/* The same of the year that holds a day of the years 0001..9999. */
const struct calendar_year *calendar_year_at(struct calendar *c, int64_t day);

/*
 * Sorts spans by their start, joins those that touch or overlap, drops empty ones; returns how many
 * are left.
 */
size_t time_spans_join(struct time_span *spans, size_t count);

#endif
