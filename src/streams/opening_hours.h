/* SPDX-License-Identifier: MIT */
/*
 * When the business is open, by the options that all tools with a business clock share: --hours WEEK, --holidays FILE. The file
 * is a holidays stream: date (a day, or MM-DD for every year), name, and hours for a day that is
 * open at other hours than usual; blank hours mean closed.
 */
#ifndef REGULARS_OPENING_HOURS_H
#define REGULARS_OPENING_HOURS_H

#include "lib/calendar.h"
#include "streams/stream.h"

/* The roles of a holidays stream, for --columns. */
extern const struct role_use opening_hours_uses[];
extern const size_t opening_hours_use_count;

/* Whether --hours or --holidays was given; without them the business is always open. */
bool opening_hours_given(const struct tool_run *run);

/*
 * The calendar that the options state, in the zone of --tz, in the run's arena; with a zone NULL the options are an error. Bad rows of the file go by the rejects' policy.
 * NULL: *e says what is wrong.
 */
struct calendar *opening_hours_read(const struct tool_run *run, const struct zone *zone,
                                    struct rejects *rejects, struct error *e);

#endif
