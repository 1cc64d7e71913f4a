/* SPDX-License-Identifier: MIT */
/* The tool flag-tone: messages in, the same rows with what their tone says out; see flag-tone(1). */
#ifndef REGULARS_FLAG_TONE_H
#define REGULARS_FLAG_TONE_H

#include "lib/tool.h"

extern const struct tool flag_tone_tool;

#endif
