/* SPDX-License-Identifier: MIT */
/* What stream.c, stream_values.c and those that read in parts or batches share. Others use stream.h. */
#ifndef REGULARS_STREAM_STATE_H
#define REGULARS_STREAM_STATE_H

#include "lib/progress.h"
#include "streams/header_unit.h"
#include "streams/stream.h"
#include "streams/stream_options.h"

enum { REMEMBERED_WORD = 14, REMEMBERED_WORDS = 8 };

/* A word of a role's column that was looked up: columns of words hold few. */
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

    const struct spellings *spellings; /* while a file is opened */
    struct csv_reader *reader; /* NULL: all files are read */
    size_t file;               /* its number */
    struct role_columns columns;
    enum date_order date_order;             /* in this file */
    const struct zone *zones[ROLE_COUNT];   /* where a column's header gives one */
    struct header_unit units[ROLE_COUNT];   /* the same, of roles that are hours */

    struct slice news; /* with -v: lines about the file that are not said yet */
    struct csv_record record;
    struct arena *row; /* joined cells of the present row; of a side: of the batch */
    struct error fault;
    struct account account;
    struct progress progress;
    bool failed; /* reading has stopped at a fault: the account is not whole */
    struct remembered words[ROLE_COUNT][REMEMBERED_WORDS]; /* each in the place that its first letter and length give it */

    struct datetime_day days[ROLE_COUNT]; /* read last */

    enum csv_result ahead;      /* what came last when it was read ahead, */
    struct error ahead_fault;   /* and why that is no more rows */
    struct stream_batch *batch; /* of a side: where its rows come from; NULL: a stream of its own */
};

/* Says the news, once. */
void stream_say_news(struct stream *s);

/* Loads the vocabularies, if that has not been done. */
void stream_load_vocabularies(struct stream *s);

/* Closes the present file and opens the next one: STREAM_ROW, STREAM_END where there is none, or STREAM_FAILED. */
enum stream_result stream_next_file(struct stream *s, struct error *e);

/* The reader cannot go on, as it has noted: *e says why. */
enum stream_result stream_fail(struct stream *s, struct error *e);

/* A bad row, `why` and its bytes. True: it went to the rejects, and `why` is clear again. */
bool stream_refuse(struct stream *s, struct error *why, struct slice record, struct error *e);

/* stream_next and stream_refuse of a side: the next row of its batch, and a bad one noted for when the batch is settled. */
enum stream_result stream_batch_next(struct stream *side, struct error *e);
bool stream_batch_refuse(struct stream *side, struct error *why, struct error *e);

#endif
