/* SPDX-License-Identifier: MIT */
#include "lib/number.h"

#include <math.h>

#include "test.h"

static void check(const char *cell, enum decimal_mark mark, int64_t expected)
{
    struct error e = {0};
    int64_t value = -1;
    CHECK(number_parse(slice_of(cell), mark, &value, &e));
    CHECK_NUMBER(value, expected);
    if (e.set)
        printf("    %s\n", e.text);
}

static void refuse(const char *cell, enum decimal_mark mark, const char *text)
{
    struct error e = {0};
    int64_t value = -1;
    CHECK(!number_parse(slice_of(cell), mark, &value, &e));
    CHECK_TEXT(slice_of(e.text), text);
}

static void check_format(int64_t value, unsigned scale, unsigned places, const char *expected)
{
    char out[NUMBER_TEXT_MAX];
    size_t n = number_format(value, scale, places, out);
    CHECK_TEXT(((struct slice){out, n}), expected);
}

/* Digit by digit, with snprintf: what number_format writes for values that need no rounding. */
static size_t format_slowly(int64_t value, unsigned scale, char out[NUMBER_TEXT_MAX])
{
    char digits[NUMBER_TEXT_MAX];
    uint64_t m = value < 0 ? 0 - (uint64_t)value : (uint64_t)value;
    int n = snprintf(digits, sizeof digits, "%0*llu", (int)scale + 1, (unsigned long long)m);
    int whole = n - (int)scale;
    return (size_t)snprintf(out, NUMBER_TEXT_MAX, "%s%.*s%s%s", value < 0 ? "-" : "", whole, digits,
                            scale > 0 ? "." : "", digits + whole);
}

/* All lengths and scales. */
static void formats(void)
{
    uint64_t m = 0;
    for (unsigned length = 0; length <= 19; length++) {
        for (unsigned scale = 0; scale <= 18; scale++)
            for (int sign = -1; sign <= 1; sign += 2) {
                char expected[NUMBER_TEXT_MAX + 1];
                int64_t value = sign * (int64_t)m;
                expected[format_slowly(value, scale, expected)] = '\0';
                check_format(value, scale, scale, expected);
            }
        m = length < 18 ? m * 10 + 1 + length * 7 % 9 : INT64_MAX;
    }
}

int main(void)
{
    const int64_t one = NUMBER_ONE;
    check("12.50", DECIMAL_UNSTATED, 12500000);
    check(" -3 ", DECIMAL_UNSTATED, -3 * one);
    check("+7", DECIMAL_UNSTATED, 7 * one);
    check("7-", DECIMAL_UNSTATED, -7 * one);
    check("(12.50)", DECIMAL_UNSTATED, -12500000);
    check("12,50", DECIMAL_COMMA, 12500000);
    check("1.234,5", DECIMAL_COMMA, 1234500000);
    check("1.234", DECIMAL_COMMA, 1234 * one);
    check("1,234.50", DECIMAL_UNSTATED, 1234500000);
    check("1,234,567", DECIMAL_UNSTATED, 1234567 * one);
    check("1,234", DECIMAL_POINT, 1234 * one);
    check("1 234,50", DECIMAL_COMMA, 1234500000);
    check("1\xc2\xa0" "234,50 z\xc5\x82", DECIMAL_COMMA, 1234500000);
    check("1\xc2\xa0" "499,50 руб.", DECIMAL_COMMA, 1499500000);
    check("500р", DECIMAL_UNSTATED, 500 * one);
    check("12.5 грн.", DECIMAL_UNSTATED, 12500000);
    check("3,50 ευρώ", DECIMAL_COMMA, 3500000);
    check("١٥٠٫٥٠ ر.س", DECIMAL_UNSTATED, 150500000);
    check("ج.م. 75.00", DECIMAL_UNSTATED, 75 * one);
    check("\xe2\x82\xac 12.50", DECIMAL_UNSTATED, 12500000);
    check("-$1,200.00", DECIMAL_UNSTATED, -1200 * one);
    check("EUR 12.50", DECIMAL_UNSTATED, 12500000);
    check("\xe2\x88\x92" "4", DECIMAL_UNSTATED, -4 * one);
    check("\xd9\xa1\xd9\xa2\xd9\xab\xd9\xa5", DECIMAL_UNSTATED, 12500000);
    check("0.0000005", DECIMAL_UNSTATED, 1);
    check("0.0000004", DECIMAL_UNSTATED, 0);
    check(".5", DECIMAL_UNSTATED, 500000);
    check("9223372036854.775807", DECIMAL_UNSTATED, INT64_MAX);
    check("000000000000000000012", DECIMAL_UNSTATED, 12 * one);
    refuse("12,50", DECIMAL_UNSTATED, "'12,50' is not a number (decimal comma? use --decimal ,)");
    refuse("12.50", DECIMAL_COMMA, "'12.50' is not a number (decimal point? use --decimal .)");
    refuse("1,234", DECIMAL_UNSTATED,
           "'1,234' is not a number without saying what the comma is: use --decimal , or --decimal .");
    refuse("9223372036854.775808", DECIMAL_UNSTATED,
           "'9223372036854.775808' is too large: at most 9223372036854.775807");
    refuse("", DECIMAL_UNSTATED, "'' is not a number");
    refuse("-", DECIMAL_UNSTATED, "'-' is not a number");
    refuse("--1", DECIMAL_UNSTATED, "'--1' is not a number");
    refuse("12a", DECIMAL_UNSTATED, "'12a' is not a number");
    check("\u200f١٥٠٫٥٠ ر.س.\u200f", DECIMAL_UNSTATED, 150500000);
    check("$5.50 USD", DECIMAL_UNSTATED, 5500000);
    refuse("5€50", DECIMAL_UNSTATED, "'5€50' is not a number");
    refuse("12EUR50", DECIMAL_UNSTATED, "'12EUR50' is not a number");
    refuse("5р.50", DECIMAL_UNSTATED, "'5р.50' is not a number");
    refuse("12 рупий", DECIMAL_UNSTATED, "'12 рупий' is not a number");
    refuse("руб.", DECIMAL_UNSTATED, "'руб.' is not a number");
    refuse("12 шт.", DECIMAL_UNSTATED, "'12 шт.' is not a number");
    refuse("1e5", DECIMAL_UNSTATED, "'1e5' is not a number");
    refuse("1.2.3", DECIMAL_UNSTATED, "'1.2.3' is not a number");
    refuse("nan", DECIMAL_UNSTATED, "'nan' is not a number");
    refuse("\x1b[31m1", DECIMAL_UNSTATED, "'\\x1b[31m1' is not a number");

    int64_t v;
    struct error e = {0};
    CHECK(number_parse_integer(SLICE("12923.0"), 0, INT64_MAX, &v, &e) && v == 12923);
    CHECK(!number_parse_integer(SLICE("12.5"), 0, 100, &v, &e));
    error_clear(&e);
    CHECK(!number_parse_integer(SLICE("101"), 0, 100, &v, &e));
    CHECK_TEXT(slice_of(e.text), "'101' is not between 0 and 100");

    CHECK(number_multiply(2500000, -2500000, &v) && v == -6250000);
    CHECK(number_multiply(1, 500000, &v) && v == 1);
    CHECK(number_multiply(1, 499999, &v) && v == 0);
    CHECK(!number_multiply(INT64_MAX, 2 * one, &v));
    CHECK(number_multiply(INT64_MAX, one, &v) && v == INT64_MAX);
    CHECK(!number_add(INT64_MAX, 1, &v) && !number_add(INT64_MIN, -1, &v));

    check_format(12500000, 6, 2, "12.50");
    check_format(12500000, 6, NUMBER_SHORTEST, "12.5");
    check_format(-4, 6, NUMBER_SHORTEST, "-0.000004");
    check_format(-4, 6, 2, "0.00");
    check_format(5000, 6, 2, "0.01");
    check_format(3, 0, 2, "3.00");
    check_format(3, 0, NUMBER_SHORTEST, "3");
    check_format(0, 6, NUMBER_SHORTEST, "0");
    check_format(1200000, 6, NUMBER_SHORTEST, "1.2");
    check_format(1000000, 6, NUMBER_SHORTEST, "1");
    check_format(-7, 0, 18, "-7.000000000000000000");
    check_format(INT64_MAX, 0, 18, "9223372036854775807.000000000000000000");
    check_format(INT64_MAX, 18, NUMBER_SHORTEST, "9.223372036854775807");
    check_format(INT64_MIN, 0, 0, "-9223372036854775808");
    formats();
    check_format(INT64_MIN, 6, 6, "-9223372036854.775808");
    CHECK(number_from_double(0.125, 2, &v) && v == 13);
    CHECK(number_from_double(-0.125, 2, &v) && v == -13);
    CHECK(number_from_double(-0.001, 2, &v) && v == 0);
    CHECK(number_from_double(9.1e18, 0, &v) && v == INT64_C(9100000000000000000));
    CHECK(!number_from_double(1e300, 2, &v));
    CHECK(!number_from_double(-9.3, 18, &v));
    CHECK(!number_from_double(NAN, 0, &v));
    CHECK(!number_from_double(-INFINITY, 0, &v));
    return test_report("number");
}
