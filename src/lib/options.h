/* SPDX-License-Identifier: MIT */
/*
 * Options: a tool states them in one table, from which come getopt_long's arrays, --help, the
 * completions and the test that the manual agrees. The options alike in every tool are in
 * options_common and are added by options_parse.
 */
#ifndef REGULARS_OPTIONS_H
#define REGULARS_OPTIONS_H

#include "lib/error.h"
#include "lib/memory.h"

struct option_spec {
    const char *name;     /* long name without dashes */
    char letter;          /* short name, or 0 */
    const char *argument; /* NULL: a flag; else its name in the help: "FILE" */
    const char *help;     /* one line; NULL: not shown in --help */
};

struct option_given {
    const struct option_spec *spec;
    const char *value; /* NULL for a flag */
};

struct options {
    const struct option_spec *own; /* the tool's table */
    size_t own_count;
    struct option_given *given; /* in the order of the command line */
    size_t given_count;
    const char **operands;
    size_t operand_count;
};

/* -d -e -m -o -r -q -v ... and --help, --version: see regulars(7). */
extern const struct option_spec options_common[];
extern const size_t options_common_count;

/*
 * Parses argv with getopt_long (permuting; "--" ends options). Options may stand in the common table or in
 * own; an unknown one, a missing or unwanted argument, an ambiguous abbreviation is an error that says
 * what to do, and names the option that may have been meant. Abbreviations of long names are accepted as getopt_long does.
 */
bool options_parse(struct options *o, const struct option_spec *own, size_t own_count, int argc,
                   char **argv, struct arena *arena, struct error *e);

/* Whether the option was given; its last value (NULL when not given); how often; the n-th value. */
bool options_has(const struct options *o, const char *name);
const char *options_value(const struct options *o, const char *name);
size_t options_count(const struct options *o, const char *name);
const char *options_nth(const struct options *o, const char *name, size_t n);

/* All values of an option that may be repeated, such as the files of --orders, in the arena; *count is 0 when it was not given. */
const char *const *options_values(const struct options *o, const char *name, struct arena *arena, size_t *count);

/* A whole number in [low, high] or `otherwise` when not given; an error names the option and the range. */
bool options_integer(const struct options *o, const char *name, int64_t low, int64_t high,
                     int64_t otherwise, int64_t *value, struct error *e);

/*
 * Options that take [STREAM:]VALUE (-d -e --tz --decimal --date-order): the value meant for `stream`: the last
 * one with that prefix, else the last one without a prefix. `streams` lists the names that count as prefixes
 * (NULL-terminated), so that "C:1" is a value. NULL: not given.
 */
const char *options_for_stream(const struct options *o, const char *name, const char *stream,
                               const char *const *streams);

/* The text of --help: usage line, purpose, options of the tool, options alike in every tool. */
struct slice options_help(const struct options *o, const char *tool, const char *synopsis,
                          const char *purpose, struct arena *arena);

#endif
