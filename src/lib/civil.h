/* SPDX-License-Identifier: MIT */
/*
 * The calendar on the wall: days counted from 1970-01-01 (negative before), years, months, weeks,
 * in the proleptic Gregorian calendar. Knows nothing of clocks and zones; see zone.h for those.
 */
#ifndef REGULARS_CIVIL_H
#define REGULARS_CIVIL_H

#include <stdbool.h>
#include <stdint.h>

enum { CIVIL_YEAR_MIN = 1, CIVIL_YEAR_MAX = 9999 };
enum { SECONDS_PER_DAY = 86400 };

/* 0001-01-01 and 9999-12-31: what cells and options may say. */
#define CIVIL_DAY_MIN INT64_C(-719162)
#define CIVIL_DAY_MAX INT64_C(2932896)

struct civil {
    int32_t year;
    int32_t month; /* 1..12 */
    int32_t day;   /* 1..31 */
};

/* An ISO 8601 week: its year is not always that of the day. */
struct iso_week {
    int32_t year;
    int32_t week;    /* 1..53 */
    int32_t weekday; /* 1 Monday .. 7 Sunday */
};

/* Whether the year has a February 29. */
bool civil_is_leap(int32_t year);

/* Days of a month, 28..31; 0 when there is no such month. */
int32_t civil_month_length(int32_t year, int32_t month);

/* Whether there is such a day in the years 0001..9999. */
bool civil_is_valid(struct civil c);

/* The day's number. Any year of 32 bits; month and day must exist (civil_is_valid tells). */
int64_t civil_to_days(struct civil c);

/* The day with that number; right for all years of 32 bits, unspecified beyond. */
struct civil civil_from_days(int64_t day);

/* 1 Monday .. 7 Sunday. */
int32_t civil_weekday(int64_t day);

/* Day of the year, 1..366. */
int32_t civil_year_day(int64_t day);

/*
 * The same day of the month so many months later (earlier when negative), or that month's last day
 * where it is shorter: 01-31 and one month is 02-28. Returns false, *later unchanged, outside
 * 0001..9999.
 */
bool civil_add_months(int64_t day, int64_t months, int64_t *later);

/* The ISO 8601 week of a day: week 1 holds the year's first Thursday. */
struct iso_week civil_iso_week(int64_t day);

/* 52 or 53. */
int32_t civil_iso_weeks(int32_t year);

/*
 * The day of an ISO week. Returns false, *day unchanged, when there is none in the years
 * 0001..9999.
 */
bool civil_from_iso_week(struct iso_week w, int64_t *day);

#endif
