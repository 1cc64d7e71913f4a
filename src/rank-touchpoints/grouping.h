/* SPDX-License-Identifier: MIT */
/* Where the columns of --by are in the file that is read. */
#ifndef REGULARS_GROUPING_H
#define REGULARS_GROUPING_H

#include "rank-touchpoints/table.h"
#include "streams/stream.h"

/* Instead of a column: the topics of a row, each a group of its own. */
enum { GROUPING_TOPICS = -1 };

/* Zero before the first row. */
struct grouping {
    int column[BY_MAX];
    size_t file;
    bool set, splits; /* splits: one of them is the topics, cut at ';' */
};

/* Finds the columns, by role or header, when the present file is another than before. False: *e names one that is not there. */
bool grouping_find(struct grouping *where, const struct slice *by, size_t by_count, struct stream *s, struct error *e);

/* The same in messages beside findings: a column that they do not have (category, rule) is -1, and counts them all. */
void grouping_find_some(struct grouping *where, const struct slice *by, size_t by_count, const struct stream *s);

/* The cell of a column of the present row, without blanks at its ends. */
struct slice grouping_cell(struct stream *s, int column);

#endif
