/* SPDX-License-Identifier: MIT */
/* Opening hours as they are written, and what is said about those that are wrong. */
#include "lib/hours.h"

#include "test.h"

enum { HOUR = 3600 };

/* The week as "mo tu we ...": the seconds open on each day. */
static void check_week(const char *text, const int32_t expected[7])
{
    struct error e = {0};
    struct hours week[7];
    CHECK(hours_parse_week(slice_of(text), week, &e));
    for (size_t day = 0; day < 7; day++) {
        int32_t open = 0;
        for (size_t i = 0; i < week[day].count; i++)
            open += week[day].opening[i].until - week[day].opening[i].from;
        CHECK_NUMBER(open, expected[day] * HOUR);
    }
}

static void test_hours(void)
{
    check_week("mon-fri=09:00-13:00+14:00-18:00;sat=10:00-14:00", (int32_t[]){8, 8, 8, 8, 8, 4, 0});
    check_week("thu,fri=08:00-18:00", (int32_t[]){0, 0, 0, 10, 10, 0, 0});
    check_week("sat-mon=00:00-24:00", (int32_t[]){24, 0, 0, 0, 0, 24, 24});
    check_week("Monday , WED = 9:00-10:00 + 8:00-9:00 ; sun=closed;",
               (int32_t[]){2, 0, 2, 0, 0, 0, 0});
    check_week("sun-sat=00:00-01:00", (int32_t[]){1, 1, 1, 1, 1, 1, 1});
}

static void check_wrong_hours(const char *text, const char *why)
{
    struct error e = {0};
    struct hours week[7];
    CHECK(!hours_parse_week(slice_of(text), week, &e));
    CHECK_TEXT(slice_of(e.text), why);
}

static void test_wrong_hours(void)
{
    check_wrong_hours("", "no opening hours: write mon-fri=09:00-17:00");
    check_wrong_hours("mon=closed", "no opening hours: write mon-fri=09:00-17:00");
    check_wrong_hours("09:00-17:00", "'09:00-17:00' has no hours: write mon-fri=09:00-17:00");
    check_wrong_hours("mo=09:00-17:00",
                      "'mo' is no day of the week: mon, tue, wed, thu, fri, sat, sun");
    check_wrong_hours("mon-=09:00-17:00",
                      "'mon-' is no day of the week: mon, tue, wed, thu, fri, sat, sun");
    check_wrong_hours("mon=09:00", "'09:00' is not an opening such as 09:00-17:00");
    check_wrong_hours("mon=9-17", "'9-17' is not an opening such as 09:00-17:00");
    check_wrong_hours("mon=09:00-24:01", "'09:00-24:01' is not an opening such as 09:00-17:00");
    check_wrong_hours("mon=09:60-17:00", "'09:60-17:00' is not an opening such as 09:00-17:00");
    check_wrong_hours("mon=09:00-17:00+", "'' is not an opening such as 09:00-17:00");
    check_wrong_hours("mon=22:00-06:00",
                      "'22:00-06:00' ends before it begins: write what goes past midnight as "
                      "22:00-24:00 and 00:00-06:00 of the next day");
    check_wrong_hours("mon=09:00-13:00+12:00-18:00",
                      "'09:00-13:00+12:00-18:00' has openings that overlap");
    check_wrong_hours("mon-fri=09:00-17:00;fri=09:00-15:00",
                      "friday is named twice: join its hours, as in 09:00-13:00+14:00-18:00");
}

static void test_most_openings(void)
{
    char text[HOURS_MAX * 12 + 32];
    size_t n = 0;
    struct error e = {0};
    struct hours h;
    for (int i = 0; i < HOURS_MAX + 1; i++) {
        n += (size_t)snprintf(text + n, sizeof text - n, "+%02d:00-%02d:30", i, i);
        error_clear(&e);
        CHECK(hours_parse((struct slice){text + 1, n - 1}, &h, &e) == (i < HOURS_MAX));
    }
    CHECK(e.set);
    CHECK_NUMBER((int64_t)h.count, HOURS_MAX);
}

int main(void)
{
    test_hours();
    test_wrong_hours();
    test_most_openings();
    return test_report("hours");
}
