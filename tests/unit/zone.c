/* SPDX-License-Identifier: MIT */
/* Zones: known clocks with their gaps, folds and left-out days, far years, names, and damaged
 * files. */
#include "lib/zone.h"

#include <string.h>

#include "lib/civil.h"

#include "test.h"

enum { HOUR = 3600 };

static int64_t at(int32_t year, int32_t month, int32_t day, int32_t hour, int32_t minute)
{
    return civil_to_days((struct civil){year, month, day}) * SECONDS_PER_DAY + hour * HOUR +
           minute * 60;
}

static struct world test_world = {.tool = "zone"};

static const struct zone *load(struct arena *a, const char *name)
{
    struct error e = {0};
    const struct zone *z = zone_load(&test_world, a, slice_of(name), &e);
    if (z == NULL)
        printf("%s\n", e.text);
    CHECK(z != NULL);
    return z != NULL ? z : zone_utc();
}

static void check_local(const struct zone *z, int64_t local, int64_t expected, enum zone_fold kind)
{
    enum zone_fold fold;
    CHECK_NUMBER(zone_to_instant(z, local, &fold), expected);
    CHECK_NUMBER(fold, kind);
    CHECK_NUMBER(zone_to_instant(z, local, NULL), expected);
}

static void test_gaps_and_folds(struct arena *a)
{
    const struct zone *z = load(a, "Europe/Athens");
    check_local(z, at(2026, 3, 29, 2, 59), at(2026, 3, 29, 0, 59), ZONE_ONCE);
    check_local(z, at(2026, 3, 29, 3, 0), at(2026, 3, 29, 1, 0), ZONE_GAP);
    check_local(z, at(2026, 3, 29, 3, 59), at(2026, 3, 29, 1, 59), ZONE_GAP);
    check_local(z, at(2026, 3, 29, 4, 0), at(2026, 3, 29, 1, 0), ZONE_ONCE);
    check_local(z, at(2026, 10, 25, 2, 59), at(2026, 10, 24, 23, 59), ZONE_ONCE);
    check_local(z, at(2026, 10, 25, 3, 0), at(2026, 10, 25, 0, 0), ZONE_FOLD);
    check_local(z, at(2026, 10, 25, 3, 59), at(2026, 10, 25, 0, 59), ZONE_FOLD);
    check_local(z, at(2026, 10, 25, 4, 0), at(2026, 10, 25, 2, 0), ZONE_ONCE);
    CHECK_NUMBER(zone_day_at(z, at(2026, 3, 28, 21, 59)), at(2026, 3, 28, 0, 0) / SECONDS_PER_DAY);
    CHECK_NUMBER(zone_day_at(z, at(2026, 3, 28, 22, 0)), at(2026, 3, 29, 0, 0) / SECONDS_PER_DAY);
    z = load(a, "Australia/Lord_Howe"); /* half an hour */
    check_local(z, at(2026, 10, 4, 2, 15), at(2026, 10, 3, 15, 45), ZONE_GAP);
    z = load(a, "America/Sao_Paulo"); /* the clock jumped at midnight */
    check_local(z, at(2015, 10, 18, 0, 0), at(2015, 10, 18, 3, 0), ZONE_GAP);
    check_local(z, at(2015, 2, 21, 23, 30), at(2015, 2, 22, 1, 30), ZONE_FOLD);
    int64_t day = at(2015, 10, 18, 0, 0) / SECONDS_PER_DAY;
    CHECK_NUMBER(zone_day_start(z, day), at(2015, 10, 18, 3, 0));
    z = load(a, "America/Toronto"); /* 1919: from 23:30 to 00:30 */
    day = at(1919, 3, 31, 0, 0) / SECONDS_PER_DAY;
    CHECK_NUMBER(zone_day_start(z, day), at(1919, 3, 31, 4, 30));
    check_local(z, at(1919, 3, 31, 0, 0), at(1919, 3, 31, 5, 0), ZONE_GAP);
}

static void test_left_out_days(struct arena *a)
{
    const struct zone *z = load(a, "Pacific/Apia");
    int64_t day = at(2011, 12, 30, 0, 0) / SECONDS_PER_DAY;
    CHECK_NUMBER(zone_day_start(z, day), at(2011, 12, 30, 10, 0));
    CHECK_NUMBER(zone_day_start(z, day + 1), at(2011, 12, 30, 10, 0));
    CHECK_NUMBER(zone_day_start(z, day) - zone_day_start(z, day - 1), SECONDS_PER_DAY);
    check_local(z, at(2011, 12, 30, 12, 0), at(2011, 12, 30, 22, 0), ZONE_GAP);
    CHECK_NUMBER(zone_day_at(z, at(2011, 12, 30, 9, 59)), day - 1);
    CHECK_NUMBER(zone_day_at(z, at(2011, 12, 30, 10, 0)), day + 1);
    z = load(a, "Pacific/Kwajalein");
    day = at(1993, 8, 21, 0, 0) / SECONDS_PER_DAY;
    CHECK_NUMBER(zone_day_start(z, day), zone_day_start(z, day + 1));
}

/* Rules go on for ever, and repeat themselves after 400 years. */
static void test_far_years(struct arena *a)
{
    static const char *const names[] = {"Europe/Athens", "America/New_York", "Australia/Sydney",
                                        "Africa/Cairo", "America/Nuuk"};
    const int64_t period = INT64_C(146097) * SECONDS_PER_DAY;
    for (size_t n = 0; n < sizeof names / sizeof names[0]; n++) {
        const struct zone *z = load(a, names[n]);
        unsigned different = 0;
        for (int64_t t = at(2060, 1, 1, 0, 0); t < at(2460, 1, 1, 0, 0); t += 8 * 86399) {
            struct zone_span s = zone_span_at(z, t);
            struct zone_span far_span = zone_span_at(z, t + 17 * period);
            different += s.offset != far_span.offset || s.from + 17 * period != far_span.from ||
                         s.until + 17 * period != far_span.until;
            different += s.offset != zone_offset_at(z, t + 4 * period);
            different += zone_to_instant(z, t, NULL) + 3 * period !=
                         zone_to_instant(z, t + 3 * period, NULL);
        }
        CHECK_NUMBER(different, 0);
    }
    const struct zone *z = load(a, "Europe/Athens");
    CHECK_NUMBER(zone_offset_at(z, at(1800, 1, 1, 0, 0)), 5692); /* local mean time */
    CHECK_NUMBER(zone_offset_at(z, at(1, 1, 1, 0, 0)), 5692);
    CHECK_NUMBER(zone_offset_at(z, at(9999, 7, 1, 0, 0)), 3 * HOUR);
    CHECK_NUMBER(zone_offset_at(z, at(9999, 12, 31, 0, 0)), 2 * HOUR);
    check_local(z, at(9999, 3, 28, 3, 30), at(9999, 3, 28, 1, 30), ZONE_GAP); /* a last Sunday */
}

/* From one stretch to the next there is no hole, and local times lead back to their instants. */
static void test_consistency(struct arena *a)
{
    static const char *const names[] = {"Europe/Athens", "Europe/Warsaw",      "Europe/Moscow",
                                        "Africa/Cairo",  "Africa/Casablanca",  "Asia/Amman",
                                        "Asia/Tehran",   "America/New_York",   "Pacific/Apia",
                                        "Europe/Dublin", "Antarctica/Troll",   "America/Juneau",
                                        "Asia/Manila",   "Australia/Lord_Howe"};
    for (size_t n = 0; n < sizeof names / sizeof names[0]; n++) {
        const struct zone *z = load(a, names[n]);
        unsigned wrong = 0;
        struct zone_span s = zone_span_at(z, at(1800, 1, 1, 0, 0));
        for (int i = 0; i < 3000 && s.until != INT64_MAX; i++) {
            struct zone_span next = zone_span_at(z, s.until);
            wrong += next.from != s.until || next.offset == s.offset;
            wrong += zone_offset_at(z, s.until - 1) != s.offset;
            int64_t local = s.until + next.offset;
            bool twice = next.offset < s.offset;
            wrong += zone_to_instant(z, local, NULL) !=
                     (twice ? local - s.offset : s.until); /* the first of two */
            wrong += zone_to_instant(z, s.until - 1 + s.offset, NULL) != s.until - 1;
            s = next;
        }
        CHECK_NUMBER(wrong, 0);
    }
}

static void check_fixed(struct arena *a, const char *name, int32_t seconds)
{
    const struct zone *z = load(a, name);
    CHECK_NUMBER(zone_offset_at(z, 1750000000), seconds);
    CHECK_NUMBER(zone_to_instant(z, 1750000000, NULL), 1750000000 - seconds);
}

static void test_names(struct arena *a)
{
    check_fixed(a, "UTC", 0);
    check_fixed(a, "GMT", 0);
    check_fixed(a, "Z", 0);
    check_fixed(a, " UTC ", 0);
    check_fixed(a, "+02:00", 2 * HOUR);
    check_fixed(a, "-0330", -(3 * HOUR + 30 * 60));
    check_fixed(a, "+2", 2 * HOUR);
    check_fixed(a, "GMT+3", 3 * HOUR);
    check_fixed(a, "UTC-05:30", -(5 * HOUR + 30 * 60));
    check_fixed(a, "GMT+5:30", 5 * HOUR + 30 * 60);
    check_fixed(a,
                "\xe2\x88\x92"
                "04:00",
                -4 * HOUR);
    check_fixed(a, "Etc/GMT+3", -3 * HOUR);
    check_fixed(a, "Asia/Kathmandu", 5 * HOUR + 45 * 60);
    CHECK(zone_is_utc(zone_utc()) && zone_is_utc(load(a, "Etc/UTC")) && zone_is_utc(load(a, "Z")));
    CHECK(!zone_is_utc(load(a, "Europe/London")) && !zone_is_utc(load(a, "+02:00")));
    CHECK_TEXT(zone_name(load(a, "Europe/Athens")), "Europe/Athens");
    CHECK_TEXT(zone_name(zone_utc()), "UTC");
}

static void test_wrong_names(struct arena *a)
{
    static const char *const names[] = {"",
                                        "Mars/Phobos",
                                        "EET2EEST",
                                        "../../../etc/passwd",
                                        "/etc/localtime",
                                        "Europe/../UTC",
                                        "Europe",
                                        "Europe//Athens",
                                        "europe/athens",
                                        "localtime",
                                        "posixrules",
                                        "zone.tab",
                                        "right/UTC",
                                        "UTC+25",
                                        "GMT+3:7",
                                        "+2:5",
                                        "UTCZ",
                                        "Europe/Athens/",
                                        "GMT3",
                                        "Athens",
                                        "CEST",
                                        "+16:00",
                                        "+",
                                        "Europe/Ath\nens"};
    for (size_t i = 0; i < sizeof names / sizeof names[0]; i++) {
        struct error e = {0};
        CHECK(zone_load(&test_world, a, slice_of(names[i]), &e) == NULL);
        CHECK(slice_starts(slice_of(e.text), SLICE("unknown time zone '")));
        CHECK(slice_starts(slice_from(slice_of(e.text), strlen("unknown time zone '")),
                           slice_of(quote(slice_of(names[i])).text)));
    }
}

static void test_store(struct arena *a)
{
    struct error e = {0};
    struct zone_store store = {&test_world, a, NULL};
    const struct zone *athens = zone_store_get(&store, SLICE("Europe/Athens"), &e);
    const struct zone *offset = zone_store_get(&store, SLICE("+02:00"), &e);
    CHECK(athens != NULL && offset != NULL && athens != offset);
    CHECK(zone_store_get(&store, SLICE("Europe/Athens"), &e) == athens);
    CHECK(zone_store_get(&store, SLICE("+02:00"), &e) == offset);
    CHECK(zone_store_get(&store, SLICE(" +02:00"), &e) == offset);
    CHECK(zone_store_get(&store, SLICE("Nowhere"), &e) == NULL && e.set);
    CHECK(zone_store_get(&store, SLICE("Europe/Athens"), &e) == athens);
}

/* One look tells whether there is such a zone, and what to say where there is none. */
static void test_store_find(struct arena *a)
{
    struct zone_store store = {&test_world, a, NULL};
    const struct zone *zone;
    const struct zone *again;
    struct error e = {0};
    CHECK(zone_store_find(&store, SLICE(" Europe/Athens"), &zone, &e) == ZONE_FOUND && zone != NULL && !e.set);
    CHECK(zone_store_find(&store, SLICE("Europe/Athens"), &again, &e) == ZONE_FOUND && again == zone);
    CHECK(zone_store_find(&store, SLICE("Europe/Nowhere"), &zone, &e) == ZONE_UNKNOWN && zone == NULL);
    CHECK(slice_starts(slice_of(e.text), SLICE("unknown time zone 'Europe/Nowhere': give a name")));
    struct error again_unknown = {0};
    CHECK(zone_store_find(&store, SLICE("Europe/Nowhere"), &zone, &again_unknown) == ZONE_UNKNOWN && again_unknown.set);
}

/* A tool that runs in memory still knows the system's zones. */
static void test_in_memory(struct arena *a)
{
    struct error e = {0};
    struct world w = {.tool = "zone", .in_memory = true, .arena = a};
    CHECK(zone_load(&w, a, SLICE("Europe/Athens"), &e) != NULL);
    CHECK(zone_load(&w, a, SLICE("Europe/Nowhere"), &e) == NULL);
}

int main(void)
{
    struct arena a = {0};
    test_world.arena = &a;
    test_gaps_and_folds(&a);
    test_left_out_days(&a);
    test_far_years(&a);
    test_consistency(&a);
    test_names(&a);
    test_wrong_names(&a);
    test_store(&a);
    test_store_find(&a);
    test_in_memory(&a);
    arena_free(&a);
    return test_report("zone");
}
