/* SPDX-License-Identifier: MIT */
/* Days, moments, numbers and words as a card says them. All texts are in the arena. */
#ifndef REGULARS_BRIEF_SAY_H
#define REGULARS_BRIEF_SAY_H

#include <stdint.h>

#include "lib/memory.h"
#include "lib/zone.h"

/* "2026-03-09". */
struct slice say_day(struct arena *arena, int64_t day);

/* "2026-03-09 10:12" on the clocks of the zone. */
struct slice say_moment(struct arena *arena, int64_t instant, const struct zone *zone);

/* "today", "yesterday", "5 days ago", "tomorrow", "in 5 days". */
struct slice say_distance(struct arena *arena, int64_t day, int64_t today);

/* "22 hours", "3 days", "10 minutes": the largest unit that is full. */
struct slice say_span(struct arena *arena, int64_t seconds);

/* A number in millionths with at most so many decimals, none at its end in vain: "12.5". */
struct slice say_number(struct arena *arena, int64_t millionths, unsigned places);

/* "1 promise", "2 promises". */
struct slice say_count(struct arena *arena, int64_t count, const char *one, const char *many);

/* "once", "twice", "3 times". */
struct slice say_times(struct arena *arena, int64_t count);

/* "courier, order status" of "courier;order_status:1": grades behind ':' are left out. */
struct slice say_list(struct arena *arena, struct slice list);

/* The start of a text, at most so many characters, in quotes; empty for an empty one. */
struct slice say_excerpt(struct arena *arena, struct slice text, size_t characters);

#endif
