/* SPDX-License-Identifier: MIT */
#include "streams/now.h"

bool now_read(const struct tool_run *run, const struct zone *zone, struct now *now, struct error *e)
{
    const struct zone *clock = zone != NULL ? zone : zone_utc();
    const char *text = options_value(run->options, "as-of");
    *now = (struct now){.given = text != NULL, .instant = run->world->now};
    now->day = zone_day_at(clock, now->instant);
    if (text == NULL)
        return true;
    struct error why = {0};
    struct datetime stamp;
    if (!datetime_parse(slice_of(text), DATE_ORDER_NONE, &stamp, &why))
        return error_set(e, "option --as-of: %s", why.text);
    bool whole_day = stamp.second_of_day < 0;
    if (!(whole_day ? datetime_end : datetime_instant)(&stamp, clock, &now->instant, &why))
        return error_set(e, "option --as-of: %s", why.text);
    now->instant -= whole_day; /* the last second that still belongs to the day */
    now->day = whole_day ? stamp.day : zone_day_at(clock, now->instant);
    return true;
}
