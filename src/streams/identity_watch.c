/* SPDX-License-Identifier: MIT */
/* The rows of a few customers among those of many. */
#include "streams/identity_inside.h"

static void watch_key(struct identity_watch *w, struct slice key, struct arena *arena)
{
    w->keys = arena_grow(arena, w->keys, w->key_count, &w->key_capacity, sizeof *w->keys);
    w->keys[w->key_count++] = arena_copy(arena, key);
    w->has_address |= key.len > 0 && memchr(key.ptr, '@', key.len) != NULL;
}

static void watch_keys(struct identity_watch *w, const struct key_table *t, uint32_t customer, struct arena *arena)
{
    for (uint32_t n = 0; n < t->keys.count; n++) {
        if (t->customer[n] == (int64_t)customer)
            watch_key(w, intern_text(&t->keys, n), arena);
    }
}

void identity_watch_start(struct identity_watch *w, const struct identity *i, const uint32_t *customers, size_t count,
                          struct arena *arena)
{
    *w = (struct identity_watch){.identity = i, .customers = customers, .count = count};
    for (size_t n = 0; n < count; n++) {
        if (customers[n] == INTERN_NONE)
            continue;
        watch_key(w, intern_text(&i->names, customers[n]), arena);
        watch_keys(w, &i->emails, customers[n], arena);
        watch_keys(w, &i->phones, customers[n], arena);
    }
}

static bool is_watched(const struct identity_watch *w, struct slice key)
{
    bool found = false;
    for (size_t n = 0; key.len > 0 && !found && n < w->key_count; n++)
        found = slice_equal(w->keys[n], key);
    return found;
}

/* Rows of nearly everybody else are seen not to be meant without asking who they are. */
static bool may_be_watched(const struct identity_watch *w, struct identity_keys given, struct arena *scratch)
{
    struct slice id = slice_trim(given.customer_id);
    if (is_watched(w, id) || (w->has_address && id.len > 0 && memchr(id.ptr, '@', id.len) != NULL))
        return true;
    if (given.email.len == 0 && given.phone.len == 0)
        return false;
    struct identity_keys keys = identity_fold(scratch, (struct identity_keys){.email = given.email, .phone = given.phone});
    return is_watched(w, keys.email) || is_watched(w, keys.phone);
}

uint32_t identity_watch_find(const struct identity_watch *w, struct identity_keys keys, struct arena *scratch)
{
    bool known;
    if (!may_be_watched(w, keys, scratch))
        return INTERN_NONE;
    struct slice name = identity_find(w->identity, keys, scratch, &known);
    for (size_t n = 0; name.len > 0 && n < w->count; n++) {
        if (w->customers[n] != INTERN_NONE && slice_equal(name, intern_text(&w->identity->names, w->customers[n])))
            return w->customers[n];
    }
    return INTERN_NONE;
}
