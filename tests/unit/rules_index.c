/* SPDX-License-Identifier: MIT */
/* The tables of the built-in packs that are part of a program. */
#include "rules/engine.h"
#include "rules/packs.h"

#include "test.h"

static const uint64_t seed[2] = {1, 2};

/* What was made when the program was built is what would be made now. */
static void compare_index(const struct packs *packs)
{
    struct arena arena = {0};
    struct rule_set set;
    struct error e = {0};
    rule_set_start(&set, &arena, seed);
    CHECK(packs_add(&set, packs, &e));
    struct slice built = set.index;
    set.index = (struct slice){"", 0};
    struct engine *engine = engine_make(&arena, &set);
    CHECK(built.len > 10000 && slice_equal(engine_save_index(engine, &arena), built));
    engine_free(engine);
    rule_set_free(&set);
    arena_free(&arena);
}

int main(void)
{
    compare_index(&packs_tone);
    compare_index(&packs_topics);
    return test_report("rules_index");
}
