/* SPDX-License-Identifier: MIT */
/*
 * Which alternatives of rules may match in a sentence: their chains (pattern.h), taken together. The texts of the chains'
 * elements stand in one prefix index, each set of texts once ("clause"; once for sentences and once for whole messages), however
 * many chains ask for it; a chain is looked at only where the rarest of its elements was met. Clauses are numbered and chains
 * ordered by how often they are met, so that what is needed for most messages lies close together. A matcher is a few flat tables, so that one for the built-in packs is made
 * when the program is built, and only opened when it runs.
 */
#ifndef REGULARS_MATCHER_H
#define REGULARS_MATCHER_H

#include "rules/message.h"
#include "rules/pattern.h"
#include "rules/prefix_index.h"

/*
 * What a clause's value in the index is marked with: nobody asks for it, so that it need not be noted before another clause has
 * asked for a chain that needs it; it belongs to chains for the whole message; some chain begins with it; the text must end a word.
 * The values of a text that may wait stand behind the others.
 */
#define MATCHER_WAITS (UINT32_C(1) << 30)
#define MATCHER_WHOLE (UINT32_C(1) << 29)
#define MATCHER_BEGINS (UINT32_C(1) << 28)
#define MATCHER_ENDS (UINT32_C(1) << 27)
#define MATCHER_CLAUSE (MATCHER_ENDS - 1)

/* Whether a clause's text stands where it was found; `goes_on`: the word does behind it. */
static inline bool matcher_stands(uint32_t value, bool goes_on)
{
    return !(goes_on && (value & MATCHER_ENDS));
}

struct matcher_element {
    uint32_t clause; /* marked when it waits */
    uint16_t nearest, farthest; /* as in struct chain_element */
};

struct matcher_chain {
    uint32_t value; /* what the caller knows it by */
    uint32_t first; /* of its elements */
    uint16_t count;
    uint8_t whole;     /* it is looked for in the whole message, not in a sentence */
    uint8_t place;     /* enum chain_place */
    uint32_t from_end;
};

struct matcher {
    struct prefix_index index;          /* values: clauses, marked */
    const struct matcher_chain *chains;
    const struct matcher_element *elements;
    const uint32_t *first_chain; /* by clause, and one more: the first of the chains to look at when it is met */
    const uint32_t *slow;        /* values that must be tried everywhere */
    size_t clause_count, chain_count, element_count, slow_count;
};

/* A matcher being made. */
struct matcher_making;
struct matcher_making *matcher_start(struct arena *arena);

/* Adds a chain; its texts need not live on. */
void matcher_add(struct matcher_making *m, uint32_t value, const struct chain *c, bool whole);

/* Adds a value that no chain stands for. */
void matcher_add_slow(struct matcher_making *m, uint32_t value);

/*
 * Counts what of the chains stands in a message like those that will be read: each chain is asked for by what is met least, which
 * the lengths of texts tell only roughly. Call it as often as there are such messages, when all chains have been added.
 */
void matcher_learn(struct matcher_making *m, const struct message *message);

/* The matcher, in the arena; the making ends. */
struct matcher *matcher_make(struct matcher_making *m, struct arena *arena);

/* As bytes for matcher_open, in the arena: good for this build of the program on this kind of machine. */
struct slice matcher_save(const struct matcher *m, struct arena *arena);

/* The matcher in such bytes, which must live on and be aligned to 16 bytes. False: they are none. */
bool matcher_open(struct slice bytes, struct matcher *m);

#endif
