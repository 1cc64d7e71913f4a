/* SPDX-License-Identifier: MIT */
#include "streams/column_list.h"

#include "lib/error.h"

enum { LISTED_MAX = 12 };

bool column_list_next(struct column_list *l)
{
    l->count++;
    if (l->count <= LISTED_MAX)
        arena_text_put(l->line, slice_of(l->count == 1 ? l->title : ", "));
    return l->count <= LISTED_MAX;
}

void column_list_name(struct arena_text *line, const char *before, struct slice name)
{
    arena_text_put(line, slice_of(before));
    arena_text_put(line, SLICE("'"));
    arena_text_put(line, slice_of(quote(name).text));
    arena_text_put(line, SLICE("'"));
}

void column_list_end(const struct column_list *l)
{
    if (l->count > LISTED_MAX)
        arena_text_put(l->line, arena_print(l->line->arena, " and %zu more", l->count - LISTED_MAX));
}
