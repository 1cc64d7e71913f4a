/* SPDX-License-Identifier: MIT */
#include "lib/text.h"
#include "lib/utf8.h"
#include "rules/pattern.h"

/* A beginning of a match; open: the match may go on with what comes next in the pattern. */
struct beginning {
    char bytes[PREFIX_LENGTH];
    uint8_t len;
    bool open;
};

/* All beginnings so far; never more than PREFIXES_MAX. */
struct beginnings {
    struct arena *arena;
    struct beginning *all;
    size_t count, capacity;
};

static void close_all(struct beginnings *s)
{
    for (size_t i = 0; i < s->count; i++)
        s->all[i].open = false;
}

static bool any_open(const struct beginnings *s)
{
    for (size_t i = 0; i < s->count; i++) {
        if (s->all[i].open)
            return true;
    }
    return false;
}

static bool add(struct beginnings *s, struct beginning b)
{
    for (size_t i = 0; i < s->count; i++) {
        struct beginning *old = &s->all[i];
        if (old->len == b.len && old->open == b.open && memcmp(old->bytes, b.bytes, b.len) == 0)
            return true;
    }
    if (s->count == PREFIXES_MAX)
        return false;
    s->all = arena_grow(s->arena, s->all, s->count, &s->capacity, sizeof *s->all);
    s->all[s->count++] = b;
    return true;
}

static struct beginnings start_set(struct arena *arena, bool open)
{
    struct beginnings s = {.arena = arena};
    add(&s, (struct beginning){.open = open});
    return s;
}

/* front followed by back; closed where it does not fit. */
static struct beginning joined(const struct beginning *front, const struct beginning *back)
{
    struct beginning b = *front;
    size_t room = PREFIX_LENGTH - front->len;
    size_t n = back->len < room ? back->len : room;
    memcpy(b.bytes + b.len, back->bytes, n);
    b.len = (uint8_t)(b.len + n);
    b.open = back->open && b.len < PREFIX_LENGTH && n == back->len;
    return b;
}

/* Every open beginning goes on with every one of more. False: they would be too many, *s is closed instead. */
static bool append(struct beginnings *s, const struct beginnings *more)
{
    struct beginnings both = {.arena = s->arena};
    bool fits = true;
    for (size_t i = 0; i < s->count && fits; i++) {
        if (!s->all[i].open) {
            fits = add(&both, s->all[i]);
            continue;
        }
        for (size_t k = 0; k < more->count && fits; k++)
            fits = add(&both, joined(&s->all[i], &more->all[k]));
    }
    if (fits)
        *s = both;
    else
        close_all(s);
    return fits;
}

static void add_character(struct beginning *b, const uint32_t *characters, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        char bytes[4];
        size_t n = utf8_encode(characters[i], bytes);
        if (b->len + n > PREFIX_LENGTH) {
            b->open = false;
            return;
        }
        memcpy(b->bytes + b->len, bytes, n);
        b->len = (uint8_t)(b->len + n);
    }
}

static struct beginnings of_branches(struct arena *arena, const struct pattern_branch *b);

/* What one occurrence of the node may begin with. */
static struct beginnings of_node(struct arena *arena, const struct pattern_node *n)
{
    struct beginnings s = start_set(arena, true);
    uint32_t folded[4];
    switch (n->kind) {
    case PATTERN_LITERAL:
        add_character(&s.all[0], folded, text_fold_character(n->character, folded));
        break;
    case PATTERN_BLANK:
        folded[0] = ' ';
        add_character(&s.all[0], folded, 1);
        break;
    case PATTERN_CLASS:
        s.all[0].open = n->member_count != 0;
        s.count = n->member_count != 0 ? 0 : 1;
        for (size_t i = 0; i < n->member_count; i++) {
            struct beginning b = {.open = true};
            add_character(&b, &n->members[i], 1);
            add(&s, b);
        }
        break;
    case PATTERN_OTHER:
        s.all[0].open = false;
        break;
    case PATTERN_GROUP:
        return of_branches(arena, n->branches);
    case PATTERN_ZERO:
    case PATTERN_LOOK:
        break;
    }
    return s;
}

/* so often, at the most, a repeated item is written out */
enum { TIMES_MAX = 3 };

/*
 * Goes on with one item of the pattern, its quantifier included: as often as it must come, then, where it may come again,
 * once more (and closed) or not.
 */
static void go_on(struct arena *arena, struct beginnings *s, const struct pattern_node *n)
{
    if (n->kind == PATTERN_ZERO || n->kind == PATTERN_LOOK || n->most == 0)
        return;
    struct beginnings once = of_node(arena, n);
    struct beginnings tail = start_set(arena, true);
    uint32_t must = n->least < TIMES_MAX ? n->least : TIMES_MAX;
    for (uint32_t i = 0; i < must && any_open(s); i++)
        append(s, &once);
    if (must < n->least)
        close_all(s);
    if (n->most <= n->least || !any_open(s))
        return;
    if (n->most > n->least + 1)
        close_all(&once);
    for (size_t i = 0; i < once.count; i++) {
        if (!add(&tail, once.all[i])) {
            close_all(s);
            return;
        }
    }
    append(s, &tail);
}

static struct beginnings of_branches(struct arena *arena, const struct pattern_branch *b)
{
    struct beginnings all = {.arena = arena};
    for (; b != NULL; b = b->next) {
        struct beginnings s = start_set(arena, true);
        for (const struct pattern_node *n = b->first; n != NULL && any_open(&s); n = n->next)
            go_on(arena, &s, n);
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

/* Whether a top-level alternative begins with \B, so that its matches begin inside words. */
static bool begins_inside(const struct pattern *p)
{
    for (const struct pattern_branch *b = p->branches; b != NULL; b = b->next) {
        const struct pattern_node *n = b->first;
        if (n != NULL && n->kind == PATTERN_ZERO && slice_equal(n->text, SLICE("\\B")))
            return true;
    }
    return false;
}

void pattern_prefixes(struct arena *arena, const struct pattern *p, struct prefixes *out)
{
    struct arena scratch = {0};
    struct beginnings s = of_branches(&scratch, p->branches);
    *out = (struct prefixes){.any_start = begins_inside(p)};
    for (size_t i = 0; i < s.count; i++) {
        if (s.all[i].len == 0) {
            out->count = 0;
            break;
        }
        out->texts[out->count++] = arena_copy(arena, (struct slice){s.all[i].bytes, s.all[i].len});
    }
    arena_free(&scratch);
}
