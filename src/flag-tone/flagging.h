/* SPDX-License-Identifier: MIT */
/*
 * One run of flag-tone over messages: what is read, how each row is judged, what is written. Several hands may go through the rows
 * (streams/crew.h); each has a struct flagging of its own, with nothing in it that another one writes.
 */
#ifndef REGULARS_FLAGGING_H
#define REGULARS_FLAGGING_H

#include "flag-tone/evaluate.h"
#include "flag-tone/promise.h"
#include "flag-tone/verdict.h"
#include "rules/rule_tools.h"
#include "streams/crew.h"
#include "streams/pass_on.h"
#include "streams/session.h"

struct flagging {
    const struct tool_run *run;
    struct rule_kit *kit;
    struct session session;
    struct stream *stream; /* of a hand: its side */
    struct csv_writer *out;
    struct pass_on pass;
    const struct promise_words *promise_words;
    enum date_order order;    /* --date-order, for dates in the text */
    enum rule_severity least; /* --min-severity */
    int role;                 /* --direction as enum rule_role; 0: not given */
    size_t hands;             /* --jobs */
    bool as_findings;         /* --findings */
    bool iso_dates;           /* --iso-dates */
    struct evaluation *evaluation; /* --eval; NULL: not given */
    size_t label_column;      /* of --eval, in the present file */
    size_t label_file;
    bool found;               /* something that counts was found */
    struct arena scratch;     /* of the present row */
};

/* What is known and found of the present row. */
struct judged {
    struct message message;
    struct findings findings;
    enum rule_role role; /* 0: a note, judged by nobody */
    int language;
    struct slice promised_by;
    struct slice sent_at; /* for --iso-dates */
};

/* The roles that are read and written, for stream_open and --columns; rules/finding_rows.h has those of findings. */
extern const struct role_use flagging_uses[];
extern const size_t flagging_use_count;

/* Fills sent_at, and promised_by of a message of staff: a day, or a moment. False: sent_at is bad, as noted in the stream. */
bool flagging_dates(struct flagging *f, struct judged *j);

/* Judges the present row. False: its direction or another cell is bad, as noted in the stream. */
bool flagging_judge(struct flagging *f, struct judged *j);

/* Writes the header; with --findings that of findings; none with --eval. */
void flagging_header(struct flagging *f);

/* Finds the column of --eval in the present file. False: it has none. */
bool flagging_find_label(struct flagging *f, struct error *e);

/* Writes the row with its columns, or its findings; or counts it for --eval. */
bool flagging_write(struct flagging *f, const struct judged *j, struct error *e);

/* Reads all messages. */
enum status flagging_run(struct flagging *f, struct error *e);

#endif
