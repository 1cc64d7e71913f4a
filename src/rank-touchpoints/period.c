/* SPDX-License-Identifier: MIT */
#include "rank-touchpoints/period.h"

#include "lib/civil.h"

int32_t period_of(enum period_kind kind, int64_t day)
{
    if (kind == PERIOD_NONE)
        return NO_PERIOD;
    struct civil c = civil_from_days(day);
    switch (kind) {
    case PERIOD_MONTH:
        return c.year * 12 + c.month - 1;
    case PERIOD_QUARTER:
        return c.year * 4 + (c.month - 1) / 3;
    case PERIOD_WEEK:
        return (int32_t)((day + 3 - (day + 3 < 0 ? 6 : 0)) / 7);
    default:
        return NO_PERIOD;
    }
}

struct slice period_name(enum period_kind kind, int32_t period, struct arena *arena)
{
    switch (kind) {
    case PERIOD_MONTH:
        return arena_print(arena, "%04d-%02d", period / 12, period % 12 + 1);
    case PERIOD_QUARTER:
        return arena_print(arena, "%04d-Q%d", period / 4, period % 4 + 1);
    case PERIOD_WEEK: {
        struct iso_week week = civil_iso_week((int64_t)period * 7 - 3);
        return arena_print(arena, "%04d-W%02d", week.year, week.week);
    }
    default:
        return (struct slice){"", 0};
    }
}
