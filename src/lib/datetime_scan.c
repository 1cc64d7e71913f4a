/* SPDX-License-Identifier: MIT */
#include "lib/datetime_scan.h"

#include <stdarg.h>
#include <stdio.h>

#include "lib/civil.h"
#include "lib/datetime_time.h"
#include "lib/datetime_token.h"

enum { MILLISECONDS = 1000, NANOSECONDS_PER_MILLISECOND = 1000000 };

bool scan_refuse(const struct scan *s, const char *why, ...)
{
    char text[200];
    va_list args;
    va_start(args, why);
    vsnprintf(text, sizeof text, why, args);
    va_end(args);
    return error_set(s->e, "'%s' is not a date: %s", quote(s->cell).text, text);
}

static bool not_a_date(const struct scan *s)
{
    return error_set(s->e, "'%s' is not a date", quote(s->cell).text);
}

const struct date_token *scan_peek(const struct scan *s, size_t ahead)
{
    const struct date_token *t = s->next;
    while (ahead-- > 0 && t->kind != DATE_TOKEN_END)
        t++;
    return t;
}

static bool is_number(const struct date_token *t, size_t fewest, size_t most)
{
    return t->kind == DATE_TOKEN_NUMBER && t->text.len >= fewest && t->text.len <= most;
}

static bool is_mark(const struct date_token *t, const char *marks)
{
    return t->kind == DATE_TOKEN_MARK && t->value != 0 && strchr(marks, (int)t->value) != NULL;
}

static bool is_word(const struct date_token *t, enum date_word word)
{
    return t->kind == DATE_TOKEN_WORD && t->word == word;
}

static const char *month_name(int32_t month)
{
    static const char *const names[] = {"January",   "February", "March",    "April",
                                        "May",       "June",     "July",     "August",
                                        "September", "October",  "November", "December"};
    return names[month - 1];
}

/* The day of numbers that were read in their places; refuses what does not exist. */
static bool set_day(struct scan *s, int64_t year, int64_t month, int64_t day)
{
    if (year < CIVIL_YEAR_MIN)
        return scan_refuse(s, "there is no year 0000");
    if (month < 1 || month > 12)
        return scan_refuse(s, "there is no month %d", (int)month);
    struct civil c = {(int32_t)year, (int32_t)month, (int32_t)day};
    int length = civil_month_length(c.year, c.month);
    if (day < 1)
        return scan_refuse(s, "there is no day 0");
    if (day > length)
        return scan_refuse(s, "%s %d has %d days", month_name(c.month), (int)c.year, length);
    s->d->day = civil_to_days(c);
    return true;
}

/* Four digits, or two: 69..99 are of the last century. */
static bool read_year(const struct scan *s, const struct date_token *t, int64_t *year)
{
    if (!is_number(t, 2, 4) || t->text.len == 3)
        return scan_refuse(s, "its year has neither four digits nor two");
    *year = t->text.len == 4 ? t->value : t->value + (t->value >= 69 ? 1900 : 2000);
    return true;
}

static void set_unix_time(struct scan *s, int64_t seconds, int32_t nanosecond)
{
    s->d->day = seconds / SECONDS_PER_DAY;
    s->d->second_of_day = (int32_t)(seconds % SECONDS_PER_DAY);
    s->d->nanosecond = nanosecond;
    s->d->has_offset = true;
}

/* 9 or 10 digits, with a fraction or without; 13 digits. */
static bool scan_unix_time(struct scan *s)
{
    const struct date_token *t = s->next++;
    if (t->text.ptr[0] == '0')
        return not_a_date(s);
    int32_t nanosecond = 0;
    if (t->text.len < 13 && is_mark(s->next, ".") && scan_peek(s, 1)->kind == DATE_TOKEN_NUMBER) {
        nanosecond = scan_nanoseconds(scan_peek(s, 1)->text);
        s->next += 2;
    }
    if (s->next->kind != DATE_TOKEN_END)
        return not_a_date(s);
    if (t->text.len == 13)
        set_unix_time(s, t->value / MILLISECONDS,
                      (int32_t)(t->value % MILLISECONDS) * NANOSECONDS_PER_MILLISECOND);
    else
        set_unix_time(s, t->value, nanosecond);
    return true;
}

/* YYYYDDD and YYYY-DDD. */
static bool set_ordinal_day(struct scan *s, int64_t year, int64_t day)
{
    if (year < CIVIL_YEAR_MIN)
        return scan_refuse(s, "there is no year 0000");
    int length = civil_is_leap((int32_t)year) ? 366 : 365;
    if (day < 1 || day > length)
        return scan_refuse(s, "%d has %d days", (int)year, length);
    s->d->day = civil_to_days((struct civil){(int32_t)year, 1, 1}) + day - 1;
    return true;
}

/* Digits without separators: YYYYMMDD, YYYYMMDDhhmmss, YYYYDDD. */
static bool scan_digits(struct scan *s)
{
    const struct date_token *t = s->next++;
    int64_t v = t->value;
    s->compact = true;
    if (t->text.len == 7)
        return set_ordinal_day(s, v / 1000, v % 1000);
    if (t->text.len == 8)
        return set_day(s, v / 10000, v / 100 % 100, v % 100);
    int64_t day = v / 1000000;
    return set_day(s, day / 10000, day / 100 % 100, day % 100) &&
           scan_set_time(s, (struct scan_clock){.hour = (int32_t)(v / 10000 % 100),
                                                .minute = (int32_t)(v / 100 % 100),
                                                .second = (int32_t)(v % 100),
                                                .unit = 1});
}

/* Behind "2026" or "2026-" and W: "W36-4", "W364". */
static bool scan_week(struct scan *s, int64_t year)
{
    const struct date_token *t = ++s->next;
    int64_t week = t->value;
    int64_t weekday = 0;
    s->next++;
    if (is_number(t, 3, 3)) {
        weekday = week % 10;
        week /= 10;
    } else if (is_number(t, 2, 2) && is_mark(s->next, "-") && is_number(scan_peek(s, 1), 1, 1)) {
        weekday = scan_peek(s, 1)->value;
        s->next += 2;
    } else {
        return scan_refuse(s, "its week has no day");
    }
    struct iso_week w = {(int32_t)year, (int32_t)week, (int32_t)weekday};
    if (!civil_from_iso_week(w, &s->d->day))
        return scan_refuse(s, "there is no week %d, day %d in %d", (int)week, (int)weekday,
                           (int)year);
    return true;
}

/* Skips a separator between the parts of a date with the month's name: one mark or filler, or none.
 */
static void skip_separator(struct scan *s)
{
    if (is_word(s->next, DATE_WORD_ORDINAL))
        s->next++;
    if (is_mark(s->next, "-/.,") || is_word(s->next, DATE_WORD_FILLER))
        s->next++;
}

/* "3 Sep 2026", "Sep 3, 2026", "2026-Sep-03". */
static bool scan_named(struct scan *s)
{
    const struct date_token *part[3];
    for (int i = 0; i < 3; i++) {
        part[i] = s->next;
        if (part[i]->kind == DATE_TOKEN_END)
            return scan_refuse(s, "it has no year, or no day");
        s->next++;
        if (i < 2)
            skip_separator(s);
    }
    int at = is_word(part[0], DATE_WORD_MONTH) ? 0 : 1;
    const struct date_token *day = at == 0 ? part[1] : part[0];
    const struct date_token *year = part[2];
    if (at == 1 && is_number(day, 4, 4)) {
        day = part[2];
        year = part[0];
    }
    int64_t y;
    s->named = true;
    if (!is_word(part[at], DATE_WORD_MONTH))
        return not_a_date(s);
    if (is_word(s->next, DATE_WORD_ORDINAL))
        s->next++;
    if (!is_number(day, 1, 2))
        return scan_refuse(s, "it has no day of the month");
    return read_year(s, year, &y) && set_day(s, y, part[at]->value, day->value);
}

/* Behind a year of four digits. */
static bool scan_year_first(struct scan *s)
{
    int64_t year = s->next->value;
    const struct date_token *mark = scan_peek(s, 1);
    const struct date_token *second = scan_peek(s, 2);
    if (is_word(mark, DATE_WORD_W) || (is_mark(mark, "-") && is_word(second, DATE_WORD_W))) {
        s->next += is_word(mark, DATE_WORD_W) ? 1 : 2;
        return scan_week(s, year);
    }
    if (is_mark(mark, "-") && is_number(second, 3, 3)) {
        s->next += 3;
        return set_ordinal_day(s, year, second->value);
    }
    if (mark->kind == DATE_TOKEN_END || (is_mark(mark, "-/.") && is_number(second, 1, 2) &&
                                         scan_peek(s, 3)->kind == DATE_TOKEN_END))
        return scan_refuse(s, "it has no day");
    const struct date_token *third = scan_peek(s, 4);
    if (!is_mark(mark, "-/.") || !is_number(second, 1, 2) || !is_number(third, 1, 2) ||
        !slice_equal(mark->text, scan_peek(s, 3)->text))
        return not_a_date(s);
    s->next += 5;
    return set_day(s, year, second->value, third->value);
}

/* What the numbers of 13/04/2026 allow; NONE: both ways, or neither. */
static enum date_order possible_order(int64_t a, int64_t b)
{
    if (a > 12 && b <= 12)
        return DATE_ORDER_DMY;
    return a <= 12 && b > 12 ? DATE_ORDER_MDY : DATE_ORDER_NONE;
}

/* Whether the stated order settles what is day and what is month. */
static bool is_settled(const struct scan *s, int64_t a, int64_t b)
{
    enum date_order possible = possible_order(a, b);
    return s->order != DATE_ORDER_NONE && (a <= 12 || b <= 12) &&
           (possible == DATE_ORDER_NONE || possible == s->order);
}

static bool refuse_order(const struct scan *s, int64_t a, int64_t b)
{
    const struct quoted cell = quote(s->cell);
    enum date_order possible = possible_order(a, b);
    bool day_first = possible == DATE_ORDER_DMY;
    if (a > 12 && b > 12)
        return scan_refuse(s, "neither %d nor %d is a month", (int)a, (int)b);
    if (possible == DATE_ORDER_NONE)
        return error_set(s->e, "'%s' is ambiguous: use --date-order dmy or mdy", cell.text);
    if (s->order == DATE_ORDER_NONE)
        return error_set(s->e, "'%s' can only be %s: use --date-order %s", cell.text,
                         day_first ? "day-month" : "month-day", day_first ? "dmy" : "mdy");
    return error_set(s->e, "'%s' can only be %s, but --date-order is %s", cell.text,
                     day_first ? "day-month" : "month-day", day_first ? "mdy" : "dmy");
}

/* Three numbers, the year last: with dots day-month, else as stated. */
static bool scan_year_last(struct scan *s)
{
    const struct date_token *a = s->next;
    const struct date_token *mark = scan_peek(s, 1);
    const struct date_token *b = scan_peek(s, 2);
    int64_t year;
    if (!is_mark(mark, "-/.") || !is_number(b, 1, 2) ||
        !slice_equal(mark->text, scan_peek(s, 3)->text) ||
        scan_peek(s, 4)->kind != DATE_TOKEN_NUMBER)
        return not_a_date(s);
    if (!read_year(s, scan_peek(s, 4), &year))
        return false;
    s->next += 5;
    bool dots = is_mark(mark, ".");
    if (!dots && !is_settled(s, a->value, b->value))
        return refuse_order(s, a->value, b->value);
    return dots || s->order == DATE_ORDER_DMY ? set_day(s, year, b->value, a->value)
                                              : set_day(s, year, a->value, b->value);
}

static bool has_month_name(const struct scan *s)
{
    size_t ahead = 1;
    if (is_word(s->next, DATE_WORD_MONTH))
        return true;
    if (s->next->kind != DATE_TOKEN_NUMBER)
        return false;
    while (is_word(scan_peek(s, ahead), DATE_WORD_ORDINAL) ||
           is_word(scan_peek(s, ahead), DATE_WORD_FILLER) || is_mark(scan_peek(s, ahead), "-/.,"))
        ahead++;
    return ahead <= 3 && is_word(scan_peek(s, ahead), DATE_WORD_MONTH);
}

static bool scan_date(struct scan *s)
{
    const struct date_token *first = s->next;
    if (has_month_name(s))
        return scan_named(s);
    if (first->kind != DATE_TOKEN_NUMBER)
        return not_a_date(s);
    switch (first->text.len) {
    case 1:
    case 2:
        return scan_year_last(s);
    case 4:
        return scan_year_first(s);
    case 5:
        return scan_refuse(s, "if it is a spreadsheet's day number, format the column as a date "
                              "before exporting");
    case 7:
    case 8:
    case 14:
        return scan_digits(s);
    case 9:
    case 10:
    case 13:
        return scan_unix_time(s);
    default:
        return not_a_date(s);
    }
}

/* "Thu," in front of the date: must be right. */
static int64_t skip_weekday(struct scan *s)
{
    if (!is_word(s->next, DATE_WORD_WEEKDAY))
        return 0;
    int64_t weekday = s->next++->value;
    if (is_mark(s->next, ","))
        s->next++;
    return weekday;
}

bool datetime_scan(struct slice cell, enum date_order order, struct datetime *d, struct error *e)
{
    struct date_tokens tokens;
    struct scan s = {.cell = cell, .order = order, .d = d, .e = e, .next = tokens.token};
    *d = (struct datetime){.second_of_day = -1};
    if (!date_tokens_cut(cell, &tokens))
        return not_a_date(&s);
    if (tokens.length == 0)
        return error_set(e, "a date is missing");
    int64_t weekday = skip_weekday(&s);
    if (!scan_date(&s))
        return false;
    if (weekday != 0 && weekday != civil_weekday(d->day))
        return scan_refuse(&s, "that day has another weekday");
    return scan_time(&s);
}

enum date_order datetime_scan_order(struct slice cell)
{
    struct date_tokens tokens;
    const struct date_token *t = tokens.token;
    if (!date_tokens_cut(cell, &tokens) || !is_number(t, 1, 2) || !is_mark(t + 1, "-/") ||
        !is_number(t + 2, 1, 2) || !is_mark(t + 3, "-/") || !is_number(t + 4, 2, 4))
        return DATE_ORDER_NONE;
    return possible_order(t->value, t[2].value);
}
