/* SPDX-License-Identifier: MIT */
/*
 * Answer sheets in which one bad detail spoiled the rest: low overall (net promoter score 0 to 6), and exactly one of the other answers low.
 */
#ifndef REGULARS_SHEETS_H
#define REGULARS_SHEETS_H

#include "rank-touchpoints/table.h"

struct sheet {
    bool low_overall;
    uint32_t low_answers;
    uint32_t low_place; /* of the last low answer */
};

struct sheets {
    struct arena *arena;
    struct intern ids;
    struct sheet *sheets;
    size_t capacity;
};

/* Starts with no sheets. */
void sheets_start(struct sheets *s, struct arena *arena, const uint64_t seed[2]);

/* One answer of a sheet; answers without a sheet's id are passed over. */
void sheets_add(struct sheets *s, struct slice id, uint32_t place, const struct observed *o);

/* Adds the sheets of another part of the rows. places: the place here of each place there. */
void sheets_merge(struct sheets *s, const struct sheets *other, const uint32_t *places);

/* Counts each spoiled sheet in the place of its one low answer. */
void sheets_settle(const struct sheets *s, struct table *t);

#endif
