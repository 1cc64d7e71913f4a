/* SPDX-License-Identifier: MIT */
/* Opening and closing a CSV writer; writers aside. */
#include "lib/csv_writer_inside.h"

bool csv_writer_for_spreadsheet(const char *value, struct csv_writer_options *options,
                                struct error *e)
{
    bool eu = value != NULL && strcmp(value, "eu") == 0;
    if (value != NULL && !eu)
        return error_set(e, "--for-spreadsheet takes no value or 'eu', not '%s'",
                         quote(slice_of(value)).text);
    options->bom = options->crlf = options->neutralise = true;
    options->decimal_comma = eu;
    options->delimiter = eu ? ';' : ',';
    return true;
}

static void prepare(struct csv_writer *w)
{
    char delimiter = w->options.delimiter;
    w->special['"'] = w->special['\r'] = w->special['\n'] = true;
    w->special[(unsigned char)delimiter] = true;
    if (!w->options.neutralise && !w->options.crlf)
        w->passes = delimiter;
    w->plain_numbers = !w->options.decimal_comma && strchr("0123456789.-", delimiter) == NULL;
}

struct csv_writer *csv_writer_side(const struct csv_writer *w, struct arena *arena)
{
    struct csv_writer *side = arena_zeroed(arena, sizeof *side);
    side->options = w->options;
    output_open_side(&side->out);
    prepare(side);
    return side;
}

bool csv_writer_take(struct csv_writer *w, struct csv_writer *side)
{
    struct slice bytes = {side->out.buffer, side->out.used};
    side->out.used = 0;
    return output_write(&w->out, bytes);
}

struct slice csv_writer_cut(struct csv_writer *side, struct arena *arena)
{
    struct slice bytes = {side->out.buffer, side->out.used};
    side->out.used = side->fields = 0;
    side->lone_empty = false;
    return arena_copy(arena, bytes);
}

static struct slice make_lines(void *context, struct slice bytes)
{
    return csv_lines_do(context, bytes);
}

struct csv_writer *csv_writer_open(struct world *w, struct arena *arena, const char *path,
                                   const struct csv_writer_options *options, struct error *e)
{
    struct csv_writer *writer = arena_zeroed(arena, sizeof *writer);
    if (options != NULL)
        writer->options = *options;
    if (writer->options.delimiter == '\0')
        writer->options.delimiter = ',';
    if (!output_open(w, path, &writer->out, e))
        return NULL;
    prepare(writer);
    writer->out.muted = writer->options.no_header;
    if (writer->options.lines) {
        writer->out.filter = make_lines;
        writer->out.filter_context = &writer->lines;
    }
    if (writer->options.bom)
        (void)output_write(&writer->out, SLICE("\xef\xbb\xbf"));
    return writer;
}

bool csv_writer_flush(struct csv_writer *w)
{
    return output_flush(&w->out);
}

bool csv_writer_close(struct csv_writer *w, bool keep, struct error *e)
{
    if (w == NULL)
        return true;
    arena_free(&w->scratch);
    bool closed = output_close(&w->out, keep, e);
    csv_lines_free(&w->lines);
    return closed;
}
