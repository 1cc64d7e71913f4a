/* SPDX-License-Identifier: MIT */
#include <limits.h>

#include "streams/roles_match.h"

/* The best offers of one role: the first, and as many more of the same rank as may be joined. */
struct choice {
    struct offer best[1 + JOINED_MAX];
    size_t count; /* of the best rank, beyond the array too */
};

/* Joined columns stand in the order of their places, repeated ones in that of the file. */
static void insert(struct choice *c, struct offer o)
{
    size_t at = c->count < 1 + JOINED_MAX ? c->count : 1 + JOINED_MAX;
    c->count++;
    while (at > 0 && c->best[at - 1].join > o.join) {
        if (at < 1 + JOINED_MAX)
            c->best[at] = c->best[at - 1];
        at--;
    }
    if (at < 1 + JOINED_MAX)
        c->best[at] = o;
}

/* A time of day without its day is no value, a surname without the given name is one. */
static bool stands_alone(const struct offer *o)
{
    return o->join <= 1 || o->join == JOIN_REPEATED || role_info(o->role)->type == TYPE_TEXT;
}

static bool is_unclear(const struct choice *c)
{
    for (size_t i = 1; i < c->count && i < 1 + JOINED_MAX; i++) {
        int join = c->best[i].join;
        if (join == 0 || (join == c->best[i - 1].join && join != JOIN_REPEATED))
            return true;
    }
    return false;
}

/* The best rank of each role is that of a column that can stand alone; INT_MAX: there is none. */
static void choose(const struct role_match *m, struct choice *choices)
{
    int best[ROLE_COUNT];
    for (unsigned role = 0; role < ROLE_COUNT; role++)
        best[role] = INT_MAX;
    for (size_t i = 0; i < m->offer_count; i++) {
        const struct offer *o = &m->offers[i];
        if (stands_alone(o) && o->rank < best[o->role])
            best[o->role] = o->rank;
    }
    for (size_t i = 0; i < m->offer_count; i++) {
        if (m->offers[i].rank == best[m->offers[i].role])
            insert(&choices[m->offers[i].role], m->offers[i]);
    }
}

/* The next best column of a role whose spelling says that it may stand in. */
static int spare_of(const struct role_match *m, const struct choice *c, enum role role)
{
    const struct offer *spare = NULL;
    for (size_t i = 0; c->count > 0 && i < m->offer_count; i++) {
        const struct offer *o = &m->offers[i];
        if (o->role == role && o->join == JOIN_SPARE && o->rank > c->best[0].rank &&
            (spare == NULL || o->rank < spare->rank))
            spare = o;
    }
    return spare != NULL ? (int)spare->column : -1;
}

static void settle(const struct role_match *m, const struct choice *c, enum role role, struct role_columns *columns)
{
    columns->column[role] = c->count > 0 ? (int)c->best[0].column : -1;
    columns->spare[role] = spare_of(m, c, role);
    for (size_t i = 0; i < JOINED_MAX; i++)
        columns->joined[role][i] = i + 1 < c->count ? (int)c->best[i + 1].column : -1;
}

static bool has_one(const struct role_match *m, const struct choice *choices)
{
    bool wanted = false;
    for (size_t i = 0; i < m->search->use_count; i++) {
        const struct role_use *use = &m->search->uses[i];
        wanted = wanted || use->need == NEED_ONE;
        if (use->need == NEED_ONE && choices[use->role].count > 0)
            return true;
    }
    return !wanted;
}

static void check_roles(const struct role_match *m, const struct choice *choices, struct faults *f)
{
    for (size_t i = 0; i < m->search->use_count; i++) {
        const struct role_use *use = &m->search->uses[i];
        const struct choice *c = &choices[use->role];
        if (use->need == NEED_WRITTEN)
            continue;
        if (is_unclear(c))
            fault_ambiguous(f, m, use->role, c->best[0].column, c->best[1].column);
        if (use->need == NEED_REQUIRED && c->count == 0)
            fault_missing(f, m, use->role);
    }
    if (!has_one(m, choices))
        fault_missing_all(f, m);
}

static bool is_mapped(const struct choice *c)
{
    return c->count > 0 && c->best[0].rank == RANK_MAPPED;
}

/* A mapping that is only wished must not let a role that the tool does not read pick a column by its name. */
static bool is_taken(const struct role_match *m, const struct choice *choices, enum role role)
{
    return is_mapped(&choices[role]) || role_is_read(m->search, role);
}

static void check_maps(const struct role_match *m, const struct choice *choices, struct faults *f)
{
    for (size_t i = 0; i < m->search->map_count; i++) {
        const struct role_mapping *map = &m->search->maps[i];
        const struct choice *c = &choices[map->role];
        if (!is_mapped(c) && !map->wished && map->header.len > 0)
            fault_unmapped(f, map);
        if (is_mapped(c) && c->count > 1 && !role_is_read(m->search, map->role))
            fault_ambiguous(f, m, map->role, c->best[0].column, c->best[1].column);
    }
}

/* A column that has a role is not left out, whatever else it could have been. */
static bool has_a_role(const struct role_columns *columns, uint32_t column)
{
    for (unsigned role = 0; role < ROLE_COUNT; role++) {
        if (columns->column[role] == (int)column || columns->spare[role] == (int)column)
            return true;
        for (size_t i = 0; i < JOINED_MAX; i++) {
            if (columns->joined[role][i] == (int)column)
                return true;
        }
    }
    return false;
}

static struct slice name_losers(const struct role_match *m, const struct role_columns *columns)
{
    struct slice text = {"", 0};
    uint32_t said = UINT32_MAX;
    for (size_t i = 0; i < m->offer_count && text.len < 65536; i++) {
        const struct offer *o = &m->offers[i];
        int winner = columns->column[o->role];
        if (o->column == said || winner < 0 || has_a_role(columns, o->column))
            continue;
        said = o->column;
        text = arena_print(m->arena, "%.*scolumn '%s' is left out: '%s' gives %s\n", SLICE_ARG(text),
                           quote(m->header[o->column]).text, quote(m->header[winner]).text,
                           role_info(o->role)->name);
    }
    return text;
}

bool roles_resolve(const struct role_search *search, const struct slice *header, size_t header_count,
                   struct arena *arena, struct role_columns *columns, struct slice *also,
                   struct error *e)
{
    struct role_match m;
    role_match(&m, search, header, header_count, arena);
    struct choice *choices = arena_array(arena, ROLE_COUNT, sizeof *choices);
    choose(&m, choices);
    const struct choice none = {.count = 0};
    for (unsigned role = 0; role < ROLE_COUNT; role++)
        settle(&m, is_taken(&m, choices, (enum role)role) ? &choices[role] : &none, (enum role)role, columns);
    columns->layout = (struct layout){.name = "plain"};
    if (m.layout != LAYOUT_ANY)
        columns->layout = m.spellings.layouts[m.layout].layout;
    *also = name_losers(&m, columns);
    struct faults faults = {.arena = arena, .text = {"", 0}};
    check_maps(&m, choices, &faults);
    check_roles(&m, choices, &faults);
    if (faults.text.len > 0)
        fault_report(&faults, &m, e);
    spellings_free(&m.spellings);
    return faults.text.len == 0;
}

size_t roles_suit(const struct role_search *search, const struct slice *header, size_t header_count,
                  struct arena *arena, bool *enough)
{
    struct role_match m;
    role_match(&m, search, header, header_count, arena);
    struct choice *choices = arena_array(arena, ROLE_COUNT, sizeof *choices);
    choose(&m, choices);
    *enough = has_one(&m, choices);
    for (size_t i = 0; i < search->use_count; i++) {
        if (search->uses[i].need == NEED_REQUIRED && choices[search->uses[i].role].count == 0)
            *enough = false;
    }
    size_t count = 0;
    for (unsigned role = 0; role < ROLE_COUNT; role++)
        count += choices[role].count > 0 && is_taken(&m, choices, (enum role)role);
    spellings_free(&m.spellings);
    return count;
}
