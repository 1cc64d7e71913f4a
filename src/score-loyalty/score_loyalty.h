/* SPDX-License-Identifier: MIT */
/* The tool score-loyalty: orders in, one row a customer out. */
#ifndef REGULARS_SCORE_LOYALTY_SCORE_LOYALTY_H
#define REGULARS_SCORE_LOYALTY_SCORE_LOYALTY_H

#include "lib/tool.h"

extern const struct tool score_loyalty_tool;

#endif
