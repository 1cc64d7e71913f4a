/* SPDX-License-Identifier: MIT */
/*
 * Opening hours as options and holiday lists write them:
 * "mon-fri=09:00-13:00+14:00-18:00;sat=10:00-14:00". Times of the clock on the wall only; what
 * instants they mean is calendar.h's matter.
 */
#ifndef REGULARS_HOURS_H
#define REGULARS_HOURS_H

#include <stdint.h>

#include "lib/error.h"

enum { HOURS_MAX = 16 };

/* Open from the one second of the day until before the other, 0 <= from < until <= 86400. */
struct opening {
    int32_t from;
    int32_t until;
};

/* The openings of a day, ascending, not overlapping; none: closed. */
struct hours {
    size_t count;
    struct opening opening[HOURS_MAX];
};

/*
 * Reads "09:00-13:00+14:00-18:00"; 24:00 is the day's end. Blank or "closed": no opening. Returns
 * false, with what is wrong, on anything else.
 */
bool hours_parse(struct slice text, struct hours *h, struct error *e);

/*
 * Reads a week, "DAYS=HOURS;DAYS=HOURS", into week[0] Monday .. week[6] Sunday. DAYS are English
 * names, mon or monday, in any case, joined by commas, and ranges, also round the end of the week:
 * sat-mon. A day that is not named is closed; one named twice, or no opening at all, is an error.
 */
bool hours_parse_week(struct slice text, struct hours week[7], struct error *e);

#endif
