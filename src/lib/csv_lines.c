/* SPDX-License-Identifier: MIT */
#include "lib/csv_lines.h"

static char meant(char c)
{
    return c == 'n' ? '\n' : c == 'r' ? '\r' : c == '\\' ? '\\' : '\0';
}

/* A record being written anew, field by field. */
struct undoing {
    char *out;
    size_t used;
};

static bool undo_cell(struct undoing *u, struct slice cell, struct error *e)
{
    for (size_t i = 0; i < cell.len; i++) {
        char c = cell.ptr[i];
        if (c == '\\') {
            c = i + 1 < cell.len ? meant(cell.ptr[++i]) : '\0';
            if (c == '\0')
                return error_set(e, "a backslash that is none of \\n, \\r and \\\\; was the input written with --records line?");
            if (c != '\\' && cell.ptr[0] != '"')
                return error_set(e, "a line break (\\n or \\r) in a field without quotes; was the input written with --records line?");
        }
        u->out[u->used++] = c;
    }
    return true;
}

bool csv_lines_undo(struct csv_record *record, struct error *e)
{
    const struct csv_record old = *record;
    if (memchr(old.raw.ptr, '\n', old.raw.len) != NULL || memchr(old.raw.ptr, '\r', old.raw.len) != NULL)
        return error_set(e, "the record goes on in the next line; with --records line each record is one line");
    if (memchr(old.raw.ptr, '\\', old.raw.len) == NULL)
        return true;
    struct undoing u = {arena_bytes(old.scratch, old.raw.len), 0};
    uint32_t *ends = arena_array(old.scratch, old.count, sizeof *ends);
    for (size_t i = 0; i < old.count; i++) {
        if (i > 0)
            u.out[u.used++] = old.delimiter;
        if (!undo_cell(&u, csv_record_cell(&old, i), e))
            return false;
        ends[i] = (uint32_t)u.used;
    }
    record->raw = (struct slice){u.out, u.used};
    record->base = u.out;
    record->ends = ends;
    return true;
}

struct slice csv_lines_do(struct csv_lines *l, struct slice bytes)
{
    l->room = memory_grow(l->room, &l->capacity, memory_multiply(bytes.len, 2), 1);
    size_t used = 0;
    for (size_t i = 0; i < bytes.len; i++) {
        char c = bytes.ptr[i];
        bool breaks = l->quoted && (c == '\n' || c == '\r');
        l->quoted = l->quoted != (c == '"');
        if (breaks || c == '\\')
            l->room[used++] = '\\';
        l->room[used++] = !breaks ? c : c == '\n' ? 'n' : 'r';
    }
    return (struct slice){l->room, used};
}

void csv_lines_free(struct csv_lines *l)
{
    memory_release(l->room);
    *l = (struct csv_lines){.room = NULL};
}
