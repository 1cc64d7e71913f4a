/* SPDX-License-Identifier: MIT */
/* What the answers in one or several columns look like: numbers, labels of a set, a few choices,
 * free words. */
#ifndef REGULARS_PROFILE_H
#define REGULARS_PROFILE_H

#include "ingest-survey/labels.h"

enum {
    PROFILE_VALUES = 64,
    PROFILE_SLIPS = 20 /* one answer in so many may be a slip of the pen */
};

struct profile {
    size_t filled; /* cells with an answer, "don't know" and "no answer" left aside */
    size_t unsure, blank;
    size_t codes;     /* filled cells that are a number alone */
    size_t coded;     /* a number and words */
    size_t words;     /* words alone */
    int64_t min, max; /* of the numbers, millionths */
    bool fractions;
    uint64_t sets;   /* bit s: set s has all the words met; all bits while there were none */
    size_t distinct; /* different answers, at most PROFILE_VALUES */
    bool more;       /* there are more different ones */
    size_t longest;  /* characters of the longest answer */
    size_t emails, phones, dates;
    size_t respelled; /* answers met before in other letters or marks: "ok", "OK!" */
    size_t marked;    /* answers in words that end as a sentence does */
    struct profile_value {
        struct slice key; /* words, or the digits of a code */
        size_t count;
        struct slice spelling; /* as it was met first */
        bool sentence;         /* and then it was one */
        bool has_code;
        int64_t code;
    } values[PROFILE_VALUES];
};

/* Starts; keys are kept in the arena that profile_add is given. */
void profile_start(struct profile *p);

/* Counts one cell's value; blank ones are nothing. */
void profile_add(struct profile *p, const struct labels *labels, struct arena *arena,
                 struct slice value);

/* Whether the value ticks a choice that has this label (its folded words): 1 ticked, 0 left blank
 * on purpose, -1 it is something else. */
int profile_tick(const struct labels *labels, struct arena *scratch, struct slice value,
                 struct slice option_key);

#endif
