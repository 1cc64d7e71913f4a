/* SPDX-License-Identifier: MIT */
/*
 * Patterns of rules: regular expressions of PCRE2, read as words. A blank stands for any run of white space; at
 * both ends a word must begin or end, unless the end of the pattern is ^, $, \b or \B; letters match without
 * regard to case, accents, and forms of letters; contractions match in full and in short. Here a pattern is
 * parsed, written again for folded text, and looked through for the texts that every match must begin with.
 * What could not be found fast or shown clearly is refused: (?x), (?R) and other recursion, conditions, verbs.
 */
#ifndef REGULARS_PATTERN_H
#define REGULARS_PATTERN_H

#include <stdint.h>

#include "lib/error.h"
#include "lib/memory.h"
#include "rules/message.h"

enum pattern_kind {
    PATTERN_LITERAL, /* one character */
    PATTERN_BLANK,   /* white space */
    PATTERN_CLASS,   /* one character of several */
    PATTERN_OTHER,   /* consumes what cannot be told */
    PATTERN_ZERO,    /* an assertion without content */
    PATTERN_GROUP,   /* alternatives */
    PATTERN_LOOK     /* alternatives that consume nothing */
};

enum { PATTERN_MEMBERS = 10, PATTERN_UNLIMITED = 65536, PATTERN_DEPTH = 40, PATTERN_LONGEST = 24000 };

struct pattern_branch;

struct pattern_node {
    enum pattern_kind kind;
    uint32_t character;            /* LITERAL: as written, before folding */
    struct slice text;             /* CLASS, OTHER, ZERO: as it is to be written; GROUP, LOOK: how it opens */
    struct slice exact;            /* CLASS: as written in the pattern */
    uint32_t members[PATTERN_MEMBERS]; /* CLASS: its folded characters, when they are few */
    size_t member_count;
    struct pattern_branch *branches;
    struct slice quantifier;       /* as written, "" for none */
    uint32_t least, most;          /* PATTERN_UNLIMITED: no limit */
    struct pattern_node *next;
};

struct pattern_branch {
    struct slice source; /* this alternative as it was parsed */
    struct pattern_node *first;
    struct pattern_branch *next;
};

struct pattern {
    struct slice source;
    struct pattern_branch *branches;
};

/* Parses; everything is in the arena. On failure the error's text says what and at which character, from 1. */
bool pattern_parse(struct arena *arena, struct slice source, struct pattern *p, struct error *e);

/* The expression for folded text, or with `exact` for the original text; boundaries added. */
struct slice pattern_write(struct arena *arena, const struct pattern *p, bool exact);

/* Texts of which every match begins with one, folded. */
enum { PREFIXES_MAX = 512, PREFIX_LENGTH = 12 };
struct prefixes {
    struct slice texts[PREFIXES_MAX];
    uint8_t branches[PREFIXES_MAX]; /* which alternative of the pattern begins so */
    size_t count;    /* 0: none can be told */
    bool any_start;  /* a match may begin within a word */
};
void pattern_prefixes(struct arena *arena, const struct pattern *p, struct prefixes *out);

/* Alternatives of a pattern are told apart up to this number; all behind it count as the last. */
enum { BRANCHES_MAX = 64 };
size_t pattern_branches(const struct pattern *p);

/*
 * That one alternative by itself, a pattern for pattern_parse; as long as what was parsed. Where something refers back to a
 * group, all of them.
 */
struct slice pattern_branch_source(const struct pattern *p, size_t branch);

/*
 * Of one alternative, texts of which one must stand at the beginning of some word of every match, folded, because they are more
 * telling than how its matches begin. False where there are no such.
 */
bool pattern_required(struct arena *arena, const struct pattern *p, size_t branch, struct prefixes *out);

/* Whether an unlimited repeat holds another one that can match the same text in many ways, as in (a+)+. */
bool pattern_has_nested_repeats(const struct pattern *p);

/* The pattern with English contractions written out, as messages are; called by pattern_parse. */
struct slice pattern_expand(struct arena *arena, struct slice source);

#endif
