/* SPDX-License-Identifier: MIT */
#include "lib/datetime.h"

#include "lib/civil.h"
#include "lib/datetime_scan.h"

enum { DATE_LENGTH = DATETIME_DAY_LENGTH, MINUTES_LENGTH = 5, SECONDS_LENGTH = 8, STAMP_LENGTH = 19 };
enum { NOT_DIGITS = 100000, BILLION = 1000000000 };

/* The number in two characters; NOT_DIGITS or more when they are not digits. */
static uint32_t pair(const char *p)
{
    uint32_t tens = (uint32_t)(unsigned char)p[0] - '0';
    uint32_t ones = (uint32_t)(unsigned char)p[1] - '0';
    return tens <= 9 && ones <= 9 ? tens * 10 + ones : NOT_DIGITS;
}

/* YYYY-MM-DD at p; false for anything else, dates that do not exist included. */
static bool quick_date(const char *p, int64_t *day)
{
    uint32_t year = pair(p) * 100 + pair(p + 2);
    uint32_t month = pair(p + 5);
    uint32_t number = pair(p + 8);
    if (p[4] != '-' || p[7] != '-' || year > CIVIL_YEAR_MAX || month > 12 || number > 31)
        return false;
    struct civil c = {(int32_t)year, (int32_t)month, (int32_t)number};
    if (!civil_is_valid(c))
        return false;
    *day = civil_to_days(c);
    return true;
}

/* hh:mm or hh:mm:ss at p; the length, 0 when it is neither. */
static size_t quick_time(const char *p, size_t left, int32_t *second_of_day)
{
    if (left < MINUTES_LENGTH || p[2] != ':')
        return 0;
    bool seconds = left >= SECONDS_LENGTH && p[MINUTES_LENGTH] == ':';
    uint32_t hour = pair(p);
    uint32_t minute = pair(p + 3);
    uint32_t second = seconds ? pair(p + 6) : 0;
    if (hour > 23 || minute > 59 || second > 59)
        return 0;
    *second_of_day = (int32_t)(hour * 3600 + minute * 60 + second);
    return seconds ? SECONDS_LENGTH : MINUTES_LENGTH;
}

/* ".123" behind the seconds; the length, 0 when there is none, or too much for the quick way. */
static size_t quick_fraction(const char *p, size_t left, int32_t *nanosecond)
{
    size_t n = 1;
    int32_t value = 0;
    int32_t unit = BILLION;
    if (left < 2 || p[0] != '.')
        return 0;
    for (; n < left && n < 10 && p[n] >= '0' && p[n] <= '9'; n++) {
        unit /= 10;
        value += (p[n] - '0') * unit;
    }
    *nanosecond = value;
    return n > 1 ? n : 0;
}

/* Behind the time: nothing, Z, +hh:mm, " +hhmm". */
static bool quick_offset(const char *p, size_t length, struct datetime *d)
{
    d->has_offset = length != 0;
    d->offset = 0;
    if (length == 0 || (length == 1 && p[0] == 'Z'))
        return true;
    if (length != 6)
        return false;
    bool blank = p[0] == ' ';
    char sign = p[blank];
    uint32_t hour = pair(p + 1 + blank);
    uint32_t minute = pair(p + 4);
    if ((sign != '+' && sign != '-') || (!blank && p[3] != ':') || hour > 15 || minute > 59)
        return false;
    int32_t east = (int32_t)(hour * 3600 + minute * 60);
    d->offset = sign == '-' ? -east : east;
    return true;
}

/* Behind the date: a blank or T, the time, perhaps a fraction, perhaps an offset. */
static bool quick_clock(const char *p, size_t left, struct datetime *d)
{
    if (p[0] != ' ' && p[0] != 'T')
        return false;
    size_t length = quick_time(p + 1, left - 1, &d->second_of_day);
    if (length == 0)
        return false;
    p += 1 + length;
    left -= 1 + length;
    size_t fraction = length == SECONDS_LENGTH ? quick_fraction(p, left, &d->nanosecond) : 0;
    return quick_offset(p + fraction, left - fraction, d);
}

/* As quick_date; most dates are the last one. */
static bool quick_next_date(const char *p, struct datetime_day *last, int64_t *day)
{
    if (last->text[0] == '\0' || memcmp(p, last->text, DATE_LENGTH) != 0) {
        if (!quick_date(p, &last->day))
            return false;
        memcpy(last->text, p, DATE_LENGTH);
    }
    *day = last->day;
    return true;
}

/* The shapes that nearly all exports have; false leaves the cell to the grammar. */
static bool quick_parse(struct slice cell, struct datetime_day *last, struct datetime *d)
{
    if (cell.len < DATE_LENGTH || !quick_next_date(cell.ptr, last, &d->day))
        return false;
    d->second_of_day = -1;
    d->nanosecond = 0;
    d->offset = 0;
    d->has_offset = false;
    return cell.len == DATE_LENGTH ||
           quick_clock(cell.ptr + DATE_LENGTH, cell.len - DATE_LENGTH, d);
}

bool datetime_parse_next(struct slice cell, enum date_order order, struct datetime_day *last,
                         struct datetime *d, struct error *e)
{
    if (quick_parse(cell, last, d))
        return true;
    cell = slice_trim(cell);
    return quick_parse(cell, last, d) || datetime_scan(cell, order, d, e);
}

bool datetime_parse(struct slice cell, enum date_order order, struct datetime *d, struct error *e)
{
    struct datetime_day none = {.text = ""};
    return datetime_parse_next(cell, order, &none, d, e);
}

enum date_order datetime_order_of(struct slice cell)
{
    return datetime_scan_order(cell);
}

bool datetime_parse_order(struct slice text, enum date_order *order)
{
    static const char names[][3] = {{'d', 'm', 'y'}, {'m', 'd', 'y'}};
    static const enum date_order orders[] = {DATE_ORDER_DMY, DATE_ORDER_MDY};
    for (size_t i = 0; i < sizeof orders / sizeof orders[0]; i++) {
        size_t same = 0;
        while (same < 3 && text.len == 3 && (text.ptr[same] | 0x20) == names[i][same])
            same++;
        if (same == 3) {
            *order = orders[i];
            return true;
        }
    }
    return false;
}

bool datetime_instant(const struct datetime *d, const struct zone *z, int64_t *instant,
                      struct error *e)
{
    int64_t local = d->day * SECONDS_PER_DAY + (d->second_of_day >= 0 ? d->second_of_day : 0);
    if (d->has_offset) {
        *instant = local - d->offset;
        return true;
    }
    if (z == NULL)
        return error_set(e, "a time without a zone: use --tz, such as --tz Europe/Athens");
    *instant = d->second_of_day < 0 ? zone_day_start(z, d->day) : zone_to_instant(z, local, NULL);
    return true;
}

bool datetime_end(const struct datetime *d, const struct zone *z, int64_t *instant, struct error *e)
{
    struct datetime next = *d;
    next.day += d->second_of_day < 0;
    return datetime_instant(&next, z, instant, e);
}

int64_t datetime_day_in_zone(const struct datetime *d, const struct zone *z)
{
    if (!d->has_offset || z == NULL)
        return d->day;
    return zone_day_at(z, d->day * SECONDS_PER_DAY + d->second_of_day - d->offset);
}

/* Two digits at p. */
static void put_pair(char *p, int32_t value)
{
    p[0] = (char)('0' + value / 10);
    p[1] = (char)('0' + value % 10);
}

static bool put_day(int64_t day, char *out)
{
    if (day < CIVIL_DAY_MIN || day > CIVIL_DAY_MAX)
        return false;
    struct civil c = civil_from_days(day);
    put_pair(out, c.year / 100);
    put_pair(out + 2, c.year % 100);
    out[4] = '-';
    put_pair(out + 5, c.month);
    out[7] = '-';
    put_pair(out + 8, c.day);
    return true;
}

struct slice datetime_format_day(int64_t day, char out[DATETIME_TEXT_MAX])
{
    size_t length = put_day(day, out) ? DATE_LENGTH : 0;
    out[length] = '\0';
    return (struct slice){out, length};
}

/* "Z" or "+hh:mm" at p; the length. */
static size_t put_offset(bool is_utc, int32_t offset, char *p)
{
    int32_t minutes = (offset < 0 ? -offset : offset) / 60;
    p[0] = is_utc ? 'Z' : offset < 0 ? '-' : '+';
    if (is_utc)
        return 1;
    put_pair(p + 1, minutes / 60);
    p[3] = ':';
    put_pair(p + 4, minutes % 60);
    return 6;
}

struct slice datetime_format_instant(int64_t instant, const struct zone *z,
                                     char out[DATETIME_TEXT_MAX])
{
    int32_t offset = z != NULL ? zone_offset_at(z, instant) : 0;
    bool is_utc = z == NULL || zone_is_utc(z) || offset % 60 != 0;
    int64_t local = instant + (is_utc ? 0 : offset);
    int32_t second = (int32_t)(((local % SECONDS_PER_DAY) + SECONDS_PER_DAY) % SECONDS_PER_DAY);
    size_t length = 0;
    if (put_day((local - second) / SECONDS_PER_DAY, out)) {
        out[DATE_LENGTH] = 'T';
        put_pair(out + 11, second / 3600);
        out[13] = ':';
        put_pair(out + 14, second / 60 % 60);
        out[16] = ':';
        put_pair(out + 17, second % 60);
        length = STAMP_LENGTH + put_offset(is_utc, offset, out + STAMP_LENGTH);
    }
    out[length] = '\0';
    return (struct slice){out, length};
}
