/* SPDX-License-Identifier: MIT */
/*
 * A slice is a run of bytes that somebody else owns: pointer and length, no terminator. Almost all
 * text in the toolkit is handled as slices of the input buffer. Here are the few operations that
 * need no tables; what must know letters is in text.h.
 */
#ifndef REGULARS_SLICE_H
#define REGULARS_SLICE_H

#include <stdbool.h>
#include <stddef.h>
#include <string.h>

struct slice {
    const char *ptr;
    size_t len;
};

/* A slice of a string literal. */
#define SLICE(literal) ((struct slice){(literal), sizeof(literal) - 1})

/* For printf("%.*s"): used in diagnostics only, where texts are short. */
#define SLICE_ARG(s) (int)(s).len, (s).ptr

/* The bytes of a C string, without its terminator; NULL gives the empty slice. */
static inline struct slice slice_of(const char *string)
{
    return (struct slice){string != NULL ? string : "", string != NULL ? strlen(string) : 0};
}

static inline bool slice_equal(struct slice a, struct slice b)
{
    return a.len == b.len && (a.len == 0 || memcmp(a.ptr, b.ptr, a.len) == 0);
}

/* Byte order, a shorter one first among equals: <0, 0, >0 as memcmp. */
static inline int slice_compare(struct slice a, struct slice b)
{
    size_t n = a.len < b.len ? a.len : b.len;
    int order = n != 0 ? memcmp(a.ptr, b.ptr, n) : 0;
    return order != 0 ? order : (a.len > b.len) - (a.len < b.len);
}

static inline bool slice_starts(struct slice s, struct slice prefix)
{
    return s.len >= prefix.len && (prefix.len == 0 || memcmp(s.ptr, prefix.ptr, prefix.len) == 0);
}

/* The rest of s from offset on; past the end: empty. */
static inline struct slice slice_from(struct slice s, size_t offset)
{
    return offset < s.len ? (struct slice){s.ptr + offset, s.len - offset}
                          : (struct slice){s.ptr + s.len, 0};
}

/* Without the blanks (space, tab, CR, LF, no-break space U+00A0) at both ends. */
struct slice slice_trim(struct slice s);

/* Where part first stands in s; NULL: nowhere. An empty part stands at the start. */
const char *slice_find(struct slice s, struct slice part);

/*
 * Cuts the next piece up to separator off *rest, and moves *rest behind the separator.
 * Returns false when *rest was already used up (its ptr is NULL then); "" gives one empty piece.
 */
bool slice_cut(struct slice *rest, char separator, struct slice *piece);

#endif
