/* SPDX-License-Identifier: MIT */
/*
 * The promises of one case: made, moved, kept, broken. A promise is kept when, by its end, the staff write or
 * talk to the customer, the goods are delivered, or the case is solved; naming a later date moves it, and repeating
 * it does nothing. A promise that has passed stays open, and broken, until one of these things happens.
 */
#ifndef REGULARS_CASE_PROMISE_H
#define REGULARS_CASE_PROMISE_H

#include "track-cases/case_message.h"

struct promises {
    int64_t due;     /* end of the open one; NO_MOMENT: none is open */
    int64_t made_at; /* of the open one */
    int64_t last;    /* end of the last one, open or not */
    uint16_t made, kept, broken, moved;
    bool late; /* the open one is counted as broken */
};

/* Before the first one. */
#define PROMISES_NONE ((struct promises){.due = NO_MOMENT, .made_at = NO_MOMENT, .last = NO_MOMENT})

/* A date is named at a moment. One already past, or the one that is open, changes nothing. True when it is new. */
bool promise_make(struct promises *p, int64_t at, int64_t due);

/* Something that keeps the open promise, or ends a broken one, happens. */
void promise_meet(struct promises *p, int64_t at);

/* The clock reaches a moment: an open promise that ended before it is broken. */
void promise_pass(struct promises *p, int64_t now);

#endif
