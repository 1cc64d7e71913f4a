/* SPDX-License-Identifier: MIT */
/* Cutting a pattern into portions of its alternatives, of which each can be looked for by itself. */
#include "rules/pattern_parts.h"

enum { PORTION_BRANCHES = 8 };

/* Cutting under way; a portion that is not ended yet goes from `first` to `last`. */
struct cutting {
    struct slice *out;
    size_t count;
    bool too_many;
    const struct pattern_branch *first, *last;
    size_t length;
};

static void end_portion(struct cutting *c)
{
    if (c->length == 0)
        return;
    c->too_many = c->too_many || c->count == PORTIONS_MAX;
    if (!c->too_many) {
        const char *end = c->last->source.ptr + c->last->source.len;
        c->out[c->count++] = (struct slice){c->first->source.ptr, (size_t)(end - c->first->source.ptr)};
    }
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

/* Whether an alternative is a list: a group of alternatives, and nothing else. */
static bool is_list(const struct pattern_branch *b)
{
    const struct pattern_node *n = b->first;
    return n != NULL && n->next == NULL && n->kind == PATTERN_GROUP && n->quantifier.len == 0 && are_alone(n->branches) &&
           !pattern_sets_option(n->branches);
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
    if (c.count != 0 && !c.too_many)
        return c.count;
    out[0] = p->source;
    return 1;
}
