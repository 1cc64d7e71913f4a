/* SPDX-License-Identifier: MIT */
#include "brief-customer/card.h"

#include <stdarg.h>
#include <stdio.h>

#include "lib/utf8.h"

enum { ITEM_WIDTH = 16, ESCAPE_MAX = 12 };

void card_add(struct card *c, const char *section, struct slice item, struct slice text)
{
    if (text.len == 0)
        return;
    c->lines = arena_grow(c->arena, c->lines, c->count, &c->capacity, sizeof *c->lines);
    c->lines[c->count++] = (struct card_line){section, item, text};
}

static void sentence_append(struct sentence *s, struct slice piece)
{
    if (piece.len == 0)
        return;
    if (s->capacity - s->len < piece.len) {
        size_t wanted = memory_add(memory_multiply(s->capacity, 2), memory_add(piece.len, 64));
        char *bigger = arena_bytes(s->arena, wanted);
        if (s->len != 0)
            memcpy(bigger, s->bytes, s->len);
        s->bytes = bigger;
        s->capacity = wanted;
    }
    memcpy(s->bytes + s->len, piece.ptr, piece.len);
    s->len += piece.len;
}

void sentence_add(struct sentence *s, const char *joint, const char *format, ...)
{
    va_list arguments, again;
    va_start(arguments, format);
    va_copy(again, arguments);
    int wanted = vsnprintf(NULL, 0, format, arguments);
    va_end(arguments);
    if (wanted > 0) {
        char *piece = arena_bytes(s->arena, (size_t)wanted + 1);
        vsnprintf(piece, (size_t)wanted + 1, format, again);
        if (s->len != 0)
            sentence_append(s, slice_of(joint));
        sentence_append(s, (struct slice){piece, (size_t)wanted});
    }
    va_end(again);
}

struct slice sentence_text(const struct sentence *s)
{
    return (struct slice){s->bytes != NULL ? s->bytes : "", s->len};
}

/* Writes one character, or what stands for it; returns its length. */
static size_t write_visible(char *out, uint32_t c, const char *bytes, size_t n)
{
    if (n == 0)
        return (size_t)snprintf(out, ESCAPE_MAX, "\\x{%02X}", (unsigned char)*bytes);
    if (c == '\n' || c == '\r' || c == '\t') {
        *out = ' ';
        return 1;
    }
    if (utf8_is_unsafe(c))
        return (size_t)snprintf(out, ESCAPE_MAX, "\\u{%04X}", (unsigned)c);
    memcpy(out, bytes, n);
    return n;
}

struct slice visible(struct arena *arena, struct slice s)
{
    char *out = arena_bytes(arena, memory_add(memory_multiply(s.len, ESCAPE_MAX), 1));
    size_t len = 0;
    for (size_t i = 0; i < s.len;) {
        uint32_t c = 0;
        size_t n = utf8_decode(slice_from(s, i), &c);
        len += write_visible(out + len, c, s.ptr + i, n);
        i += n != 0 ? n : 1;
    }
    return (struct slice){out, len};
}

static void text_line(struct sentence *text, struct arena *arena, const struct card_line *line)
{
    struct slice item = visible(arena, line->item);
    size_t wide = utf8_length(item);
    int gap = wide < ITEM_WIDTH ? (int)(ITEM_WIDTH - wide) : 0;
    sentence_append(text, SLICE("  "));
    sentence_append(text, item);
    sentence_append(text, arena_print(arena, "%*s  ", gap, ""));
    sentence_append(text, visible(arena, line->text));
    sentence_append(text, SLICE("\n"));
}

struct slice card_text(const struct card *c, struct slice as_of)
{
    struct sentence text = {.arena = c->arena};
    const char *section = NULL;
    if (c->name.len != 0) {
        sentence_append(&text, visible(c->arena, c->name));
        sentence_append(&text, SLICE(", "));
    }
    sentence_append(&text, visible(c->arena, c->customer_id));
    sentence_append(&text, SLICE(", as of "));
    sentence_append(&text, as_of);
    sentence_append(&text, SLICE("\n"));
    for (size_t i = 0; i < c->count; i++) {
        if (section == NULL || strcmp(section, c->lines[i].section) != 0) {
            section = c->lines[i].section;
            sentence_append(&text, arena_print(c->arena, "\n%s\n", section));
        }
        text_line(&text, c->arena, &c->lines[i]);
    }
    return sentence_text(&text);
}

void card_write_header(struct csv_writer *out)
{
    static const char *const names[] = {"as_of", "customer_id", "section", "item", "text"};
    for (size_t i = 0; i < sizeof names / sizeof *names; i++)
        csv_writer_field(out, slice_of(names[i]));
    csv_writer_end(out);
}

bool card_write(const struct card *c, struct slice as_of, struct csv_writer *out)
{
    bool written = true;
    for (size_t i = 0; i < c->count && written; i++) {
        csv_writer_field(out, as_of);
        csv_writer_field(out, c->customer_id);
        csv_writer_field(out, slice_of(c->lines[i].section));
        csv_writer_field(out, c->lines[i].item);
        csv_writer_field(out, c->lines[i].text);
        written = csv_writer_end(out);
    }
    return written;
}
