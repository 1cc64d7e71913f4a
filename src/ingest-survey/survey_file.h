/* SPDX-License-Identifier: MIT */
/* One export from its first byte to its last: whose it is, what its columns are, and its responses
 * one by one. */
#ifndef REGULARS_SURVEY_FILE_H
#define REGULARS_SURVEY_FILE_H

#include "ingest-survey/codebook.h"
#include "ingest-survey/respond.h"
#include "ingest-survey/sample.h"
#include "ingest-survey/words.h"
#include "lib/progress.h"
#include "lib/rejects.h"
#include "streams/stream_options.h"

/* What the command line says, and what all files share. */
struct survey {
    const struct tool_run *run;
    struct stream_options options;
    const struct layouts *layouts;
    const struct words *words;
    const struct labels *labels;
    const struct codebook *codebook; /* NULL: guess */
    enum layout_id layout;           /* --layout; LAYOUT_COUNT: any */
    int64_t header_rows;             /* --header-rows; -1: as the layout has it */
    const struct slice *names;       /* --header; NULL: the columns are named in a file */
    size_t name_count;
    struct respond_plan plan;
    struct rejects *rejects;
    bool header_written; /* of the output: once a file is understood */
};

struct survey_file {
    struct survey *survey;
    struct csv_reader *reader;
    const char *name;
    struct sample sample;
    size_t at; /* the sample's next record */
    const struct survey_layout *layout;
    size_t header_rows;
    struct survey_header header;
    struct book book;
    struct stamps stamps;
    struct responder *responder;
    struct account account;
    struct tally tally;
    struct progress progress;
};

/* Opens the file, recognises it, makes or follows the codebook. False: *e; nothing is left open. */
bool survey_file_open(struct survey_file *f, struct survey *survey, const char *path,
                      struct error *e);

/* How many of its columns hold answers. */
size_t survey_file_questions(const struct survey_file *f);

/* Says on stderr what the columns are taken for, and which of them are worth a look. */
void survey_file_tell(const struct survey_file *f);

/* Makes ready to respond; not needed for --emit-codebook. False: *e. */
bool survey_file_prepare(struct survey_file *f, struct error *e);

/* The next record; CSV_BAD is handled by --rejects in here and never returned. The record is good
 * until the next call. */
enum csv_result survey_file_next(struct survey_file *f, struct csv_record *record, struct error *e);

/* The steps of survey_file_next, for who works off many at once: reads a record, good or bad (*why); counts one that was read; sends
 * a bad one to the rejects (false: *e). */
enum csv_result survey_file_read(struct survey_file *f, struct csv_record *record,
                                 struct error *why);
void survey_file_count(struct survey_file *f);
bool survey_file_reject(struct survey_file *f, struct error *why, const struct csv_record *record,
                        struct error *e);

/* Writes the rows of a record of this file. False: a bad one without --rejects, or writing failed
 * (*e). */
bool survey_file_respond(struct survey_file *f, const struct csv_record *record, struct error *e);

/* Closes; with -v says what became of it. False: *e. */
bool survey_file_close(struct survey_file *f, struct error *e);

#endif
