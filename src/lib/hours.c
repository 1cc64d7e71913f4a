/* SPDX-License-Identifier: MIT */
#include "lib/hours.h"

#include "lib/civil.h"

enum { DAYS = 7 };

static const char *const day_names[DAYS] = {"monday", "tuesday",  "wednesday", "thursday",
                                            "friday", "saturday", "sunday"};

static bool is_digit(char c)
{
    return c >= '0' && c <= '9';
}

/* h:mm or hh:mm, to 24:00; -1 when it is neither. */
static int32_t read_time(struct slice text)
{
    size_t n = 0;
    int32_t hour = 0;
    while (n < text.len && n < 2 && is_digit(text.ptr[n]))
        hour = hour * 10 + (text.ptr[n++] - '0');
    if (n == 0 || text.len != n + 3 || text.ptr[n] != ':' || !is_digit(text.ptr[n + 1]) ||
        !is_digit(text.ptr[n + 2]))
        return -1;
    int32_t minute = (text.ptr[n + 1] - '0') * 10 + (text.ptr[n + 2] - '0');
    int32_t second = hour * 3600 + minute * 60;
    return minute <= 59 && second <= SECONDS_PER_DAY ? second : -1;
}

static bool read_opening(struct slice text, struct opening *o, struct error *e)
{
    struct slice rest = text;
    struct slice from;
    if (!slice_cut(&rest, '-', &from) || rest.ptr == NULL)
        return error_set(e, "'%s' is not an opening such as 09:00-17:00", quote(text).text);
    o->from = read_time(slice_trim(from));
    o->until = read_time(slice_trim(rest));
    if (o->from < 0 || o->until < 0)
        return error_set(e, "'%s' is not an opening such as 09:00-17:00", quote(text).text);
    if (o->from >= o->until)
        return error_set(e,
                         "'%s' ends before it begins: write what goes past midnight as "
                         "22:00-24:00 and 00:00-06:00 of the next day",
                         quote(text).text);
    return true;
}

static bool add_opening(struct hours *h, struct opening o, struct slice text, struct error *e)
{
    size_t at = h->count;
    if (at == HOURS_MAX)
        return error_set(e, "'%s' has more than %d openings in a day", quote(text).text, HOURS_MAX);
    while (at > 0 && h->opening[at - 1].from > o.from)
        at--;
    if ((at > 0 && h->opening[at - 1].until > o.from) ||
        (at < h->count && h->opening[at].from < o.until))
        return error_set(e, "'%s' has openings that overlap", quote(text).text);
    memmove(&h->opening[at + 1], &h->opening[at], (h->count - at) * sizeof h->opening[0]);
    h->opening[at] = o;
    h->count++;
    return true;
}

bool hours_parse(struct slice text, struct hours *h, struct error *e)
{
    struct slice rest = slice_trim(text);
    struct slice piece;
    *h = (struct hours){0};
    if (rest.len == 0 || slice_equal(rest, SLICE("closed")))
        return true;
    while (slice_cut(&rest, '+', &piece)) {
        struct opening o;
        if (!read_opening(slice_trim(piece), &o, e) || !add_opening(h, o, text, e))
            return false;
    }
    return true;
}

/* Whether text is the name's first letters, all or three. */
static bool is_day_name(struct slice text, const char *name)
{
    if (text.len != 3 && text.len != strlen(name))
        return false;
    for (size_t i = 0; i < text.len; i++) {
        if ((text.ptr[i] | 0x20) != name[i])
            return false;
    }
    return true;
}

/* 0 Monday .. 6 Sunday, DAYS when it is no day. */
static size_t read_day(struct slice text)
{
    size_t day = 0;
    text = slice_trim(text);
    while (day < DAYS && !is_day_name(text, day_names[day]))
        day++;
    return day;
}

/* Marks the days of "mon", "mon-fri" or "sat-mon". */
static bool mark_days(struct slice text, bool marked[DAYS], struct error *e)
{
    struct slice rest = text;
    struct slice first;
    slice_cut(&rest, '-', &first);
    size_t day = read_day(first);
    size_t last = rest.ptr != NULL ? read_day(rest) : day;
    if (day == DAYS || last == DAYS)
        return error_set(e, "'%s' is no day of the week: mon, tue, wed, thu, fri, sat, sun",
                         quote(text).text);
    for (;; day = (day + 1) % DAYS) {
        if (marked[day])
            return error_set(e, "%s is named twice: join its hours, as in 09:00-13:00+14:00-18:00",
                             day_names[day]);
        marked[day] = true;
        if (day == last)
            return true;
    }
}

/* One "DAYS=HOURS". */
static bool read_group(struct slice text, bool named[DAYS], struct hours week[DAYS],
                       struct error *e)
{
    struct slice rest = text;
    struct slice days;
    struct slice piece;
    struct hours h;
    if (!slice_cut(&rest, '=', &days) || rest.ptr == NULL)
        return error_set(e, "'%s' has no hours: write mon-fri=09:00-17:00", quote(text).text);
    if (!hours_parse(rest, &h, e))
        return false;
    bool before[DAYS];
    memcpy(before, named, sizeof before);
    while (slice_cut(&days, ',', &piece)) {
        if (!mark_days(slice_trim(piece), named, e))
            return false;
    }
    for (size_t day = 0; day < DAYS; day++) {
        if (named[day] && !before[day])
            week[day] = h;
    }
    return true;
}

bool hours_parse_week(struct slice text, struct hours week[7], struct error *e)
{
    bool named[DAYS] = {false};
    size_t openings = 0;
    struct slice group;
    memset(week, 0, DAYS * sizeof *week);
    while (slice_cut(&text, ';', &group)) {
        group = slice_trim(group);
        if (group.len != 0 && !read_group(group, named, week, e))
            return false;
    }
    for (size_t day = 0; day < DAYS; day++)
        openings += week[day].count;
    return openings != 0 || error_set(e, "no opening hours: write mon-fri=09:00-17:00");
}
