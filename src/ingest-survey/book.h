/* SPDX-License-Identifier: MIT */
/*
 * The codebook: what is known of each column, and so what becomes of its cells. Made by guessing
 * from words and answers (guess.h), or read from the analyst's file (codebook.h), and then followed
 * without a doubt.
 */
#ifndef REGULARS_BOOK_H
#define REGULARS_BOOK_H

#include "ingest-survey/header.h"
#include "ingest-survey/labels.h"

struct entry {
    struct slice name; /* of struct survey_column, as all texts here */
    struct slice question;
    struct slice option;
    struct slice zone;
    uint32_t group;
    enum column_use use;
    int rank; /* the least of several columns of one use counts first */
    ptrdiff_t
        of; /* USE_COMMENT: the column it comments on, from 0; -1: none, a question of its own */
    enum metric metric;
    bool has_scale;
    int64_t min, max; /* millionths; min < max */
    bool down;        /* the least number is the best answer */
    int set;          /* set of labels; -1: none */
    bool closed;      /* "Other" stands beside it: the answers are choices */
    struct slice touchpoint;
    struct slice separator; /* USE_LIST: between the answers in a cell */
    struct slice note;      /* how sure that is; for people */
};

struct book {
    struct entry *entries; /* one for each column, by position */
    size_t count;
};

/* A score 0..100 in millionths for a number on the entry's scale; false: outside of it. */
static inline bool entry_score(const struct entry *entry, int64_t number, int64_t *score)
{
    if (!entry->has_scale || number < entry->min || number > entry->max)
        return false;
    __extension__ typedef __int128 wide;
    wide from = entry->down ? (wide)entry->max - number : (wide)number - entry->min;
    wide span = (wide)entry->max - entry->min;
    *score = (int64_t)((from * SCORE_MAX * 2 + span) / (span * 2));
    return true;
}

#endif
