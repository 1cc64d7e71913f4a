/* SPDX-License-Identifier: MIT */
/* --as-of and the clock: one moment for the whole run. */
#ifndef REGULARS_NOW_H
#define REGULARS_NOW_H

#include "lib/datetime.h"
#include "lib/tool.h"
#include "lib/zone.h"

struct now {
    bool given;      /* --as-of was given */
    int64_t instant; /* Unix seconds; of a date: the last second of that day in the zone */
    int64_t day;     /* civil day in the zone */
};

/* Reads --as-of; without it the world's clock. zone NULL: UTC. */
bool now_read(const struct tool_run *run, const struct zone *zone, struct now *now, struct error *e);

#endif
