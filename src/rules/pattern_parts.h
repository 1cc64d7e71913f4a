/* SPDX-License-Identifier: MIT */
/* What the files of pattern.h share; nobody else includes it. */
#ifndef REGULARS_PATTERN_PARTS_H
#define REGULARS_PATTERN_PARTS_H

#include "rules/pattern.h"

/* A letter or digit of ASCII: behind a backslash it means something, other characters themselves. */
static inline bool pattern_is_alphanumeric(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
}

/*
 * Reads a class [...] that begins at *at, moves *at behind it, and fills the node's text (its folded form) and
 * members. On failure *why says what is wrong.
 */
bool pattern_class(struct arena *arena, struct slice source, size_t *at, struct pattern_node *n,
                   const char **why);

/*
 * A beginning of a match. Open: the match may go on with what comes next in the pattern. Ends: no letter or digit comes next in a
 * match; said only where the last character is a letter or digit.
 */
struct beginning {
    char bytes[PREFIX_LENGTH];
    uint8_t len;
    bool open, ends;
};

enum { BEGINNINGS_MAX = 2048 };

/* How far beginnings are followed. */
struct extent {
    struct arena *arena;
    size_t length; /* bytes, at most PREFIX_LENGTH */
    size_t most;   /* so many beginnings, at most BEGINNINGS_MAX */
    bool overflow; /* there were more: the result is good, but shorter beginnings would be better */
};

/* All beginnings so far; never more than the extent's. */
struct beginnings {
    struct extent *extent;
    struct beginning *all;
    size_t count, capacity;
    uint16_t *slots; /* hashed: place + 1; only when there are more than a few */
};

/*
 * How what the items from `n` up to `end` match may begin; `top`: they are the last ones of an alternative of the whole pattern, or
 * `end` and what follows it are. One of length 0: it cannot be told. In the extent's arena.
 */
struct beginnings pattern_beginnings(struct extent *extent, const struct pattern_node *n, const struct pattern_node *end, bool top);

/* Whether the item is a class of anything but what the escape stands for, and perhaps more: [^\w...]. */
bool pattern_class_excludes(const struct pattern_node *n, char escape);

/* Whether letters and digits may stand at a place. */
enum pattern_outside {
    PATTERN_INSIDE,  /* who knows */
    PATTERN_NOTHING, /* what was looked at matches nothing, or no letter or digit */
    PATTERN_OUTSIDE  /* none does */
};

/* Whether what the items from `n` on match begins with a letter or digit; `top` as above. */
enum pattern_outside pattern_begins_outside(const struct pattern_node *n, bool top);

/* Whether a word may begin behind the item, where `before` says whether one may before it. */
bool pattern_ends_outside(const struct pattern_node *n, bool before);

/* Whether an option stands among alternatives, as in "(?i)a|b": it holds for those behind it too. */
bool pattern_sets_option(const struct pattern_branch *b);

/* Whether alternatives cannot be told apart: an option holds for several, or something refers back to a group. */
bool pattern_is_whole(const struct pattern *p);

/* Whether some alternative begins with \B, so that its matches begin inside words. */
bool pattern_begins_inside(const struct pattern *p);

/* How many blanks the matches of something take; most CHAIN_FAR: any number. */
struct reach {
    uint32_t least, most;
};

/* One thing behind another. */
struct reach pattern_reach_plus(struct reach a, struct reach b);

/* The reach of an item, as often as it comes. */
struct reach pattern_reach(const struct pattern_node *n);

/* The most characters that a match of the item has, folded; PATTERN_UNLIMITED and more: who knows. */
uint64_t pattern_longest(const struct pattern_node *n);

#endif
