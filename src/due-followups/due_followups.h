/* SPDX-License-Identifier: MIT */
/* due-followups: whom to contact now, why, by whom, how, with which first sentence. */
#ifndef REGULARS_DUE_FOLLOWUPS_H
#define REGULARS_DUE_FOLLOWUPS_H

#include "lib/tool.h"

extern const struct tool due_followups_tool;

#endif
