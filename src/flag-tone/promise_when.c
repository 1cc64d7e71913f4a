/* SPDX-License-Identifier: MIT */
#include "flag-tone/promise_parts.h"
#include "lib/civil.h"

enum { FILLERS_MAX = 4, MONTHS_AHEAD_MAX = 24, NUMBER_MAX = 400 };

static size_t skip_fillers(const struct sentence *s, size_t i)
{
    for (size_t n = 0; n < FILLERS_MAX && token_is(s, i, WORD_FILLER); n++)
        i++;
    return i;
}

static bool number_at(const struct sentence *s, size_t i, int64_t *value)
{
    if (i < s->count && s->tokens[i].kind == TOKEN_NUMBER) {
        *value = s->tokens[i].value;
        return *value <= NUMBER_MAX;
    }
    if (!token_is(s, i, WORD_NUMBER))
        return false;
    *value = s->tokens[i].meaning.value[WORD_NUMBER];
    return true;
}

/* "3", "three", "2-3", "2 to 3": the larger. Moves *i behind it; without a number it is 1. */
static int64_t amount_at(const struct sentence *s, size_t *i)
{
    int64_t value = 1;
    int64_t upper;
    if (!number_at(s, *i, &value))
        return 1;
    (*i)++;
    if (token_is(s, *i, WORD_NUMBER) && number_at(s, *i, &upper)) { /* "a couple", "a few" */
        value = upper;
        (*i)++;
    }
    bool range = *i < s->count && (s->tokens[*i].kind == TOKEN_DASH || token_is(s, *i, WORD_TO));
    if (range && number_at(s, *i + 1, &upper) && upper > value) {
        value = upper;
        *i += 2;
    }
    return value;
}

/* Monday to Friday. */
static int64_t add_workdays(int64_t day, int64_t count)
{
    while (count > 0) {
        day++;
        count -= civil_weekday(day) <= 5;
    }
    return day;
}

static bool add_units(const struct sentence *s, int64_t amount, int unit, bool business, struct promise *out)
{
    int64_t day = s->sent->day;
    int64_t seconds;
    out->second_of_day = -1;
    switch (unit) {
    case UNIT_MINUTE:
    case UNIT_HOUR:
        if (s->sent->second_of_day < 0) {
            out->day = day + (unit == UNIT_HOUR ? amount / 24 : 0);
            return true;
        }
        seconds = s->sent->second_of_day + amount * (unit == UNIT_HOUR ? 3600 : 60);
        out->day = day + seconds / SECONDS_PER_DAY;
        out->second_of_day = (int32_t)(seconds % SECONDS_PER_DAY);
        return true;
    case UNIT_DAY:
    case UNIT_WORKDAY:
        out->day = business || unit == UNIT_WORKDAY ? add_workdays(day, amount) : day + amount;
        return true;
    case UNIT_WEEK:
        out->day = day + 7 * amount;
        return true;
    default:
        return amount <= MONTHS_AHEAD_MAX && civil_add_months(day, amount, &out->day);
    }
}

size_t promise_duration(const struct sentence *s, size_t i, struct promise *out)
{
    size_t at = skip_fillers(s, i + 1);
    if (!s->sent->known)
        return 0;
    if (token_is(s, at, WORD_TWO))
        return add_units(s, 2, s->tokens[at].meaning.value[WORD_TWO], false, out) ? at + 1 - i : 0;
    size_t before = at;
    int64_t amount = amount_at(s, &at);
    if (at == before && at > i + 1 && token_is(s, at, WORD_WEEKDAY))
        return 0;
    at = at > before ? skip_fillers(s, at) : at;
    bool business = token_is(s, at, WORD_BUSINESS);
    at += business;
    if (!token_is(s, at, WORD_UNIT))
        return 0;
    int unit = s->tokens[at].meaning.value[WORD_UNIT];
    at++;
    if (token_is(s, at, WORD_BUSINESS)) {
        business = true;
        at++;
    }
    return amount > 0 && add_units(s, amount, unit, business, out) ? at - i : 0;
}

/* The next such weekday behind a day; a week later with `next`, where it lies in this week still. */
static int64_t next_weekday(int64_t day, int weekday, bool next)
{
    int64_t ahead = (weekday - civil_weekday(day) + 7) % 7;
    ahead = ahead == 0 ? 7 : ahead;
    bool this_week = civil_weekday(day) + ahead <= 7;
    return day + ahead + (next && this_week ? 7 : 0);
}

/* The last day of the week or month that a day is in. */
static bool end_of(int64_t day, int unit, bool next, int64_t *end)
{
    struct civil c = civil_from_days(day);
    switch (unit) {
    case UNIT_DAY:
        *end = day + next;
        return true;
    case UNIT_WEEK:
        *end = day + 7 - civil_weekday(day) + (next ? 7 : 0);
        return true;
    case UNIT_MONTH:
        *end = day - c.day + civil_month_length(c.year, c.month);
        return !next || civil_add_months(*end, 1, end);
    default:
        return false;
    }
}

/* A day and month in the year that makes it the next such day, or in the year given. */
static bool date_of(const struct sentence *s, int32_t day, int32_t month, int32_t year, int64_t *out)
{
    struct civil c = {year < 0 ? 0 : year < 100 ? 2000 + year : year, month, day};
    if (year < 0) {
        if (!s->sent->known)
            return false;
        c.year = civil_from_days(s->sent->day).year;
        if (civil_is_valid(c) && civil_to_days(c) < s->sent->day)
            c.year++;
    }
    if (!civil_is_valid(c))
        return false;
    *out = civil_to_days(c);
    return !s->sent->known || (*out >= s->sent->day && *out - s->sent->day < 732);
}

static bool numeric_date(const struct sentence *s, const struct token *t, int64_t *day)
{
    if (t->a > 31)
        return t->c > 0 && date_of(s, t->c, t->b, t->a, day);
    char sign = s->m->text.ptr[t->start + 1] == '.' || s->m->text.ptr[t->start + 2] == '.' ? '.' : '/';
    bool month_first = sign == '/' && s->sent->order == DATE_ORDER_MDY;
    bool stated = sign == '.' || s->language != 0 || s->sent->order != DATE_ORDER_NONE || t->a > 12 || t->b > 12;
    if (!stated)
        return false;
    if (month_first || (sign == '/' && t->b > 12))
        return date_of(s, t->b, t->a, t->c, day);
    return date_of(s, t->a, t->b, t->c, day);
}

static bool is_year(const struct sentence *s, size_t i)
{
    return i < s->count && s->tokens[i].kind == TOKEN_NUMBER && s->tokens[i].value >= 2000 && s->tokens[i].value < 2100;
}

/* 12 June, 12th of June 2026, June 12. */
static size_t named_date(const struct sentence *s, size_t i, int64_t *day)
{
    size_t at = i;
    int64_t number = 0;
    bool month_first = token_is(s, at, WORD_MONTH);
    int month = month_first ? s->tokens[at++].meaning.value[WORD_MONTH] : 0;
    if (at >= s->count || s->tokens[at].kind != TOKEN_NUMBER)
        return 0;
    number = s->tokens[at++].value;
    if (!month_first) {
        while (at < s->count && at < i + 3 && s->tokens[at].kind == TOKEN_WORD && !token_is(s, at, WORD_MONTH))
            at++; /* "th", "of" */
        if (!token_is(s, at, WORD_MONTH))
            return 0;
        month = s->tokens[at++].meaning.value[WORD_MONTH];
    }
    int32_t year = is_year(s, at) ? (int32_t)s->tokens[at].value : -1;
    at += year > 0;
    return number <= 31 && date_of(s, (int32_t)number, month, year, day) ? at - i : 0;
}

size_t promise_day(const struct sentence *s, size_t i, int64_t *day)
{
    if (i < s->count && s->tokens[i].kind == TOKEN_DATE)
        return numeric_date(s, &s->tokens[i], day) ? 1 : 0;
    size_t used = named_date(s, i, day);
    if (used != 0 || !s->sent->known)
        return used;
    bool next = token_is(s, i, WORD_NEXT);
    size_t at = i + next;
    if (token_is(s, at, WORD_WEEKDAY)) {
        bool after = token_is(s, at + 1, WORD_NEXT);
        *day = next_weekday(s->sent->day, s->tokens[at].meaning.value[WORD_WEEKDAY], next || after);
        return at + 1 + after - i;
    }
    if (token_is(s, i, WORD_TODAY)) {
        *day = s->sent->day + s->tokens[i].meaning.value[WORD_TODAY];
        return 1;
    }
    bool end = token_is(s, i, WORD_END);
    at = end ? skip_fillers(s, i + 1) : i;
    if (end && token_is(s, at, WORD_TODAY)) {
        *day = s->sent->day + s->tokens[at].meaning.value[WORD_TODAY];
        return at + 1 - i;
    }
    next = token_is(s, at, WORD_NEXT);
    bool said = next || end || token_is(s, at, WORD_THIS);
    at += next || (token_is(s, at, WORD_THIS) && !token_is(s, at, WORD_UNIT));
    if (!said || !token_is(s, at, WORD_UNIT))
        return 0;
    next = next || token_is(s, at + 1, WORD_NEXT);
    bool this_only = !end && !next && s->tokens[at].meaning.value[WORD_UNIT] == UNIT_DAY;
    return !this_only && end_of(s->sent->day, s->tokens[at].meaning.value[WORD_UNIT], next, day) ? at + 1 - i : 0;
}

size_t promise_time(const struct sentence *s, size_t i, bool loose, int32_t *second)
{
    if (token_is(s, i, WORD_CLOCK)) {
        *second = s->tokens[i].meaning.value[WORD_CLOCK] * 3600 - (s->tokens[i].meaning.value[WORD_CLOCK] == 24);
        return 1;
    }
    int64_t value = 0;
    bool clock = i < s->count && s->tokens[i].kind == TOKEN_TIME;
    if (clock)
        value = s->tokens[i].value;
    else if (!number_at(s, i, &value) || value > 24)
        return 0;
    value = clock ? value : value * 3600;
    bool am = token_is(s, i + 1, WORD_AM);
    bool pm = token_is(s, i + 1, WORD_PM);
    if (!clock && !am && !pm && (!loose || token_is(s, i + 1, WORD_UNIT) || token_is(s, i + 1, WORD_BUSINESS) ||
                                 token_is(s, i + 1, WORD_MONTH)))
        return 0;
    if (pm && value < 12 * 3600)
        value += 12 * 3600;
    *second = (int32_t)(value >= SECONDS_PER_DAY ? SECONDS_PER_DAY - 1 : value);
    return am || pm ? 2 : 1;
}
