/* SPDX-License-Identifier: MIT */
/*
 * The codebook as a CSV file: one row for each column of an export, saying what it means.
 * --emit-codebook writes the guesses, the analyst mends them, --codebook follows them: then nothing
 * is guessed.
 */
#ifndef REGULARS_CODEBOOK_H
#define REGULARS_CODEBOOK_H

#include "ingest-survey/book.h"
#include "lib/csv_writer.h"

/* Writes header and rows. False: writing failed. */
bool codebook_write(const struct book *book, const struct labels *labels, struct csv_writer *w);

enum { CODEBOOK_USE_MAX = 40 };

/* How the codebook writes the use of a column: "email", "answered_at:2". Made in the text, where it must be made. */
struct slice codebook_use(const struct book *book, const struct entry *entry, char text[CODEBOOK_USE_MAX]);

struct codebook;

/* Reads and checks a codebook. NULL: *e says what is wrong, and where. */
struct codebook *codebook_read(struct world *w, struct arena *arena, const char *path,
                               const struct labels *labels, struct error *e);

/*
 * The entries for the columns of a header. Columns are found by name; of equal names the first by
 * the first, and so on. A column of the file that the codebook does not have is an error, one that
 * the file does not have is not.
 */
bool codebook_apply(const struct codebook *c, const struct survey_header *header,
                    struct arena *arena, struct book *book, struct error *e);

#endif
