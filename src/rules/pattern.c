/* SPDX-License-Identifier: MIT */
#include "rules/pattern.h"

#include "lib/text.h"
#include "lib/utf8.h"
#include "rules/pattern_parts.h"

struct parsing {
    struct arena *arena;
    struct slice source;
    size_t at;
    unsigned depth;
    struct error *e;
};

static bool refuse(struct parsing *p, const char *why)
{
    size_t place = utf8_length((struct slice){p->source.ptr, p->at}) + 1;
    return error_set(p->e, "%s at character %zu of the pattern", why, place);
}

static char peek(const struct parsing *p, size_t ahead)
{
    return p->at + ahead < p->source.len ? p->source.ptr[p->at + ahead] : '\0';
}

static struct pattern_node *node(struct parsing *p, enum pattern_kind kind, size_t length)
{
    struct pattern_node *n = arena_zeroed(p->arena, sizeof *n);
    n->kind = kind;
    n->text = (struct slice){p->source.ptr + p->at, length};
    n->exact = n->text;
    n->quantifier = (struct slice){"", 0};
    n->least = n->most = 1;
    p->at += length;
    return n;
}

/* The length of \p{..}, \x{..}, \k<..> and the like, or of a two-byte escape. */
static size_t escape_length(const struct parsing *p)
{
    char open = peek(p, 2);
    char c = peek(p, 1);
    if (strchr("pPxoNgk", c) != NULL && (open == '{' || open == '<')) {
        const char *end = memchr(p->source.ptr + p->at, open == '{' ? '}' : '>', p->source.len - p->at);
        return end != NULL ? (size_t)(end - (p->source.ptr + p->at)) + 1 : 2;
    }
    if (c == 'p' || c == 'P')
        return 3;
    return c == 'x' ? 4 : 2;
}

static bool parse_escape(struct parsing *p, struct pattern_node **out)
{
    char c = peek(p, 1);
    if (c == '\0')
        return refuse(p, "a backslash without what it escapes");
    if (strchr("QEKGCcu", c) != NULL)
        return refuse(p, "an escape that rules do not have");
    if (!pattern_is_alphanumeric(c)) {
        p->at++;
        uint32_t character;
        size_t width = utf8_decode(slice_from(p->source, p->at), &character);
        *out = node(p, PATTERN_LITERAL, width);
        (*out)->character = character;
        return true;
    }
    size_t length = escape_length(p);
    if (p->at + length > p->source.len)
        return refuse(p, "an escape that does not end");
    *out = node(p, strchr("bBAzZ", c) != NULL ? PATTERN_ZERO : PATTERN_OTHER, length);
    return true;
}

static bool parse_branches(struct parsing *p, struct pattern_branch **out);

/* Length of what opens a group, "(" included, 0 when rules do not have it. */
static size_t opener_length(const struct parsing *p, enum pattern_kind *kind)
{
    *kind = PATTERN_GROUP;
    if (peek(p, 1) == '*')
        return 0;
    if (peek(p, 1) != '?')
        return 1;
    char c = peek(p, 2);
    char d = peek(p, 3);
    if (c == ':' || c == '>' || c == '|')
        return 3;
    if (c == '=' || c == '!' || (c == '<' && (d == '=' || d == '!'))) {
        *kind = PATTERN_LOOK;
        return c == '<' ? 4 : 3;
    }
    size_t n = 2;
    if (c == '<' || (c == 'P' && d == '<')) {
        while (peek(p, n) != '>' && peek(p, n) != '\0')
            n++;
        return peek(p, n) == '>' ? n + 1 : 0;
    }
    while (peek(p, n) == 'i' || peek(p, n) == 's' || peek(p, n) == '-')
        n++;
    if (n > 2 && peek(p, n) == ')')
        *kind = PATTERN_ZERO;
    return n > 2 && (peek(p, n) == ':' || peek(p, n) == ')') ? n + 1 : 0;
}

static bool parse_group(struct parsing *p, struct pattern_node **out)
{
    enum pattern_kind kind;
    size_t length = opener_length(p, &kind);
    if (length == 0)
        return refuse(p, "a kind of group that rules do not have");
    if (p->depth >= PATTERN_DEPTH)
        return refuse(p, "groups within groups, too deep");
    *out = node(p, kind, length);
    if (kind == PATTERN_ZERO)
        return true;
    p->depth++;
    if (!parse_branches(p, &(*out)->branches))
        return false;
    p->depth--;
    if (peek(p, 0) != ')')
        return refuse(p, "a group that does not end");
    p->at++;
    return true;
}

/* Length of a quantifier at the present place, 0: none. */
static size_t quantifier_at(const struct parsing *p, uint32_t *least, uint32_t *most)
{
    char c = peek(p, 0);
    size_t n = 1;
    *least = c == '+';
    *most = c == '?' ? 1 : PATTERN_UNLIMITED;
    if (c != '?' && c != '*' && c != '+') {
        if (c != '{' || peek(p, 1) < '0' || peek(p, 1) > '9')
            return 0;
        *least = 0;
        for (; peek(p, n) >= '0' && peek(p, n) <= '9'; n++)
            *least = *least < 10000 ? *least * 10 + (uint32_t)(peek(p, n) - '0') : *least;
        *most = *least;
        if (peek(p, n) == ',') {
            n++;
            *most = peek(p, n) == '}' ? PATTERN_UNLIMITED : 0;
            for (; peek(p, n) >= '0' && peek(p, n) <= '9'; n++)
                *most = *most < 10000 ? *most * 10 + (uint32_t)(peek(p, n) - '0') : *most;
        }
        if (peek(p, n) != '}')
            return 0;
        n++;
    }
    return peek(p, n) == '?' || peek(p, n) == '+' ? n + 1 : n;
}

static bool parse_class(struct parsing *p, struct pattern_node **out)
{
    const char *why = "";
    size_t at = p->at;
    *out = node(p, PATTERN_CLASS, 0);
    if (!pattern_class(p->arena, p->source, &at, *out, &why))
        return refuse(p, why);
    (*out)->exact = (struct slice){p->source.ptr + p->at, at - p->at};
    p->at = at;
    return true;
}

static bool parse_atom(struct parsing *p, struct pattern_node **out)
{
    char c = peek(p, 0);
    if (c == '\\')
        return parse_escape(p, out);
    if (c == '(')
        return parse_group(p, out);
    if (c == '[')
        return parse_class(p, out);
    if (c == '^' || c == '$') {
        *out = node(p, PATTERN_ZERO, 1);
        return true;
    }
    if (c == '.') {
        *out = node(p, PATTERN_OTHER, 1);
        return true;
    }
    if (c == '*' || c == '+' || c == '?')
        return refuse(p, "a quantifier with nothing before it");
    uint32_t character;
    size_t width = utf8_decode(slice_from(p->source, p->at), &character);
    if (width == 0)
        return refuse(p, "a byte that is not UTF-8");
    uint32_t folded[4];
    bool blank = text_fold_character(character, folded) == 1 && (folded[0] == ' ' || folded[0] == '\n');
    *out = node(p, blank ? PATTERN_BLANK : PATTERN_LITERAL, width);
    (*out)->character = character;
    return true;
}

static bool parse_item(struct parsing *p, struct pattern_node **out)
{
    uint32_t least;
    uint32_t most;
    if (!parse_atom(p, out))
        return false;
    while ((*out)->kind == PATTERN_BLANK && peek(p, 0) == ' ')
        p->at++;
    size_t length = quantifier_at(p, &least, &most);
    if (length == 0)
        return true;
    (*out)->quantifier = (struct slice){p->source.ptr + p->at, length};
    (*out)->least = least;
    (*out)->most = most;
    p->at += length;
    return true;
}

static bool parse_branch(struct parsing *p, struct pattern_branch *branch)
{
    struct pattern_node **end = &branch->first;
    while (p->at < p->source.len && peek(p, 0) != '|' && peek(p, 0) != ')') {
        if (!parse_item(p, end))
            return false;
        end = &(*end)->next;
    }
    return true;
}

static bool parse_branches(struct parsing *p, struct pattern_branch **out)
{
    for (;; out = &(*out)->next) {
        size_t start = p->at;
        *out = arena_zeroed(p->arena, sizeof **out);
        if (!parse_branch(p, *out))
            return false;
        (*out)->source = (struct slice){p->source.ptr + start, p->at - start};
        if (peek(p, 0) != '|')
            return true;
        p->at++;
    }
}

static bool parse(struct arena *arena, struct slice source, bool exact, struct pattern *p, struct error *e)
{
    *p = (struct pattern){.source = source};
    struct parsing state = {.arena = arena, .source = source, .e = e};
    if (slice_trim(source).len == 0)
        return error_set(e, "the pattern is empty");
    if (state.source.len > PATTERN_LONGEST)
        return error_set(e, "the pattern is longer than %d bytes: make two rules of it", PATTERN_LONGEST);
    if (!exact)
        state.source = pattern_expand(arena, state.source);
    if (!parse_branches(&state, &p->branches))
        return false;
    if (state.at < state.source.len)
        return refuse(&state, "a ) without its (");
    return true;
}

bool pattern_parse(struct arena *arena, struct slice source, struct pattern *p, struct error *e)
{
    return parse(arena, source, false, p, e);
}

bool pattern_parse_exact(struct arena *arena, struct slice source, struct pattern *p, struct error *e)
{
    return parse(arena, source, true, p, e);
}
