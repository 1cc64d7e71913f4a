/* SPDX-License-Identifier: MIT */
#include "lib/text.h"
#include "rules/pattern_parts.h"

static uint32_t far_or(uint64_t blanks)
{
    return blanks < CHAIN_FAR ? (uint32_t)blanks : CHAIN_FAR;
}

struct reach pattern_reach_plus(struct reach a, struct reach b)
{
    return (struct reach){far_or((uint64_t)a.least + b.least), far_or((uint64_t)a.most + b.most)};
}

static struct reach reach_of_branches(const struct pattern_branch *b)
{
    struct reach all = {CHAIN_FAR, 0};
    for (; b != NULL; b = b->next) {
        struct reach r = {0, 0};
        for (const struct pattern_node *n = b->first; n != NULL; n = n->next)
            r = pattern_reach_plus(r, pattern_reach(n));
        all.least = r.least < all.least ? r.least : all.least;
        all.most = r.most > all.most ? r.most : all.most;
    }
    return all;
}

/* What one escape or dot takes: \S, \w and \d no blank, one character at the most one, others who knows. */
static struct reach reach_of_escape(struct slice text)
{
    static const char *const solid[] = {"\\S", "\\w", "\\d"};
    static const char *const single[] = {".", "\\s", "\\W", "\\D"};
    for (size_t i = 0; i < sizeof solid / sizeof *solid; i++) {
        if (slice_equal(text, slice_of(solid[i])))
            return (struct reach){0, 0};
    }
    for (size_t i = 0; i < sizeof single / sizeof *single; i++) {
        if (slice_equal(text, slice_of(single[i])))
            return (struct reach){0, 1};
    }
    return (struct reach){0, CHAIN_FAR};
}

/* Whether a character or a class may stand for a blank, folded. */
static bool may_be_blank(const struct pattern_node *n)
{
    uint32_t folded[4] = {0};
    size_t count = n->kind == PATTERN_CLASS ? n->member_count : text_fold_character(n->character, folded);
    const uint32_t *list = n->kind == PATTERN_CLASS ? n->members : folded;
    for (size_t i = 0; i < count; i++) {
        if (list[i] <= ' ')
            return true;
    }
    return count == 0 && !pattern_class_excludes(n, 's');
}

static struct reach reach_of_one(const struct pattern_node *n)
{
    switch (n->kind) {
    case PATTERN_BLANK:
        return (struct reach){1, 1};
    case PATTERN_CLASS:
    case PATTERN_LITERAL:
        return (struct reach){0, may_be_blank(n)};
    case PATTERN_OTHER:
        return reach_of_escape(n->text);
    case PATTERN_GROUP:
        return reach_of_branches(n->branches);
    case PATTERN_ZERO:
    case PATTERN_LOOK:
        break;
    }
    return (struct reach){0, 0};
}

struct reach pattern_reach(const struct pattern_node *n)
{
    struct reach r = reach_of_one(n);
    bool unlimited = n->most == PATTERN_UNLIMITED || r.most == CHAIN_FAR;
    r.most = r.most == 0 || n->most == 0 ? 0 : unlimited ? CHAIN_FAR : far_or((uint64_t)r.most * n->most);
    r.least = far_or((uint64_t)r.least * n->least);
    return r;
}

uint64_t pattern_longest(const struct pattern_node *n)
{
    uint64_t most = 0;
    if (n->kind == PATTERN_ZERO || n->kind == PATTERN_LOOK)
        return 0;
    if (n->kind == PATTERN_OTHER && n->text.len != 1 && !slice_equal(n->text, SLICE("\\w")) && !slice_equal(n->text, SLICE("\\d")))
        return PATTERN_UNLIMITED;
    for (const struct pattern_branch *b = n->branches; b != NULL; b = b->next) {
        uint64_t sum = 0;
        for (const struct pattern_node *inner = b->first; inner != NULL; inner = inner->next)
            sum += pattern_longest(inner);
        most = sum > most ? sum : most;
    }
    uint32_t folded[4];
    if (n->kind != PATTERN_GROUP)
        most = n->kind == PATTERN_LITERAL ? text_fold_character(n->character, folded) : 1;
    most = most > PATTERN_UNLIMITED ? PATTERN_UNLIMITED : most;
    return n->most == PATTERN_UNLIMITED && most != 0 ? PATTERN_UNLIMITED : most * n->most;
}
