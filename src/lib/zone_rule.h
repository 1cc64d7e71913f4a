/* SPDX-License-Identifier: MIT */
/*
 * The rule at the end of a time zone file, which says how its clock goes on for ever: POSIX's TZ
 * text "EET-2EEST,M3.5.0/3,M10.5.0/4" with the hours up to 167 of RFC 8536. Not for the TZ
 * variable, which the toolkit never reads.
 */
#ifndef REGULARS_ZONE_RULE_H
#define REGULARS_ZONE_RULE_H

#include <stdbool.h>
#include <stdint.h>

#include "lib/slice.h"

enum zone_rule_kind {
    ZONE_RULE_JULIAN,  /* Jn: day 1..365, February 29 not counted */
    ZONE_RULE_ORDINAL, /* n: day 0..365, February 29 counted */
    ZONE_RULE_WEEKDAY  /* Mm.w.d: weekday d (0 Sunday) of week w (5: the last) of month m */
};

/* One of the year's two changes. */
struct zone_rule_date {
    enum zone_rule_kind kind;
    int32_t month;
    int32_t week;
    int32_t day;
    int32_t second; /* local seconds after that day's midnight; may be negative or beyond a day */
};

struct zone_rule {
    bool has_summer;         /* false: only standard_offset counts */
    int32_t standard_offset; /* seconds east of UTC */
    int32_t summer_offset;
    struct zone_rule_date summer_starts;
    struct zone_rule_date summer_ends;
};

/* Parses all of text strictly. Returns false when it is not such a rule. */
bool zone_rule_parse(struct slice text, struct zone_rule *rule);

/* The instants of the year's two changes; the rule has summer time. */
int64_t zone_rule_summer_start(const struct zone_rule *rule, int32_t year);
int64_t zone_rule_summer_end(const struct zone_rule *rule, int32_t year);

#endif
