/* SPDX-License-Identifier: MIT */
/*
 * Bad rows. By default the first one stops the tool; with --rejects FILE it is written there as
 * file,line,column,reason,record, and the work goes on. And the account that every input closes with:
 * rows read = used + skipped + rejected, skips by stated reason.
 */
#ifndef REGULARS_REJECTS_H
#define REGULARS_REJECTS_H

#include "lib/csv_writer.h"
#include "lib/tool.h"

struct rejects {
    struct csv_writer *writer; /* NULL: no --rejects, the first bad row is fatal */
    const char *path;
    uint64_t count;
};

/* Opens --rejects FILE of the run, or none. Standard output is not for rejects, unless the output goes elsewhere. */
bool rejects_open(struct rejects *r, const struct tool_run *run, struct error *e);

/*
 * A bad row with what is wrong and where in *why. Without --rejects: copies *why to *e and returns false. With it:
 * writes the row, counts it, clears *why and returns true; false when the write failed.
 */
bool rejects_add(struct rejects *r, struct error *why, struct slice record, struct error *e);

/*
 * Closes the file, and leaves the old one in place when `keep` is false (the tool failed); says, unless --quiet, how
 * many rows are in it. Returns STATUS_REJECTED when there were any, STATUS_DONE when none, STATUS_FAILED when the
 * file could not be written.
 */
enum status rejects_close(struct rejects *r, const struct tool_run *run, bool keep, struct error *e);

enum { ACCOUNT_REASONS = 16 };

/* What became of the rows of one input. */
struct account {
    uint64_t read, skipped, rejected; /* used is the rest */
    struct {
        const char *reason;
        uint64_t count;
    } skips[ACCOUNT_REASONS];
};

/* Counts a skipped row under its reason (a string literal, compared by content). */
void account_skip(struct account *a, const char *reason);

/* "400 rows: 390 used, 6 skipped (4 guests, 2 after as-of), 4 rejected" */
struct slice account_text(const struct account *a, struct arena *arena);

#endif
