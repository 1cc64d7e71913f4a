/* SPDX-License-Identifier: MIT */
/*
 * Business time: opening hours and what is wrong with them, counting against second by second,
 * conventions, schedules that never open, and the cases of other systems' test suites where they
 * are at hand.
 */
#include "lib/business_time.h"

#include "../drivers/business_case.h"
#include "lib/civil.h"

#include "test.h"

enum { HOUR = 3600 };

static struct world test_world = {.tool = "business_time"};
static struct arena arena;

static int64_t at(int32_t year, int32_t month, int32_t day, int32_t hour, int32_t minute)
{
    return civil_to_days((struct civil){year, month, day}) * SECONDS_PER_DAY + hour * HOUR +
           minute * 60;
}

static const struct zone *zone_named(const char *name)
{
    struct error e = {0};
    const struct zone *z = zone_load(&test_world, &arena, slice_of(name), &e);
    CHECK(z != NULL);
    return z != NULL ? z : zone_utc();
}

static struct calendar *calendar_with(const struct zone *z, const char *hours)
{
    struct error e = {0};
    struct calendar *c = calendar_new(&arena, z);
    CHECK(calendar_parse_hours(c, slice_of(hours), &e));
    return c;
}

static void add_holiday(struct calendar *c, const char *date, const char *hours)
{
    struct error e = {0};
    CHECK(calendar_add_holiday(c, slice_of(date), slice_of(hours), &e));
}

static void test_holidays(void)
{
    struct calendar *c = calendar_with(zone_utc(), "mon-fri=09:00-17:00");
    CHECK(business_is_open(c, at(2026, 12, 25, 10, 0)));
    add_holiday(c, "12-25", "");
    CHECK(!business_is_open(c, at(2026, 12, 25, 10, 0)));
    CHECK(!business_is_open(c, at(2099, 12, 25, 10, 0)));
    add_holiday(c, "2026-12-25", "10:00-12:00"); /* a date of its own beats that of every year */
    CHECK(business_is_open(c, at(2026, 12, 25, 10, 0)));
    CHECK(!business_is_open(c, at(2026, 12, 25, 12, 0)));
    add_holiday(c, "25.12.2026", "closed"); /* the later word counts */
    CHECK(!business_is_open(c, at(2026, 12, 25, 10, 0)));
    add_holiday(c, "02-29", "closed");
    CHECK(!business_is_open(c, at(2028, 2, 29, 10, 0)));
    CHECK(business_is_open(c, at(2029, 3, 1, 10, 0)));
    add_holiday(c, "2026-12-27", "20:00-24:00"); /* a Sunday */
    CHECK(business_is_open(c, at(2026, 12, 27, 23, 59)));
    CHECK(business_is_day(c, at(2026, 12, 27, 0, 0) / SECONDS_PER_DAY));
    CHECK(!business_is_day(c, at(2026, 12, 25, 0, 0) / SECONDS_PER_DAY));
    struct error e = {0};
    CHECK(!calendar_parse_hours(c, SLICE("mon=9-17"), &e)); /* and all stays as it was */
    CHECK(business_is_open(c, at(2026, 12, 23, 10, 0)));
    error_clear(&e);
    CHECK(!calendar_add_holiday(c, SLICE("02-30"), SLICE(""), &e));
    error_clear(&e);
    CHECK(!calendar_add_holiday(c, SLICE("Easter"), SLICE(""), &e));
    error_clear(&e);
    CHECK(!calendar_add_holiday(c, SLICE("12-24"), SLICE("noon"), &e));
    CHECK(business_is_open(c, at(2026, 12, 24, 10, 0)));
}

/* Many dates in no order, to be found again. */
static void test_many_holidays(void)
{
    struct calendar *c = calendar_with(zone_utc(), "mon-sun=00:00-24:00");
    struct error e = {0};
    for (int64_t i = 0; i < 1000; i++)
        CHECK(calendar_add_day(c, 10000 + i * 617 % 1000 * 2, SLICE(""), &e));
    unsigned wrong = 0;
    for (int64_t day = 10000; day < 12000; day++)
        wrong += business_is_day(c, day) != (day % 2 == 1);
    CHECK_NUMBER(wrong, 0);
}

/* Without hours the business is open round the clock, holidays apart. */
static void test_round_the_clock(void)
{
    struct calendar *c = calendar_new(&arena, zone_named("Europe/Athens"));
    CHECK_NUMBER(business_elapsed(c, NULL, 0, at(2026, 7, 1, 12, 34)), at(2026, 7, 1, 12, 34));
    add_holiday(c, "01-01", "");
    CHECK_NUMBER(business_elapsed(c, NULL, at(2025, 12, 30, 0, 0), at(2026, 1, 5, 0, 0)),
                 5 * SECONDS_PER_DAY);
    int64_t due = 0;
    struct error e = {0};
    CHECK(business_due(c, NULL, at(2025, 12, 31, 21, 0), 2 * HOUR, &due, &e));
    CHECK_NUMBER(due, at(2026, 1, 1, 23, 0));
}

static void test_never_open(void)
{
    struct calendar *c = calendar_with(zone_utc(), "mon=09:00-17:00");
    struct error e = {0};
    int64_t due = 42;
    for (int day = 1; day <= 31; day++) {
        for (int month = 1; month <= 12; month++) {
            char date[16];
            snprintf(date, sizeof date, "%02d-%02d", month, day);
            if (day <= civil_month_length(2000, month))
                add_holiday(c, date, "");
        }
    }
    const char *why =
        "the opening hours leave nothing open for 10 years after 2026-01-01T00:00:00Z";
    CHECK(!business_due(c, NULL, at(2026, 1, 1, 0, 0), 1, &due, &e));
    CHECK_TEXT(slice_of(e.text), why);
    error_clear(&e);
    CHECK(!business_opening(c, NULL, at(2026, 1, 1, 0, 0), &due, &e));
    CHECK_TEXT(slice_of(e.text), why);
    error_clear(&e);
    CHECK(!business_due_days(c, at(2026, 1, 1, 0, 0), 1, &due, &e));
    CHECK_TEXT(slice_of(e.text), why);
    CHECK_NUMBER(business_elapsed(c, NULL, at(2000, 1, 1, 0, 0), at(2026, 1, 1, 0, 0)), 0);
    add_holiday(c, "2035-06-01", "09:00-10:00");
    error_clear(&e);
    CHECK(business_opening(c, NULL, at(2026, 1, 1, 0, 0), &due, &e));
    CHECK_NUMBER(due, at(2035, 6, 1, 9, 0));
    CHECK(!business_due(c, NULL, at(2026, 1, 1, 0, 0), HOUR + 1, &due, &e));
}

static void test_ends_of_time(void)
{
    struct calendar *c = calendar_with(zone_named("Europe/Athens"), "mon-fri=09:00-17:00");
    struct error e = {0};
    int64_t due = 42;
    CHECK(!business_due(c, NULL, at(9999, 12, 31, 20, 0), 1, &due, &e));
    CHECK_TEXT(slice_of(e.text), "what is counted ends after the year 9999");
    error_clear(&e);
    CHECK(!business_due(c, NULL, 0, INT64_MAX, &due, &e));
    CHECK_TEXT(slice_of(e.text), "what is counted ends after the year 9999");
    error_clear(&e);
    CHECK(!business_due_days(c, at(9999, 12, 31, 12, 0), 1, &due, &e));
    CHECK_TEXT(slice_of(e.text), "what is counted ends after the year 9999");
    error_clear(&e);
    CHECK(!business_due_days(c, INT64_MAX, 1, &due, &e));
    CHECK_NUMBER(due, 42);
    CHECK(business_due_days(c, INT64_MIN, 1, &due, &e));
    CHECK_NUMBER(business_days_between(c, INT64_MIN, at(1, 1, 4, 12, 0)), 3);
    CHECK_NUMBER(business_elapsed(c, NULL, INT64_MAX - 1, INT64_MAX), 0);
    CHECK_NUMBER(business_elapsed(c, NULL, INT64_MIN, at(1, 1, 1, 0, 0)), 0);
    CHECK(!business_is_open(c, INT64_MAX) && !business_is_open(c, INT64_MIN));
}

/* --- counting against going second by second --- */

struct sweep {
    const char *zone;
    const char *hours;
    int32_t year, month, day; /* where the clock changes */
};

static const struct sweep sweeps[] = {
    {"Europe/Athens", "mon-fri=09:00-13:00+14:00-18:00;sat=10:00-14:00", 2026, 3, 29},
    {"Europe/Athens", "sat=22:00-24:00;sun=00:00-06:00;mon-fri=08:30-16:30", 2026, 10, 25},
    {"America/Los_Angeles", "sun=02:15-02:45+03:20-05:00;mon=09:00-17:00", 2026, 3, 8},
    {"America/Los_Angeles", "sun=01:15-01:45+02:00-05:00;mon=09:00-17:00", 2026, 11, 1},
    {"America/Sao_Paulo", "mon-sun=00:00-00:30+23:00-24:00", 2015, 10, 18},
    {"America/Sao_Paulo", "mon-sun=00:00-24:00", 2015, 2, 22},
    {"Pacific/Apia", "mon-sun=08:00-12:00+22:00-24:00", 2011, 12, 30},
    {"Australia/Lord_Howe", "mon-sun=01:45-02:15", 2026, 10, 4},
    {"Asia/Tehran", "sat-wed=00:00-24:00", 2016, 9, 21},
    {"Antarctica/Troll", "mon-sun=00:30-02:30+23:30-24:00", 2026, 10, 25},
    {"America/Toronto", "mon-sun=22:00-23:45+00:15-02:00", 1919, 3, 31},
};

static void check_sweep(const struct sweep *s)
{
    struct calendar *c = calendar_with(zone_named(s->zone), s->hours);
    const int64_t step = 300; /* every opening above begins and ends on five minutes */
    int64_t start = at(s->year, s->month, s->day, 0, 0) - 5 * SECONDS_PER_DAY;
    int64_t end = start + 10 * SECONDS_PER_DAY;
    int64_t open = 0;
    unsigned wrong = 0;
    for (int64_t t = start; t < end; t += step) {
        int64_t due = 0;
        struct error e = {0};
        wrong += business_elapsed(c, NULL, start, t) != open;
        wrong += business_elapsed(c, NULL, t, end) + open != business_elapsed(c, NULL, start, end);
        if (!business_is_open(c, t))
            continue;
        open += step;
        wrong += !business_due(c, NULL, start, open, &due, &e) || due != t + step;
        wrong += !business_due(c, NULL, t, 1, &due, &e) || due != t + 1;
        wrong += !business_opening(c, NULL, t, &due, &e) || due != t;
    }
    CHECK(open > 0);
    CHECK_NUMBER(wrong, 0);
}

/* The spans are what elapsed counts, none empty, none touching the next. */
static void check_spans(const struct sweep *s, const struct pauses *p)
{
    struct calendar *c = calendar_with(zone_named(s->zone), s->hours);
    int64_t start = at(s->year, s->month, s->day, 0, 0) - 40 * SECONDS_PER_DAY + 17;
    int64_t end = start + 80 * SECONDS_PER_DAY;
    struct time_span span;
    int64_t open = 0;
    int64_t before = INT64_MIN;
    unsigned wrong = 0;
    for (int64_t from = start; business_next_span(c, p, &from, end, &span);) {
        wrong += span.from >= span.until || from != span.until || span.from < start;
        wrong += span.from <= before && (p == NULL || p->count == 0);
        open += span.until - span.from;
        before = span.until;
    }
    CHECK_NUMBER(wrong, 0);
    CHECK_NUMBER(open, business_elapsed(c, p, start, end));
}

static void test_sweeps(void)
{
    for (size_t i = 0; i < sizeof sweeps / sizeof sweeps[0]; i++) {
        const struct sweep *s = &sweeps[i];
        int64_t change = at(s->year, s->month, s->day, 0, 0);
        struct time_span spans[] = {{change + 7000, change + 9000},
                                    {change - 90000, change - 80000},
                                    {change + 8000, change + 200000}};
        struct pauses p = {spans, time_spans_join(spans, 3)};
        check_sweep(s);
        check_spans(s, NULL);
        check_spans(s, &p);
    }
}

static void test_pauses(void)
{
    struct calendar *c = calendar_with(zone_utc(), "mon-fri=09:00-17:00");
    struct time_span spans[] = {{at(2026, 9, 3, 16, 0), at(2026, 9, 4, 10, 0)},
                                {at(2026, 9, 3, 10, 0), at(2026, 9, 3, 11, 0)},
                                {at(2026, 9, 3, 12, 0), at(2026, 9, 3, 12, 0)},
                                {at(2026, 9, 3, 10, 30), at(2026, 9, 3, 12, 0)}};
    struct pauses p = {spans, time_spans_join(spans, 4)};
    struct error e = {0};
    int64_t due = 0;
    CHECK_NUMBER((int64_t)p.count, 2);
    int64_t morning = at(2026, 9, 3, 9, 0); /* a Thursday */
    CHECK_NUMBER(business_elapsed(c, &p, morning, at(2026, 9, 4, 17, 0)), 12 * HOUR);
    CHECK_NUMBER(business_elapsed(c, &p, at(2026, 9, 3, 10, 15), at(2026, 9, 3, 10, 45)), 0);
    CHECK(business_due(c, &p, morning, HOUR, &due, &e)); /* used up as the pause begins */
    CHECK_NUMBER(due, at(2026, 9, 3, 10, 0));
    CHECK(business_due(c, &p, morning, HOUR + 1, &due, &e));
    CHECK_NUMBER(due, at(2026, 9, 3, 12, 0) + 1);
    CHECK(business_due(c, &p, morning, 6 * HOUR, &due, &e));
    CHECK_NUMBER(due, at(2026, 9, 4, 11, 0));
    CHECK(business_due(c, &p, at(2026, 9, 3, 10, 30), 0, &due, &e));
    CHECK_NUMBER(due, at(2026, 9, 3, 12, 0));
    CHECK(business_due(c, &p, at(2026, 9, 3, 17, 0), 0, &due, &e));
    CHECK_NUMBER(due, at(2026, 9, 4, 10, 0));
    CHECK(business_due(c, &p, at(2026, 9, 4, 10, 0), HOUR, &due, &e)); /* after all pauses */
    CHECK_NUMBER(due, at(2026, 9, 4, 11, 0));
}

static void check_due_days(struct calendar *c, int64_t from, int64_t days, int64_t expected)
{
    struct error e = {0};
    int64_t due = 0;
    CHECK(business_due_days(c, from, days, &due, &e));
    CHECK_NUMBER(due, expected);
}

static void test_business_days(void)
{
    struct calendar *c = calendar_with(zone_named("Europe/Athens"), "mon-fri=09:00-17:00");
    add_holiday(c, "2026-09-07", "");
    int64_t thursday = at(2026, 9, 3, 7, 30);
    check_due_days(c, thursday, 0, thursday);
    check_due_days(c, thursday, 1, at(2026, 9, 4, 7, 30));
    check_due_days(c, thursday, 2, at(2026, 9, 8, 7, 30)); /* a weekend and a holiday between */
    check_due_days(c, at(2026, 9, 5, 7, 30), 0, at(2026, 9, 8, 7, 30));
    check_due_days(c, at(2026, 9, 5, 7, 30), 1, at(2026, 9, 8, 7, 30));
    check_due_days(c, at(2026, 10, 23, 7, 30), 1, at(2026, 10, 26, 8, 30)); /* the clock changed */
    CHECK_NUMBER(business_days_between(c, thursday, at(2026, 9, 8, 7, 30)), 2);
    CHECK_NUMBER(business_days_between(c, thursday, thursday + HOUR), 0);
    CHECK_NUMBER(business_days_between(c, thursday, thursday - 10 * SECONDS_PER_DAY), 0);
    CHECK_NUMBER(business_days_between(c, at(2026, 9, 3, 20, 59), at(2026, 9, 3, 21, 0)), 1);
    /* shown 23:31 on Saturday again, after Sunday's first minute: the day is Saturday */
    struct calendar *st_johns = calendar_with(zone_named("America/St_Johns"), "sun=09:00-17:00");
    check_due_days(st_johns, at(2009, 11, 1, 3, 1), 1, at(2009, 11, 2, 3, 1));
    unsigned wrong = 0;
    for (int64_t days = 1; days < 2000; days += 13) {
        struct error e = {0};
        int64_t due = 0;
        wrong += !business_due_days(c, thursday, days, &due, &e) ||
                 business_days_between(c, thursday, due) != days;
    }
    CHECK_NUMBER(wrong, 0);
}

/* The cases of other systems, retyped from their test suites; not part of the project. */
static void test_cases(const char *path)
{
    struct error e = {0};
    struct input probe;
    if (!input_open(&test_world, path, false, &probe, &e)) {
        SKIP("the cases of other systems are not at hand");
        return;
    }
    input_close(&probe, &e);
    const struct csv_table *t = csv_table_read(&test_world, &arena, path, NULL, &e);
    CHECK(t != NULL);
    if (t == NULL)
        return;
    struct zone_store zones = {&test_world, &arena, NULL};
    CHECK_NUMBER((int64_t)csv_table_rows(t), 137);
    for (size_t row = 0; row < csv_table_rows(t); row++) {
        struct arena scratch = {0};
        char result[CASE_RESULT_MAX] = "";
        struct slice expected = csv_table_cell(t, row, csv_table_column(t, "expected"));
        bool done = business_case_run(t, row, &zones, &scratch, result, &e);
        if (!done || !slice_equal(slice_of(result), expected))
            printf("%.*s:\n", SLICE_ARG(csv_table_cell(t, row, csv_table_column(t, "id"))));
        CHECK(done);
        CHECK(slice_equal(slice_of(result), expected));
        error_clear(&e);
        arena_free(&scratch);
    }
}

/* A fork reckons as its origin, before and after years are worked out by either. */
static void test_fork(void)
{
    struct arena other = {0};
    struct error e = {0};
    struct calendar *c = calendar_with(zone_utc(), "mon-fri=09:00-17:00");
    CHECK(business_is_day(c, 20000));
    struct calendar *fork = calendar_fork(c, &other);
    for (int64_t from = 20000; from < 23000; from += 217) {
        int64_t due = 0, fork_due = 1;
        CHECK(business_due(fork, NULL, from * 86400, 100 * 3600, &fork_due, &e));
        CHECK(business_due(c, NULL, from * 86400, 100 * 3600, &due, &e));
        CHECK_NUMBER(fork_due, due);
    }
    arena_free(&other);
    CHECK(business_is_day(c, 21000) && !business_is_day(c, 21002));
}

int main(void)
{
    test_fork();
    test_world.arena = &arena;
    test_holidays();
    test_many_holidays();
    test_round_the_clock();
    test_never_open();
    test_ends_of_time();
    test_sweeps();
    test_pauses();
    test_business_days();
    test_cases("../shared/data/followups/cases.csv");
    arena_free(&arena);
    return test_report("business_time");
}
