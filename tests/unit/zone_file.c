/* SPDX-License-Identifier: MIT */
/* Time zone files made here, whole and damaged, and the rules at their ends. */
#include <string.h>

#include "lib/civil.h"
#include "lib/zone.h"
#include "lib/zone_rule.h"

#include "test.h"

enum { HOUR = 3600, FILE_MAX_SIZE = 4096 };

static int64_t at(int32_t year, int32_t month, int32_t day, int32_t hour, int32_t minute)
{
    return civil_to_days((struct civil){year, month, day}) * SECONDS_PER_DAY + hour * HOUR +
           minute * 60;
}

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

int main(void)
{
    test_made_files();
    test_damaged_files();
    test_all_damages();
    test_rules();
    test_eternal_summer();
    return test_report("zone_file");
}
