/* SPDX-License-Identifier: MIT */
/* Where in matches of a pattern words surely begin and end: next to what is no letter or digit. */
#include "lib/text.h"
#include "rules/pattern_parts.h"

static bool is_outside(uint32_t folded)
{
    return folded < 0x80 && !message_word_byte((char)folded);
}

bool pattern_class_excludes(const struct pattern_node *n, char escape)
{
    struct slice class = n->exact;
    if (n->kind != PATTERN_CLASS || !slice_starts(class, SLICE("[^")))
        return false;
    for (size_t i = 2; i + 1 < class.len; i += class.ptr[i] == '\\' ? 2 : 1) {
        if (class.ptr[i] == '\\' && class.ptr[i + 1] == escape)
            return true;
    }
    return false;
}

/* Whether an item that takes one character takes none of a word. */
static bool takes_no_word(const struct pattern_node *n)
{
    uint32_t folded[4] = {0};
    switch (n->kind) {
    case PATTERN_BLANK:
        return true;
    case PATTERN_LITERAL:
        return text_fold_character(n->character, folded) == 1 && is_outside(folded[0]);
    case PATTERN_CLASS:
        for (size_t i = 0; i < n->member_count; i++) {
            if (!is_outside(n->members[i]))
                return false;
        }
        return n->member_count != 0 || pattern_class_excludes(n, 'w');
    case PATTERN_OTHER:
        return slice_equal(n->text, SLICE("\\W")) || slice_equal(n->text, SLICE("\\s"));
    case PATTERN_ZERO:
    case PATTERN_GROUP:
    case PATTERN_LOOK:
        break;
    }
    return false;
}

static bool is_zero(const struct pattern_node *n, const char *text)
{
    return n->kind == PATTERN_ZERO && slice_equal(n->text, slice_of(text));
}

/* Options, as in (?i). */
static bool is_option(const struct pattern_node *n)
{
    return n->kind == PATTERN_ZERO && n->text.ptr[0] == '(';
}

static enum pattern_outside branches_begin(const struct pattern_branch *b)
{
    enum pattern_outside all = PATTERN_OUTSIDE;
    for (; b != NULL && all != PATTERN_INSIDE; b = b->next) {
        enum pattern_outside one = pattern_begins_outside(b->first, false);
        all = one < all ? one : all;
    }
    return all;
}

static enum pattern_outside item_begins(const struct pattern_node *n)
{
    if (n->kind == PATTERN_LOOK || n->most == 0 || is_option(n))
        return PATTERN_NOTHING;
    if (n->kind == PATTERN_ZERO) /* behind a letter \b says that the word ends */
        return is_zero(n, "\\b") || is_zero(n, "$") ? PATTERN_OUTSIDE : PATTERN_INSIDE;
    enum pattern_outside one = n->kind == PATTERN_GROUP ? branches_begin(n->branches)
                               : takes_no_word(n)       ? PATTERN_OUTSIDE
                                                        : PATTERN_INSIDE;
    return one == PATTERN_OUTSIDE && n->least == 0 ? PATTERN_NOTHING : one;
}

enum pattern_outside pattern_begins_outside(const struct pattern_node *n, bool top)
{
    for (; n != NULL; n = n->next) {
        enum pattern_outside one = item_begins(n);
        if (one != PATTERN_NOTHING)
            return one;
    }
    return top ? PATTERN_OUTSIDE : PATTERN_NOTHING; /* no match ends inside a word */
}

/* Whether a word may begin behind any of the alternatives. */
static bool branches_end(const struct pattern_branch *b, bool before)
{
    bool all = true;
    for (; b != NULL && all; b = b->next) {
        all = before;
        for (const struct pattern_node *n = b->first; n != NULL; n = n->next)
            all = pattern_ends_outside(n, all);
    }
    return all;
}

bool pattern_ends_outside(const struct pattern_node *n, bool before)
{
    if (n->kind == PATTERN_LOOK || n->most == 0 || is_option(n))
        return before;
    if (n->kind == PATTERN_ZERO)
        return is_zero(n, "\\b") || (is_zero(n, "^") && before);
    bool once = n->kind == PATTERN_GROUP ? branches_end(n->branches, before) : takes_no_word(n);
    return once && (before || n->least > 0);
}
