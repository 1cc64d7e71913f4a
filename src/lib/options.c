/* SPDX-License-Identifier: MIT */
#include "lib/options.h"

#include <getopt.h>
#include <stdio.h>

#include "lib/near.h"
#include "lib/number.h"

const struct option_spec options_common[] = {
    {"delimiter", 'd', "[STREAM:]CHAR", "field delimiter: , ; | or tab (default: found from the header)"},
    {"encoding", 'e', "[STREAM:]NAME", "encoding of the input, such as WINDOWS-1253 (default: UTF-8)"},
    {"map", 'm', "[STREAM:]ROLE=HEADER", "take the role from the column with this header (repeatable)"},
    {"output", 'o', "FILE", "write to FILE, replaced only when all is done"},
    {"rejects", 'r', "FILE", "write bad rows to FILE and go on (status 1)"},
    {"quiet", 'q', NULL, "do not say how many rows were rejected"},
    {"verbose", 'v', NULL, "say on stderr what was read, skipped, chosen and left out"},
    {"date-order", 0, "[STREAM:]dmy|mdy", "the order of dates written with slashes"},
    {"decimal", 0, "[STREAM:].|,", "the decimal mark of numbers"},
    {"tz", 0, "[STREAM:]ZONE", "time zone of stamps without one, such as Europe/Athens"},
    {"as-of", 0, "DATE|INSTANT", "what counts as now (a date: its end)"},
    {"progress", 0, NULL, "show progress on stderr, when that is a terminal"},
    {"for-spreadsheet", 0, "eu", "BOM, CRLF, formulas neutralised; =eu: semicolons and decimal commas"},
    {"lenient-quotes", 0, NULL, "accept stray quotes, as libcsv reads them"},
    {"records", 0, "[in:|out:]line", "one record a line; \\n stands for a line break in a field"},
    {"header-from", 0, "FILE", "the input has no header; its columns are named as those of FILE"},
    {"no-header", 0, NULL, "write no header"},
    {"max-field", 0, "BYTES", "longest field (default 1048576)"},
    {"max-record", 0, "BYTES", "longest record (default 16777216)"},
    {"columns", 0, NULL, "print the roles that this tool reads and writes, as CSV"},
    {"help", 'h', NULL, "say how to use this tool"},
    {"version", 'V', NULL, "say which version this is"},
};
const size_t options_common_count = sizeof options_common / sizeof *options_common;

/* --for-spreadsheet takes its argument only behind '='. */
static bool is_optional(const struct option_spec *spec)
{
    return slice_equal(slice_of(spec->name), SLICE("for-spreadsheet"));
}

static const struct option_spec *spec_at(const struct options *o, size_t i)
{
    return i < o->own_count ? &o->own[i] : &options_common[i - o->own_count];
}

/* A tool's own option takes the place of the common one of that name. */
static bool is_shadowed(const struct options *o, size_t i)
{
    for (size_t k = 0; i >= o->own_count && k < o->own_count; k++) {
        if (strcmp(o->own[k].name, spec_at(o, i)->name) == 0)
            return true;
    }
    return false;
}

/* getopt_long's own tables; val is the position + 256, so that letters stay free. */
static struct option *long_options(const struct options *o, struct arena *arena, char **letters)
{
    size_t count = o->own_count + options_common_count;
    struct option *table = arena_array(arena, count + 1, sizeof *table);
    char *next = *letters = arena_bytes(arena, 3 * count + 2);
    *next++ = ':';
    struct option *last = table;
    for (size_t i = 0; i < count; i++) {
        const struct option_spec *s = spec_at(o, i);
        int kind = s->argument == NULL ? no_argument : is_optional(s) ? optional_argument : required_argument;
        if (is_shadowed(o, i))
            continue;
        *last++ = (struct option){s->name, kind, NULL, (int)(256 + i)};
        if (s->letter == 0)
            continue;
        *next++ = s->letter;
        if (s->argument != NULL)
            *next++ = ':';
    }
    *next = '\0';
    return table;
}

static const struct option_spec *spec_of(const struct options *o, int found)
{
    size_t count = o->own_count + options_common_count;
    if (found >= 256)
        return spec_at(o, (size_t)found - 256);
    for (size_t i = 0; i < count; i++) {
        if (spec_at(o, i)->letter == found)
            return spec_at(o, i);
    }
    return NULL;
}

/* "--custmers", "--custmers=x": the name without dashes and value. */
static struct slice name_in(const char *argument)
{
    struct slice rest = slice_of(argument), name = {"", 0};
    rest = slice_from(rest, slice_starts(rest, SLICE("--")) ? 2 : 0);
    slice_cut(&rest, '=', &name);
    return name;
}

/* The options that an abbreviation could be, joined by "or"; empty: none. */
static struct slice abbreviated(const struct options *o, struct slice name, struct arena *arena)
{
    struct slice list = {"", 0};
    for (size_t i = 0; i < o->own_count + options_common_count; i++) {
        const struct option_spec *s = spec_at(o, i);
        if (!is_shadowed(o, i) && slice_starts(slice_of(s->name), name))
            list = arena_print(arena, "%.*s%s--%s", SLICE_ARG(list), list.len > 0 ? " or " : "", s->name);
    }
    return list;
}

/* The option whose name is nearest to a misspelt one; NULL: none is near. */
static const char *nearest_name(const struct options *o, struct slice name)
{
    enum { NEAR_ENOUGH = 400 };
    const char *nearest = NULL;
    size_t least = NEAR_ENOUGH + 1;
    for (size_t i = 0; i < o->own_count + options_common_count; i++) {
        const struct option_spec *s = spec_at(o, i);
        size_t far = s->help != NULL ? near_farness(name, slice_of(s->name), NEAR_NOTHING) : least;
        nearest = far < least ? s->name : nearest;
        least = far < least ? far : least;
    }
    return nearest;
}

static bool refuse_name(const struct options *o, const char *argument, struct arena *arena, struct error *e)
{
    struct slice name = name_in(argument);
    struct slice several = abbreviated(o, name, arena);
    const char *nearest = nearest_name(o, name);
    struct quoted given = quote(slice_of(argument));
    if (several.len > 0)
        return error_set(e, "ambiguous option '%s': %.*s; see --help", given.text, SLICE_ARG(several));
    if (nearest != NULL)
        return error_set(e, "unknown option '%s': did you mean --%s? see --help", given.text, nearest);
    return error_set(e, "unknown option '%s'; see --help", given.text);
}

static bool refuse(const struct options *o, const char *argument, int code, int letter, struct arena *arena, struct error *e)
{
    const char *advice = "see --help";
    if (code == ':')
        return error_set(e, "option '%s' needs an argument; %s", quote(slice_of(argument)).text, advice);
    if (letter != 0 && letter < 256)
        return error_set(e, "unknown option '-%c'; %s", letter, advice);
    if (letter >= 256)
        return error_set(e, "option '%s' takes no argument; %s", quote(slice_of(argument)).text, advice);
    return refuse_name(o, argument, arena, e);
}

bool options_parse(struct options *o, const struct option_spec *own, size_t own_count, int argc,
                   char **argv, struct arena *arena, struct error *e)
{
    *o = (struct options){.own = own, .own_count = own_count};
    size_t room = (size_t)(argc > 0 ? argc : 0) * 2 + 1;
    size_t letters_in_one = 0;
    for (int i = 1; i < argc; i++)
        letters_in_one += strlen(argv[i]);
    o->given = arena_array(arena, room + letters_in_one, sizeof *o->given);
    o->operands = arena_array(arena, room, sizeof *o->operands);
    char *letters;
    struct option *table = long_options(o, arena, &letters);
    int found;
    optind = 0; /* getopt_long starts anew: a test parses many lines in one process */
    opterr = 0;
    while ((found = getopt_long(argc, argv, letters, table, NULL)) != -1) {
        if (found == '?' || found == ':')
            return refuse(o, optind > 0 && optind <= argc ? argv[optind - 1] : "", found, optopt, arena, e);
        o->given[o->given_count++] = (struct option_given){spec_of(o, found), optarg};
    }
    for (int i = optind; i < argc; i++)
        o->operands[o->operand_count++] = argv[i];
    return true;
}

static bool is_named(const struct option_given *given, const char *name)
{
    return strcmp(given->spec->name, name) == 0;
}

bool options_has(const struct options *o, const char *name)
{
    return options_count(o, name) > 0;
}

const char *options_value(const struct options *o, const char *name)
{
    size_t count = options_count(o, name);
    return count > 0 ? options_nth(o, name, count - 1) : NULL;
}

size_t options_count(const struct options *o, const char *name)
{
    size_t n = 0;
    for (size_t i = 0; i < o->given_count; i++)
        n += is_named(&o->given[i], name);
    return n;
}

const char *options_nth(const struct options *o, const char *name, size_t n)
{
    for (size_t i = 0; i < o->given_count; i++) {
        if (is_named(&o->given[i], name) && n-- == 0)
            return o->given[i].value;
    }
    return NULL;
}

const char *const *options_values(const struct options *o, const char *name, struct arena *arena, size_t *count)
{
    *count = options_count(o, name);
    const char **values = arena_array(arena, *count, sizeof *values);
    for (size_t i = 0; i < *count; i++)
        values[i] = options_nth(o, name, i);
    return values;
}

bool options_integer(const struct options *o, const char *name, int64_t low, int64_t high,
                     int64_t otherwise, int64_t *value, struct error *e)
{
    const char *text = options_value(o, name);
    *value = otherwise;
    if (text == NULL)
        return true;
    struct error why = {0};
    if (number_parse_integer(slice_of(text), low, high, value, &why))
        return true;
    return error_set(e, "option --%s: %s", name, why.text);
}

/* The value behind "STREAM:", NULL when the text has another prefix; *prefixed tells. */
static const char *behind_prefix(const char *text, const char *stream, const char *const *streams,
                                 bool *prefixed)
{
    *prefixed = false;
    const char *colon = strchr(text, ':');
    if (colon == NULL)
        return text;
    struct slice prefix = {text, (size_t)(colon - text)};
    for (size_t i = 0; streams[i] != NULL; i++) {
        if (!slice_equal(prefix, slice_of(streams[i])))
            continue;
        *prefixed = true;
        return slice_equal(prefix, slice_of(stream)) ? colon + 1 : NULL;
    }
    return text;
}

const char *options_for_stream(const struct options *o, const char *name, const char *stream,
                               const char *const *streams)
{
    const char *general = NULL;
    const char *special = NULL;
    for (size_t i = 0; i < o->given_count; i++) {
        if (!is_named(&o->given[i], name) || o->given[i].value == NULL)
            continue;
        bool prefixed;
        const char *value = behind_prefix(o->given[i].value, stream, streams, &prefixed);
        if (value != NULL)
            *(prefixed ? &special : &general) = value;
    }
    return special != NULL ? special : general;
}

static struct slice help_line(const struct option_spec *s, struct arena *arena)
{
    char letter[8] = "    ";
    if (s->letter != 0)
        snprintf(letter, sizeof letter, "-%c, ", s->letter);
    const char *join = s->argument == NULL ? "" : is_optional(s) ? "[=" : " ";
    struct slice left = arena_print(arena, "  %s--%s%s%s%s", letter, s->name, join,
                                    s->argument != NULL ? s->argument : "", is_optional(s) ? "]" : "");
    const char *gap = left.len < 34 ? "" : "\n                                  ";
    return arena_print(arena, "%-34.*s%s%s\n", SLICE_ARG(left), gap, s->help);
}

struct slice options_help(const struct options *o, const char *tool, const char *synopsis,
                          const char *purpose, struct arena *arena)
{
    struct slice text = arena_print(arena, "usage: %s %s\n%s\n\n", tool, synopsis, purpose);
    for (size_t i = 0; i < o->own_count + options_common_count; i++) {
        const struct option_spec *s = spec_at(o, i);
        if (i == o->own_count)
            text = arena_print(arena, "%.*s%sAlike in every tool (see regulars(7)):\n", SLICE_ARG(text),
                               i > 0 ? "\n" : "");
        if (s->help != NULL && !is_shadowed(o, i))
            text = arena_print(arena, "%.*s%.*s", SLICE_ARG(text), SLICE_ARG(help_line(s, arena)));
    }
    return arena_print(arena, "%.*s\nManual: man %s. Statuses: 0 done, 1 rows rejected, 2 failed, 3 found.\n",
                       SLICE_ARG(text), tool);
}
