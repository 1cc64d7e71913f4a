/* SPDX-License-Identifier: MIT */
#include "rules/contraction.h"
#include "rules/pattern.h"

/* Copies from source to out. */
struct expansion {
    struct slice source;
    size_t at;
    char *out;
    size_t used;
};

static char byte_at(const struct expansion *x, size_t at)
{
    return at < x->source.len ? x->source.ptr[at] : '\0';
}

static void copy(struct expansion *x, size_t count)
{
    for (size_t i = 0; i < count && x->at < x->source.len; i++)
        x->out[x->used++] = x->source.ptr[x->at++];
}

static void copy_through(struct expansion *x, const char *ends)
{
    while (x->at < x->source.len) {
        char c = x->source.ptr[x->at];
        copy(x, c == '\\' ? 2 : 1);
        if (strchr(ends, c) != NULL)
            return;
    }
}

/* Escapes, classes and the heads of groups, whose letters are no text. Returns false where there is none. */
static bool skip_syntax(struct expansion *x)
{
    char c = byte_at(x, x->at);
    if (c == '\\') {
        bool braces = byte_at(x, x->at + 2) == '{' || byte_at(x, x->at + 2) == '<';
        copy(x, 2);
        if (braces)
            copy_through(x, "}>");
        return true;
    }
    if (c == '[') {
        copy(x, byte_at(x, x->at + 1) == '^' ? 2 : 1);
        if (byte_at(x, x->at) == ']')
            copy(x, 1);
        copy_through(x, "]");
        return true;
    }
    if (c == '(' && byte_at(x, x->at + 1) == '?') {
        copy_through(x, ":=!>)|#");
        return true;
    }
    return false;
}

static bool is_letter(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

/* Bytes of an apostrophe, with a ? behind it: ' or ’. */
static size_t apostrophe_at(const struct expansion *x, size_t at)
{
    size_t n = byte_at(x, at) == '\'' ? 1 : 0;
    if (n == 0 && byte_at(x, at) == '\xe2' && byte_at(x, at + 1) == '\x80' && byte_at(x, at + 2) == '\x99')
        n = 3;
    return n != 0 && byte_at(x, at + n) == '?' ? n + 1 : n;
}

static bool is_word_byte(char c)
{
    return is_letter(c) || (c >= '0' && c <= '9') || (unsigned char)c >= 0x80;
}

static bool is_escaped(const struct expansion *x, size_t at)
{
    return at > 0 && x->source.ptr[at - 1] == '\\';
}

/* The bracket that opens the group around a place, or the place itself where there is none. */
static size_t group_start(const struct expansion *x, size_t at)
{
    unsigned inner = 0;
    for (size_t i = at; i > 0; i--) {
        char c = is_escaped(x, i - 1) ? '\0' : x->source.ptr[i - 1];
        if (c == '(' && inner == 0)
            return i - 1;
        inner = c == ')' ? inner + 1 : c == '(' ? inner - 1 : inner;
    }
    return at;
}

/* Where the group around a place has ended, with its quantifier of one sign, or the end of the pattern. */
static size_t group_end(const struct expansion *x, size_t at)
{
    unsigned inner = 0;
    for (; at < x->source.len; at++) {
        char c = is_escaped(x, at) ? '\0' : x->source.ptr[at];
        if (c == ')' && inner == 0)
            return at + 1 + (byte_at(x, at + 1) == '?');
        inner = c == '(' ? inner + 1 : c == ')' ? inner - 1 : inner;
    }
    return at;
}

/* What may stand behind a contraction: not the rest of a word, not a quantifier; nor the rest behind its group. */
static bool word_may_end(const struct expansion *x, size_t at)
{
    char c = byte_at(x, at);
    if (c == ')' || c == '|')
        return !is_word_byte(byte_at(x, group_end(x, at)));
    return c == '\0' || strchr(" ,.!:;\"$", c) != NULL || (c == '\\' && byte_at(x, at + 1) == 'b') ||
           (c == '(' && byte_at(x, at + 1) == ' ');
}

/* Not the beginning of a word before it, nor before its group: jak(i|im). */
static bool word_may_begin(const struct expansion *x)
{
    char before = x->at == 0 ? ' ' : x->source.ptr[x->at - 1];
    if (before == '(' || before == '|') {
        size_t group = group_start(x, x->at);
        return group == 0 || group == x->at || !is_word_byte(x->source.ptr[group - 1]);
    }
    return strchr(" :=!^", before) != NULL || (before == 'b' && is_escaped(x, x->at - 1));
}

static char lower(char c)
{
    return c >= 'A' && c <= 'Z' ? (char)(c + 32) : c;
}

/* A run of letters and apostrophes: written out where it is a contraction. */
static void word(struct expansion *x)
{
    char folded[CONTRACTION_MAX];
    size_t len = 1; /* an x stands for a word that a group holds: (do|did)n't */
    size_t end = x->at;
    bool apostrophe = false;
    folded[0] = 'x';
    for (size_t n; len < CONTRACTION_MAX - 1; end += n) {
        n = is_letter(byte_at(x, end)) ? 1 : apostrophe_at(x, end);
        if (n == 0)
            break;
        apostrophe = apostrophe || !is_letter(byte_at(x, end));
        folded[len++] = is_letter(byte_at(x, end)) ? lower(byte_at(x, end)) : '\'';
    }
    if (!apostrophe && contraction_of((struct slice){folded + 1, len - 1}).cut == 0) { /* most words: no need to look around */
        copy(x, end - x->at);
        return;
    }
    bool whole = word_may_begin(x) && folded[1] != '\'';
    struct slice text = {folded + whole, len - whole};
    bool stands = word_may_end(x, end) && (whole || apostrophe);
    struct contraction c = stands ? contraction_of(text) : (struct contraction){0, {"", 0}};
    if (c.cut == 0) {
        copy(x, end - x->at > 0 ? end - x->at : 1);
        return;
    }
    memcpy(x->out + x->used, text.ptr + !whole, text.len - c.cut - !whole);
    x->used += text.len - c.cut - !whole;
    memcpy(x->out + x->used, c.tail.ptr, c.tail.len);
    x->used += c.tail.len;
    x->at = end;
}

struct slice pattern_expand(struct arena *arena, struct slice source)
{
    struct expansion x = {.source = source};
    x.out = arena_bytes(arena, memory_add(memory_multiply(source.len, 3), CONTRACTION_MAX));
    while (x.at < source.len) {
        if (skip_syntax(&x))
            continue;
        if (is_letter(byte_at(&x, x.at)) || apostrophe_at(&x, x.at) != 0)
            word(&x);
        else
            copy(&x, 1);
    }
    return (struct slice){x.out, x.used};
}
