/* SPDX-License-Identifier: MIT */
/* What the files of pattern.h share; nobody else includes it. */
#ifndef REGULARS_PATTERN_PARTS_H
#define REGULARS_PATTERN_PARTS_H

#include "rules/pattern.h"

/*
 * Reads a class [...] that begins at *at, moves *at behind it, and fills the node's text (its folded form) and
 * members. On failure *why says what is wrong.
 */
bool pattern_class(struct arena *arena, struct slice source, size_t *at, struct pattern_node *n,
                   const char **why);

#endif
