/* SPDX-License-Identifier: MIT */
/* What one cell of a question is worth under its entry of the codebook. Values seen before are
 * remembered. */
#ifndef REGULARS_JUDGE_H
#define REGULARS_JUDGE_H

#include "ingest-survey/book.h"

enum verdict {
    VERDICT_ANSWER,   /* a row; scored or not */
    VERDICT_NONE,     /* says that there is no answer: "NA", "No answer" */
    VERDICT_UNTICKED, /* a choice that was not taken */
    VERDICT_BAD       /* contradicts the entry */
};

struct judgement {
    enum verdict verdict;
    bool scored;
    int64_t score;     /* millionths of 0..100 */
    struct slice text; /* the score as it is written, two decimals at the most */
    bool remembered;   /* lives as long as the judge; else until its next judgement */
    struct slice row;  /* for the caller: what it writes for this value; empty at first */
};

struct judge;

/* For one column; decimal_comma is how scores are written. What is remembered lies in the arena,
 * and is bounded. */
struct judge *judge_start(const struct entry *entry, const struct labels *labels,
                          bool decimal_comma, struct arena *arena);

/* The judgements of the digits 0 to 9 as values, each NULL until it was judged: for callers in a
 * hurry. */
struct judgement *const *judge_digits(const struct judge *j);

/* Judges a value that is not blank and has no blanks at its ends. Never NULL. */
struct judgement *judge_value(struct judge *j, struct slice value);

/* What a bad value should have been: "a number from 0 to 10", "a label of agreement-5". */
struct slice judge_expects(const struct judge *j, struct arena *arena);

#endif
