/* SPDX-License-Identifier: MIT */
/*
 * Counting time while a business is open: when a target is due, how long somebody has waited, in
 * seconds of open time or in business days, exact across every change of the clock.
 *
 * The conventions, where systems disagree: a duration that is used up exactly at closing is due at
 * closing; an hour is 3600 elapsed seconds, also on the days that have 23 or 25 hours; a clock that
 * runs while the business is closed starts at the next opening, also for a duration of 0. Instants
 * are Unix seconds in the years 0001..9999; earlier and later ones count as the ends of those. A
 * search stops with an error when nothing opens for ten years. A call takes well under a
 * microsecond, whatever the distance, once the sums of the years between are known.
 */
#ifndef REGULARS_BUSINESS_TIME_H
#define REGULARS_BUSINESS_TIME_H

#include "lib/calendar.h"

/*
 * Stretches in which a clock stands still, whoever is open: time_spans_join has been called on
 * them. NULL: none.
 */
struct pauses {
    const struct time_span *spans;
    size_t count;
};

/* Whether the business is open at an instant; at closing time it is not. */
bool business_is_open(const struct calendar *c, int64_t instant);

/* Open seconds from one instant until another; 0 when that is not later. */
int64_t business_elapsed(struct calendar *c, const struct pauses *p, int64_t from, int64_t until);

/*
 * The instant at which so many open seconds (0 or more) have passed since from. Returns false, *due
 * unchanged, when it never comes, or not before the year 10000.
 */
bool business_due(struct calendar *c, const struct pauses *p, int64_t from, int64_t seconds,
                  int64_t *due, struct error *e);

/*
 * The first instant at or after from at which the business is open and no pause holds; false as
 * above.
 */
bool business_opening(struct calendar *c, const struct pauses *p, int64_t from, int64_t *opening,
                      struct error *e);

/* Whether the business opens on a civil day at all. */
bool business_is_day(struct calendar *c, int64_t day);

/*
 * The same time of day on the days-th business day after the day of from, whether that is one or
 * not; 0 is the day of from itself, or the next business day. Returns false as above.
 */
bool business_due_days(struct calendar *c, int64_t from, int64_t days, int64_t *due,
                       struct error *e);

/* Business days after the day of from, up to and with the day of until; 0 when that is not later.
 */
int64_t business_days_between(struct calendar *c, int64_t from, int64_t until);

/*
 * The next stretch that business_elapsed counts between *from and until, as long as it goes (past
 * midnight where the next day opens at once). Moves *from to its end. Returns false when there is
 * none left: so that a loop gives all of them, in order, to show what was counted.
 */
bool business_next_span(struct calendar *c, const struct pauses *p, int64_t *from, int64_t until,
                        struct time_span *span);

#endif
