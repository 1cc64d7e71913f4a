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

/* The same for the original text, in which contractions stand as they were written: those of the pattern do, too. */
bool pattern_parse_exact(struct arena *arena, struct slice source, struct pattern *p, struct error *e);

/* The expression for folded text, or with `exact` for the original text; boundaries added. */
struct slice pattern_write(struct arena *arena, const struct pattern *p, bool exact);

/*
 * Texts of which every match begins with one, folded, of so many bytes at the most. Those of chains are longer where letters take
 * two bytes: 6 letters of Greek or Russian are often the beginning of many words.
 */
enum { PREFIXES_MAX = 512, PREFIX_LENGTH_ASCII = 12, PREFIX_LENGTH = 16 };
struct prefixes {
    struct slice texts[PREFIXES_MAX];
    size_t count;    /* 0: none can be told */
    bool any_start;  /* a match may begin within a word */
};
void pattern_prefixes(struct arena *arena, const struct pattern *p, struct prefixes *out);

/* Alternatives of a pattern are told apart up to this number; all behind it count as the last. */
enum { BRANCHES_MAX = 64 };
size_t pattern_branches(const struct pattern *p);

/*
 * Each alternative by itself, a pattern for pattern_parse; as long as what was parsed. Where something refers back to a group,
 * all of them. `out` has room for pattern_branches().
 */
void pattern_branch_sources(const struct pattern *p, struct slice *out);

/*
 * The alternatives in portions, some each, those of a group that is a list by themselves: patterns for pattern_parse, of which one
 * matches wherever the whole does, and the other way round, as do some of them joined by |. Returns how many; all in one where
 * something refers back to a group.
 */
enum { PORTIONS_MAX = 256 };
size_t pattern_portions(const struct pattern *p, struct slice out[PORTIONS_MAX]);

/* A text of an element. */
struct chain_text {
    struct slice text; /* folded */
    bool ends;         /* no letter or digit follows it in a match */
};

/* What a match must hold at the beginning of some word: one of these texts. */
struct chain_element {
    struct chain_text *texts; /* in order; none is found only where another one is */
    size_t text_count;
    uint8_t nearest, farthest; /* so many blanks lie between the beginning of the element before and of this; CHAIN_FAR: any number */
    float frequency;           /* how often one of the texts is met, roughly, by their lengths alone; only good for comparing */
};

enum { CHAIN_LONGEST = 6, CHAIN_FAR = 63, CHAINS_MAX = 64 };

/* Where matches of a way may begin: at its first element; there and where the scope does; where the scope does, its first element being further on. */
enum chain_place { CHAIN_ANYWHERE, CHAIN_AT_START, CHAIN_BEHIND_START };

/* One way in which matches go: the first element is how they begin, unless its place says otherwise; the others follow in their order. */
struct chain {
    struct chain_element elements[CHAIN_LONGEST];
    size_t count;
    enum chain_place place;
    uint32_t from_end;    /* matches begin in the last so many bytes of the scope; 0: anywhere */
};

struct chains {
    struct chain *list;
    size_t count;
};

/* The ways of one alternative, in the arena: every match follows one. False: how matches begin cannot be told. */
bool pattern_chains(struct arena *arena, const struct pattern *p, size_t branch, struct chains *out);

/* Whether an unlimited repeat holds another one that can match the same text in many ways, as in (a+)+. */
bool pattern_has_nested_repeats(const struct pattern *p);

/* The pattern with English contractions written out, as in folded text; called by pattern_parse. */
struct slice pattern_expand(struct arena *arena, struct slice source);

#endif
