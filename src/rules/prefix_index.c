/* SPDX-License-Identifier: MIT */
#include "rules/prefix_index.h"

#include <stdlib.h>

#include "rules/word_places.h"

enum { NOBODY = -1, BYTES = 256, TRIES = 24 };

/* A state to be given children: the entries that share its text. */
struct span {
    int32_t state;
    size_t from, to, depth;
};

/* An index being made. */
struct building {
    struct prefix_index *index;
    const struct prefix_entry *entries;
    struct arena *arena;
    size_t capacity;   /* of states */
    size_t first_free; /* no state before it is free */
    size_t end;        /* no state from it on is taken */
    size_t value_count;
    struct span *queue;
    size_t queued;
    size_t long_count; /* texts of PREFIX_LONG bytes and more */
};

static int by_text(const void *a, const void *b)
{
    const struct prefix_entry *x = a;
    const struct prefix_entry *y = b;
    int order = slice_compare(x->text, y->text);
    return order != 0 ? order : (x->value > y->value) - (x->value < y->value);
}

static void filter_add(struct prefix_index *x, struct slice text)
{
    char bytes[8] = {0};
    memcpy(bytes, text.ptr, text.len < sizeof bytes ? text.len : sizeof bytes);
    x->begins_with_sign = x->begins_with_sign || !word_byte(text.ptr[0]);
    uint64_t number = prefix_bytes(bytes);
    uint64_t *table = text.len < 6 ? x->three : text.len < 8 ? x->six : x->eight;
    uint32_t hash = prefix_hash(text.len < 6   ? number & UINT64_C(0xffffff)
                                : text.len < 8 ? number & UINT64_C(0xffffffffffff)
                                               : number);
    if (text.len >= 3) {
        table[hash / 64] |= UINT64_C(1) << (hash % 64);
        return;
    }
    for (uint32_t next = 0; next < (text.len == 1 ? BYTES : 1); next++) {
        uint32_t two = (uint32_t)(number & 0xffff) + next * BYTES;
        x->two[two / 64] |= UINT64_C(1) << (two % 64);
    }
}

/* Makes states up to `need`; new ones are free. BYTES more than are used, so that a look-up needs no bound. */
static void make_room(struct building *b, size_t need)
{
    struct prefix_index *x = b->index;
    need += BYTES + 1;
    while (b->capacity < need) {
        size_t capacity = b->capacity;
        x->ranges = arena_grow(b->arena, x->ranges, capacity, &capacity, sizeof *x->ranges);
        x->states = arena_grow(b->arena, x->states, b->capacity, &b->capacity, sizeof *x->states);
    }
    for (; x->state_count < need; x->state_count++)
        x->states[x->state_count] = (struct prefix_state){.parent = NOBODY};
}

static bool fits(const struct building *b, size_t base, const uint8_t *bytes, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        if (b->index->states[base + bytes[i]].parent != NOBODY)
            return false;
    }
    return true;
}

/*
 * A base from which all these bytes lead to free states: near the first free one when a few tries find it, else behind all
 * that are taken, so that building takes no longer than the texts are long.
 */
static int32_t find_base(struct building *b, const uint8_t *bytes, size_t count)
{
    while (b->first_free < b->end && b->index->states[b->first_free].parent != NOBODY)
        b->first_free++;
    size_t base = b->first_free > bytes[0] ? b->first_free - bytes[0] : 1;
    make_room(b, b->end + 2 * BYTES + TRIES);
    for (size_t i = 0; i < TRIES; i++) {
        if (fits(b, base + i, bytes, count))
            return (int32_t)(base + i);
    }
    return (int32_t)(b->end > bytes[0] ? b->end - bytes[0] : 1);
}

/* The values that end at this state, then its children as further spans. */
static void make_state(struct building *b, struct span s)
{
    uint8_t bytes[BYTES];
    size_t starts[BYTES + 1];
    size_t count = 0;
    size_t i = s.from;
    uint32_t first = (uint32_t)b->value_count;
    for (; i < s.to && b->entries[i].text.len == s.depth; i++) {
        if (b->value_count == first || b->index->values[b->value_count - 1] != b->entries[i].value)
            b->index->values[b->value_count++] = b->entries[i].value;
    }
    b->index->ranges[s.state] = (struct prefix_values){first, (uint32_t)b->value_count - first};
    b->index->states[s.state].has_values = b->value_count > first;
    for (; i < s.to; i++) {
        uint8_t byte = (uint8_t)b->entries[i].text.ptr[s.depth];
        if (count == 0 || bytes[count - 1] != byte) {
            starts[count] = i;
            bytes[count++] = byte;
        }
    }
    starts[count] = s.to;
    if (count == 0)
        return;
    int32_t base = find_base(b, bytes, count);
    b->index->states[s.state].base = (uint32_t)base & INT32_MAX;
    for (size_t k = 0; k < count; k++) {
        size_t child = (size_t)base + bytes[k];
        b->index->states[child].parent = s.state;
        b->end = b->end > child ? b->end : child + 1;
        b->queue[b->queued++] = (struct span){base + bytes[k], starts[k], starts[k + 1], s.depth + 1};
    }
}

/* The slot of these bytes, or the free one where they would be. */
static struct prefix_door *door_of(const struct prefix_index *x, uint64_t bytes)
{
    uint64_t at = (bytes * UINT64_C(0x9e3779b97f4a7c15)) >> 32;
    while (x->doors[at & x->door_mask].state != 0 && x->doors[at & x->door_mask].bytes != bytes)
        at++;
    return &x->doors[at & x->door_mask];
}

/* A door to every state that lies PREFIX_LONG bytes from the root. */
static void make_doors(struct building *b)
{
    struct prefix_index *x = b->index;
    size_t size = 16;
    while (size < 2 * b->long_count)
        size *= 2;
    x->doors = arena_array(b->arena, size, sizeof *x->doors);
    x->door_mask = size - 1;
    for (size_t i = 0; i < b->queued; i++) {
        if (b->queue[i].depth != PREFIX_LONG)
            continue;
        uint64_t bytes = prefix_bytes(b->entries[b->queue[i].from].text.ptr);
        *door_of(x, bytes) = (struct prefix_door){bytes, (uint32_t)b->queue[i].state};
    }
}

struct prefix_index *prefix_index_make(struct arena *arena, struct prefix_entry *entries, size_t count)
{
    struct arena scratch = {0};
    struct prefix_index *x = arena_zeroed(arena, sizeof *x);
    struct building b = {.index = x, .entries = entries, .arena = arena, .first_free = 1};
    size_t bytes = 1;
    if (count > 1)
        qsort(entries, count, sizeof *entries, by_text);
    for (size_t i = 0; i < count; i++) {
        filter_add(x, entries[i].text);
        bytes = memory_add(bytes, entries[i].text.len);
        b.long_count += entries[i].text.len >= PREFIX_LONG;
    }
    x->values = arena_array(arena, count, sizeof *x->values);
    b.queue = arena_array(&scratch, bytes, sizeof *b.queue); /* a state takes a byte of some text */
    make_room(&b, BYTES);
    b.end = 1;
    x->states[0].parent = 0;
    b.queue[b.queued++] = (struct span){0, 0, count, 0};
    for (size_t i = 0; i < b.queued; i++)
        make_state(&b, b.queue[i]);
    make_doors(&b);
    arena_free(&scratch);
    return x;
}

/* Where values go. */
struct found {
    uint32_t *values;
    size_t count, max;
};

static inline void take_values(const struct prefix_index *x, uint32_t state, struct found *f)
{
    struct prefix_values v = x->ranges[state];
    for (uint32_t i = 0; i < v.count; i++, f->count++) {
        if (f->count < f->max)
            f->values[f->count] = x->values[v.first + i];
    }
}

/* Follows the text from a state on, for at most `most` bytes. */
static void walk(const struct prefix_index *x, uint32_t state, const char *at, size_t most, struct found *f)
{
    for (size_t i = 0; i < most; i++) {
        uint32_t next = (uint32_t)x->states[state].base + (unsigned char)at[i];
        if (x->states[next].parent != (int32_t)state || next == 0)
            return;
        state = next;
        if (x->states[state].has_values)
            take_values(x, state, f);
    }
}

size_t prefix_index_find(const struct prefix_index *x, const char *at, unsigned likely, uint32_t *values, size_t max)
{
    struct found f = {values, 0, max};
    if (likely & PREFIX_MAY_BE_SHORT)
        walk(x, 0, at, PREFIX_LONG - 1, &f);
    if (!(likely & PREFIX_MAY_BE_LONG))
        return f.count;
    const struct prefix_door *door = door_of(x, prefix_bytes(at));
    if (door->state == 0)
        return f.count;
    if (x->states[door->state].has_values)
        take_values(x, door->state, &f);
    walk(x, door->state, at + PREFIX_LONG, SIZE_MAX, &f);
    return f.count;
}
