/* SPDX-License-Identifier: MIT */
/*
 * A long list worked off in shifts by several hands, each a thread: every shift is a stretch of the list, done by one hand, and what
 * came of it is taken in the order of the list. So the result is the same however many hands there are.
 */
#ifndef REGULARS_SHIFTS_H
#define REGULARS_SHIFTS_H

#include "due-followups/row.h"

/* How many shifts are under way at the most; each has a number below, to find room for its result. */
enum { SHIFTS_MOST = 12 };

struct shift {
    size_t from, until; /* its stretch */
    size_t number;
};

struct shift_plan {
    const struct row_frame *frame;
    size_t count; /* of what is in the list */
    /* Does a shift with the hand's own frame, in which nothing is another hand's that is ever written. */
    void (*work)(void *context, const struct row_frame *own, const struct shift *s);
    /* By the caller, in order. False: that is enough. */
    bool (*take)(void *context, const struct shift *s);
    void *context;
};

/* Works off the list; false as soon as `take` says so. */
bool shifts_run(const struct shift_plan *plan);

#endif
