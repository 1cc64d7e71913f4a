/* SPDX-License-Identifier: MIT */
/* Between respond.c, which judges responses as a whole, and rows.c, which writes their answers.
 * Others use respond.h. */
#ifndef REGULARS_RESPONDER_H
#define REGULARS_RESPONDER_H

#include "ingest-survey/respond.h"

enum { PREFIX_FIELDS = 6, QUESTION_FIELDS = 5 };

/* The fields of a row that are the same for all answers of a column. */
struct question {
    struct slice fields[QUESTION_FIELDS]; /* touchpoint, question, metric, scale_min, scale_max */
    struct slice rendered;                /* these fields */
    struct slice remark;                  /* these and an empty answer and score: for free words */
};

/* A column that holds answers, as the loop over the cells needs it. */
struct asked {
    size_t column;
    enum column_use use;
    bool remark;                     /* free words: they are the comment of their row */
    ptrdiff_t comment;               /* the column of its comment; -1: none */
    struct judge *judge;             /* NULL: nothing to judge */
    struct judgement *const *digits; /* of the judge */
    struct judgement *judgement;     /* of this record; NULL: blank */
};

/* A value that comes again and again, and what it means. */
struct last_word {
    struct slice raw, word;
};

struct responder {
    const struct respond_plan *plan;
    const struct book *book;
    const struct survey_layout *layout;
    struct stamps *stamps;
    ptrdiff_t column[USE_COUNT]; /* the one column of a use; -1: none */
    struct asked *asked;         /* columns that hold answers, in order */
    size_t asked_count;
    struct question *questions; /* by column */
    bool *beside;               /* by column: its comment stands beside an answer of this record */
    struct slice prefix;        /* of this record, rendered: response_id .. channel */
    struct slice language;      /* rendered */
    struct slice ending;        /* rendered: no comment, language */
    struct slice language_word; /* what these two are of */
    struct arena *language_arena;
    struct last_word last_channel, last_language;
    struct judgement taken; /* of cells that need no judging */
    struct arena *scratch;  /* of this record */
};

/* Prepares the columns that hold answers. */
void rows_prepare(struct responder *r);

/* Judges all cells before anything is written. Returns how many are filled; SIZE_MAX: one is bad
 * (*e). */
size_t rows_judge(struct responder *r, const struct csv_record *record, struct error *e);

/* Writes the rows of the record that was judged. */
void rows_write(struct responder *r, const struct csv_record *record, struct tally *tally);

#endif
