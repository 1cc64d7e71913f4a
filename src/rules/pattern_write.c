/* SPDX-License-Identifier: MIT */
#include "lib/text.h"
#include "lib/utf8.h"
#include "rules/pattern.h"

/* The expression being written; grows in the arena. */
struct writing {
    struct arena *arena;
    bool exact;
    char *out;
    size_t used, capacity;
};

static void put(struct writing *w, struct slice s)
{
    while (w->used + s.len > w->capacity)
        w->out = arena_grow(w->arena, w->out, w->capacity, &w->capacity, 1);
    if (s.len != 0)
        memcpy(w->out + w->used, s.ptr, s.len);
    w->used += s.len;
}

static void put_character(struct writing *w, uint32_t c)
{
    char bytes[4];
    if (c < 0x80 && strchr("\\^$.[]|()?*+{}-#", (int)c) != NULL)
        put(w, SLICE("\\"));
    put(w, (struct slice){bytes, utf8_encode(c, bytes)});
}

static void write_literal(struct writing *w, const struct pattern_node *n)
{
    uint32_t folded[4] = {n->character};
    size_t count = w->exact ? 1 : text_fold_character(n->character, folded);
    bool wrap = count != 1 && n->quantifier.len != 0;
    put(w, wrap ? SLICE("(?:") : SLICE(""));
    for (size_t i = 0; i < count; i++)
        put_character(w, folded[i]);
    put(w, wrap ? SLICE(")") : SLICE(""));
}

static void write_branches(struct writing *w, const struct pattern_branch *b);

static void write_node(struct writing *w, const struct pattern_node *n)
{
    switch (n->kind) {
    case PATTERN_LITERAL:
        write_literal(w, n);
        break;
    case PATTERN_BLANK:
        put(w, !w->exact ? SLICE(" ") : n->quantifier.len != 0 ? SLICE("(?:\\s+)") : SLICE("\\s+"));
        break;
    case PATTERN_CLASS:
        put(w, w->exact ? n->exact : n->text);
        break;
    case PATTERN_OTHER:
    case PATTERN_ZERO:
        put(w, n->text);
        break;
    case PATTERN_GROUP:
    case PATTERN_LOOK:
        put(w, n->text);
        write_branches(w, n->branches);
        put(w, SLICE(")"));
        break;
    }
    put(w, n->quantifier);
}

static void write_branches(struct writing *w, const struct pattern_branch *b)
{
    for (; b != NULL; b = b->next) {
        for (const struct pattern_node *n = b->first; n != NULL; n = n->next)
            write_node(w, n);
        put(w, b->next != NULL ? SLICE("|") : SLICE(""));
    }
}

/* ^ $ \b \B at an end of the pattern say themselves what may stand there; (?i) does not. */
static bool is_edge(const struct pattern_node *n)
{
    return n != NULL && n->kind == PATTERN_ZERO && n->text.ptr[0] != '(';
}

static bool is_word_literal(const struct pattern_node *n)
{
    return n != NULL && n->kind == PATTERN_LITERAL && n->quantifier.len == 0 && text_is_word(n->character);
}

/*
 * "Not inside a word": between two letters no match may begin or end. \b alone would demand a letter, which
 * patterns that begin or end with a sign do not have there.
 */
static struct slice edge(const struct pattern_node *n)
{
    if (is_edge(n) || n == NULL)
        return SLICE("");
    return is_word_literal(n) ? SLICE("\\b") : SLICE("(?:(?<!\\w)|(?!\\w))");
}

struct slice pattern_write(struct arena *arena, const struct pattern *p, bool exact)
{
    struct writing w = {.arena = arena, .exact = exact};
    for (const struct pattern_branch *b = p->branches; b != NULL; b = b->next) {
        const struct pattern_node *last = b->first;
        while (last != NULL && last->next != NULL)
            last = last->next;
        put(&w, edge(b->first));
        for (const struct pattern_node *n = b->first; n != NULL; n = n->next)
            write_node(&w, n);
        put(&w, edge(last));
        put(&w, b->next != NULL ? SLICE("|") : SLICE(""));
    }
    return (struct slice){w.out, w.used};
}

static bool branches_repeat(const struct pattern_branch *b)
{
    for (; b != NULL; b = b->next) {
        for (const struct pattern_node *n = b->first; n != NULL; n = n->next) {
            if (n->most == PATTERN_UNLIMITED && n->kind != PATTERN_LITERAL)
                return true;
            if (n->most == PATTERN_UNLIMITED || branches_repeat(n->branches))
                return true;
        }
    }
    return false;
}

/* Whether an unlimited repeat of a group holds another unlimited one, without a separator that must come between. */
static bool nested(const struct pattern_branch *b)
{
    for (; b != NULL; b = b->next) {
        for (const struct pattern_node *n = b->first; n != NULL; n = n->next) {
            if (n->kind != PATTERN_GROUP && n->kind != PATTERN_LOOK)
                continue;
            if ((n->most == PATTERN_UNLIMITED && branches_repeat(n->branches)) || nested(n->branches))
                return true;
        }
    }
    return false;
}

bool pattern_has_nested_repeats(const struct pattern *p)
{
    return nested(p->branches);
}
