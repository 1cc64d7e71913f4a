/* SPDX-License-Identifier: MIT */
/*
 * Finds what rules say about a message. Places where a rule may match come from an index of the beginnings of its
 * matches, PCRE2 confirms them one by one, sentence by sentence (long ones in windows of 1 KiB), then come unless,
 * if, missing and counts. The work on a message is bounded; what is not finished is a finding too ("unscanned").
 */
#ifndef REGULARS_ENGINE_H
#define REGULARS_ENGINE_H

#include "rules/message.h"
#include "rules/rule_pack.h"

struct engine;

/* Where a long sentence or message is cut: pieces of WINDOW bytes begin every WINDOW_STEP. */
enum { WINDOW = 1024, WINDOW_STEP = 512, WINDOW_BEFORE = 64 };

/* The work that one message may cost, in confirmations: so many, and one more for each 8 bytes. */
enum { WORK_MAX = 20000 };

/* An engine for the enabled rules of a set, which must not change any more. Rules are compiled when first needed. */
struct engine *engine_make(struct arena *arena, struct rule_set *set);

/* Gives back what PCRE2 holds. */
void engine_free(struct engine *e);

/* The tables for finding the rules of the set, for rule_set.index: good for a set that begins with the same rules. In the arena. */
struct slice engine_save_index(struct engine *e, struct arena *arena);

/* For reading messages. */
const struct message_reader *engine_reader(const struct engine *e);

struct finding {
    const struct rule *rule;
    const struct rule *about; /* of an unscanned: the rule that could not be finished, or NULL */
    uint32_t start, end;      /* folded offsets; equal: about the whole message */
    uint32_t sentence;        /* its number; the first one for the whole message */
    uint32_t ordinal;         /* how many findings of the same rule come before it */
};

/* What is known of a message besides its text. */
struct scan {
    const struct message *message;
    int language;           /* enum language; below 0: only rules for any language */
    enum rule_role role;    /* whose words: RULE_STAFF or RULE_CUSTOMER */
    struct slice name;      /* the customer's, folded; empty: unknown, {name} rules are silent */
    struct slice agent;     /* the staff member's, folded */
    bool plain;             /* without the index: every rule by itself, for tests */
    const bool *among;      /* only rules whose place in the set is marked; NULL: all */
};

struct findings {
    struct finding *list; /* by start, then in the order of the rules */
    size_t count, capacity;
    bool unscanned;
};

/* Judges a message. The findings are in the arena, those of severity none included. */
void engine_scan(struct engine *e, const struct scan *scan, struct arena *arena, struct findings *out);

/* The rule that unscanned findings have. */
extern const struct rule engine_unscanned;

/* Compiles a rule's expressions now; false: the error says which column is wrong. */
bool engine_compile(struct engine *e, const struct rule *rule, struct error *error);

/* Whether a rule has no beginning that the index could hold, so that it is tried everywhere. */
bool engine_is_slow(struct engine *e, const struct rule *rule);

/* How often PCRE2 was asked, so far: for measuring. */
uint64_t engine_confirmations(const struct engine *e);

/* What of it one rule took. */
uint64_t engine_rule_work(struct engine *e, const struct rule *rule);

/* The work that the last scan took; above WORK_MAX and an eighth of the bytes it was given up. */
uint64_t engine_last_work(const struct engine *e);

#endif
