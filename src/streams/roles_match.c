/* SPDX-License-Identifier: MIT */
#include "streams/roles_match.h"

#include "lib/text.h"

/* -m ROLE= takes the role from no column. */
static bool is_unwanted(const struct role_match *m, enum role role)
{
    for (size_t i = 0; i < m->search->map_count; i++) {
        if (m->search->maps[i].role == role && m->search->maps[i].header.len == 0)
            return true;
    }
    return false;
}

/* A column is offered to a role once, at its best. */
static void offer(struct role_match *m, enum role role, int rank, int join, size_t column)
{
    if (!m->used[role] || is_unwanted(m, role))
        return;
    for (size_t i = m->offer_count; i > 0 && m->offers[i - 1].column == column; i--) {
        struct offer *other = &m->offers[i - 1];
        if (other->role != role)
            continue;
        if (rank < other->rank)
            *other = (struct offer){role, rank, join, (uint32_t)column};
        return;
    }
    m->offers = arena_grow(m->arena, m->offers, m->offer_count, &m->offer_capacity, sizeof *m->offers);
    m->offers[m->offer_count++] = (struct offer){role, rank, join, (uint32_t)column};
}

static bool offer_mapped(struct role_match *m, size_t column)
{
    bool mapped = false;
    struct slice header = slice_trim(m->header[column]);
    for (size_t i = 0; i < m->search->map_count; i++) {
        const struct role_mapping *map = &m->search->maps[i];
        if (!slice_equal(slice_trim(map->header), header))
            continue;
        offer(m, map->role, RANK_MAPPED, 0, column);
        mapped = true;
    }
    return mapped;
}

static const struct spelling *spelling_of(const struct role_match *m, int number)
{
    return number == SPELLING_NONE ? NULL : &m->spellings.list[number];
}

static enum role named_exactly(const struct role_match *m, size_t column)
{
    enum role role = m->spellings.named[m->keys[column]];
    bool exact = role != ROLE_COUNT && slice_equal(m->header[column], slice_of(role_info(role)->name));
    return exact ? role : ROLE_COUNT;
}

/* What the vendor's layout says of a column is all there is to say. */
static bool offer_by_layout(struct role_match *m, size_t column)
{
    bool fixed = false;
    if (m->layout == LAYOUT_ANY)
        return false;
    enum role exact = named_exactly(m, column);
    const struct spelling *s = spelling_of(m, m->spellings.first[m->keys[column]]);
    for (; s != NULL; s = spelling_of(m, s->next)) {
        if (s->layout != m->layout)
            continue;
        fixed = true;
        if (s->role != ROLE_COUNT)
            offer(m, s->role, s->role == exact ? RANK_EXACT : RANK_LAYOUT + s->rank, s->join, column);
    }
    return fixed;
}

/* Joined pieces (given and family name) serve beside what the column is by its own name. */
static void offer_by_spelling(struct role_match *m, size_t column, bool named)
{
    const struct spelling *s = spelling_of(m, m->spellings.first[m->keys[column]]);
    for (; s != NULL; s = spelling_of(m, s->next)) {
        if (s->layout == LAYOUT_ANY && s->role != ROLE_COUNT && (!named || s->join > 0))
            offer(m, s->role, RANK_SPELLED + s->rank, s->join, column);
    }
}

static void offer_column(struct role_match *m, size_t column)
{
    if (offer_mapped(m, column) || m->keys[column] == INTERN_NONE || offer_by_layout(m, column))
        return;
    enum role role = m->spellings.named[m->keys[column]];
    bool named = role != ROLE_COUNT && m->used[role];
    if (named)
        offer(m, role, named_exactly(m, column) == role ? RANK_EXACT : RANK_FOLDED, 0, column);
    offer_by_spelling(m, column, named);
}

static void note_used(struct role_match *m)
{
    for (size_t i = 0; i < m->search->use_count; i++) {
        if (m->search->uses[i].need != NEED_WRITTEN)
            m->used[m->search->uses[i].role] = true;
    }
    for (size_t i = 0; i < m->search->map_count; i++)
        m->used[m->search->maps[i].role] = true;
}

void role_match(struct role_match *m, const struct role_search *search, const struct slice *header,
                size_t header_count, struct arena *arena)
{
    *m = (struct role_match){
        .search = search, .header = header, .header_count = header_count, .arena = arena};
    if (search->spellings != NULL)
        m->spellings = *search->spellings;
    else
        spellings_load(&m->spellings, search->kind, arena);
    note_used(m);
    m->keys = arena_array(arena, header_count, sizeof *m->keys);
    bool *present = arena_array(arena, m->spellings.keys.count, sizeof *present);
    struct arena scratch = {0};
    for (size_t i = 0; i < header_count; i++) {
        arena_reset(&scratch);
        m->keys[i] = spellings_key(&m->spellings, header[i], &scratch);
        if (m->keys[i] != INTERN_NONE)
            present[m->keys[i]] = true;
    }
    m->layout = spellings_layout(&m->spellings, present, &scratch);
    arena_free(&scratch);
    for (size_t i = 0; i < header_count; i++)
        offer_column(m, i);
}

bool role_is_read(const struct role_search *search, enum role role)
{
    for (size_t i = 0; i < search->use_count; i++) {
        if (search->uses[i].role == role && search->uses[i].need != NEED_WRITTEN)
            return true;
    }
    return false;
}
