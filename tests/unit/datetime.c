/* SPDX-License-Identifier: MIT */
/* Dates and stamps: a table of cells with what they mean, or with what is said about them. */
#include "lib/datetime.h"

#include <string.h>

#include "lib/civil.h"

#include "test.h"

/* As YYYY-MM-DD[ hh:mm:ss[.nnnnnnnnn]][ offset in seconds]. */
static struct slice show(const struct datetime *d, char out[64])
{
    char day[DATETIME_TEXT_MAX];
    int n = snprintf(out, 64, "%s", datetime_format_day(d->day, day).ptr);
    if (d->second_of_day >= 0)
        n += snprintf(out + n, 64 - (size_t)n, " %02d:%02d:%02d", d->second_of_day / 3600,
                      d->second_of_day / 60 % 60, d->second_of_day % 60);
    if (d->nanosecond != 0)
        n += snprintf(out + n, 64 - (size_t)n, ".%09d", d->nanosecond);
    if (d->has_offset)
        n += snprintf(out + n, 64 - (size_t)n, " %+d", d->offset);
    return (struct slice){out, (size_t)n};
}

struct good {
    const char *cell;
    const char *expected;
};

static const struct good good[] = {
    {"2026-09-03", "2026-09-03"},
    {" 2026-09-03\t", "2026-09-03"},
    {"2026-09-03 21:05:07", "2026-09-03 21:05:07"},
    {"2026-09-03T21:05:07", "2026-09-03 21:05:07"},
    {"2026-09-03t21:05:07z", "2026-09-03 21:05:07 +0"},
    {"2026-09-03T21:05:07Z", "2026-09-03 21:05:07 +0"},
    {"2026-09-03T21:05:07+02:00", "2026-09-03 21:05:07 +7200"},
    {"2026-09-03T21:05:07-0330", "2026-09-03 21:05:07 -12600"},
    {"2026-09-03T21:05:07+02", "2026-09-03 21:05:07 +7200"},
    {"2026-09-03T21:05:07\xe2\x88\x92"
     "05:00",
     "2026-09-03 21:05:07 -18000"},
    {"2026-05-01 10:00:00 +0200", "2026-05-01 10:00:00 +7200"},
    {"2026-05-01 10:00:00 -02:00", "2026-05-01 10:00:00 -7200"},
    {"2026-05-01 10:00:00 +0200 ", "2026-05-01 10:00:00 +7200"},
    {"2024-01-01 12:00:00 UTC", "2024-01-01 12:00:00 +0"},
    {"2024-01-01 12:00 UTC+2", "2024-01-01 12:00:00 +7200"},
    {"2024-01-01 12:00 EET", "2024-01-01 12:00:00 +7200"},
    {"2024-07-01 12:00:30 eest", "2024-07-01 12:00:30 +10800"},
    {"01.07.2024 12:00 CEST (Warsaw)", "2024-07-01 12:00:00 +7200"},
    {"1 Jan 2024 9:05 AM CET", "2024-01-01 09:05:00 +3600"},
    {"2024-07-01 12:00 MSK", "2024-07-01 12:00:00 +10800"},
    {"2024-07-01T12:00 WEST", "2024-07-01 12:00:00 +3600"},
    {"2024-01-01T12:00 WET", "2024-01-01 12:00:00 +0"},
    {"2024-01-01T12:00:00.000Z", "2024-01-01 12:00:00 +0"},
    {"2024-01-01T12:00:00.123456789123Z", "2024-01-01 12:00:00.123456789 +0"},
    {"2024-01-01T12:00:00.007+02:00", "2024-01-01 12:00:00.007000000 +7200"},
    {"2024-01-01 12:00:00,5", "2024-01-01 12:00:00.500000000"},
    {"2024-01-01T12:00", "2024-01-01 12:00:00"},
    {"2024-01-01T12", "2024-01-01 12:00:00"},
    {"2024-01-01T12.5", "2024-01-01 12:30:00"},
    {"2024-01-01T12:30,25", "2024-01-01 12:30:15"},
    {"2024-01-01T12:00:00+02:00[Europe/Athens]", "2024-01-01 12:00:00 +7200"},
    {"20240101", "2024-01-01"},
    {"20240101T120000Z", "2024-01-01 12:00:00 +0"},
    {"20240101T1200+0530", "2024-01-01 12:00:00 +19800"},
    {"20240101 120000", "2024-01-01 12:00:00"},
    {"20240101120000", "2024-01-01 12:00:00"},
    {"20240101120000Z", "2024-01-01 12:00:00 +0"},
    {"2026-W36-4", "2026-09-03"},
    {"2026W364", "2026-09-03"},
    {"2026-W36-4T21:05Z", "2026-09-03 21:05:00 +0"},
    {"2020-W53-7", "2021-01-03"},
    {"2026-246", "2026-09-03"},
    {"2026246", "2026-09-03"},
    {"2026-246T10:00", "2026-09-03 10:00:00"},
    {"2024-02-29", "2024-02-29"},
    {"2023-12-31T24:00", "2024-01-01 00:00:00"},
    {"2023-12-31 24:00:00", "2024-01-01 00:00:00"},
    {"2016-12-31T23:59:60Z", "2016-12-31 23:59:59 +0"},
    {"0001-01-01", "0001-01-01"},
    {"9999-12-31 23:59:59", "9999-12-31 23:59:59"},
    {"03.09.2026", "2026-09-03"},
    {"3.9.26", "2026-09-03"},
    {"13.04.69", "1969-04-13"},
    {"13.04.68", "2068-04-13"},
    {"03.09.2026 21:05", "2026-09-03 21:05:00"},
    {"03.09.2026, 21:05:00", "2026-09-03 21:05:00"},
    {"03.09.2026 21.05", "2026-09-03 21:05:00"},
    {"03.09.2026 21.05.33", "2026-09-03 21:05:33"},
    {"2026/09/03", "2026-09-03"},
    {"2026.9.3", "2026-09-03"},
    {"2026-9-3 9:05", "2026-09-03 09:05:00"},
    {"2026/09/03 21:05:00", "2026-09-03 21:05:00"},
    {"03/Sep/26 9:05 AM", "2026-09-03 09:05:00"},
    {"20/Sep/26 4:30 PM", "2026-09-20 16:30:00"},
    {"01/Jun/26 12:00 AM", "2026-06-01 00:00:00"},
    {"01/Jun/26 12:00 PM", "2026-06-01 12:00:00"},
    {"01/Jun/26 9 pm", "2026-06-01 21:00:00"},
    {"01/Jun/26 9:05p", "2026-06-01 21:05:00"},
    {"14-Jul-2025", "2025-07-14"},
    {"14-JUL-25 15:42:10", "2025-07-14 15:42:10"},
    {"14JUL2025", "2025-07-14"},
    {"14JUL2025:15:42:10", "2025-07-14 15:42:10"},
    {"14/Jul/2025:15:42:10 +0200", "2025-07-14 15:42:10 +7200"},
    {"2025-Jul-14", "2025-07-14"},
    {"Sep 3, 2026", "2026-09-03"},
    {"Sep 3, 2026 9:05 PM", "2026-09-03 21:05:00"},
    {"Sept. 3rd, 2026 at 9:05 p.m.", "2026-09-03 21:05:00"},
    {"September 3 2026", "2026-09-03"},
    {"3rd of September, 2026", "2026-09-03"},
    {"Thursday, September 3, 2026 9:05:00 PM", "2026-09-03 21:05:00"},
    {"Thu, 03 Sep 2026 21:05:00 +0300", "2026-09-03 21:05:00 +10800"},
    {"Thu, 03 Sep 2026 21:05:00 GMT", "2026-09-03 21:05:00 +0"},
    {"Thu Sep 03 2026 21:05:00 GMT+0300 (Eastern European Summer Time)",
     "2026-09-03 21:05:00 +10800"},
    {"2023/05/10 3:22:45 PM GMT+3", "2023-05-10 15:22:45 +10800"},
    {"2023/05/10 3:22:45 AM GMT-3", "2023-05-10 03:22:45 -10800"},
    {"2023/05/10 3:22:45 PM GMT+5:30", "2023-05-10 15:22:45 +19800"},
    {"2023/05/10 15:22:45 \xce\x9c\xce\x9c"
     "",
     NULL}, /* hour 15 with "after noon" */
    {"3 Σεπτεμβρίου 2026", "2026-09-03"},
    {"3 ΣΕΠΤΕΜΒΡΙΟΥ 2026, 9:05:00 μ.μ.", "2026-09-03 21:05:00"},
    {"3 Σεπ 2026, 9:05 π.μ.", "2026-09-03 09:05:00"},
    {"Πέμπτη 3 Σεπτεμβρίου 2026 στις 9:05 μ.μ.", "2026-09-03 21:05:00"},
    {"1 Μαΐου 2026", "2026-05-01"},
    {"3 września 2026 21:05", "2026-09-03 21:05:00"},
    {"czwartek, 3 września 2026 r.", "2026-09-03"},
    {"14 paź 2025", "2025-10-14"},
    {"3 сентября 2026 г., 21:05", "2026-09-03 21:05:00"},
    {"3 сентября 2026 г. в 21:05:10", "2026-09-03 21:05:10"},
    {"3 сент. 2026", "2026-09-03"},
    {"9 мая 2026", "2026-05-09"},
    {"٣ سبتمبر ٢٠٢٦", "2026-09-03"},
    {"٣ سبتمبر ٢٠٢٦، ٩:٠٥ م", "2026-09-03 21:05:00"},
    {"٣ كانون الثاني ٢٠٢٦ ٩:٠٥ ص", "2026-01-03 09:05:00"},
    {"3 تشرين الأول 2026", "2026-10-03"},
    {"٢٠٢٦/٠٩/٠٣", "2026-09-03"},
    {"۲۰۲۶-۰۹-۰۳", "2026-09-03"},
    {"\xe2\x80\x8f٣\xe2\x80\x8f.٩\xe2\x80\x8f.٢٠٢٦", "2026-09-03"}, /* right-to-left marks */
    {"2026-09-03\xe2\x80\xaf"
     "21:05",
     "2026-09-03 21:05:00"}, /* narrow no-break space */
    {"Sep 3, 2026, 9:05\xe2\x80\xaf"
     "PM",
     "2026-09-03 21:05:00"},
    {"100000000", "1973-03-03 09:46:40 +0"},
    {"1725397507", "2024-09-03 21:05:07 +0"},
    {"1503435956.000247", "2017-08-22 21:05:56.000247000 +0"},
    {"1725397507123", "2024-09-03 21:05:07.123000000 +0"},
};

static void test_good(void)
{
    for (size_t i = 0; i < sizeof good / sizeof good[0]; i++) {
        struct error e = {0};
        struct datetime d;
        char text[64];
        bool read = datetime_parse(slice_of(good[i].cell), DATE_ORDER_NONE, &d, &e);
        if (read != (good[i].expected != NULL))
            printf("cell '%s': %s\n", good[i].cell, e.text);
        CHECK(read == (good[i].expected != NULL));
        if (read && good[i].expected != NULL)
            CHECK_TEXT(show(&d, text), good[i].expected);
    }
}

struct ordered {
    const char *cell;
    enum date_order order;
    const char *expected;
};

static const struct ordered ordered[] = {
    {"03/04/2026", DATE_ORDER_DMY, "2026-04-03"},
    {"03/04/2026", DATE_ORDER_MDY, "2026-03-04"},
    {"3/9/2026, 9:05:00 μ.μ.", DATE_ORDER_DMY, "2026-09-03 21:05:00"},
    {"9/3/2026, 9:05:00 PM", DATE_ORDER_MDY, "2026-09-03 21:05:00"},
    {"7/1/2024 22:05:36", DATE_ORDER_MDY, "2024-07-01 22:05:36"},
    {"7/2/20 11:00:22", DATE_ORDER_MDY, "2020-07-02 11:00:22"},
    {"5/10/18 4:01", DATE_ORDER_MDY, "2018-05-10 04:01:00"},
    {"03-09-2026", DATE_ORDER_DMY, "2026-09-03"},
    {"٣\xe2\x80\x8f/٩\xe2\x80\x8f/٢٠٢٦، ٩:٠٥:٠٠ م", DATE_ORDER_DMY, "2026-09-03 21:05:00"},
    {"2026/09/03", DATE_ORDER_MDY, "2026-09-03"},
    {"03.09.2026", DATE_ORDER_MDY, "2026-09-03"},
    {"13/13/2026", DATE_ORDER_DMY, "'13/13/2026' is not a date: neither 13 nor 13 is a month"},
    {"13/04/2026", DATE_ORDER_NONE, "'13/04/2026' can only be day-month: use --date-order dmy"},
    {"04/13/2026", DATE_ORDER_NONE, "'04/13/2026' can only be month-day: use --date-order mdy"},
    {"03/04/2026", DATE_ORDER_NONE, "'03/04/2026' is ambiguous: use --date-order dmy or mdy"},
    {"03-04-2026 10:00", DATE_ORDER_NONE,
     "'03-04-2026 10:00' is ambiguous: use --date-order dmy or mdy"},
    {"13/04/2026", DATE_ORDER_MDY, "'13/04/2026' can only be day-month, but --date-order is mdy"},
    {"04/13/2026", DATE_ORDER_DMY, "'04/13/2026' can only be month-day, but --date-order is dmy"},
};

static void test_ordered(void)
{
    for (size_t i = 0; i < sizeof ordered / sizeof ordered[0]; i++) {
        struct error e = {0};
        struct datetime d;
        char text[64];
        bool read = datetime_parse(slice_of(ordered[i].cell), ordered[i].order, &d, &e);
        CHECK_TEXT(read ? show(&d, text) : slice_of(e.text), ordered[i].expected);
    }
}

static const struct good bad[] = {
    {"", "a date is missing"},
    {" \t", "a date is missing"},
    {"n/a", "'n/a' is not a date"},
    {"12,50", "'12,50' is not a date"},
    {"2026-02-29", "'2026-02-29' is not a date: February 2026 has 28 days"},
    {"31.04.2026", "'31.04.2026' is not a date: April 2026 has 30 days"},
    {"2026-13-01", "'2026-13-01' is not a date: there is no month 13"},
    {"2026-00-01", "'2026-00-01' is not a date: there is no month 0"},
    {"2026-01-00", "'2026-01-00' is not a date: there is no day 0"},
    {"0000-00-00 00:00:00", "'0000-00-00 00:00:00' is not a date: there is no year 0000"},
    {"2026-09", "'2026-09' is not a date: it has no day"},
    {"2026", "'2026' is not a date: it has no day"},
    {"2026-W36", "'2026-W36' is not a date: its week has no day"},
    {"2021-W53-1", "'2021-W53-1' is not a date: there is no week 53, day 1 in 2021"},
    {"2026-366", "'2026-366' is not a date: 2026 has 365 days"},
    {"2026-09-03 25:00", "'2026-09-03 25:00' is not a date: there is no hour 25"},
    {"2026-09-03 24:01", "'2026-09-03 24:01' is not a date: there is no hour 24"},
    {"2026-09-03 12:60", "'2026-09-03 12:60' is not a date: there is no minute 60"},
    {"2026-09-03 12:00:61", "'2026-09-03 12:00:61' is not a date: there is no second 61"},
    {"2026-09-03 13:00 PM",
     "'2026-09-03 13:00 PM' is not a date: there is no hour 13 before or after noon"},
    {"2026-09-03 12", "'2026-09-03 12' is not a date: its time has no minutes"},
    {"2026-09-03T", "'2026-09-03T' is not a date: its time is not understood"},
    {"2026-09-03T1", "'2026-09-03T1' is not a date: its time is not understood"},
    {"2026-09-03 12:00 PST",
     "'2026-09-03 12:00 PST' is not a date: 'pst' is no zone that is known: write an offset "
     "such as +02:00, or drop it and use --tz"},
    {"2026-09-03 12:00 +25:00",
     "'2026-09-03 12:00 +25:00' is not a date: what follows its time is not understood"},
    {"2026-09-03 12:00 x", "'2026-09-03 12:00 x' is not a date: 'x' is no zone that is known: write "
                           "an offset such as +02:00, or drop it and use --tz"},
    {"2026-09-03 12:00 EET+1",
     "'2026-09-03 12:00 EET+1' is not a date: what follows its time is not understood"},
    {"2026-09-03x", "'2026-09-03x' is not a date: its time is not understood"},
    {"2026/09-03", "'2026/09-03' is not a date"},
    {"202--02-24", "'202--02-24' is not a date"},
    {"2026-0x-01", "'2026-0x-01' is not a date"},
    {"03.09/2026", "'03.09/2026' is not a date"},
    {"3/9/126", "'3/9/126' is not a date: its year has neither four digits nor two"},
    {"Sep 2026", "'Sep 2026' is not a date: it has no year, or no day"},
    {"3 Sep", "'3 Sep' is not a date: it has no year, or no day"},
    {"31 Feb 2026", "'31 Feb 2026' is not a date: February 2026 has 28 days"},
    {"Fri, 03 Sep 2026", "'Fri, 03 Sep 2026' is not a date: that day has another weekday"},
    {"45123", "'45123' is not a date: if it is a spreadsheet's day number, format the column as a "
              "date before exporting"},
    {"0123456789", "'0123456789' is not a date"},
    {"123456", "'123456' is not a date"},
    {"-1", "'-1' is not a date"},
    {"1725397507 UTC", "'1725397507 UTC' is not a date"},
    {"9999-12-31T24:00", "'9999-12-31T24:00' is not a date: it is after the year 9999"},
    {"99999999999999999999999", "'99999999999999999999999' is not a date"},
    {"2026-09-03 12:00:00 UTC Z",
     "'2026-09-03 12:00:00 UTC Z' is not a date: what follows its time is not understood"},
    {"20261345", "'20261345' is not a date: there is no month 13"},
    {"2026-09-03\xff", "'2026-09-03\\xff' is not a date"},
};

static void test_bad(void)
{
    for (size_t i = 0; i < sizeof bad / sizeof bad[0]; i++) {
        struct error e = {0};
        struct datetime d;
        CHECK(!datetime_parse(slice_of(bad[i].cell), DATE_ORDER_NONE, &d, &e));
        CHECK_TEXT(slice_of(e.text), bad[i].expected);
    }
    struct error e = {0};
    struct datetime d;
    CHECK(!datetime_parse((struct slice){"2026\0"
                                         "09\0"
                                         "03",
                                         10},
                          DATE_ORDER_NONE, &d, &e));
    char digits[4000];
    memset(digits, '1', sizeof digits);
    CHECK(!datetime_parse((struct slice){digits, sizeof digits}, DATE_ORDER_NONE, &d, &e));
}

static void test_order(void)
{
    CHECK(datetime_order_of(SLICE("13/04/2026")) == DATE_ORDER_DMY);
    CHECK(datetime_order_of(SLICE("04/13/2026 10:00")) == DATE_ORDER_MDY);
    CHECK(datetime_order_of(SLICE("03/04/2026")) == DATE_ORDER_NONE);
    CHECK(datetime_order_of(SLICE("2026/04/13")) == DATE_ORDER_NONE);
    CHECK(datetime_order_of(SLICE("13.04.2026")) == DATE_ORDER_NONE);
    CHECK(datetime_order_of(SLICE("")) == DATE_ORDER_NONE);
    enum date_order order = DATE_ORDER_NONE;
    CHECK(datetime_parse_order(SLICE("DMY"), &order) && order == DATE_ORDER_DMY);
    CHECK(datetime_parse_order(SLICE("mdy"), &order) && order == DATE_ORDER_MDY);
    CHECK(!datetime_parse_order(SLICE("ymd"), &order));
    CHECK(!datetime_parse_order(SLICE("dmyx"), &order));
    CHECK(!datetime_parse_order(SLICE(""), &order));
}

static int64_t instant_of(const char *cell, const struct zone *z)
{
    struct error e = {0};
    struct datetime d;
    int64_t instant = -1;
    CHECK(datetime_parse(slice_of(cell), DATE_ORDER_NONE, &d, &e));
    CHECK(datetime_instant(&d, z, &instant, &e));
    return instant;
}

static void test_instants(void)
{
    struct arena a = {0};
    struct error e = {0};
    struct datetime d;
    int64_t instant = 42;
    const struct zone *east = zone_fixed(&a, SLICE("+02:00"), 7200);
    CHECK_NUMBER(instant_of("2024-09-03T21:05:07Z", NULL), 1725397507);
    CHECK_NUMBER(instant_of("2024-09-03T23:05:07+02:00", NULL), 1725397507);
    CHECK_NUMBER(instant_of("2024-09-03 23:05:07", east), 1725397507);
    CHECK_NUMBER(instant_of("2024-09-03", zone_utc()), 1725321600);
    CHECK(datetime_parse(SLICE("2024-09-03"), DATE_ORDER_NONE, &d, &e));
    CHECK(!datetime_instant(&d, NULL, &instant, &e));
    CHECK_TEXT(slice_of(e.text), "a time without a zone: use --tz, such as --tz Europe/Athens");
    CHECK_NUMBER(instant, 42);
    error_clear(&e);
    CHECK(datetime_end(&d, east, &instant, &e));
    CHECK_NUMBER(instant, 1725321600 + SECONDS_PER_DAY - 7200);
    CHECK_NUMBER(datetime_day_in_zone(&d, east), d.day);
    CHECK(datetime_parse(SLICE("2024-09-03T23:05:07Z"), DATE_ORDER_NONE, &d, &e));
    CHECK(datetime_end(&d, east, &instant, &e));
    CHECK_NUMBER(instant, 1725397507 + 7200);
    CHECK_NUMBER(datetime_day_in_zone(&d, east), d.day + 1);
    CHECK_NUMBER(datetime_day_in_zone(&d, NULL), d.day);
    arena_free(&a);
}

static void test_formats(void)
{
    struct arena a = {0};
    char out[DATETIME_TEXT_MAX];
    const struct zone *east = zone_fixed(&a, SLICE("+05:30"), 19800);
    const struct zone *west = zone_fixed(&a, SLICE("-03:30"), -12600);
    const struct zone *odd = zone_fixed(&a, SLICE("+00:00:30"), 30);
    CHECK_TEXT(datetime_format_day(0, out), "1970-01-01");
    CHECK_TEXT(datetime_format_day(CIVIL_DAY_MIN, out), "0001-01-01");
    CHECK_TEXT(datetime_format_day(CIVIL_DAY_MAX, out), "9999-12-31");
    CHECK_TEXT(datetime_format_day(CIVIL_DAY_MAX + 1, out), "");
    CHECK_TEXT(datetime_format_day(INT64_MIN, out), "");
    CHECK_TEXT(datetime_format_instant(1725397507, NULL, out), "2024-09-03T21:05:07Z");
    CHECK_TEXT(datetime_format_instant(1725397507, zone_utc(), out), "2024-09-03T21:05:07Z");
    CHECK_TEXT(datetime_format_instant(1725397507, east, out), "2024-09-04T02:35:07+05:30");
    CHECK_TEXT(datetime_format_instant(1725397507, west, out), "2024-09-03T17:35:07-03:30");
    CHECK_TEXT(datetime_format_instant(1725397507, odd, out), "2024-09-03T21:05:07Z");
    CHECK_TEXT(datetime_format_instant(-1, NULL, out), "1969-12-31T23:59:59Z");
    CHECK_TEXT(datetime_format_instant(CIVIL_DAY_MIN * SECONDS_PER_DAY, west, out), "");
    arena_free(&a);
}

/* What was read before changes nothing. */
static void test_next(void)
{
    static const char *const cells[] = {"2026-03-10",          "2026-03-10T08:00:00Z", "2026-03-11 09:15", "2026-02-30", "2026-03-11",
                                        " 2026-03-11 23:59:59", "10.3.2026",            "2026-03-1x",       "",           "2026-03-11"};
    struct datetime_day last = {.text = ""};
    for (size_t i = 0; i < sizeof cells / sizeof *cells; i++) {
        struct datetime d = {0}, next = {0};
        struct error e = {0}, next_e = {0};
        bool read = datetime_parse(slice_of(cells[i]), DATE_ORDER_DMY, &d, &e);
        CHECK(datetime_parse_next(slice_of(cells[i]), DATE_ORDER_DMY, &last, &next, &next_e) == read);
        CHECK_TEXT(slice_of(next_e.text), e.text);
        CHECK(!read || (d.day == next.day && d.second_of_day == next.second_of_day && d.has_offset == next.has_offset));
    }
}

/* Where nothing was read before, bytes that are none are no date either. */
static void test_nul(void)
{
    const struct slice nothing = {"\0\0\0\0\0\0\0\0\0\0", DATETIME_DAY_LENGTH};
    struct datetime_day none = {.text = ""};
    struct datetime d;
    struct error e = {0}, next_e = {0};
    CHECK(!datetime_parse(nothing, DATE_ORDER_NONE, &d, &e));
    CHECK(!datetime_parse_next(nothing, DATE_ORDER_NONE, &none, &d, &next_e));
}

int main(void)
{
    test_next();
    test_nul();
    test_good();
    test_ordered();
    test_bad();
    test_order();
    test_instants();
    test_formats();
    return test_report("datetime");
}
