/* SPDX-License-Identifier: MIT */
/* The calendar: known days, and every day of ten thousand years against its neighbour. */
#include "lib/civil.h"

#include "test.h"

static int64_t days(int32_t year, int32_t month, int32_t day)
{
    return civil_to_days((struct civil){year, month, day});
}

static void test_known_days(void)
{
    CHECK_NUMBER(days(1970, 1, 1), 0);
    CHECK_NUMBER(days(1969, 12, 31), -1);
    CHECK_NUMBER(days(2000, 2, 29), 11016);
    CHECK_NUMBER(days(2026, 9, 3), 20699);
    CHECK_NUMBER(days(1, 1, 1), CIVIL_DAY_MIN);
    CHECK_NUMBER(days(9999, 12, 31), CIVIL_DAY_MAX);
    CHECK_NUMBER(civil_weekday(days(2026, 9, 3)), 4);
    CHECK_NUMBER(civil_weekday(days(1, 1, 1)), 1);
    CHECK_NUMBER(civil_year_day(days(2024, 12, 31)), 366);
    CHECK_NUMBER(civil_year_day(days(2023, 12, 31)), 365);
}

static void test_validity(void)
{
    CHECK(civil_is_leap(2000) && civil_is_leap(2024));
    CHECK(!civil_is_leap(1900) && !civil_is_leap(2023));
    CHECK(civil_is_valid((struct civil){2024, 2, 29}));
    CHECK(!civil_is_valid((struct civil){2023, 2, 29}));
    CHECK(!civil_is_valid((struct civil){2023, 13, 1}));
    CHECK(!civil_is_valid((struct civil){2023, 0, 1}));
    CHECK(!civil_is_valid((struct civil){2023, 4, 0}));
    CHECK(!civil_is_valid((struct civil){0, 4, 1}));
    CHECK(!civil_is_valid((struct civil){10000, 1, 1}));
    CHECK_NUMBER(civil_month_length(2023, 13), 0);
    CHECK_NUMBER(civil_month_length(2023, -1), 0);
}

/* Each day follows the one before in date, weekday and ISO week, and leads back to its number. */
static void test_every_day(void)
{
    struct civil expected = {1, 1, 1};
    int32_t weekday = 1;
    unsigned wrong = 0;
    for (int64_t day = CIVIL_DAY_MIN; day <= CIVIL_DAY_MAX; day++) {
        struct civil c = civil_from_days(day);
        wrong += c.year != expected.year || c.month != expected.month || c.day != expected.day;
        wrong += civil_to_days(c) != day || civil_weekday(day) != weekday;
        int64_t back = 0;
        wrong += civil_from_iso_week(civil_iso_week(day), &back) != true || back != day;
        weekday = weekday % 7 + 1;
        if (++expected.day > civil_month_length(expected.year, expected.month)) {
            expected.day = 1;
            expected.month = expected.month % 12 + 1;
            expected.year += expected.month == 1;
        }
    }
    CHECK_NUMBER(wrong, 0);
}

static void test_far_years(void)
{
    struct civil past = civil_from_days(days(-4712, 11, 24));
    CHECK(past.year == -4712 && past.month == 11 && past.day == 24);
    struct civil future = civil_from_days(days(2000000000, 2, 29));
    CHECK(future.year == 2000000000 && future.month == 2 && future.day == 29);
}

static void check_months(int64_t day, int64_t months, int64_t expected)
{
    int64_t later = 0;
    CHECK(civil_add_months(day, months, &later));
    CHECK_NUMBER(later, expected);
}

static void test_months(void)
{
    check_months(days(2026, 1, 31), 1, days(2026, 2, 28));
    check_months(days(2024, 1, 31), 1, days(2024, 2, 29));
    check_months(days(2024, 2, 29), 12, days(2025, 2, 28));
    check_months(days(2026, 3, 31), -1, days(2026, 2, 28));
    check_months(days(2026, 1, 15), -1, days(2025, 12, 15));
    check_months(days(2026, 12, 15), 1, days(2027, 1, 15));
    check_months(days(2026, 5, 5), 0, days(2026, 5, 5));
    check_months(days(2026, 5, 5), -INT64_C(12) * 2025, days(1, 5, 5));
    int64_t untouched = 42;
    CHECK(!civil_add_months(days(9999, 12, 1), 1, &untouched));
    CHECK(!civil_add_months(days(1, 1, 1), -1, &untouched));
    CHECK(!civil_add_months(0, INT64_MAX, &untouched));
    CHECK(!civil_add_months(0, INT64_MIN, &untouched));
    CHECK_NUMBER(untouched, 42);
}

static void check_week(int64_t day, int32_t year, int32_t week)
{
    struct iso_week w = civil_iso_week(day);
    CHECK_NUMBER(w.year, year);
    CHECK_NUMBER(w.week, week);
}

static void test_weeks(void)
{
    check_week(days(2026, 9, 3), 2026, 36);
    check_week(days(2021, 1, 3), 2020, 53);
    check_week(days(2019, 12, 30), 2020, 1);
    check_week(days(2008, 12, 28), 2008, 52);
    CHECK_NUMBER(civil_iso_weeks(2020), 53);
    CHECK_NUMBER(civil_iso_weeks(2021), 52);
    int64_t untouched = 42;
    CHECK(!civil_from_iso_week((struct iso_week){2021, 53, 1}, &untouched));
    CHECK(!civil_from_iso_week((struct iso_week){2021, 0, 1}, &untouched));
    CHECK(!civil_from_iso_week((struct iso_week){2021, 1, 8}, &untouched));
    CHECK(!civil_from_iso_week((struct iso_week){2021, 1, 0}, &untouched));
    CHECK(!civil_from_iso_week((struct iso_week){0, 1, 1}, &untouched));
    CHECK(!civil_from_iso_week((struct iso_week){9999, 52, 7}, &untouched)); /* 10000-01-02 */
    CHECK_NUMBER(untouched, 42);
}

int main(void)
{
    test_known_days();
    test_validity();
    test_every_day();
    test_far_years();
    test_months();
    test_weeks();
    return test_report("civil");
}
