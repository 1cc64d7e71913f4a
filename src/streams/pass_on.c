/* SPDX-License-Identifier: MIT */
#include "streams/pass_on.h"

/* The roles that --map names for this stream: "text=body", "messages:text=body". */
static void find_mapped(struct pass_on *p, const struct tool_run *run, enum stream_kind kind)
{
    size_t count = options_count(run->options, "map");
    p->mapped = arena_array(p->arena, count, sizeof *p->mapped);
    for (size_t i = 0; i < count; i++) {
        struct slice rest = slice_of(options_nth(run->options, "map", i));
        struct slice name;
        slice_cut(&rest, '=', &name);
        const char *colon = memchr(name.ptr, ':', name.len);
        if (colon != NULL) {
            struct slice stream = {name.ptr, (size_t)(colon - name.ptr)};
            if (!slice_equal(stream, slice_of(stream_name(kind))))
                continue;
            name = slice_from(name, stream.len + 1);
        }
        enum role role = role_by_name(name);
        if (role != ROLE_COUNT)
            p->mapped[p->mapped_count++] = role;
    }
}

/* The name under which a column of the present file goes out. */
static struct slice name_of(const struct pass_on *p, size_t column)
{
    size_t count;
    const struct slice *header = stream_header(p->stream, &count);
    for (size_t i = 0; i < p->mapped_count; i++) {
        struct slice name = slice_of(role_info(p->mapped[i])->name);
        if (stream_column(p->stream, p->mapped[i]) == (int)column)
            return name;
        if (stream_has(p->stream, p->mapped[i]) && slice_equal(header[column], name)) /* its place is taken */
            return arena_print(p->arena, "%.*s_original", SLICE_ARG(name));
    }
    return header[column];
}

static bool is_own(const struct pass_on *p, struct slice name)
{
    for (size_t i = 0; i < p->own_count; i++) {
        if (slice_equal(name, slice_of(role_info(p->own[i])->name)))
            return true;
    }
    return false;
}

static void add_run(struct pass_on *p, size_t column)
{
    struct pass_run *last = p->run_count > 0 ? &p->runs[p->run_count - 1] : NULL;
    if (last != NULL && last->count > 0 && last->first + last->count == column)
        last->count++;
    else
        p->runs[p->run_count++] = (struct pass_run){column, 1};
}

void pass_on_start(struct pass_on *p, const struct tool_run *run, struct stream *stream, enum stream_kind kind,
                   const enum role *own, size_t own_count)
{
    size_t count;
    *p = (struct pass_on){.arena = run->arena, .stream = stream, .own = own, .own_count = own_count};
    find_mapped(p, run, kind);
    stream_header(stream, &count);
    p->names = arena_array(p->arena, count, sizeof *p->names);
    p->runs = arena_array(p->arena, count, sizeof *p->runs);
    p->file = stream_file_number(stream);
    for (size_t i = 0; i < count; i++) {
        struct slice name = name_of(p, i);
        if (is_own(p, name))
            continue;
        p->names[p->name_count++] = arena_copy(p->arena, name);
        add_run(p, i);
    }
}

void pass_on_fork(const struct pass_on *p, struct stream *side, struct arena *arena, struct pass_on *copy)
{
    size_t room = p->run_count > p->name_count ? p->run_count : p->name_count;
    *copy = *p;
    copy->arena = arena;
    copy->stream = side;
    copy->runs = arena_array(arena, room, sizeof *copy->runs);
    if (p->run_count > 0)
        memcpy(copy->runs, p->runs, p->run_count * sizeof *copy->runs);
}

void pass_on_header(const struct pass_on *p, struct csv_writer *out)
{
    for (size_t i = 0; i < p->name_count; i++)
        csv_writer_field(out, p->names[i]);
}

/* The n-th column of that name in the present file; count: there is none. */
static size_t column_named(const struct pass_on *p, struct slice name, size_t n, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        if (slice_equal(name_of(p, i), name) && n-- == 0)
            return i;
    }
    return count;
}

static size_t times_before(const struct slice *names, size_t at)
{
    size_t n = 0;
    for (size_t i = 0; i < at; i++)
        n += slice_equal(names[i], names[at]);
    return n;
}

/* Matches the columns of the next file to those of the first. */
static bool take_file(struct pass_on *p, struct error *e)
{
    size_t count;
    const struct slice *header = stream_header(p->stream, &count);
    p->run_count = 0;
    for (size_t i = 0; i < p->name_count; i++) {
        size_t column = column_named(p, p->names[i], times_before(p->names, i), count);
        if (column < count)
            add_run(p, column);
        else
            p->runs[p->run_count++] = (struct pass_run){0, 0};
    }
    for (size_t i = 0; i < count; i++) {
        bool known = is_own(p, name_of(p, i));
        for (size_t k = 0; k < p->name_count && !known; k++)
            known = slice_equal(p->names[k], name_of(p, i));
        if (!known) {
            error_set(e, "the first file has no such column, so it cannot be handed on: read the files one by one");
            return error_place(e, stream_file(p->stream), 1, header[i]);
        }
    }
    p->file = stream_file_number(p->stream);
    return true;
}

bool pass_on_row(struct pass_on *p, struct csv_writer *out, struct error *e)
{
    if (stream_file_number(p->stream) != p->file && !take_file(p, e))
        return false;
    const struct csv_record *record = stream_record(p->stream);
    for (size_t i = 0; i < p->run_count; i++) {
        if (p->runs[i].count > 0)
            csv_writer_cells(out, record, p->runs[i].first, p->runs[i].count);
        else
            csv_writer_field(out, SLICE(""));
    }
    return true;
}
