/* SPDX-License-Identifier: MIT */
#include "lib/slice.h"

/* Length of the blank that starts at p, or 0. */
static size_t blank_at(const char *p, size_t left)
{
    if (*p == ' ' || *p == '\t' || *p == '\r' || *p == '\n')
        return 1;
    return left >= 2 && p[0] == '\xc2' && p[1] == '\xa0' ? 2 : 0;
}

static size_t blank_before(const char *end, size_t left)
{
    if (end[-1] == ' ' || end[-1] == '\t' || end[-1] == '\r' || end[-1] == '\n')
        return 1;
    return left >= 2 && end[-2] == '\xc2' && end[-1] == '\xa0' ? 2 : 0;
}

struct slice slice_trim(struct slice s)
{
    size_t n;
    while (s.len > 0 && (n = blank_at(s.ptr, s.len)) > 0) {
        s.ptr += n;
        s.len -= n;
    }
    while (s.len > 0 && (n = blank_before(s.ptr + s.len, s.len)) > 0)
        s.len -= n;
    return s;
}

bool slice_cut(struct slice *rest, char separator, struct slice *piece)
{
    if (rest->ptr == NULL)
        return false;
    const char *at = rest->len != 0 ? memchr(rest->ptr, separator, rest->len) : NULL;
    if (at == NULL) {
        *piece = *rest;
        *rest = (struct slice){NULL, 0};
        return true;
    }
    *piece = (struct slice){rest->ptr, (size_t)(at - rest->ptr)};
    rest->len -= piece->len + 1;
    rest->ptr = at + 1;
    return true;
}

const char *slice_find(struct slice s, struct slice part)
{
    if (part.len == 0)
        return s.ptr;
    while (s.len >= part.len) {
        const char *at = memchr(s.ptr, part.ptr[0], s.len - part.len + 1);
        if (at == NULL)
            return NULL;
        if (memcmp(at, part.ptr, part.len) == 0)
            return at;
        s = slice_from(s, (size_t)(at - s.ptr) + 1);
    }
    return NULL;
}
