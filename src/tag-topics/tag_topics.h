/* SPDX-License-Identifier: MIT */
/* The tool tag-topics: texts in, the same rows with their topics out; see tag-topics(1). */
#ifndef REGULARS_TAG_TOPICS_H
#define REGULARS_TAG_TOPICS_H

#include "lib/tool.h"

extern const struct tool tag_topics_tool;

#endif
