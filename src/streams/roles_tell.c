/* SPDX-License-Identifier: MIT */
#include "streams/column_list.h"
#include "streams/roles.h"

/* "ordered_at from 'Created at'"; a column under the role's own name needs no more than that. */
static void tell_role(struct arena_text *t, const struct role_columns *columns, enum role role, const struct slice *header,
                      bool *read)
{
    const int *joined = columns->joined[role];
    int first = columns->column[role], spare = columns->spare[role];
    const char *name = role_info(role)->name;
    arena_text_put(t, slice_of(t->len > 0 ? ", " : "takes "));
    arena_text_put(t, slice_of(name));
    read[first] = true;
    if (joined[0] < 0 && spare < 0 && slice_equal(header[first], slice_of(name)))
        return;
    column_list_name(t, " from ", header[first]);
    for (size_t i = 0; i < JOINED_MAX && joined[i] >= 0; i++) {
        column_list_name(t, " and ", header[joined[i]]);
        read[joined[i]] = true;
    }
    if (spare >= 0) {
        column_list_name(t, " or else ", header[spare]);
        read[spare] = true;
    }
}

static void tell_unread(struct arena_text *t, const struct slice *header, size_t header_count, const bool *read)
{
    struct column_list unread = {t, "; not read: ", 0};
    for (size_t i = 0; i < header_count; i++) {
        if (!read[i] && column_list_next(&unread))
            column_list_name(t, "", header[i]);
    }
    column_list_end(&unread);
}

struct slice roles_tell(const struct role_columns *columns, const struct slice *header, size_t header_count,
                        struct arena *arena)
{
    struct arena_text text = {.arena = arena};
    bool *read = arena_array(arena, header_count, sizeof *read);
    for (unsigned role = 0; role < ROLE_COUNT; role++) {
        if (columns->column[role] >= 0)
            tell_role(&text, columns, (enum role)role, header, read);
    }
    if (text.len == 0)
        arena_text_put(&text, SLICE("takes nothing"));
    tell_unread(&text, header, header_count, read);
    return (struct slice){text.bytes, text.len};
}
