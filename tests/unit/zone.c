/* SPDX-License-Identifier: MIT */
/* Zones: known clocks with their gaps, folds and left-out days, far years, names, and damaged
 * files. */
#include "lib/zone.h"

#include <string.h>

#include "lib/civil.h"
#include "lib/zone_rule.h"

#include "test.h"

enum { HOUR = 3600, FILE_MAX_SIZE = 4096 };

static int64_t at(int32_t year, int32_t month, int32_t day, int32_t hour, int32_t minute)
{
    return civil_to_days((struct civil){year, month, day}) * SECONDS_PER_DAY + hour * HOUR +
           minute * 60;
}

/* --- files made here --- */

struct made {
    char bytes[FILE_MAX_SIZE];
    size_t length;
};

static void put(struct made *m, uint64_t value, int bytes)
{
    while (bytes-- > 0)
        m->bytes[m->length++] = (char)(value >> (8 * bytes) & 0xff);
}

static void put_header(struct made *m, char version, uint32_t changes, uint32_t types,
                       uint32_t names, uint32_t leaps)
{
    memcpy(m->bytes + m->length, "TZif", 4);
    m->length += 4;
    put(m, (unsigned char)version, 1);
    for (int i = 0; i < 15; i++)
        put(m, 0, 1);
    put(m, 0, 4); /* isut */
    put(m, 0, 4); /* isstd */
    put(m, leaps, 4);
    put(m, changes, 4);
    put(m, types, 4);
    put(m, names, 4);
}

/* Two types, +1 h and +2 h; changes to the second and back; the rule as footer. */
static void put_data(struct made *m, int time_size, const int64_t *changes, uint32_t count)
{
    for (uint32_t i = 0; i < count; i++)
        put(m, (uint64_t)changes[i], time_size);
    for (uint32_t i = 0; i < count; i++)
        put(m, (i + 1) % 2, 1);
    put(m, HOUR, 4);
    put(m, 0, 2);
    put(m, 2 * HOUR, 4);
    put(m, 1, 1);
    put(m, 4, 1);
    memcpy(m->bytes + m->length, "CET\0CEST", 9);
    m->length += 9;
}

static struct made make_file(char version, const int64_t *changes, uint32_t count,
                             const char *footer)
{
    struct made m = {.length = 0};
    if (version != '\0') {
        put_header(&m, version, 0, 1, 1, 0);
        put(&m, 0, 7);
        put_header(&m, version, count, 2, 9, 0);
        put_data(&m, 8, changes, count);
        memcpy(m.bytes + m.length, footer, strlen(footer));
        m.length += strlen(footer);
    } else {
        put_header(&m, version, count, 2, 9, 0);
        put_data(&m, 4, changes, count);
    }
    return m;
}

static struct zone *load_made(struct arena *a, const struct made *m, struct error *e)
{
    return zone_from_file(a, SLICE("made"), (struct slice){m->bytes, m->length}, e);
}

static const int64_t two_changes[] = {1000000000, 1010000000};

static void test_made_files(void)
{
    struct arena a = {0};
    struct error e = {0};
    static const char versions[] = {'\0', '2', '3', '4'};
    for (size_t i = 0; i < sizeof versions; i++) {
        struct made m = make_file(versions[i], two_changes, 2, "\nCET-1\n");
        struct zone *z = load_made(&a, &m, &e);
        CHECK(z != NULL);
        if (z == NULL)
            continue;
        CHECK_NUMBER(zone_offset_at(z, 999999999), HOUR);
        CHECK_NUMBER(zone_offset_at(z, 1000000000), 2 * HOUR);
        CHECK_NUMBER(zone_offset_at(z, 1009999999), 2 * HOUR);
        CHECK_NUMBER(zone_offset_at(z, 1010000000), HOUR);
        CHECK_NUMBER(zone_offset_at(z, at(9999, 12, 31, 0, 0)), HOUR);
        CHECK_TEXT(zone_name(z), "made");
    }
    CHECK(!e.set);
    struct made m = make_file('2', two_changes, 2, "\n\n"); /* nothing is known of later times */
    struct zone *z = load_made(&a, &m, &e);
    CHECK(z != NULL && zone_offset_at(z, at(2500, 1, 1, 0, 0)) == HOUR);
    arena_free(&a);
}

static void check_refused(const struct made *m, const char *why)
{
    struct arena a = {0};
    struct error e = {0};
    CHECK(load_made(&a, m, &e) == NULL);
    CHECK_TEXT(slice_of(e.text), why);
    arena_free(&a);
}

static void test_damaged_files(void)
{
    static const int64_t backwards[] = {1010000000, 1000000000};
    static const int64_t far_away[] = {0, INT64_C(1) << 60};
    struct made m = make_file('2', backwards, 2, "\nCET-1\n");
    check_refused(&m, "its changes are out of order");
    m = make_file('2', far_away, 2, "\nCET-1\n");
    check_refused(&m, "it has a change before or after all time");
    m = make_file('2', two_changes, 2, "\nCET-2\n");
    check_refused(&m, "its rule contradicts its changes");
    m = make_file('2', two_changes, 2, "\nCET-1CEST,M3.5.0\n");
    check_refused(&m, "its rule 'CET-1CEST,M3.5.0' is not understood");
    m = make_file('2', two_changes, 2, "CET-1\n");
    check_refused(&m, "its last line is damaged");
    m = make_file('\0', two_changes, 2, "");
    m.length++;
    check_refused(&m, "it is longer than it says");
    m = make_file('5', two_changes, 2, "\nCET-1\n");
    check_refused(&m, "it is not a time zone file");
    m = make_file('2', two_changes, 2, "\nCET-1\n");
    m.bytes[44 + 7 + 28 + 3] = 1; /* the second header's leap seconds */
    check_refused(&m, "it is cut short");
    m.length = FILE_MAX_SIZE;
    check_refused(&m, "it counts leap seconds");
    m = make_file('2', two_changes, 2, "\nCET-1\n");
    m.bytes[44 + 7 + 44 + 16] = 9; /* the first change's type */
    check_refused(&m, "it names a local time type that it does not have");
    m = make_file('2', two_changes, 2, "\nCET-1\n");
    m.bytes[44 + 7 + 44 + 18 + 6 + 5] = 99; /* the second type's name */
    check_refused(&m, "it has a local time type without a name");
    m = make_file('2', two_changes, 2, "\nCET-1\n");
    m.bytes[44 + 7 + 44 + 18] = 1; /* the first type's offset */
    check_refused(&m, "it has an impossible local time type");
}

/* Whatever byte is lost or changed: refused or read, never out of bounds (the sanitizers watch). */
static void test_all_damages(void)
{
    struct made whole = make_file('2', two_changes, 2, "\nCET-1CEST,M3.5.0,M10.5.0/3\n");
    unsigned read = 0;
    for (size_t i = 0; i < whole.length; i++) {
        struct arena a = {0};
        struct error e = {0};
        struct made cut = whole;
        cut.length = i;
        CHECK(load_made(&a, &cut, &e) == NULL);
        for (int change = 1; change < 256; change += 31) {
            struct made m = whole;
            m.bytes[i] = (char)((unsigned char)m.bytes[i] ^ change);
            error_clear(&e);
            struct zone *z = load_made(&a, &m, &e);
            read += z != NULL;
            CHECK((z == NULL) == e.set);
        }
        arena_free(&a);
    }
    CHECK(read > 0);
}

/* --- rules --- */

static void test_rules(void)
{
    struct zone_rule r;
    static const char *const wrong[] = {"",
                                        "E-2",
                                        "EET",
                                        "EET-25",
                                        "EET-2:60",
                                        "<+3-3",
                                        "<+3>-3",
                                        "EET-2EEST",
                                        "EET-2EEST,M13.1.0,M1.1.0",
                                        "EET-2EEST,M1.6.0,M1.1.0",
                                        "EET-2EEST,M1.1.7,M1.1.0",
                                        "EET-2EEST,J0,J1",
                                        "EET-2EEST,366,1",
                                        "EET-2EEST,M1.1.0/168,M1.1.0",
                                        "EET-2EEST,M1.1.0,M1.1.0,",
                                        "EET-2EEST,M1.1.0,M1.1.0/",
                                        "EET-2 "};
    for (size_t i = 0; i < sizeof wrong / sizeof wrong[0]; i++)
        CHECK(!zone_rule_parse(slice_of(wrong[i]), &r));
    CHECK(zone_rule_parse(SLICE("<-0330>3:30:15"), &r) && !r.has_summer);
    CHECK_NUMBER(r.standard_offset, -(3 * HOUR + 30 * 60 + 15));
    CHECK(zone_rule_parse(SLICE("EET-2EEST,J60/0,299/-1:30"), &r) && r.has_summer);
    CHECK_NUMBER(zone_rule_summer_start(&r, 2024), at(2024, 3, 1, 0, 0) - 2 * HOUR);
    CHECK_NUMBER(zone_rule_summer_start(&r, 2023), at(2023, 3, 1, 0, 0) - 2 * HOUR);
    CHECK_NUMBER(zone_rule_summer_end(&r, 2024), at(2024, 10, 25, 22, 30) - 3 * HOUR);
    CHECK_NUMBER(zone_rule_summer_end(&r, 2023), at(2023, 10, 26, 22, 30) - 3 * HOUR);
    CHECK(zone_rule_parse(SLICE("IST-2IDT,M3.4.4/26,M10.5.0"), &r));
    CHECK_NUMBER(zone_rule_summer_start(&r, 2026), at(2026, 3, 27, 2, 0) - 2 * HOUR);
    CHECK_NUMBER(zone_rule_summer_end(&r, 2026), at(2026, 10, 25, 2, 0) - 3 * HOUR);
}

/* Summer time all the year, as RFC 8536, 3.3.1, writes it: there is no change at all. */
static void test_eternal_summer(void)
{
    struct arena a = {0};
    struct error e = {0};
    struct made m = make_file('3', two_changes, 1, "\nCET-1CEST,0/0,J365/25\n");
    struct zone *z = load_made(&a, &m, &e);
    CHECK(z != NULL);
    for (int32_t year = 2002; z != NULL && year < 3000; year += 7)
        CHECK_NUMBER(zone_offset_at(z, at(year, 1, 1, 0, 0) - HOUR), 2 * HOUR);
    arena_free(&a);
}

/* --- the system's files --- */

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
    test_made_files();
    test_damaged_files();
    test_all_damages();
    test_rules();
    test_eternal_summer();
    struct arena a = {0};
    test_world.arena = &a;
    test_gaps_and_folds(&a);
    test_left_out_days(&a);
    test_far_years(&a);
    test_consistency(&a);
    test_names(&a);
    test_wrong_names(&a);
    test_store(&a);
    test_in_memory(&a);
    arena_free(&a);
    return test_report("zone");
}
