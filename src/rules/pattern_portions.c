/* SPDX-License-Identifier: MIT */
/* Cutting a pattern into portions of its alternatives, of which each can be looked for by itself. */
#include "rules/pattern_parts.h"

enum { PORTION_BRANCHES = 8 };

/* Cutting under way; a portion that is not ended yet goes from `first` to `last`. */
struct cutting {
    struct slice *out;
    size_t count;
    size_t bytes; /* of those ended, with a sign between them */
    bool refused; /* there are too many, or one would be no pattern */
    const struct pattern_branch *first, *last;
    size_t length;
};

static void end_portion(struct cutting *c)
{
    if (c->length == 0)
        return;
    const char *end = c->last->source.ptr + c->last->source.len;
    struct slice portion = {c->first->source.ptr, (size_t)(end - c->first->source.ptr)};
    c->bytes += portion.len + 1;
    c->refused = c->refused || c->count == PORTIONS_MAX || slice_trim(portion).len == 0 || c->bytes > PATTERN_LONGEST;
    if (!c->refused)
        c->out[c->count++] = portion;
    c->length = 0;
}

static bool is_inside_word(const struct pattern_node *n)
{
    return n->kind == PATTERN_ZERO && slice_equal(n->text, SLICE("\\B"));
}

/* Whether alternatives mean the same by themselves as within a group: none of them begins or ends inside a word. */
static bool are_alone(const struct pattern_branch *b)
{
    for (; b != NULL; b = b->next) {
        const struct pattern_node *last = b->first;
        while (last != NULL && last->next != NULL)
            last = last->next;
        if (last != NULL && (is_inside_word(b->first) || is_inside_word(last)))
            return false;
    }
    return true;
}

/* Whether a group only holds alternatives together: one that is atomic or has options says how they match, too. */
static bool is_plain_group(const struct pattern_node *n)
{
    return n->kind == PATTERN_GROUP && n->quantifier.len == 0 && (n->text.len == 1 || slice_equal(n->text, SLICE("(?:")));
}

/* Whether an alternative is a list: a group of alternatives, and nothing else. */
static bool is_list(const struct pattern_branch *b)
{
    const struct pattern_node *n = b->first;
    return n != NULL && n->next == NULL && is_plain_group(n) && are_alone(n->branches) && !pattern_sets_option(n->branches);
}

static void cut(struct cutting *c, const struct pattern_branch *b)
{
    for (; b != NULL; b = b->next) {
        if (is_list(b)) {
            end_portion(c);
            cut(c, b->first->branches);
            continue;
        }
        if (c->length == 0)
            c->first = b;
        c->last = b;
        if (++c->length == PORTION_BRANCHES)
            end_portion(c);
    }
    end_portion(c);
}

size_t pattern_portions(const struct pattern *p, struct slice out[PORTIONS_MAX])
{
    struct cutting c = {.out = out};
    if (!pattern_is_whole(p))
        cut(&c, p->branches);
    if (c.count != 0 && !c.refused)
        return c.count;
    out[0] = p->source;
    return 1;
}
