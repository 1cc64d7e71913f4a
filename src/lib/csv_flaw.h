/* SPDX-License-Identifier: MIT */
/*
 * What to say, and what to do, about records that break the rules: finds in the bytes what is wrong
 * and where, and mends quotes with libcsv when that is wanted. For csv_reader.c; nothing here runs
 * while all is well.
 */
#ifndef REGULARS_CSV_FLAW_H
#define REGULARS_CSV_FLAW_H

#include "lib/csv_record.h"

/* The record's surroundings. */
struct csv_place {
    const char *file;
    uint64_t line; /* where the record starts */
    char delimiter;
    const struct slice *names; /* of the columns */
    size_t name_count;
    bool mendable; /* the reader has --lenient-quotes */
    const char *encoding_for; /* as in struct csv_options */
};

/* A byte that breaks the rules of quoting stands at offset `flaw` of the text, which begins with
 * the record. Sets *e. */
void csv_explain_quote(const struct csv_place *at, struct slice text, size_t flaw, struct error *e);

/* The text, which begins with the record, ends within quotes. Sets *e. */
void csv_explain_unclosed(const struct csv_place *at, struct slice text, struct error *e);

/* The record, with which the text begins, is longer than limit bytes, of which there are as many at
 * least. Sets *e. */
void csv_explain_long(const struct csv_place *at, struct slice text, size_t limit, struct error *e);

/* The byte at offset `bad` of the record is NUL or not UTF-8. Sets *e. */
void csv_explain_byte(const struct csv_place *at, const struct csv_record *record, size_t bad,
                      struct error *e);

enum csv_mend {
    CSV_MENDED,
    CSV_MEND_MORE,    /* the text ends before the record does */
    CSV_MEND_UNCLOSED /* and there is no more */
};

/*
 * Reads the record at the start of the text as libcsv does when it is not strict, and writes it
 * anew, cleanly quoted, to the arena: count, raw, quoted, base and ends of the record are set;
 * *length is the length of the old one without its line break.
 */
enum csv_mend csv_mend(struct slice text, bool final, char delimiter, struct arena *arena,
                       struct csv_record *record, size_t *length);

#endif
