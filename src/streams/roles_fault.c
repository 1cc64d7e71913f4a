/* SPDX-License-Identifier: MIT */
#include "streams/roles_match.h"

#include "lib/near.h"
#include "lib/text.h"

/* Of wider headers the rest is not looked through for near names, nor is what is too long for a name; and few are listed. */
enum { LOOKED_THROUGH = 2000, NAME_LONGEST = 4 * NEAR_LONGEST, LISTED = 8, NEAR_ENOUGH = 334, NEAREST = 3 };

static void add_fault(struct faults *f, struct slice text)
{
    f->text = arena_print(f->arena, "%.*s%s%.*s", SLICE_ARG(f->text), f->text.len > 0 ? "; " : "",
                          SLICE_ARG(text));
}

static bool contains(struct slice long_one, struct slice short_one)
{
    for (size_t i = 0; i + short_one.len <= long_one.len; i++) {
        if (memcmp(long_one.ptr + i, short_one.ptr, short_one.len) == 0)
            return true;
    }
    return false;
}

/* 0 equal to 1000 nothing in common; a header that holds the whole name, of some length, is near. */
static size_t farness(struct slice key, struct slice name)
{
    bool whole = name.len >= 4 && contains(key, name);
    size_t far = near_farness(key, name, whole ? NEAR_NOTHING : NEAR_ENOUGH);
    return whole && far > NEAR_ENOUGH - 100 ? NEAR_ENOUGH - 100 + far / 20 : far;
}

/* What a role is called: its own name and its spellings, as keys. */
struct names {
    struct slice *list;
    size_t count;
};

static bool names_role(const struct spellings *s, uint32_t key, enum role role)
{
    bool names = s->named[key] == role;
    for (int i = s->first[key]; i != SPELLING_NONE && !names; i = s->list[i].next)
        names = s->list[i].role == role;
    return names;
}

static struct names names_of(const struct role_match *m, enum role role)
{
    const struct spellings *s = &m->spellings;
    struct names names = {arena_array(m->arena, s->keys.count, sizeof *names.list), 0};
    for (uint32_t k = 0; k < s->keys.count; k++) {
        if (names_role(s, k, role))
            names.list[names.count++] = intern_text(&s->keys, k);
    }
    return names;
}

static size_t farness_from_names(const struct names *names, struct slice header, struct arena *scratch)
{
    size_t nearest = NEAR_NOTHING;
    if (header.len > NAME_LONGEST)
        return nearest;
    struct slice key = text_squeezed_key(scratch, header);
    for (size_t i = 0; i < names->count; i++) {
        size_t far = farness(key, names->list[i]);
        nearest = far < nearest ? far : nearest;
    }
    return nearest;
}

/* Up to three columns whose headers are near the names of a role, the nearest first; returns how many. */
static size_t nearest(const struct role_match *m, enum role role, uint32_t found[NEAREST])
{
    size_t far[NEAREST];
    size_t count = 0;
    struct names names = names_of(m, role);
    struct arena scratch = {0};
    for (size_t i = 0; i < m->header_count && i < LOOKED_THROUGH; i++) {
        arena_reset(&scratch);
        size_t f = farness_from_names(&names, m->header[i], &scratch);
        if (f > NEAR_ENOUGH)
            continue;
        size_t at = count < NEAREST ? count++ : NEAREST;
        while (at > 0 && far[at - 1] > f) {
            if (at < NEAREST) {
                far[at] = far[at - 1];
                found[at] = found[at - 1];
            }
            at--;
        }
        if (at < NEAREST) {
            far[at] = f;
            found[at] = (uint32_t)i;
        }
    }
    arena_free(&scratch);
    return count;
}

static struct slice name_nearest(const struct role_match *m, enum role role)
{
    uint32_t found[NEAREST];
    size_t count = nearest(m, role, found);
    struct slice text = {"", 0};
    for (size_t i = 0; i < count; i++)
        text = arena_print(m->arena, "%.*s%s'%s'", SLICE_ARG(text), i == 0 ? ", nearest: " : " ",
                           quote(m->header[found[i]]).text);
    return text;
}

static const char *prefix_of(const struct role_match *m)
{
    return m->search->prefix != NULL ? m->search->prefix : "";
}

static const char *article(const struct faults *f)
{
    return f->missing ? "one" : "a column";
}

void fault_missing(struct faults *f, const struct role_match *m, enum role role)
{
    const char *name = role_info(role)->name;
    struct slice near = name_nearest(m, role);
    add_fault(f, arena_print(f->arena, "needs %s for '%s'%.*s (name it: -m %s%s=HEADER)", article(f), name,
                             SLICE_ARG(near), prefix_of(m), name));
    f->missing = true;
}

void fault_missing_all(struct faults *f, const struct role_match *m)
{
    struct slice list = {"", 0};
    struct slice near = {"", 0};
    const char *first = NULL;
    for (size_t i = 0; i < m->search->use_count; i++) {
        const struct role_use *use = &m->search->uses[i];
        if (use->need != NEED_ONE)
            continue;
        const char *name = role_info(use->role)->name;
        list = arena_print(f->arena, "%.*s%s'%s'", SLICE_ARG(list), first != NULL ? " or " : "", name);
        first = first != NULL ? first : name;
        if (near.len == 0 && (near = name_nearest(m, use->role)).len != 0)
            first = name; /* the advice is to name what is near by what it seems to be */
    }
    add_fault(f, arena_print(f->arena, "needs %s for %.*s%.*s (name it: -m %s%s=HEADER)", article(f),
                             SLICE_ARG(list), SLICE_ARG(near), prefix_of(m), first));
    f->missing = true;
}

void fault_ambiguous(struct faults *f, const struct role_match *m, enum role role, uint32_t a,
                     uint32_t b)
{
    const char *name = role_info(role)->name;
    if (slice_equal(m->header[a], m->header[b])) {
        add_fault(f, arena_print(f->arena, "columns %u and %u are both '%s', and '%s' is read from it: "
                                           "rename one",
                                 (unsigned)a + 1, (unsigned)b + 1, quote(m->header[a]).text, name));
        return;
    }
    add_fault(f, arena_print(f->arena, "'%s' could be '%s' or '%s': say which with -m %s%s=HEADER", name,
                             quote(m->header[a]).text, quote(m->header[b]).text, prefix_of(m), name));
}

void fault_unmapped(struct faults *f, const struct role_mapping *map)
{
    add_fault(f, arena_print(f->arena, "there is no column '%s', which -m gives for '%s'",
                             quote(map->header).text, role_info(map->role)->name));
    f->missing = true;
}

static struct slice list_headers(const struct role_match *m)
{
    struct slice text = {"", 0};
    for (size_t i = 0; i < m->header_count && i < LISTED; i++)
        text = arena_print(m->arena, "%.*s%s'%s'", SLICE_ARG(text), i > 0 ? ", " : "",
                           quote(m->header[i]).text);
    if (m->header_count > LISTED)
        text = arena_print(m->arena, "%.*s and %zu more", SLICE_ARG(text), m->header_count - LISTED);
    return text;
}

void fault_report(struct faults *f, const struct role_match *m, struct error *e)
{
    struct slice there = list_headers(m);
    if (f->missing)
        add_fault(f, arena_print(f->arena, "there %s %.*s", m->header_count == 1 ? "is" : "are",
                                 SLICE_ARG(there)));
    error_set(e, "%.*s", SLICE_ARG(f->text));
}
