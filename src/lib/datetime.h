/* SPDX-License-Identifier: MIT */
/*
 * Dates and stamps as exports write them, read without regard to locale or TZ, and written as the
 * stream contract says. What is read: ISO 8601 in all shapes (basic, extended, week and ordinal
 * dates; T or a blank; fractions; Z, an offset, or EET, CEST and their like); 03.09.2026 (day, month); 2026/09/03; 03/Sep/26
 * 9:05 AM and other forms with the month's name in English, Greek, Polish, Russian and Arabic; 9 or
 * 10 digits of Unix seconds, 13 of milliseconds; Arabic-Indic and Persian digits. Numbers with
 * slashes or dashes and the year last are read only when the order of day and month is stated.
 * Nothing is guessed, and no day that does not exist is read.
 */
#ifndef REGULARS_DATETIME_H
#define REGULARS_DATETIME_H

#include "lib/zone.h"

/* --date-order: what 03/04/2026 means. */
enum date_order { DATE_ORDER_NONE, DATE_ORDER_DMY, DATE_ORDER_MDY };

struct datetime {
    int64_t day;           /* since 1970-01-01, as the cell says it */
    int32_t second_of_day; /* 0..86399; -1: a date alone, the whole day */
    int32_t nanosecond;    /* 0..999999999; instants leave it out */
    int32_t offset;        /* seconds east of UTC, where has_offset */
    bool has_offset;       /* Z, UTC, an offset, or Unix time */
};

/*
 * Reads a cell; blanks around it are ignored, a blank cell is an error (test for it first). 24:00
 * is the next day's midnight, a leap second :60 counts as :59. Years of two digits: 69..99 are
 * 19xx, others 20xx; days of the years 0001..9999 only. Returns false with the reason, and with the
 * option that would help; the error names no column: the caller adds the place. *d is unspecified
 * then.
 */
bool datetime_parse(struct slice cell, enum date_order order, struct datetime *d, struct error *e);

/* A date YYYY-MM-DD that was read; all zero: none yet. */
enum { DATETIME_DAY_LENGTH = 10 };
struct datetime_day {
    char text[DATETIME_DAY_LENGTH];
    int64_t day;
};

/* As datetime_parse, for cells of which many begin with the date of the one before: *last remembers it. */
bool datetime_parse_next(struct slice cell, enum date_order order, struct datetime_day *last,
                         struct datetime *d, struct error *e);

/*
 * What a cell with the year last tells about its column: DMY for 13/04/2026, MDY for 04/13/2026,
 * NONE for 03/04/2026 and for all that is not written so. For advice; never to read a cell by it.
 */
enum date_order datetime_order_of(struct slice cell);

/* "dmy" or "mdy" (any case) as the value of --date-order; false when it is neither. */
bool datetime_parse_order(struct slice text, enum date_order *order);

/*
 * The instant of a stamp, or of the start of a day: by its own offset, else in zone z. Returns
 * false when it has no offset and z is NULL.
 */
bool datetime_instant(const struct datetime *d, const struct zone *z, int64_t *instant,
                      struct error *e);

/* The same, but a date alone gives the start of the next day: a promise holds until its end. */
bool datetime_end(const struct datetime *d, const struct zone *z, int64_t *instant,
                  struct error *e);

/*
 * The civil day: as the cell says it, or as the clock of z shows it where the cell has an offset
 * and z is not NULL.
 */
int64_t datetime_day_in_zone(const struct datetime *d, const struct zone *z);

enum { DATETIME_TEXT_MAX = 32 };

/* YYYY-MM-DD, in out (with a terminator behind it); empty outside the years 0001..9999. */
struct slice datetime_format_day(int64_t day, char out[DATETIME_TEXT_MAX]);

/*
 * YYYY-MM-DDThh:mm:ss±hh:mm, or ...Z in UTC (z NULL, or a zone that is nothing else, or an offset
 * that is no whole minute). In out as above; empty outside the years 0001..9999.
 */
struct slice datetime_format_instant(int64_t instant, const struct zone *z,
                                     char out[DATETIME_TEXT_MAX]);

#endif
