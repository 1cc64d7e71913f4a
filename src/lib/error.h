/* SPDX-License-Identifier: MIT */
/*
 * What went wrong, and where: every function that can fail fills a struct error of its caller and
 * returns false (or an enum). Nothing here prints; lib/tool.c shows the message as
 *     tool: file:line: column 'name': what, and what to do
 */
#ifndef REGULARS_ERROR_H
#define REGULARS_ERROR_H

#include <stdbool.h>
#include <stdint.h>

#include "lib/slice.h"

/* Exit statuses of all tools; the larger is the worse, except that STATUS_FOUND yields to 1 and 2. */
enum status {
    STATUS_DONE = 0,     /* all done */
    STATUS_REJECTED = 1, /* done, but rows were rejected */
    STATUS_FAILED = 2,   /* could not do it: usage, header, data, I/O, memory */
    STATUS_FOUND = 3     /* with --exit-code: there was a finding */
};

struct error {
    bool set;
    uint64_t line;    /* where the record starts, from 1; 0: no line */
    char file[256];   /* empty: not about a file */
    char column[256]; /* empty: not about a column; longer names are cut */
    char text[640];   /* lower case, no full stop: what, and what to do */
};

#if defined(__GNUC__)
#define PRINTF_LIKE(at, first) __attribute__((format(printf, at, first)))
#else
#define PRINTF_LIKE(at, first)
#endif

/* Sets the text; the first error stays: a second call changes nothing. Always returns false. */
bool error_set(struct error *e, const char *format, ...) PRINTF_LIKE(2, 3);

/* The same with "text: strerror(number)", for failed system calls. */
bool error_system(struct error *e, int number, const char *format, ...) PRINTF_LIKE(3, 4);

/* Adds the place to an error whose place is not known yet. file may be NULL, column empty. Returns false. */
bool error_place(struct error *e, const char *file, uint64_t line, struct slice column);

/* Forgets the error. */
void error_clear(struct error *e);

enum { QUOTE_MAX = 60 };
struct quoted {
    char text[QUOTE_MAX * 4 + 8];
};

/*
 * Cell text made fit for a terminal: control, C1 and bidi characters and bytes that are not UTF-8 as
 * \xNN or \u{...}, at most QUOTE_MAX bytes of the cell and "..." where it was cut. Use as quote(s).text.
 */
struct quoted quote(struct slice s);

#endif
