/* SPDX-License-Identifier: MIT */
/* What stream.c and stream_values.c share. Others use stream.h. */
#ifndef REGULARS_STREAM_STATE_H
#define REGULARS_STREAM_STATE_H

#include "lib/progress.h"
#include "streams/header_unit.h"
#include "streams/stream.h"
#include "streams/stream_options.h"

enum { REMEMBERED_WORD = 30 };

/* The word of a role's column that was looked up last: columns of words hold few, in runs. */
struct remembered {
    char text[REMEMBERED_WORD];
    unsigned char len; /* 0: none */
    signed char code;
};

struct stream {
    const struct tool_run *run;
    struct stream_plan plan;
    struct stream_options options;
    struct rejects *rejects;
    const struct vocabularies *vocabularies; /* NULL until a word is asked for */

    struct csv_reader *reader; /* NULL: all files are read */
    size_t file;               /* its number */
    struct role_columns columns;
    enum date_order date_order;             /* in this file */
    const struct zone *zones[ROLE_COUNT];   /* where a column's header gives one */
    struct header_unit units[ROLE_COUNT];   /* the same, of roles that are hours */

    struct slice news; /* with -v: lines about the file that are not said yet */
    struct csv_record record;
    struct arena *row; /* joined cells of the present row */
    struct error fault;
    struct account account;
    struct progress progress;
    bool failed; /* reading has stopped at a fault: the account is not whole */
    struct remembered words[ROLE_COUNT];
};

/* Says the news, once. */
void stream_say_news(struct stream *s);

#endif
