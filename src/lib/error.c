/* SPDX-License-Identifier: MIT */
#include "lib/error.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include "lib/utf8.h"

bool error_set(struct error *e, const char *format, ...)
{
    if (e->set)
        return false;
    va_list args;
    va_start(args, format);
    vsnprintf(e->text, sizeof e->text, format, args);
    va_end(args);
    e->set = true;
    return false;
}

bool error_system(struct error *e, int number, const char *format, ...)
{
    if (e->set)
        return false;
    va_list args;
    va_start(args, format);
    int n = vsnprintf(e->text, sizeof e->text, format, args);
    va_end(args);
    if (n >= 0 && (size_t)n < sizeof e->text)
        snprintf(e->text + n, sizeof e->text - (size_t)n, ": %s", strerror(number));
    e->set = true;
    return false;
}

bool error_place(struct error *e, const char *file, uint64_t line, struct slice column)
{
    if (e->file[0] == '\0' && file != NULL) {
        snprintf(e->file, sizeof e->file, "%s", file);
        e->line = line;
    }
    if (e->column[0] == '\0' && column.len > 0)
        snprintf(e->column, sizeof e->column, "%.*s", (int)sizeof e->column - 1, quote(column).text);
    return false;
}

void error_clear(struct error *e)
{
    memset(e, 0, sizeof *e);
}

struct quoted quote(struct slice s)
{
    struct quoted q;
    size_t out = 0;
    size_t in = 0;
    while (in < s.len && in < QUOTE_MAX) {
        uint32_t c;
        size_t n = utf8_decode(slice_from(s, in), &c);
        size_t room = sizeof q.text - out;
        if (n == 0) {
            out += (size_t)snprintf(q.text + out, room, "\\x%02x", (unsigned char)s.ptr[in]);
            n = 1;
        } else if (utf8_is_unsafe(c)) {
            out += (size_t)snprintf(q.text + out, room, c < 0x80 ? "\\x%02x" : "\\u%04x", c);
        } else {
            memcpy(q.text + out, s.ptr + in, n);
            out += n;
        }
        in += n;
    }
    memcpy(q.text + out, in < s.len ? "..." : "", in < s.len ? 4 : 1);
    return q;
}
