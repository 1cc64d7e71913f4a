/* SPDX-License-Identifier: MIT */
/* What the findings about one message come to: its gravest, its flags, its politeness. */
#ifndef REGULARS_VERDICT_H
#define REGULARS_VERDICT_H

#include "rules/engine.h"

struct verdict {
    enum rule_severity tone;      /* the gravest that counts; NONE: nothing does */
    const struct finding *gravest; /* the first of those, or NULL */
    struct slice flags;           /* category:severity;... of every category, the gravest first */
    struct slice rules;           /* ids, by place, those of severity none left out */
    unsigned politeness;          /* 0..100 */
};

/* Adds up the findings; those below `least` count for flags and politeness only. Texts are in the arena. */
struct verdict verdict_of(const struct findings *findings, enum rule_severity least, struct arena *arena);

/*
 * The politeness of a sum of weights x (millionths): 50 + 50 x / (1 + |x|), rounded. It is 50 where nothing speaks for or
 * against, 75 at a sum of 1, 25 at -1, and never leaves 0..100.
 */
unsigned verdict_politeness(int64_t weights);

#endif
