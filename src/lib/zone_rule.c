/* SPDX-License-Identifier: MIT */
#include "lib/zone_rule.h"

#include "lib/civil.h"

enum {
    HOUR = 3600,
    DEFAULT_CHANGE = 2 * HOUR,
    HIGHEST_OFFSET_HOUR = 24,
    HIGHEST_CHANGE_HOUR = 167
};

static bool take(struct slice *rest, char wanted)
{
    if (rest->len == 0 || rest->ptr[0] != wanted)
        return false;
    *rest = slice_from(*rest, 1);
    return true;
}

/* A number of at most three digits within the limits. */
static bool take_number(struct slice *rest, int32_t low, int32_t high, int32_t *value)
{
    size_t n = 0;
    int32_t v = 0;
    while (n < rest->len && n < 3 && rest->ptr[n] >= '0' && rest->ptr[n] <= '9')
        v = v * 10 + (rest->ptr[n++] - '0');
    if (n == 0 || v < low || v > high)
        return false;
    *rest = slice_from(*rest, n);
    *value = v;
    return true;
}

/* [+-]h[:mm[:ss]] */
static bool take_time(struct slice *rest, int32_t highest_hour, int32_t *seconds)
{
    int32_t sign = take(rest, '-') ? -1 : 1;
    if (sign == 1)
        take(rest, '+');
    int32_t hour;
    int32_t minute = 0;
    int32_t second = 0;
    if (!take_number(rest, 0, highest_hour, &hour))
        return false;
    if (take(rest, ':') && !take_number(rest, 0, 59, &minute))
        return false;
    if (take(rest, ':') && !take_number(rest, 0, 59, &second))
        return false;
    *seconds = sign * (hour * HOUR + minute * 60 + second);
    return true;
}

static bool is_letter(char c)
{
    return (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z');
}

/* The clock's abbreviation, "EET" or "<+03>"; nobody needs it. */
static bool take_name(struct slice *rest)
{
    size_t n = 0;
    if (!take(rest, '<')) {
        while (n < rest->len && is_letter(rest->ptr[n]))
            n++;
        *rest = slice_from(*rest, n);
        return n >= 3;
    }
    while (n < rest->len && rest->ptr[n] != '>')
        n++;
    *rest = slice_from(*rest, n);
    return n >= 3 && take(rest, '>');
}

static bool take_day(struct slice *rest, struct zone_rule_date *date)
{
    if (take(rest, 'J')) {
        date->kind = ZONE_RULE_JULIAN;
        return take_number(rest, 1, 365, &date->day);
    }
    if (!take(rest, 'M')) {
        date->kind = ZONE_RULE_ORDINAL;
        return take_number(rest, 0, 365, &date->day);
    }
    date->kind = ZONE_RULE_WEEKDAY;
    return take_number(rest, 1, 12, &date->month) && take(rest, '.') &&
           take_number(rest, 1, 5, &date->week) && take(rest, '.') &&
           take_number(rest, 0, 6, &date->day);
}

static bool take_date(struct slice *rest, struct zone_rule_date *date)
{
    *date = (struct zone_rule_date){.second = DEFAULT_CHANGE};
    if (!take(rest, ',') || !take_day(rest, date))
        return false;
    return !take(rest, '/') || take_time(rest, HIGHEST_CHANGE_HOUR, &date->second);
}

bool zone_rule_parse(struct slice text, struct zone_rule *rule)
{
    *rule = (struct zone_rule){0};
    int32_t west;
    if (!take_name(&text) || !take_time(&text, HIGHEST_OFFSET_HOUR, &west))
        return false;
    rule->standard_offset = -west;
    if (text.len == 0)
        return true;
    rule->has_summer = true;
    rule->summer_offset = rule->standard_offset + HOUR;
    if (!take_name(&text))
        return false;
    if (text.len != 0 && text.ptr[0] != ',') {
        if (!take_time(&text, HIGHEST_OFFSET_HOUR, &west))
            return false;
        rule->summer_offset = -west;
    }
    return take_date(&text, &rule->summer_starts) && take_date(&text, &rule->summer_ends) &&
           text.len == 0;
}

static int64_t weekday_date(const struct zone_rule_date *date, int32_t year)
{
    int64_t first = civil_to_days((struct civil){year, date->month, 1});
    int32_t length = civil_month_length(year, date->month);
    int32_t ahead = (date->day + 7 - civil_weekday(first) % 7) % 7;
    int32_t offset = ahead + (date->week - 1) * 7;
    return first + (offset < length ? offset : offset - 7);
}

/* Local seconds since 1970 of the year's change, on the clock that is about to end. */
static int64_t change_at(const struct zone_rule_date *date, int32_t year)
{
    int64_t day = civil_to_days((struct civil){year, 1, 1}) + date->day;
    if (date->kind == ZONE_RULE_JULIAN)
        day += civil_is_leap(year) && date->day >= 60 ? 0 : -1;
    else if (date->kind == ZONE_RULE_WEEKDAY)
        day = weekday_date(date, year);
    return day * SECONDS_PER_DAY + date->second;
}

int64_t zone_rule_summer_start(const struct zone_rule *rule, int32_t year)
{
    return change_at(&rule->summer_starts, year) - rule->standard_offset;
}

int64_t zone_rule_summer_end(const struct zone_rule *rule, int32_t year)
{
    return change_at(&rule->summer_ends, year) - rule->summer_offset;
}
