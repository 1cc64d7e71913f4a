/* SPDX-License-Identifier: MIT */
/*
 * One response in, one row out for each of its answers: which responses count, what each cell is
 * worth, which words go beside which answer. Every filled cell of a question is accounted for.
 */
#ifndef REGULARS_RESPOND_H
#define REGULARS_RESPOND_H

#include "ingest-survey/ids.h"
#include "ingest-survey/judge.h"
#include "ingest-survey/stamps.h"
#include "lib/csv_writer.h"
#include "streams/vocabulary.h"

/* What becomes of responses that were broken off. */
enum partial_policy { PARTIAL_KEEP, PARTIAL_DROP, PARTIAL_ONLY };

/* What all files of a run share. */
struct respond_plan {
    struct csv_writer *out;
    const struct labels *labels;
    const struct vocabularies *words;
    struct ids *ids;
    bool keep_tests;
    enum partial_policy partial;
    struct slice channel; /* --channel; empty: the layout's */
    bool decimal_comma;
    struct arena *arena;
};

/* Where the filled cells of questions went: answered + extra = rows + beside + unticked + none. */
struct tally {
    uint64_t answered; /* filled cells of the responses used */
    uint64_t extra;    /* rows beyond the first from cells with several answers */
    uint64_t rows;
    uint64_t beside;   /* words that stand as comment beside an answer */
    uint64_t unticked; /* choices not taken */
    uint64_t none;     /* "no answer" */
};

/* Adds what another has counted. */
void respond_add_tally(struct tally *t, const struct tally *other);

struct responder;

/* For the columns of one file, whose book must live as long. stamps is the file's own. */
struct responder *respond_start(const struct respond_plan *plan, const struct book *book,
                                const struct survey_layout *layout, struct stamps *stamps);

enum respond_result {
    RESPOND_USED,
    RESPOND_SKIPPED, /* by a policy; *reason says which */
    RESPOND_BAD      /* nothing was written; *e has column and reason */
};

/* Writes the rows of one record, or none of them. */
enum respond_result respond(struct responder *r, const struct csv_record *record,
                            struct tally *tally, const char **reason, struct error *e);

/* Whether the vendor gives ids: then responses do not depend on those before. */
bool respond_has_ids(const struct responder *r);

/* The vendor's id of a record, blanks around it ignored; empty: it has none. */
struct slice respond_id(const struct responder *r, const struct csv_record *record);

/* The header of the output. */
void respond_header(struct csv_writer *w);

#endif
