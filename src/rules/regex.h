/* SPDX-License-Identifier: MIT */
/*
 * One compiled expression of PCRE2, with everything that keeps a match from running away: a match limit, a large
 * stack for its compiled code, one retry without that code, and every failure told from "no match".
 */
#ifndef REGULARS_REGEX_H
#define REGULARS_REGEX_H

#include <stdint.h>

#include "lib/error.h"
#include "lib/memory.h"

struct regex; /* compiled */

/* What matching needs besides: one for a thread of work. Ends with regex_bench_free. */
struct regex_bench;
struct regex_bench *regex_bench_make(struct arena *arena);
void regex_bench_free(struct regex_bench *b);

enum regex_mode {
    REGEX_ANYWHERE, /* finds the leftmost match from an offset on */
    REGEX_HERE      /* matches at the offset or not at all */
};

/*
 * Compiles. NULL with the error's text, and the place in the expression counted in characters, when PCRE2 refuses it. The
 * bench frees it in the end.
 */
struct regex *regex_compile(struct regex_bench *b, struct slice expression, enum regex_mode mode, struct error *e);

enum regex_result {
    REGEX_NONE,
    REGEX_MATCH,
    REGEX_LIMIT,  /* a limit was hit: it may or may not match */
    REGEX_FAILURE /* any other error of PCRE2: memory, stack, bad UTF-8 */
};

/* Where a subject stands in its text: ^ and $ hold only at real beginnings and ends. */
struct regex_subject {
    struct slice text;
    bool cut_start, cut_end;
};

struct regex_match {
    size_t start, end;
    uint32_t work; /* a measure of the steps taken: REGEX_STEP at the least */
};

enum { REGEX_STEP = 1, REGEX_LIMIT_WORK = 200 };

/* Matches from `from` on. The text must be UTF-8 (`checked`), or is tested first. */
enum regex_result regex_match(struct regex_bench *b, struct regex *r, struct regex_subject subject, size_t from,
                              bool checked, struct regex_match *m);

#endif
