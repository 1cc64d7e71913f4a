/* SPDX-License-Identifier: MIT */
#include "lib/rejects.h"

#include <inttypes.h>

static bool is_standard_output(const char *path)
{
    return path == NULL || strcmp(path, "-") == 0;
}

static void write_header(struct csv_writer *w)
{
    static const char *const names[] = {"file", "line", "column", "reason", "record"};
    for (size_t i = 0; i < sizeof names / sizeof *names; i++)
        csv_writer_field(w, slice_of(names[i]));
    csv_writer_end(w);
}

bool rejects_open(struct rejects *r, const struct tool_run *run, struct error *e)
{
    const char *output = options_value(run->options, "output");
    *r = (struct rejects){.path = options_value(run->options, "rejects")};
    if (r->path == NULL)
        return true;
    if (is_standard_output(r->path) && is_standard_output(output))
        return error_set(e, "option --rejects: name a file: standard output holds the result");
    if (output != NULL && strcmp(r->path, output) == 0)
        return error_set(e, "option --rejects: '%s' is also the output: name another file",
                         quote(slice_of(output)).text);
    r->writer = csv_writer_open(run->world, run->arena, r->path, NULL, e);
    if (r->writer == NULL)
        return false;
    write_header(r->writer);
    return true;
}

static void write_line(struct csv_writer *w, uint64_t line)
{
    if (line > 0)
        csv_writer_integer(w, (int64_t)line);
    else
        csv_writer_field(w, SLICE(""));
}

bool rejects_add(struct rejects *r, struct error *why, struct slice record, struct error *e)
{
    if (r->writer == NULL) {
        if (!e->set)
            *e = *why;
        return false;
    }
    csv_writer_field(r->writer, slice_of(why->file));
    write_line(r->writer, why->line);
    csv_writer_field(r->writer, slice_of(why->column));
    csv_writer_field(r->writer, slice_of(why->text));
    csv_writer_field(r->writer, record);
    error_clear(why);
    r->count++;
    if (csv_writer_end(r->writer))
        return true;
    csv_writer_close(r->writer, false, e);
    return false;
}

enum status rejects_close(struct rejects *r, const struct tool_run *run, bool keep, struct error *e)
{
    struct csv_writer *w = r->writer;
    r->writer = NULL;
    if (w == NULL)
        return STATUS_DONE;
    if (!csv_writer_close(w, keep, e))
        return STATUS_FAILED;
    if (r->count == 0)
        return STATUS_DONE;
    if (keep && !run->quiet)
        world_say(run->world, "%" PRIu64 " %s rejected, see %s", r->count, r->count == 1 ? "row" : "rows",
                  quote(slice_of(r->path)).text);
    return STATUS_REJECTED;
}

void account_skip(struct account *a, const char *reason)
{
    a->skipped++;
    for (size_t i = 0; i < ACCOUNT_REASONS; i++) {
        if (a->skips[i].reason == NULL)
            a->skips[i].reason = i + 1 < ACCOUNT_REASONS ? reason : "for other reasons";
        if (i + 1 == ACCOUNT_REASONS || strcmp(a->skips[i].reason, reason) == 0) {
            a->skips[i].count++;
            return;
        }
    }
}

struct slice account_text(const struct account *a, struct arena *arena)
{
    uint64_t used = a->read - a->skipped - a->rejected;
    struct slice text = arena_print(arena, "%" PRIu64 " %s: %" PRIu64 " used", a->read,
                                    a->read == 1 ? "row" : "rows", used);
    if (a->skipped > 0)
        text = arena_print(arena, "%.*s, %" PRIu64 " skipped (", SLICE_ARG(text), a->skipped);
    for (size_t i = 0; i < ACCOUNT_REASONS && a->skips[i].reason != NULL; i++)
        text = arena_print(arena, "%.*s%s%" PRIu64 " %s", SLICE_ARG(text), i > 0 ? ", " : "",
                           a->skips[i].count, a->skips[i].reason);
    if (a->skipped > 0)
        text = arena_print(arena, "%.*s)", SLICE_ARG(text));
    if (a->rejected > 0)
        text = arena_print(arena, "%.*s, %" PRIu64 " rejected", SLICE_ARG(text), a->rejected);
    return text;
}
