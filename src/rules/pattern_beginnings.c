/* SPDX-License-Identifier: MIT */
#include "lib/text.h"
#include "lib/utf8.h"
#include "rules/pattern_parts.h"

enum { SLOTS = 2 * BEGINNINGS_MAX };

static void close_all(struct beginnings *s)
{
    for (size_t i = 0; i < s->count; i++)
        s->all[i].open = false;
}

/* The same where anything may follow. */
static void cut_all(struct beginnings *s)
{
    close_all(s);
    for (size_t i = 0; i < s->count; i++)
        s->all[i].ends = false;
}

static bool any_open(const struct beginnings *s)
{
    for (size_t i = 0; i < s->count; i++) {
        if (s->all[i].open)
            return true;
    }
    return false;
}

static bool same(const struct beginning *a, const struct beginning *b)
{
    return a->len == b->len && a->open == b->open && a->ends == b->ends && memcmp(a->bytes, b->bytes, a->len) == 0;
}

/* The slot of a beginning, or the free one where it would be. */
static uint16_t *slot_of(const struct beginnings *s, const struct beginning *b)
{
    uint64_t hash = b->open + 2U * b->ends;
    for (size_t i = 0; i < b->len; i++)
        hash = (hash ^ (unsigned char)b->bytes[i]) * UINT64_C(0x100000001b3);
    size_t at = (size_t)(hash >> 20);
    while (s->slots[at % SLOTS] != 0 && !same(&s->all[s->slots[at % SLOTS] - 1], b))
        at++;
    return &s->slots[at % SLOTS];
}

static void use_slots(struct beginnings *s)
{
    s->slots = arena_array(s->extent->arena, SLOTS, sizeof *s->slots);
    for (size_t i = 0; i < s->count; i++)
        *slot_of(s, &s->all[i]) = (uint16_t)(i + 1);
}

/* Adds one that is not there yet. False: there are too many. */
static bool add(struct beginnings *s, struct beginning b)
{
    enum { FEW = 12 };
    if (s->count > FEW && s->slots == NULL)
        use_slots(s);
    uint16_t *slot = s->slots != NULL ? slot_of(s, &b) : NULL;
    if (slot != NULL && *slot != 0)
        return true;
    for (size_t i = 0; slot == NULL && i < s->count; i++) {
        if (same(&s->all[i], &b))
            return true;
    }
    if (s->count == s->extent->most) {
        s->extent->overflow = true;
        return false;
    }
    s->all = arena_grow(s->extent->arena, s->all, s->count, &s->capacity, sizeof *s->all);
    s->all[s->count++] = b;
    if (slot != NULL)
        *slot = (uint16_t)s->count;
    return true;
}

static struct beginnings start_set(struct extent *extent)
{
    struct beginnings s = {.extent = extent};
    add(&s, (struct beginning){.open = true});
    return s;
}

/* front followed by back; closed where it does not fit. */
static struct beginning joined(const struct beginning *front, const struct beginning *back, size_t length)
{
    struct beginning b = *front;
    size_t room = length - front->len;
    size_t n = back->len < room ? back->len : room;
    memcpy(b.bytes + b.len, back->bytes, n);
    b.len = (uint8_t)(b.len + n);
    b.open = back->open && b.len < length && n == back->len;
    b.ends = n == 0 ? n == back->len && front->ends : n == back->len && back->ends;
    return b;
}

/* Every open beginning goes on with every one of more. False: they would be too many, *s is closed instead. */
static bool append(struct beginnings *s, const struct beginnings *more)
{
    struct beginnings both = {.extent = s->extent};
    bool fits = true;
    for (size_t i = 0; i < s->count && fits; i++) {
        if (!s->all[i].open) {
            fits = add(&both, s->all[i]);
            continue;
        }
        for (size_t k = 0; k < more->count && fits; k++)
            fits = add(&both, joined(&s->all[i], &more->all[k], s->extent->length));
    }
    if (fits)
        *s = both;
    else
        close_all(s);
    return fits;
}

static void add_character(const struct extent *extent, struct beginning *b, const uint32_t *characters, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        char bytes[4];
        size_t n = utf8_encode(characters[i], bytes);
        if (b->len + n > extent->length) {
            b->open = false;
            return;
        }
        memcpy(b->bytes + b->len, bytes, n);
        b->len = (uint8_t)(b->len + n);
        b->ends = false;
    }
}

static struct beginnings of_branches(struct extent *extent, const struct pattern_branch *b);

/* What one occurrence of the node may begin with. */
static struct beginnings of_node(struct extent *extent, const struct pattern_node *n)
{
    struct beginnings s = start_set(extent);
    uint32_t folded[4];
    switch (n->kind) {
    case PATTERN_LITERAL:
        add_character(extent, &s.all[0], folded, text_fold_character(n->character, folded));
        break;
    case PATTERN_BLANK:
        folded[0] = ' ';
        add_character(extent, &s.all[0], folded, 1);
        break;
    case PATTERN_CLASS:
        s.all[0].open = n->member_count != 0;
        s.count = n->member_count != 0 ? 0 : 1;
        for (size_t i = 0; i < n->member_count; i++) {
            struct beginning b = {.open = true};
            add_character(extent, &b, &n->members[i], 1);
            add(&s, b);
        }
        break;
    case PATTERN_OTHER:
        s.all[0].open = false;
        break;
    case PATTERN_GROUP:
        return of_branches(extent, n->branches);
    case PATTERN_ZERO:
    case PATTERN_LOOK:
        break;
    }
    return s;
}

/* One character, the most frequent item by far. */
static void add_literal(struct beginnings *s, const struct pattern_node *n)
{
    uint32_t folded[4] = {' '};
    size_t count = n->kind == PATTERN_BLANK ? 1 : text_fold_character(n->character, folded);
    for (size_t i = 0; i < s->count; i++) {
        if (s->all[i].open)
            add_character(s->extent, &s->all[i], folded, count);
        s->all[i].open = s->all[i].open && s->all[i].len < s->extent->length;
    }
    s->slots = NULL;
}

/* so often, at the most, a repeated item is written out */
enum { TIMES_MAX = 3 };

/*
 * Goes on with one item of the pattern, its quantifier included: as often as it must come, then, where it may come again,
 * once more (and closed) or not.
 */
static void go_on(struct extent *extent, struct beginnings *s, const struct pattern_node *n)
{
    if (n->most == 0)
        return;
    if ((n->kind == PATTERN_LITERAL || n->kind == PATTERN_BLANK) && n->least == 1 && n->most == 1) {
        add_literal(s, n);
        return;
    }
    struct beginnings once = of_node(extent, n);
    struct beginnings tail = start_set(extent);
    uint32_t must = n->least < TIMES_MAX ? n->least : TIMES_MAX;
    for (uint32_t i = 0; i < must && any_open(s); i++)
        append(s, &once);
    if (must < n->least)
        close_all(s);
    if (n->most <= n->least || !any_open(s))
        return;
    if (n->most > n->least + 1)
        cut_all(&once);
    bool fits = true;
    for (size_t i = 0; i < once.count && fits; i++)
        fits = add(&tail, once.all[i]);
    if (fits)
        append(s, &tail);
    else
        close_all(s);
}

/* Notes for those that are open whether what comes next is no letter or digit. */
static void note_ends(struct beginnings *s, const struct pattern_node *n, bool top)
{
    bool ends = pattern_begins_outside(n, top) == PATTERN_OUTSIDE;
    for (size_t i = 0; i < s->count; i++) {
        struct beginning *b = &s->all[i];
        if (b->open)
            b->ends = ends && b->len > 0 && message_word_byte(b->bytes[b->len - 1]);
    }
    s->slots = NULL;
}

struct beginnings pattern_beginnings(struct extent *extent, const struct pattern_node *n, const struct pattern_node *end, bool top)
{
    struct beginnings s = start_set(extent);
    const struct pattern_node *rest = n; /* all behind what was gone on with, assertions included */
    for (; n != end && any_open(&s); n = n->next) {
        if (n->kind == PATTERN_ZERO || n->kind == PATTERN_LOOK)
            continue;
        note_ends(&s, rest, top);
        go_on(extent, &s, n);
        rest = n->next;
    }
    note_ends(&s, rest, top);
    return s;
}

static struct beginnings of_branches(struct extent *extent, const struct pattern_branch *b)
{
    struct beginnings all = {.extent = extent};
    for (; b != NULL; b = b->next) {
        struct beginnings s = pattern_beginnings(extent, b->first, NULL, false);
        for (size_t i = 0; i < s.count; i++) {
            if (!add(&all, s.all[i])) {
                all.all[0] = (struct beginning){.open = false}; /* too many: nothing can be told */
                all.count = 1;
                return all;
            }
        }
    }
    return all;
}
