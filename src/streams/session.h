/* SPDX-License-Identifier: MIT */
/*
 * The frame around a tool's loop: the output (-o, --for-spreadsheet), the rejects (-r), and an end that checks
 * both. What is read is stream.h's business.
 */
#ifndef REGULARS_SESSION_H
#define REGULARS_SESSION_H

#include "lib/rejects.h"
#include "streams/roles.h"

struct session {
    const struct tool_run *run;
    struct csv_writer *out;
    struct rejects rejects;
};

/* Opens the output and the rejects. False: *e says why, and nothing is left open. */
bool session_open(struct session *s, const struct tool_run *run, struct error *e);

/*
 * Ends the session with the status of the work: unless that failed, the output replaces the old file. The worst
 * status wins: rows were rejected, or something could not be written (then *e says what).
 */
enum status session_close(struct session *s, enum status status, struct error *e);

/* The worse of two: 2 before 1, 1 before 3, 3 before 0. */
enum status status_worse(enum status a, enum status b);

/* What --columns prints: the roles of these streams, on the output, instead of any work. */
enum status session_columns(const struct tool_run *run, const struct role_table *tables, size_t count,
                            struct error *e);

/* Prints a text on the output, instead of the usual one: for --emit-X, --list-X. */
enum status session_print(const struct tool_run *run, struct slice text, struct error *e);

#endif
