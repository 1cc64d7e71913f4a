/* SPDX-License-Identifier: MIT */
/*
 * What the labels that flag-tone and tag-topics leave on a message mean for its case: a complaint, a question, an
 * apology. Which label means what is a table; the answer for each set of labels is worked out once.
 */
#ifndef REGULARS_CASE_MARKS_H
#define REGULARS_CASE_MARKS_H

#include "track-cases/label_sets.h"

enum mark {
    MARK_COMPLAINS = 1 << 0,
    MARK_ASKS = 1 << 1, /* wants something of the staff; every complaint does */
    MARK_APOLOGISES = 1 << 2,
    MARK_ACKNOWLEDGES = 1 << 3, /* admits a mistake */
    MARK_REGRETS_ONLY = 1 << 4  /* "sorry you feel that way" */
};

/* Marks of the sets of one table, by number. */
struct case_marks {
    uint8_t *known; /* marks + 1; 0: not worked out yet */
    size_t capacity;
};

/* The marks of a set of flags or topics. */
unsigned case_marks_of(struct case_marks *m, const struct label_sets *sets, uint32_t set);

/* Frees the table. */
void case_marks_free(struct case_marks *m);

#endif
