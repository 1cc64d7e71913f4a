/* SPDX-License-Identifier: MIT */
/* --why: the whole reckoning about one customer in words, clock segments and gates included. */
#ifndef REGULARS_WHY_H
#define REGULARS_WHY_H

#include "due-followups/row.h"

/* The text; in the arena. */
struct slice why_text(const struct row_frame *frame, const struct agenda *a, struct arena *arena);

#endif
