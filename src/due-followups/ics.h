/* SPDX-License-Identifier: MIT */
/*
 * The list as a calendar, RFC 5545: an event of a quarter of an hour for each row, which does not block the day. The
 * UID is the follow-up's id, so that importing tomorrow's list moves what was there today.
 */
#ifndef REGULARS_ICS_H
#define REGULARS_ICS_H

#include "due-followups/row.h"
#include "lib/world.h"

/* Begins and ends the calendar; one without events gets a time zone, since a calendar may not be empty (section 3.4). */
void ics_begin(struct output *out);
void ics_end(struct output *out, bool empty);

/* One event. now: the run's moment, for DTSTAMP. False once a write has failed. */
bool ics_write(struct output *out, const struct row *row, int64_t now, struct arena *arena);

/* A content line, folded at 75 octets between characters (section 3.1). */
void ics_line(struct output *out, struct slice line);

/* A text with backslash, comma, semicolon and line breaks escaped, control characters left out (section 3.3.11). */
struct slice ics_escape(struct slice text, struct arena *arena);

#endif
