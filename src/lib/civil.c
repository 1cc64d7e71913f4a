/* SPDX-License-Identifier: MIT */
#include "lib/civil.h"

enum { DAYS_PER_ERA = 146097, YEARS_PER_ERA = 400 };

/* 0000-03-01: eras of 400 years start there, so that the leap day ends a year. */
enum { ERA_START = 719468 };

static int64_t floor_divide(int64_t a, int64_t b)
{
    return a / b - (a % b < 0);
}

bool civil_is_leap(int32_t year)
{
    return year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
}

int32_t civil_month_length(int32_t year, int32_t month)
{
    static const int8_t lengths[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
    if (month < 1 || month > 12)
        return 0;
    return lengths[month - 1] + (month == 2 && civil_is_leap(year));
}

bool civil_is_valid(struct civil c)
{
    return c.year >= CIVIL_YEAR_MIN && c.year <= CIVIL_YEAR_MAX && c.day >= 1 &&
           c.day <= civil_month_length(c.year, c.month);
}

/* Hinnant, "chrono-compatible low-level date algorithms": days_from_civil. */
int64_t civil_to_days(struct civil c)
{
    int64_t year = (int64_t)c.year - (c.month <= 2);
    int64_t era = floor_divide(year, YEARS_PER_ERA);
    int64_t year_of_era = year - era * YEARS_PER_ERA;
    int64_t months_from_march = c.month > 2 ? c.month - 3 : c.month + 9;
    int64_t day_of_year = (153 * months_from_march + 2) / 5 + c.day - 1;
    int64_t day_of_era = year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year;
    return era * DAYS_PER_ERA + day_of_era - ERA_START;
}

/* The same source: civil_from_days. */
struct civil civil_from_days(int64_t day)
{
    day += ERA_START;
    int64_t era = floor_divide(day, DAYS_PER_ERA);
    uint32_t day_of_era = (uint32_t)(day - era * DAYS_PER_ERA);
    uint32_t year_of_era =
        (day_of_era - day_of_era / 1460 + day_of_era / 36524 - day_of_era / 146096) / 365;
    uint32_t day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    uint32_t months_from_march = (5 * day_of_year + 2) / 153;
    uint32_t month = months_from_march < 10 ? months_from_march + 3 : months_from_march - 9;
    return (struct civil){
        .year = (int32_t)(era * YEARS_PER_ERA + (int64_t)year_of_era + (month <= 2)),
        .month = (int32_t)month,
        .day = (int32_t)(day_of_year - (153 * months_from_march + 2) / 5 + 1),
    };
}

int32_t civil_weekday(int64_t day)
{
    int64_t from_monday = (day % 7 + 10) % 7; /* 1970-01-01 was a Thursday */
    return (int32_t)from_monday + 1;
}

int32_t civil_year_day(int64_t day)
{
    struct civil new_year = {civil_from_days(day).year, 1, 1};
    return (int32_t)(day - civil_to_days(new_year)) + 1;
}

bool civil_add_months(int64_t day, int64_t months, int64_t *later)
{
    const int64_t all_months = INT64_C(12) * (CIVIL_YEAR_MAX + 1);
    if (months > all_months || months < -all_months)
        return false;
    struct civil c = civil_from_days(day);
    int64_t count = (int64_t)c.year * 12 + (c.month - 1) + months;
    c.year = (int32_t)floor_divide(count, 12);
    c.month = (int32_t)(count - (int64_t)c.year * 12) + 1;
    int32_t length = civil_month_length(c.year, c.month);
    if (c.day > length)
        c.day = length;
    if (!civil_is_valid(c))
        return false;
    *later = civil_to_days(c);
    return true;
}

/* Monday of the year's week 1, the week of January 4. */
static int64_t first_week(int32_t year)
{
    int64_t fourth = civil_to_days((struct civil){year, 1, 4});
    return fourth - (civil_weekday(fourth) - 1);
}

struct iso_week civil_iso_week(int64_t day)
{
    int32_t weekday = civil_weekday(day);
    int32_t year = civil_from_days(day + 4 - weekday).year;
    int32_t week = (int32_t)((day - first_week(year)) / 7) + 1;
    return (struct iso_week){year, week, weekday};
}

int32_t civil_iso_weeks(int32_t year)
{
    return (int32_t)((first_week(year + 1) - first_week(year)) / 7);
}

bool civil_from_iso_week(struct iso_week w, int64_t *day)
{
    if (w.year < CIVIL_YEAR_MIN || w.year > CIVIL_YEAR_MAX || w.weekday < 1 || w.weekday > 7 ||
        w.week < 1 || w.week > civil_iso_weeks(w.year))
        return false;
    int64_t found = first_week(w.year) + INT64_C(7) * (w.week - 1) + w.weekday - 1;
    if (found > CIVIL_DAY_MAX)
        return false;
    *day = found;
    return true;
}
