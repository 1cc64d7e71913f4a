/* SPDX-License-Identifier: MIT */
/*
 * The exports of the makers of surveys: how to tell whose a file is, how many header rows it has,
 * which columns are no questions. The facts are tables, layouts.csv and columns.csv; what no table
 * can say (the ImportId row, the two rows of SurveyMonkey) is in the signatures here.
 */
#ifndef REGULARS_LAYOUTS_H
#define REGULARS_LAYOUTS_H

#include "lib/csv_table.h"
#include "lib/datetime.h"
#include "lib/world.h"

enum layout_id {
    LAYOUT_PLAIN,
    LAYOUT_QUALTRICS,
    LAYOUT_SURVEYMONKEY,
    LAYOUT_GOOGLE_FORMS,
    LAYOUT_MS_FORMS,
    LAYOUT_TYPEFORM,
    LAYOUT_LIMESURVEY,
    LAYOUT_KOBO,
    LAYOUT_FORMBRICKS,
    LAYOUT_IVR,
    LAYOUT_COUNT
};

/* What a layout fixes beyond its columns. */
struct survey_layout {
    enum layout_id id;
    struct slice name;
    struct slice zone;      /* of stamps without one; empty: not fixed */
    enum date_order order;  /* of dates with slashes */
    struct slice separator; /* between the choices of a multiple answer in one cell; empty: none */
    struct slice channel;   /* how such answers come in, where no column says it */
    struct slice meaning;   /* what its header has, for messages */
    bool unmask;            /* an apostrophe before = + - @ was put there by the exporter */
};

/* What a column is there for. */
enum column_use {
    USE_ANSWER,      /* a question with one answer in each cell */
    USE_LIST,        /* a question with several answers in each cell */
    USE_OPTION,      /* one choice of a question: ticked or not */
    USE_COMMENT,     /* words that belong to the answer in another column */
    USE_RESPONSE_ID, /* from here on: about the response, not an answer */
    USE_CUSTOMER_ID,
    USE_EMAIL,
    USE_PHONE,
    USE_ANSWERED_AT,
    USE_CLOCK,     /* the time of day beside a date */
    USE_SUBMITTED, /* answered_at, and blank when the response is partial */
    USE_CHANNEL,
    USE_LANGUAGE,
    USE_STATUS,        /* test and spam markers */
    USE_FINISHED,      /* no: partial */
    USE_PROGRESS,      /* below 100: partial */
    USE_RESPONSE_TYPE, /* "partial" */
    USE_REPEAT,        /* repeats an answer that another column has */
    USE_PERSONAL,      /* names, addresses: not passed on */
    USE_TECHNICAL,     /* timing, browsers, the survey's own numbers */
    USE_SKIP,          /* left out by the codebook */
    USE_COUNT
};

/* "answer", "response_id": as in codebooks and columns.csv. */
const char *use_name(enum column_use use);

/* The use with this name, or USE_COUNT. */
enum column_use use_find(struct slice name);

/* Whether such columns hold answers: every filled cell of theirs is accounted for. */
static inline bool use_is_answer(enum column_use use)
{
    return use <= USE_COMMENT;
}

struct layouts;

/* Loads the tables; NULL: they are broken (*e). */
struct layouts *layouts_load(struct arena *arena, struct error *e);

/* The layout of that number; its number by name, LAYOUT_COUNT: none has it. All names joined by ",
 * ". */
const struct survey_layout *layouts_get(const struct layouts *l, enum layout_id id);
enum layout_id layouts_find(const struct layouts *l, struct slice name);
struct slice layouts_names(const struct layouts *l, struct arena *arena);

/* What the columns.csv say of a header: use and rank; false: nothing. Vendors' columns first, then
 * what all have. */
bool layouts_column(const struct layouts *l, enum layout_id id, struct slice header,
                    enum column_use *use, int *rank);

/* The first records of a file, at most LAYOUT_ROWS. */
enum { LAYOUT_ROWS = 4 };
struct first_rows {
    const struct slice *cells[LAYOUT_ROWS];
    size_t columns[LAYOUT_ROWS];
    size_t count;
};

/*
 * Whose export it is, and how many header rows it has, by its first records; plain with one header
 * row when it is nobody's. `only`: LAYOUT_COUNT for any, else that layout is asked for, and false
 * with an error says that its signature is not there.
 */
bool layouts_recognise(const struct layouts *l, const struct first_rows *rows, enum layout_id only,
                       enum layout_id *id, size_t *header_rows, struct error *e);

#endif
