/* SPDX-License-Identifier: MIT */
/*
 * Memory: arenas, and the few large arrays that must grow in place. Out of memory ends the program in
 * one place (memory_exhausted), since libcsv's callbacks cannot fail and no tool can go on without.
 * Nothing outside lib calls malloc or free.
 */
#ifndef REGULARS_MEMORY_H
#define REGULARS_MEMORY_H

#include <stddef.h>

#include "lib/slice.h"

/* Says "out of memory" on file descriptor 2 and ends the program with status 2; removes nothing, flushes nothing. */
_Noreturn void memory_exhausted(void);

/* count * size bytes, uninitialised (memory_array) or zero (memory_zeroed); never NULL; count 0 is allowed. */
void *memory_array(size_t count, size_t size);
void *memory_zeroed(size_t count, size_t size);

/*
 * Grows an array from memory_array (or NULL) so that it holds at least `need` elements: doubles, writes
 * the new capacity to *capacity, returns the new place. The old pointer is dead.
 */
void *memory_grow(void *old, size_t *capacity, size_t need, size_t size);

/* Gives back what the functions above gave; NULL is allowed. */
void memory_release(void *p);

/* a + b and a * b; overflow is out of memory. */
size_t memory_add(size_t a, size_t b);
size_t memory_multiply(size_t a, size_t b);

/* Many small things with one end: allocate forward, free all at once. Zero-initialise to start one. */
struct arena {
    struct arena_block *blocks; /* newest first */
    char *next;
    size_t left;
    struct arena_child *children; /* end with this one */
};

/* An arena that ends with its parent at the latest: for what a longer-lived thing needs anew for each record. */
struct arena *arena_child(struct arena *parent);

/* size bytes, aligned for any type, uninitialised; zeroed; count elements of size bytes, zeroed. Never NULL. */
void *arena_alloc(struct arena *a, size_t size);
void *arena_zeroed(struct arena *a, size_t size);
void *arena_array(struct arena *a, size_t count, size_t size);

/* size bytes without alignment, for text. */
char *arena_bytes(struct arena *a, size_t size);

/* A copy of s in the arena (with a terminator behind it, not counted). */
struct slice arena_copy(struct arena *a, struct slice s);

/* A C string with the bytes of s. */
char *arena_string(struct arena *a, struct slice s);

/* The text that printf would write, as a slice with a terminator behind it. Never for doubles. */
struct slice arena_print(struct arena *a, const char *format, ...)
#if defined(__GNUC__)
    __attribute__((format(printf, 2, 3)))
#endif
    ;

/* Moves an array of `count` elements, which has no room for more, to a larger place; the rest of arena_grow. */
void *arena_grow_full(struct arena *a, void *old, size_t count, size_t *capacity, size_t size);

/*
 * An array in the arena that grows: makes room for one more element behind `count`; returns the (moved)
 * array. What was outgrown stays in the arena until it ends.
 */
static inline void *arena_grow(struct arena *a, void *old, size_t count, size_t *capacity, size_t size)
{
    return count < *capacity ? old : arena_grow_full(a, old, count, capacity, size);
}

/* A text that grows in an arena; starts with nothing but the arena. */
struct arena_text {
    struct arena *arena;
    char *bytes;
    size_t len, capacity;
};
void arena_text_put(struct arena_text *t, struct slice s);

/* Forgets all but keeps the largest block: for the arena of one record. */
void arena_reset(struct arena *a);

/* Frees everything; the arena may be used again. */
void arena_free(struct arena *a);

#endif
