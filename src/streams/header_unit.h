/* SPDX-License-Identifier: MIT */
/* The unit that a header says: help desks write durations in minutes, days or hours, and name the column so. */
#ifndef REGULARS_HEADER_UNIT_H
#define REGULARS_HEADER_UNIT_H

#include <stdbool.h>
#include <stdint.h>

#include "lib/slice.h"

/* A value in this unit is value * times / parts hours. Zero: the header names none, and it is hours. */
struct header_unit {
    int64_t times, parts;
};

/* The first unit named in a header: "First reply time in minutes within business hours" is of minutes. */
struct header_unit header_unit(struct slice header);

/* Turns a number in that unit (millionths) into hours. False: too large. */
bool header_unit_hours(struct header_unit unit, int64_t *value);

#endif
