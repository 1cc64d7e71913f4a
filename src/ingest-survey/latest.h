/* SPDX-License-Identifier: MIT */
/* --dedupe: holds all responses until the last has come, then writes of each id only the last. */
#ifndef REGULARS_LATEST_H
#define REGULARS_LATEST_H

#include "ingest-survey/survey_file.h"

struct latest;

/* Starts; all records are kept in the arena. */
struct latest *latest_start(struct arena *arena, const uint64_t seed[2]);

/* Takes over a file that is ready to respond: latest_write closes it. */
void latest_add_file(struct latest *l, struct survey_file *f);

/* Keeps a record of a file; what is known of the file must live until latest_write. */
void latest_keep(struct latest *l, struct survey_file *f, const struct csv_record *record);

/*
 * Writes the records that no later one supersedes, in the order in which they came, counts the
 * others as skipped, and closes the files. False: *e.
 */
bool latest_write(struct latest *l, struct error *e);

#endif
