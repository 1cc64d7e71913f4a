/* SPDX-License-Identifier: MIT */
#include "streams/opening_hours.h"

const struct role_use opening_hours_uses[] = {
    {ROLE_DATE, NEED_REQUIRED},
    {ROLE_HOURS, NEED_OPTIONAL},
    {ROLE_NAME, NEED_OPTIONAL},
};
const size_t opening_hours_use_count = sizeof opening_hours_uses / sizeof *opening_hours_uses;

bool opening_hours_given(const struct tool_run *run)
{
    return options_has(run->options, "hours") || options_has(run->options, "holidays");
}

/* "12-25": no year stands before it. */
static bool is_yearly(struct slice date)
{
    return date.len == 5 && date.ptr[2] == '-';
}

/* False: the row is bad, as the stream knows. */
static bool take_holiday(struct calendar *c, struct stream *s)
{
    struct slice date = stream_text(s, ROLE_DATE), hours = stream_text(s, ROLE_HOURS);
    struct error why = {0};
    if (is_yearly(date)) {
        if (calendar_add_holiday(c, date, hours, &why))
            return true;
        stream_blame(s, ROLE_DATE, "%s", why.text);
        return false;
    }
    int64_t day;
    enum value value = stream_day(s, ROLE_DATE, &day);
    if (value == VALUE_ABSENT)
        stream_blame(s, ROLE_DATE, "is blank: a holiday needs its date");
    if (value != VALUE_PRESENT)
        return false;
    if (calendar_add_day(c, day, hours, &why))
        return true;
    stream_blame(s, ROLE_HOURS, "%s", why.text);
    return false;
}

static bool read_holidays(const struct tool_run *run, const char *const *paths, size_t count, struct calendar *c,
                          struct rejects *rejects, struct error *e)
{
    struct stream_plan plan = {.kind = STREAM_HOLIDAYS,
                               .uses = opening_hours_uses,
                               .use_count = opening_hours_use_count,
                               .paths = paths,
                               .path_count = count};
    struct stream *s = stream_open(run, &plan, rejects, e);
    if (s == NULL)
        return false;
    enum stream_result result;
    bool going = true;
    while (going && (result = stream_next(s, e)) == STREAM_ROW) {
        if (!take_holiday(c, s))
            going = stream_reject(s, e);
    }
    struct error closing = {0};
    bool closed = stream_close(s, going && result == STREAM_END ? e : &closing);
    return going && result == STREAM_END && closed;
}

struct calendar *opening_hours_read(const struct tool_run *run, const struct zone *zone,
                                    struct rejects *rejects, struct error *e)
{
    if (zone == NULL && opening_hours_given(run)) {
        error_set(e, "--hours and --holidays need --tz: the zone of the business's clocks, such as Europe/Athens");
        return NULL;
    }
    struct calendar *c = calendar_new(run->arena, zone != NULL ? zone : zone_utc());
    const char *hours = options_value(run->options, "hours");
    size_t count;
    const char *const *holidays = options_values(run->options, "holidays", run->arena, &count);
    if (hours != NULL && !calendar_parse_hours(c, slice_of(hours), e)) {
        error_place(e, "--hours", 0, (struct slice){"", 0});
        return NULL;
    }
    if (count > 0 && !read_holidays(run, holidays, count, c, rejects, e))
        return NULL;
    return c;
}
