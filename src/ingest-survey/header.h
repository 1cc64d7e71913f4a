/* SPDX-License-Identifier: MIT */
/*
 * One column each out of the header rows of an export: the question's words, the choice or row of a
 * matrix, and which neighbours belong to the same question. What the columns mean is not decided
 * here.
 */
#ifndef REGULARS_HEADER_H
#define REGULARS_HEADER_H

#include "ingest-survey/layouts.h"

struct survey_column {
    struct slice name;      /* as the header has it: what a codebook, --map and messages call it */
    struct slice known_as;  /* under which columns.csv may know it */
    struct slice code;      /* the vendor's code of the question; empty: none */
    struct slice import_id; /* Qualtrics' name of it */
    struct slice text;      /* all its words, tags and line breaks gone */
    struct slice question;  /* without the choice or row */
    struct slice option;    /* the choice or row; empty: the question has none */
    struct slice zone;      /* of its stamps, where the header says it */
    uint32_t group;         /* equal for neighbours of one question */
};

struct survey_header {
    struct survey_column *columns;
    size_t count;
};

/* Merges the first header_rows rows; no rows: the columns are named 1, 2, ... All is made in the
 * arena. */
void header_merge(const struct survey_layout *layout, const struct first_rows *rows,
                  size_t header_rows, struct arena *arena, struct survey_header *header);

/* Words as they are printed: no tags, NULs or line breaks, runs of blanks as one. */
struct slice header_clean(struct arena *arena, struct slice text);

/* The code without "_TEXT": true when it was there. */
bool header_cut_text(struct slice *code);

#endif
