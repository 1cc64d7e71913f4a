/* SPDX-License-Identifier: MIT */
/* Months, ISO weeks and quarters as numbers that follow one another. */
#ifndef REGULARS_PERIOD_H
#define REGULARS_PERIOD_H

#include <stdint.h>

#include "lib/memory.h"

enum period_kind { PERIOD_NONE, PERIOD_MONTH, PERIOD_WEEK, PERIOD_QUARTER };

enum { NO_PERIOD = INT32_MIN };

/* The number of the period that holds a civil day, in the years 0001..9999; the number before is the period before. PERIOD_NONE: NO_PERIOD. */
int32_t period_of(enum period_kind kind, int64_t day);

/* "2026-03", "2026-W10", "2026-Q1"; empty without a period. */
struct slice period_name(enum period_kind kind, int32_t period, struct arena *arena);

#endif
