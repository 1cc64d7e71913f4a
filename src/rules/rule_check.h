/* SPDX-License-Identifier: MIT */
/*
 * Tests of rules by their own examples: every example_hit must be hit by its rule and every example_ok must not, with
 * all other rules present. And their cost: repeats within repeats are refused, and each rule is run on texts made
 * from its own pattern to be as dear as possible.
 */
#ifndef REGULARS_RULE_CHECK_H
#define REGULARS_RULE_CHECK_H

#include "rules/engine.h"

/* What came of a check. */
struct rule_check {
    size_t rules, examples, problems;
};

/* Told of each problem, with its file, line and column. */
struct rule_check_listener {
    void (*problem)(void *context, const struct error *what);
    void *context;
};

/* Checks the enabled rules of the set from number `first` on. */
struct rule_check rule_check_all(struct engine *e, struct rule_set *set, size_t first,
                                 struct rule_check_listener listener);

/*
 * An example as it stands in a pack: a text, with "[name=Anna Nowak]" or "[agent=Ian]" before it where a rule asks for a
 * name. Cuts the next one off *rest; false when there is none.
 */
struct rule_example {
    struct slice text, name, agent;
};
bool rule_example_next(struct slice *rest, struct rule_example *example);

/* Texts made from a pattern that nearly match again and again, `size` bytes each; at most BOMBS_MAX. */
enum { BOMBS_MAX = 4, BOMB_SIZE = 20000 };
size_t rule_bombs(struct arena *arena, struct slice pattern, size_t size, struct slice bombs[BOMBS_MAX]);

#endif
