/* SPDX-License-Identifier: MIT */
/* Fixed offsets as cells and options write them. */
#include "lib/zone.h"

enum { LARGEST_FIXED = 16 * 3600 };

static bool is_digit(char c)
{
    return c >= '0' && c <= '9';
}

/* Takes the sign; U+2212 is what ISO 8601 asks for where it can be had. */
static bool take_sign(struct slice *rest, int32_t *sign)
{
    struct slice minus = SLICE("\xe2\x88\x92");
    if (slice_starts(*rest, SLICE("+")))
        *sign = 1;
    else if (slice_starts(*rest, SLICE("-")) || slice_starts(*rest, minus))
        *sign = -1;
    else
        return false;
    *rest = slice_from(*rest, slice_starts(*rest, minus) ? minus.len : 1);
    return true;
}

/* Two digits, below sixty. */
static bool take_sixtieth(struct slice *rest, int32_t *value)
{
    if (rest->len < 2 || !is_digit(rest->ptr[0]) || !is_digit(rest->ptr[1]) || rest->ptr[0] > '5')
        return false;
    *value = (rest->ptr[0] - '0') * 10 + (rest->ptr[1] - '0');
    *rest = slice_from(*rest, 2);
    return true;
}

/* One or two digits; how many, 0 when there are none. */
static size_t take_hour(struct slice *rest, int32_t *hour)
{
    size_t n = 0;
    *hour = 0;
    while (n < rest->len && n < 2 && is_digit(rest->ptr[n]))
        *hour = *hour * 10 + (rest->ptr[n++] - '0');
    *rest = slice_from(*rest, n);
    return n;
}

/* h, hh, hhmm, h:mm, hh:mm, hh:mm:ss */
static bool parse_distance(struct slice rest, int32_t *seconds)
{
    int32_t hour;
    int32_t minute = 0;
    int32_t second = 0;
    size_t digits = take_hour(&rest, &hour);
    bool colons = rest.len != 0 && rest.ptr[0] == ':';
    if (colons)
        rest = slice_from(rest, 1);
    if (digits == 0 || (digits == 1 && rest.len != 0 && !colons))
        return false;
    if ((rest.len != 0 || colons) && !take_sixtieth(&rest, &minute))
        return false;
    if (colons && rest.len != 0 && rest.ptr[0] == ':') {
        rest = slice_from(rest, 1);
        if (!take_sixtieth(&rest, &second))
            return false;
    }
    *seconds = hour * 3600 + minute * 60 + second;
    return rest.len == 0 && *seconds < LARGEST_FIXED;
}

bool zone_parse_offset(struct slice text, int32_t *seconds)
{
    int32_t sign = 0;
    int32_t distance = 0;
    bool is_z = slice_equal(text, SLICE("Z")) || slice_equal(text, SLICE("z"));
    if (!is_z && !(take_sign(&text, &sign) && parse_distance(text, &distance)))
        return false;
    *seconds = sign * distance;
    return true;
}
