/* SPDX-License-Identifier: MIT */
/* What number.h promises of numbers that have been read: arithmetic, and texts again. */
#include <math.h>
#include <string.h>

#include "lib/number.h"

bool number_add(int64_t a, int64_t b, int64_t *sum)
{
    if (b > 0 ? a > INT64_MAX - b : a < INT64_MIN - b)
        return false;
    *sum = a + b;
    return true;
}

static uint64_t magnitude(int64_t v)
{
    return v < 0 ? 0 - (uint64_t)v : (uint64_t)v;
}

/* a * b / 10^6, in parts that cannot overflow: a = q 10^6 + r, so a b / 10^6 = q b + r b / 10^6. */
bool number_multiply(int64_t a, int64_t b, int64_t *product)
{
    const uint64_t one = (uint64_t)NUMBER_ONE;
    uint64_t x = magnitude(a);
    uint64_t y = magnitude(b);
    uint64_t q = x / one;
    uint64_t r = x % one;
    if (q != 0 && y > (uint64_t)INT64_MAX / q)
        return false;
    uint64_t fraction = r * (y % one); /* below 10^12 */
    uint64_t sum = q * y;
    uint64_t rest = r * (y / one) + fraction / one + (fraction % one * 2 >= one);
    if (rest > (uint64_t)INT64_MAX - sum)
        return false;
    sum += rest;
    *product = (a < 0) != (b < 0) ? -(int64_t)sum : (int64_t)sum;
    return true;
}

enum { POWERS = 19 }; /* of ten, that an int64 holds */

static const uint64_t power_of_ten[POWERS] = {
    UINT64_C(1),
    UINT64_C(10),
    UINT64_C(100),
    UINT64_C(1000),
    UINT64_C(10000),
    UINT64_C(100000),
    UINT64_C(1000000),
    UINT64_C(10000000),
    UINT64_C(100000000),
    UINT64_C(1000000000),
    UINT64_C(10000000000),
    UINT64_C(100000000000),
    UINT64_C(1000000000000),
    UINT64_C(10000000000000),
    UINT64_C(100000000000000),
    UINT64_C(1000000000000000),
    UINT64_C(10000000000000000),
    UINT64_C(100000000000000000),
    UINT64_C(1000000000000000000),
};

int64_t number_rescale(int64_t value, unsigned from, unsigned to)
{
    if (to >= from) {
        uint64_t unit = power_of_ten[to - from];
        bool large = magnitude(value) > (uint64_t)INT64_MAX / unit;
        return large ? (value < 0 ? INT64_MIN : INT64_MAX) : value * (int64_t)unit;
    }
    uint64_t unit = power_of_ten[from - to];
    uint64_t m = magnitude(value);
    uint64_t rounded = m / unit + (m % unit * 2 >= unit);
    return value < 0 ? -(int64_t)rounded : (int64_t)rounded;
}

/* "00" to "99". */
static const char pairs[] =
    "0001020304050607080910111213141516171819"
    "2021222324252627282930313233343536373839"
    "4041424344454647484950515253545556575859"
    "6061626364656667686970717273747576777879"
    "8081828384858687888990919293949596979899";

/* Writes the last `count` digits of m before `end`, two at a time; returns what is left of m. */
static inline uint64_t put_digits(uint64_t m, unsigned count, char *end)
{
    for (; count > 1; count -= 2) {
        end -= 2;
        memcpy(end, pairs + m % 100 * 2, 2);
        m /= 100;
    }
    if (count == 0)
        return m;
    end[-1] = (char)('0' + m % 10);
    return m / 10;
}

size_t number_format(int64_t value, unsigned scale, unsigned places, char out[NUMBER_TEXT_MAX])
{
    if (places < scale) {
        value = number_rescale(value, scale, places);
        scale = places;
    }
    uint64_t m = magnitude(value);
    for (; places == NUMBER_SHORTEST && scale > 0 && m % 10 == 0; scale--)
        m /= 10;
    unsigned digits = scale + 1;
    while (digits < POWERS && m >= power_of_ten[digits])
        digits++;
    const unsigned zeros = places != NUMBER_SHORTEST ? places - scale : 0;
    const bool has_point = scale + zeros > 0;
    out[0] = '-';
    char *point = out + (value < 0) + digits - scale;
    m = put_digits(m, scale, point + 1 + scale);
    (void)put_digits(m, digits - scale, point);
    *point = '.';
    for (unsigned i = 0; i < zeros; i++)
        point[1 + scale + i] = '0';
    return (size_t)(point - out) + has_point + scale + zeros;
}

bool number_from_double(double x, unsigned places, int64_t *value)
{
    double scaled = x * (double)power_of_ten[places];
    if (!(fabs(scaled) < 9.2e18))
        return false;
    int64_t whole = (int64_t)scaled;
    double rest = scaled - (double)whole;
    *value = whole + (rest >= 0.5) - (rest <= -0.5);
    return true;
}
