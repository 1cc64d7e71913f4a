/* SPDX-License-Identifier: MIT */
#include "lib/csv_record.h"

void csv_record_keep(struct arena *arena, const struct csv_record *from, struct csv_record *to)
{
    *to = *from;
    to->raw = arena_copy(arena, from->raw);
    if (from->count == 0)
        return;
    uint32_t *ends = arena_alloc(arena, memory_multiply(from->count, sizeof *ends));
    for (size_t i = 0; i < from->count; i++)
        ends[i] = (uint32_t)(from->base + from->ends[i] - from->raw.ptr);
    to->base = to->raw.ptr;
    to->ends = ends;
}

void csv_record_keep_ends(struct arena *arena, const struct csv_record *from, struct csv_record *to)
{
    *to = *from;
    if (from->count == 0)
        return;
    uint32_t *ends = arena_alloc(arena, memory_multiply(from->count, sizeof *ends));
    memcpy(ends, from->ends, from->count * sizeof *ends);
    to->ends = ends;
}
