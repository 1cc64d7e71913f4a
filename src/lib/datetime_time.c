/* SPDX-License-Identifier: MIT */
#include "lib/datetime_time.h"

#include "lib/civil.h"

enum { BILLION = 1000000000, NOON = 12, MIDNIGHT_AT_END = 24 };

int32_t scan_nanoseconds(struct slice digits)
{
    int32_t value = 0;
    for (size_t i = 0; i < 9; i++)
        value = value * 10 + (i < digits.len ? digits.ptr[i] - '0' : 0);
    return value;
}

static bool is_number(const struct date_token *t, size_t fewest, size_t most)
{
    return t->kind == DATE_TOKEN_NUMBER && t->text.len >= fewest && t->text.len <= most;
}

static bool is_mark(const struct date_token *t, char mark)
{
    return t->kind == DATE_TOKEN_MARK && t->value == mark;
}

bool scan_set_time(struct scan *s, struct scan_clock clock)
{
    bool ends_day = clock.hour == MIDNIGHT_AT_END && clock.minute == 0 && clock.second == 0 &&
                    clock.fraction == 0;
    if (clock.hour > 23 && !ends_day)
        return scan_refuse(s, "there is no hour %d", clock.hour);
    if (clock.minute > 59)
        return scan_refuse(s, "there is no minute %d", clock.minute);
    if (clock.second > 60)
        return scan_refuse(s, "there is no second %d", clock.second);
    if (clock.second == 60) /* a leap second, which no clock here counts */
        clock.second = 59;
    if (ends_day && s->d->day == CIVIL_DAY_MAX)
        return scan_refuse(s, "it is after the year 9999");
    int64_t part = (int64_t)clock.fraction * clock.unit;
    s->d->day += ends_day;
    s->d->second_of_day =
        clock.hour % 24 * 3600 + clock.minute * 60 + clock.second + (int32_t)(part / BILLION);
    s->d->nanosecond = (int32_t)(part % BILLION);
    return true;
}

/* "hh", "hhmm" or "hhmmss" without separators. */
static bool read_compact(struct scan *s, struct scan_clock *clock)
{
    const struct date_token *t = s->next++;
    int32_t value = (int32_t)t->value;
    switch (t->text.len) {
    case 2:
        *clock = (struct scan_clock){.hour = value, .unit = 3600};
        return true;
    case 4:
        *clock = (struct scan_clock){.hour = value / 100, .minute = value % 100, .unit = 60};
        return true;
    case 6:
        *clock = (struct scan_clock){
            .hour = value / 10000, .minute = value / 100 % 100, .second = value % 100, .unit = 1};
        return true;
    default:
        return scan_refuse(s, "its time is not understood");
    }
}

/* ":mm" or ".mm", and once more for the seconds. */
static void read_parts(struct scan *s, struct scan_clock *clock)
{
    char mark = (char)s->next->value;
    clock->minute = (int32_t)scan_peek(s, 1)->value;
    clock->unit = 60;
    s->next += 2;
    if (is_mark(s->next, mark) && is_number(scan_peek(s, 1), 2, 2)) {
        clock->second = (int32_t)scan_peek(s, 1)->value;
        clock->unit = 1;
        s->next += 2;
    }
}

static void read_fraction(struct scan *s, struct scan_clock *clock)
{
    const struct date_token *digits = scan_peek(s, 1);
    if ((is_mark(s->next, '.') || is_mark(s->next, ',')) && digits->kind == DATE_TOKEN_NUMBER &&
        !digits->after_blank) {
        clock->fraction = scan_nanoseconds(digits->text);
        s->next += 2;
    }
}

/* "PM" and its like in other languages. */
static bool read_half(struct scan *s, struct scan_clock *clock)
{
    if (s->next->kind != DATE_TOKEN_WORD || s->next->word != DATE_WORD_HALF)
        return clock->unit < 3600 || scan_refuse(s, "its time has no minutes");
    if (clock->hour > NOON)
        return scan_refuse(s, "there is no hour %d before or after noon", clock->hour);
    clock->hour = clock->hour % NOON + (int32_t)s->next++->value;
    return true;
}

static bool read_clock(struct scan *s, bool after_t)
{
    const struct date_token *t = s->next;
    const struct date_token *mark = scan_peek(s, 1);
    struct scan_clock clock = {.unit = 3600};
    if (t->kind != DATE_TOKEN_NUMBER)
        return scan_refuse(s, "its time is not understood");
    bool parts = is_number(t, 1, 2) && is_number(scan_peek(s, 2), 2, 2) &&
                 (is_mark(mark, ':') || (is_mark(mark, '.') && !after_t));
    if (parts) {
        s->next++;
        clock.hour = (int32_t)t->value;
        read_parts(s, &clock);
        read_fraction(s, &clock);
        return read_half(s, &clock) && scan_set_time(s, clock);
    }
    if (after_t || (s->compact && t->text.len > 2)) {
        if (!read_compact(s, &clock))
            return false;
        read_fraction(s, &clock);
        return scan_set_time(s, clock);
    }
    s->next++;
    if (t->text.len > 2)
        return scan_refuse(s, "its time is not understood");
    clock.hour = (int32_t)t->value;
    return read_half(s, &clock) && scan_set_time(s, clock);
}

/*
 * The rest of the folded cell from a token on, without a remark in brackets: "(Central European
 * Time)".
 */
static struct slice rest_from(const struct scan *s, const struct date_token *t)
{
    const struct date_token *end = t;
    while (end->kind != DATE_TOKEN_END && !is_mark(end, '(') && !is_mark(end, '['))
        end++;
    const struct date_token *last = scan_peek(s, DATE_TOKENS_MAX);
    if (end != last && !is_mark(last - 1, ')') && !is_mark(last - 1, ']'))
        end = last;
    return slice_trim((struct slice){t->text.ptr, (size_t)(end->text.ptr - t->text.ptr)});
}

static bool read_offset(struct scan *s)
{
    const struct date_token *t = s->next;
    bool universal = t->kind == DATE_TOKEN_WORD && t->word == DATE_WORD_UTC;
    bool named = t->kind == DATE_TOKEN_WORD && t->word == DATE_WORD_ZONE;
    struct slice rest = rest_from(s, universal || named ? t + 1 : t);
    s->d->has_offset = true;
    if (named)
        s->d->offset = (int32_t)t->value * 3600;
    if ((universal || named) && rest.len == 0)
        return true;
    if (named)
        return scan_refuse(s, "what follows its time is not understood");
    if (universal && rest.ptr[0] == 'z')
        return scan_refuse(s, "what follows its time is not understood");
    if (zone_parse_offset(rest, &s->d->offset))
        return true;
    if (t->kind == DATE_TOKEN_WORD && !universal)
        return scan_refuse(s, "'%s' is no zone that is known: write an offset such as +02:00, or drop it and use --tz",
                           quote(rest).text);
    return scan_refuse(s, "what follows its time is not understood");
}

/* ", ", " at ", ":" between the date and the time. Returns false at the end of the cell. */
static bool skip_to_time(struct scan *s)
{
    bool comma = false;
    while (s->next->kind == DATE_TOKEN_WORD && s->next->word == DATE_WORD_FILLER)
        s->next++;
    if (is_mark(s->next, ',') || (s->named && is_mark(s->next, ':'))) {
        comma = true;
        s->next++;
    }
    while (s->next->kind == DATE_TOKEN_WORD && s->next->word == DATE_WORD_FILLER)
        s->next++;
    return comma || s->next->kind != DATE_TOKEN_END;
}

bool scan_time(struct scan *s)
{
    if (s->next->kind == DATE_TOKEN_END || !skip_to_time(s))
        return true;
    if (s->d->second_of_day < 0) {
        bool after_t = s->next->kind == DATE_TOKEN_WORD && s->next->word == DATE_WORD_T;
        s->next += after_t;
        if (!read_clock(s, after_t))
            return false;
    }
    return s->next->kind == DATE_TOKEN_END || read_offset(s);
}
