/* SPDX-License-Identifier: MIT */
/*
 * The first records of a file, kept: by the first few its layout is recognised, by the answers in
 * up to 1000 more the metrics are settled; then they are worked off before the rest of the file.
 */
#ifndef REGULARS_SAMPLE_H
#define REGULARS_SAMPLE_H

#include "ingest-survey/layouts.h"
#include "lib/csv_reader.h"

enum { SAMPLE_RECORDS = 1000 };

struct sample_record {
    enum csv_result result;   /* CSV_RECORD or CSV_BAD */
    struct csv_record record; /* its bytes are the sample's */
    struct error error;       /* of a bad one */
};

struct sample {
    struct arena arena;  /* of the records' bytes */
    struct arena values; /* of unquoted cells */
    struct sample_record *records;
    size_t count, capacity;
    bool ended; /* the file has no more than these */
};

/* Reads up to `most` records more. False: reading failed (*e). */
bool sample_read(struct sample *s, struct csv_reader *r, size_t most, struct error *e);

/* The cells of the first records, quotes undone, for layouts_recognise and header_merge. */
void sample_first_rows(struct sample *s, struct arena *arena, struct first_rows *rows);

/* Frees the records. */
void sample_free(struct sample *s);

#endif
