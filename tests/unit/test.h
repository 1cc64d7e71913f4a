/* SPDX-License-Identifier: MIT */
/*
 * Checks for unit tests: each test program includes this, calls CHECK..., and returns test_report(). A
 * failed check prints its place and goes on.
 */
#ifndef REGULARS_TEST_H
#define REGULARS_TEST_H

#include <inttypes.h>
#include <stdint.h>
#include <stdio.h>

#include "lib/error.h"
#include "lib/slice.h"

static struct {
    unsigned passed, failed, skipped;
} test_counts;

static inline void test_count(bool passed, const char *file, int line, const char *what)
{
    if (passed) {
        test_counts.passed++;
        return;
    }
    test_counts.failed++;
    printf("%s:%d: failed: %s\n", file, line, what);
}

static inline void test_text(struct slice got, const char *expected, const char *file, int line)
{
    bool same = slice_equal(got, slice_of(expected));
    test_count(same, file, line, "texts are equal");
    if (!same)
        printf("    got      '%.*s'\n    expected '%s'\n", SLICE_ARG(got), expected);
}

static inline void test_number(int64_t got, int64_t expected, const char *file, int line)
{
    test_count(got == expected, file, line, "numbers are equal");
    if (got != expected)
        printf("    got      %" PRId64 "\n    expected %" PRId64 "\n", got, expected);
}

/* Within `tolerance` of the expected value, relative to it where it is larger than 1. */
static inline void test_close(double got, double expected, double tolerance, const char *file, int line)
{
    double size = expected < 0 ? -expected : expected;
    double away = got > expected ? got - expected : expected - got;
    bool near = away <= tolerance * (size > 1 ? size : 1);
    test_count(near, file, line, "values agree");
    if (!near)
        printf("    got      %.17g\n    expected %.17g\n", got, expected);
}

static inline int test_report(const char *name)
{
    printf("%s: %u passed, %u failed, %u skipped\n", name, test_counts.passed, test_counts.failed,
           test_counts.skipped);
    return test_counts.failed != 0;
}

static inline void test_skip(const char *why)
{
    test_counts.skipped++;
    printf("skipped: %s\n", why);
}

#define CHECK(condition)                    test_count((condition), __FILE__, __LINE__, #condition)
#define CHECK_TEXT(got, expected)           test_text((got), (expected), __FILE__, __LINE__)
#define CHECK_NUMBER(got, expected)         test_number((got), (expected), __FILE__, __LINE__)
#define CHECK_CLOSE(got, expected, tolerance) test_close((got), (expected), (tolerance), __FILE__, __LINE__)
#define SKIP(why)                           test_skip(why)

#endif
