/* SPDX-License-Identifier: MIT */
#include "lib/text.h"
#include "lib/utf8.h"
#include "rules/pattern.h"
#include "rules/pattern_parts.h"

/* [...] being read. */
struct class_reading {
    struct slice source;
    size_t at;
    char *out; /* the same with folded members added */
    size_t used;
    struct pattern_node *node;
    bool few; /* its members could be listed so far */
};

static char peek(const struct class_reading *c)
{
    return c->at < c->source.len ? c->source.ptr[c->at] : '\0';
}

static void put(struct class_reading *c, struct slice s)
{
    memcpy(c->out + c->used, s.ptr, s.len);
    c->used += s.len;
}

static void put_character(struct class_reading *c, uint32_t character)
{
    if (character < 0x80 && strchr("\\]^-[", (int)character) != NULL)
        c->out[c->used++] = '\\';
    c->used += utf8_encode(character, c->out + c->used);
}

static void list(struct class_reading *c, uint32_t character)
{
    struct pattern_node *n = c->node;
    for (size_t i = 0; i < n->member_count; i++) {
        if (n->members[i] == character)
            return;
    }
    c->few = c->few && n->member_count < PATTERN_MEMBERS;
    if (c->few)
        n->members[n->member_count++] = character;
}

/* The folded form where it is one character, else the character itself. */
static uint32_t fold_one(uint32_t character)
{
    uint32_t folded[4];
    return text_fold_character(character, folded) == 1 ? folded[0] : character;
}

/* \w, [:alpha:] and the like: copied, members unknown. Returns the length, 0 when it is a single character. */
static size_t named_length(const struct class_reading *c)
{
    struct slice rest = slice_from(c->source, c->at);
    if (rest.len >= 2 && rest.ptr[0] == '[' && rest.ptr[1] == ':') {
        const char *end = memchr(rest.ptr, ']', rest.len);
        return end != NULL ? (size_t)(end - rest.ptr) + 1 : 0;
    }
    if (rest.len < 2 || rest.ptr[0] != '\\' || strchr("wWdDsShHvVRpPxntr", rest.ptr[1]) == NULL)
        return 0;
    bool braces = rest.len > 2 && rest.ptr[2] == '{' && strchr("pPx", rest.ptr[1]) != NULL;
    const char *end = braces ? memchr(rest.ptr, '}', rest.len) : NULL;
    return end != NULL ? (size_t)(end - rest.ptr) + 1 : 2;
}

static size_t read_character(struct class_reading *c, uint32_t *character)
{
    size_t escaped = peek(c) == '\\';
    size_t width = utf8_decode(slice_from(c->source, c->at + escaped), character);
    c->at += width != 0 ? width + escaped : 0;
    return width;
}

static void put_range(struct class_reading *c, uint32_t low, uint32_t high)
{
    uint32_t folded_low = fold_one(low);
    uint32_t folded_high = fold_one(high);
    put_character(c, low);
    c->out[c->used++] = '-';
    put_character(c, high);
    if ((folded_low != low || folded_high != high) && folded_low < folded_high) {
        put_character(c, folded_low);
        c->out[c->used++] = '-';
        put_character(c, folded_high);
        c->few = c->few && folded_high - folded_low == high - low; /* else there is more in it */
    }
    if (high < low || high - low >= PATTERN_MEMBERS) {
        c->few = false;
        return;
    }
    for (uint32_t i = low; i <= high; i++)
        list(c, fold_one(i));
}

static bool read_member(struct class_reading *c, const char **why)
{
    uint32_t low;
    uint32_t high;
    size_t named = named_length(c);
    if (named != 0) {
        put(c, (struct slice){c->source.ptr + c->at, named});
        c->at += named;
        c->few = false;
        return true;
    }
    if (peek(c) == '\\' && c->at + 1 < c->source.len && pattern_is_alphanumeric(c->source.ptr[c->at + 1])) {
        *why = "an escape in a class that rules do not have";
        return false;
    }
    if (read_character(c, &low) == 0) {
        *why = "a class that does not end";
        return false;
    }
    bool range = peek(c) == '-' && c->at + 1 < c->source.len && c->source.ptr[c->at + 1] != ']';
    if (!range) {
        put_character(c, fold_one(low));
        list(c, fold_one(low));
        return true;
    }
    c->at++;
    if (named_length(c) != 0 || read_character(c, &high) == 0 || high < low) {
        *why = "a range in a class that cannot be";
        return false;
    }
    put_range(c, low, high);
    return true;
}

bool pattern_class(struct arena *arena, struct slice source, size_t *at, struct pattern_node *n,
                   const char **why)
{
    struct class_reading c = {.source = source, .at = *at + 1, .node = n, .few = true};
    c.out = arena_bytes(arena, memory_add(memory_multiply(source.len - *at, 8), 8));
    put(&c, SLICE("["));
    if (peek(&c) == '^') {
        put(&c, SLICE("^"));
        c.at++;
        c.few = false;
    }
    for (bool first = true; first || peek(&c) != ']'; first = false) {
        if (c.at >= source.len) {
            *why = "a class that does not end";
            return false;
        }
        if (!read_member(&c, why))
            return false;
    }
    put(&c, SLICE("]"));
    c.at++;
    n->text = (struct slice){c.out, c.used};
    n->member_count = c.few ? n->member_count : 0;
    *at = c.at;
    return true;
}
