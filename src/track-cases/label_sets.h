/* SPDX-License-Identifier: MIT */
/*
 * Sets of labels as numbers. Messages carry lists such as "anger:error;leave:warn" or "courier;waiting"; few
 * different lists occur in a file, so each is kept once, and a message or a case holds its number. The union
 * of two sets is again a number. What a set holds does not depend on the seed or on what came before.
 */
#ifndef REGULARS_LABEL_SETS_H
#define REGULARS_LABEL_SETS_H

#include "lib/hash.h"

enum grade { GRADE_NONE, GRADE_INFO, GRADE_WARN, GRADE_ERROR };

/* The number of the empty set, in every table. */
enum { LABEL_SET_EMPTY = 0 };

struct label_sets {
    struct arena *arena;
    struct intern labels; /* the words themselves */
    struct intern sets;   /* packed lists of items */
    struct intern cells;  /* texts that were parsed */
    uint32_t *cell_sets;  /* their sets */
    size_t cell_capacity;
    uint32_t *singles;    /* the sets of one label each, by label; LABEL_SET_EMPTY: not asked for yet */
    size_t single_capacity;
    struct label_union *unions; /* those found last */
};

/* Starts a table that holds the empty set only. */
void label_sets_start(struct label_sets *s, struct arena *arena, const uint64_t seed[2]);

/* Frees what is not in the arena. */
void label_sets_free(struct label_sets *s);

/*
 * The set of a cell: labels separated by ';', blanks around them dropped, each label once, in their order. What
 * follows the last ':' of a label is its grade where it is one of none, info, warn, error.
 */
uint32_t label_sets_parse(struct label_sets *s, struct slice cell);

/* The set of one label, taken as it is; the empty set for an empty label. */
uint32_t label_sets_single(struct label_sets *s, struct slice label);

/* What a has, in its order, then what only b has; where both have a label, it keeps the graver grade. */
uint32_t label_sets_join(struct label_sets *s, uint32_t a, uint32_t b);

/* How many labels a set has. */
size_t label_sets_count(const struct label_sets *s, uint32_t set);

/* The label in the n-th place, n below the count, and its grade (NULL: not wanted). */
struct slice label_sets_label(const struct label_sets *s, uint32_t set, size_t n, enum grade *grade);

/* The grade of a label in a set, or -1 where the set does not have it. */
int label_sets_grade(const struct label_sets *s, uint32_t set, struct slice label);

/* "courier;waiting", in the order of the set. */
struct slice label_sets_text(const struct label_sets *s, uint32_t set, struct arena *arena);

/* "anger:error;praise:none": the gravest first, equally grave ones in the order of their bytes. */
struct slice label_sets_graded_text(const struct label_sets *s, uint32_t set, struct arena *arena);

/* The word of a grade: none, info, warn, error. */
const char *grade_word(enum grade grade);

/* The grade of such a word, or -1. */
int grade_of(struct slice word);

#endif
