/* SPDX-License-Identifier: MIT */
#include "streams/session.h"

#include "streams/now.h"
#include "streams/stream_options.h"

static bool read_shape(const struct tool_run *run, struct csv_writer_options *shape, struct error *e)
{
    *shape = (struct csv_writer_options){.delimiter = '\0'};
    /* with --header, which ingest-survey has, it means the input */
    shape->no_header = options_has(run->options, "no-header") && !options_has(run->options, "header");
    struct record_lines lines;
    if (!stream_options_records(run, &lines, e))
        return false;
    shape->lines = lines.written;
    if (!options_has(run->options, "for-spreadsheet"))
        return true;
    if (shape->lines)
        return error_set(e, "--for-spreadsheet is for people and --records line for programs: choose one");
    return csv_writer_for_spreadsheet(options_value(run->options, "for-spreadsheet"), shape, e);
}

bool session_open(struct session *s, const struct tool_run *run, struct error *e)
{
    *s = (struct session){.run = run};
    struct csv_writer_options shape;
    struct now now; /* read here so that a tool without use for --as-of refuses nonsense too */
    if (!read_shape(run, &shape, e) || !now_read(run, NULL, &now, e) || !rejects_open(&s->rejects, run, e))
        return false;
    const char *path = options_value(run->options, "output");
    s->out = csv_writer_open(run->world, run->arena, path, &shape, e);
    if (s->out == NULL)
        rejects_close(&s->rejects, run, false, e);
    return s->out != NULL;
}

enum status status_worse(enum status a, enum status b)
{
    static const int badness[] = {
        [STATUS_DONE] = 0, [STATUS_FOUND] = 1, [STATUS_REJECTED] = 2, [STATUS_FAILED] = 3};
    return badness[a] >= badness[b] ? a : b;
}

enum status session_close(struct session *s, enum status status, struct error *e)
{
    bool keep = status != STATUS_FAILED;
    if (!csv_writer_close(s->out, keep, e))
        status = STATUS_FAILED;
    keep = status != STATUS_FAILED;
    return status_worse(status, rejects_close(&s->rejects, s->run, keep, e));
}

enum status session_print(const struct tool_run *run, struct slice text, struct error *e)
{
    struct output out;
    if (!output_open(run->world, options_value(run->options, "output"), &out, e))
        return STATUS_FAILED;
    output_write(&out, text);
    return output_close(&out, true, e) ? STATUS_DONE : STATUS_FAILED;
}

enum status session_columns(const struct tool_run *run, const struct role_table *tables, size_t count,
                            struct error *e)
{
    return session_print(run, roles_describe(tables, count, run->arena), e);
}
