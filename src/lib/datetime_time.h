/* SPDX-License-Identifier: MIT */
/*
 * The second half of a date cell, the time of day and the offset, and what both halves of the
 * grammar share. Only for datetime_scan.c and datetime_time.c.
 */
#ifndef REGULARS_DATETIME_TIME_H
#define REGULARS_DATETIME_TIME_H

#include "lib/datetime.h"
#include "lib/datetime_token.h"

/* A cell being read. */
struct scan {
    struct slice cell;
    enum date_order order;
    const struct date_token *next; /* not read yet */
    bool compact;                  /* the date was digits without separators: so may the time be */
    bool named;                    /* the date has the month's name: a colon may follow it */
    struct datetime *d;
    struct error *e;
};

struct scan_clock {
    int32_t hour, minute, second;
    int32_t unit;     /* seconds in the smallest part that was written */
    int32_t fraction; /* billionths of that part */
};

/* Sets the error "'cell' is not a date: why"; returns false. */
bool scan_refuse(const struct scan *s, const char *why, ...) PRINTF_LIKE(2, 3);

/* The token so many after the next one, or the END. */
const struct date_token *scan_peek(const struct scan *s, size_t ahead);

/* The billionths that the digits of a fraction say; further digits are cut off. */
int32_t scan_nanoseconds(struct slice digits);

/*
 * Puts a time of day into the datetime whose day is set; refuses hours, minutes and seconds that do
 * not exist.
 */
bool scan_set_time(struct scan *s, struct scan_clock clock);

/* Reads what follows the date to the end of the cell: nothing, or a time, or a time and an offset.
 */
bool scan_time(struct scan *s);

#endif
