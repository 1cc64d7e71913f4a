/* SPDX-License-Identifier: MIT */
/* rank-touchpoints: what customers think of each part of the business, and how we handle them: worst first, best last. */
#ifndef REGULARS_RANK_TOUCHPOINTS_H
#define REGULARS_RANK_TOUCHPOINTS_H

#include "lib/tool.h"

extern const struct tool rank_touchpoints_tool;

#endif
