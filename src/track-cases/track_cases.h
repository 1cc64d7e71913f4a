/* SPDX-License-Identifier: MIT */
/* track-cases: messages in, one row a case out; see track-cases(1). */
#ifndef REGULARS_TRACK_CASES_H
#define REGULARS_TRACK_CASES_H

#include "lib/tool.h"

/* What main.c runs, and tests and fuzzers run in memory. */
extern const struct tool track_cases_tool;

#endif
