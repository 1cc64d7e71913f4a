/* SPDX-License-Identifier: MIT */
/*
 * What the tools that use rules do alike: the built-in packs with --rules, --disable and --ignore; --list-rules,
 * --check-rules, --phrase-book.
 */
#ifndef REGULARS_RULE_TOOLS_H
#define REGULARS_RULE_TOOLS_H

#include "lib/tool.h"
#include "rules/engine.h"
#include "rules/packs.h"

/* The rules of a run. */
struct rule_kit {
    struct rule_set set;
    struct engine *engine;
    size_t built_in; /* so many of the set's rules are the toolkit's; those behind are the user's */
    struct intern ignored;
};

/*
 * Loads these packs, adds those of --rules, switches off those of --disable, reads --ignore. The faults of
 * the user's packs are told with file, line and column.
 */
bool rule_kit_open(struct rule_kit *kit, const struct tool_run *run, const struct packs *packs, struct error *e);

/* Frees what is not in the run's arena. */
void rule_kit_close(struct rule_kit *kit);

/* The same rules with an engine of their own, in that arena, for another thread; to be ended before the kit is closed. */
void rule_kit_fork(struct rule_kit *kit, struct arena *arena, struct rule_kit *copy);
void rule_kit_end_fork(struct rule_kit *copy);

/* Whether --ignore names this finding: its rule with the message's id, or with the words found. */
bool rule_kit_ignores(const struct rule_kit *kit, const struct rule *rule, struct slice message_id, struct slice words,
                      struct arena *scratch);

/* Whether --check-rules, --list-rules or --phrase-book was given, instead of work on messages. */
bool rule_kit_is_asked(const struct tool_run *run);

/*
 * Answers them. --list-rules: all enabled rules, as a pack. --phrase-book LANG: what not to say, what to say instead, and why, by
 * category. --check-rules: every problem is said on standard error, then how many there are; with --rules only the user's
 * rules are checked; STATUS_FAILED with *e set when there was a problem.
 */
enum status rule_kit_answer(struct rule_kit *kit, const struct tool_run *run, struct error *e);

#endif
