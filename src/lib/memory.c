/* SPDX-License-Identifier: MIT */
#include "lib/memory.h"

#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include "lib/buffer.h"

/* Under AddressSanitizer what nobody has taken from an arena is out of bounds, and a gap is left behind everything. */
#ifndef __has_feature
#define __has_feature(name) 0
#endif
#if defined(__SANITIZE_ADDRESS__) || __has_feature(address_sanitizer)
#include <sanitizer/asan_interface.h>
enum { GAP = 8 };
#else
#define ASAN_POISON_MEMORY_REGION(start, size) ((void)(start), (void)(size))
#define ASAN_UNPOISON_MEMORY_REGION(start, size) ((void)(start), (void)(size))
enum { GAP = 0 };
#endif

enum { LARGEST_STEP = 4 * 1024 * 1024, PRINTED_SHORT = 512 };

struct arena_block {
    struct arena_block *older;
    size_t size;
    _Alignas(max_align_t) char bytes[];
};

struct arena_child {
    struct arena arena; /* first: freed through its address */
    struct arena_child *next;
};

void memory_exhausted(void)
{
    static const char message[] = "regulars: out of memory\n";
    ssize_t written = write(STDERR_FILENO, message, sizeof message - 1);
    (void)written;
    _exit(2);
}

size_t memory_add(size_t a, size_t b)
{
    if (a > SIZE_MAX - b)
        memory_exhausted();
    return a + b;
}

size_t memory_multiply(size_t a, size_t b)
{
    if (b != 0 && a > SIZE_MAX / b)
        memory_exhausted();
    return a * b;
}

void *memory_array(size_t count, size_t size)
{
    size_t bytes = memory_multiply(count, size);
    void *p = malloc(bytes != 0 ? bytes : 1);
    if (p == NULL)
        memory_exhausted();
    return p;
}

void *memory_zeroed(size_t count, size_t size)
{
    void *p = calloc(count != 0 ? count : 1, size != 0 ? size : 1);
    if (p == NULL)
        memory_exhausted();
    return p;
}

void *memory_grow(void *old, size_t *capacity, size_t need, size_t size)
{
    if (old != NULL && need <= *capacity)
        return old;
    size_t wanted = *capacity < 8 ? 8 : memory_multiply(*capacity, 2);
    if (wanted < need)
        wanted = need;
    void *p = realloc(old, memory_multiply(wanted, size != 0 ? size : 1));
    if (p == NULL)
        memory_exhausted();
    *capacity = wanted;
    return p;
}

void memory_release(void *p)
{
    free(p);
}

static void arena_add_block(struct arena *a, size_t need)
{
    size_t size = a->blocks != NULL ? a->blocks->size * 2 : BUFFER_ARENA;
    if (size > LARGEST_STEP)
        size = LARGEST_STEP;
    if (size < need)
        size = need;
    struct arena_block *b = malloc(memory_add(sizeof *b, size));
    if (b == NULL)
        memory_exhausted();
    b->older = a->blocks;
    b->size = size;
    a->blocks = b;
    a->next = b->bytes;
    a->left = size;
    ASAN_POISON_MEMORY_REGION(b->bytes, size);
}

/* The next bytes of the block, which has so many left. */
static char *take(struct arena *a, size_t skip, size_t size, size_t taken)
{
    char *p = a->next + skip;
    a->next = p + taken;
    a->left -= skip + taken;
    ASAN_UNPOISON_MEMORY_REGION(p, size);
    return p;
}

/* With the gap, up to where the sanitizer can tell one from the next. */
static size_t with_gap(size_t size)
{
    const size_t gap = GAP;
    return gap == 0 ? size : memory_add(size, 2 * gap - 1) / gap * gap;
}

char *arena_bytes(struct arena *a, size_t size)
{
    size_t taken = with_gap(size);
    if (a->left < taken || a->blocks == NULL)
        arena_add_block(a, taken);
    return take(a, 0, size, taken);
}

void *arena_alloc(struct arena *a, size_t size)
{
    const size_t align = _Alignof(max_align_t);
    size_t taken = with_gap(size);
    size_t skip = a->blocks != NULL ? (align - (uintptr_t)a->next % align) % align : 0;
    if (a->blocks == NULL || a->left < skip || a->left - skip < taken) {
        arena_add_block(a, taken);
        skip = 0;
    }
    return take(a, skip, size, taken);
}

void *arena_zeroed(struct arena *a, size_t size)
{
    return memset(arena_alloc(a, size), 0, size);
}

void *arena_array(struct arena *a, size_t count, size_t size)
{
    return arena_zeroed(a, memory_multiply(count, size));
}

struct slice arena_copy(struct arena *a, struct slice s)
{
    return (struct slice){arena_string(a, s), s.len};
}

char *arena_string(struct arena *a, struct slice s)
{
    char *p = arena_bytes(a, memory_add(s.len, 1));
    if (s.len != 0)
        memcpy(p, s.ptr, s.len);
    p[s.len] = '\0';
    return p;
}

/* Most texts are short: printed into a little room first, and again only where they did not fit. */
struct slice arena_print(struct arena *a, const char *format, ...)
{
    char shortly[PRINTED_SHORT];
    va_list args;
    va_start(args, format);
    int n = vsnprintf(shortly, sizeof shortly, format, args);
    va_end(args);
    if (n < 0)
        return (struct slice){"", 0};
    if ((size_t)n < sizeof shortly)
        return arena_copy(a, (struct slice){shortly, (size_t)n});
    char *p = arena_bytes(a, (size_t)n + 1);
    va_start(args, format);
    vsnprintf(p, (size_t)n + 1, format, args);
    va_end(args);
    return (struct slice){p, (size_t)n};
}

void *arena_grow_full(struct arena *a, void *old, size_t count, size_t *capacity, size_t size)
{
    size_t wanted = *capacity < 8 ? 8 : memory_multiply(*capacity, 2);
    void *p = arena_alloc(a, memory_multiply(wanted, size));
    if (count != 0)
        memcpy(p, old, count * size);
    *capacity = wanted;
    return p;
}

struct arena *arena_child(struct arena *parent)
{
    struct arena_child *c = arena_zeroed(parent, sizeof *c);
    c->next = parent->children;
    parent->children = c;
    return &c->arena;
}

void arena_text_put(struct arena_text *t, struct slice s)
{
    while (t->len + s.len > t->capacity)
        t->bytes = arena_grow(t->arena, t->bytes, t->capacity, &t->capacity, 1);
    if (s.len != 0)
        memcpy(t->bytes + t->len, s.ptr, s.len);
    t->len += s.len;
}

void arena_reset(struct arena *a)
{
    for (struct arena_child *c = a->children; c != NULL; c = c->next)
        arena_free(&c->arena);
    a->children = NULL;
    if (a->blocks == NULL)
        return;
    struct arena_block *keep = a->blocks;
    for (struct arena_block *b = keep->older; b != NULL;) {
        struct arena_block *older = b->older;
        free(b);
        b = older;
    }
    keep->older = NULL;
    a->next = keep->bytes;
    a->left = keep->size;
    ASAN_POISON_MEMORY_REGION(keep->bytes, keep->size);
}

void arena_free(struct arena *a)
{
    arena_reset(a);
    free(a->blocks);
    *a = (struct arena){0};
}
