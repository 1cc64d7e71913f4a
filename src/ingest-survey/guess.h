/* SPDX-License-Identifier: MIT */
/*
 * What the columns of an export mean, guessed from their names, the words of the questions and the
 * first answers. A guess that is not safe is not made: such a column is text, and its note says so.
 */
#ifndef REGULARS_GUESS_H
#define REGULARS_GUESS_H

#include "ingest-survey/book.h"
#include "ingest-survey/profile.h"
#include "ingest-survey/sample.h"
#include "ingest-survey/words.h"
#include "streams/roles.h"

enum { GUESSED_RANK = 9 }; /* of a use that only the answers betray */

/* What guessing is done with. */
struct guess {
    const struct layouts *layouts;
    const struct survey_layout *layout;
    const struct labels *labels;
    const struct words *words;
    const struct role_mapping *maps; /* --map ROLE=HEADER */
    size_t map_count;
    struct sample *sample;
    size_t header_rows; /* the sample's first records that are headers */
    struct arena *arena;
};

/* Makes an entry for each column of the header. False: a mapping cannot be followed (*e). */
bool guess_book(const struct guess *g, const struct survey_header *header, struct book *book,
                struct error *e);

/* The steps, each for itself. Uses of columns from their names; --map beats all. */
bool guess_uses(const struct guess *g, const struct survey_header *header, struct book *book,
                struct error *e);

/* Metric and scale of the answers in `count` columns from `first` on, which are one question. */
void guess_group(const struct guess *g, struct book *book, size_t first, size_t count);

/* Metric and scale of answers that look so, to a question with these folded words. True: they are
 * scored. */
bool guess_settle(const struct guess *g, struct slice question, const struct profile *p,
                  struct entry *entry);

/* Whether the folded words of a question ask for comments or reasons: whatever the answers are, they
 * are no choices. */
bool guess_asks_words(const struct guess *g, struct slice question);

/* Whether answers that repeat were typed all the same, not chosen among what a form offers. */
bool guess_is_typed(const struct guess *g, const struct profile *p);

/* Makes the entry a list of choices where cells of the column hold several of them. */
void guess_list(const struct guess *g, struct slice question, size_t column, struct entry *entry);

/* Metric, scale, labels and note of one entry for another. */
void guess_copy_scale(const struct entry *from, struct entry *to);

/* Columns that their names call the free words beside another answer: "_TEXT", "[Other]",
 * "[comment]". */
void guess_siblings(const struct guess *g, const struct survey_header *header, struct book *book);

/* Whether a choice or row is called "Other" or "Comment". */
bool guess_is_other(const struct guess *g, struct slice option);

/* Questions for the reason of the scored answer before them, and the one column of comments: once
 * metrics are known. */
void guess_comments(const struct guess *g, struct book *book);

#endif
