/* SPDX-License-Identifier: MIT */
#include "lib/utf8.h"
#include "rules/pattern.h"
#include "rules/rule_check.h"

enum { PUMP_MAX = 200, SEED_MAX = 2000 };

/* A text being made along a pattern. */
struct bomb {
    char *out;
    size_t used, size;
    unsigned pump;      /* how often repeats are taken, at the most */
    bool last_branches; /* of alternatives: the last one instead of the first */
};

static void put(struct bomb *b, const char *bytes, size_t len)
{
    if (b->used + len > b->size)
        return;
    memcpy(b->out + b->used, bytes, len);
    b->used += len;
}

static void along(struct bomb *b, const struct pattern_branch *branch);

static void once(struct bomb *b, const struct pattern_node *n)
{
    char bytes[4];
    switch (n->kind) {
    case PATTERN_LITERAL:
        put(b, bytes, utf8_encode(n->character, bytes));
        break;
    case PATTERN_BLANK:
        put(b, " ", 1);
        break;
    case PATTERN_CLASS:
        put(b, bytes, n->member_count != 0 ? utf8_encode(n->members[0], bytes) : 0);
        if (n->member_count == 0)
            put(b, "a", 1);
        break;
    case PATTERN_OTHER:
        put(b, slice_equal(n->text, SLICE("\\d")) ? "1" : slice_equal(n->text, SLICE("\\s")) ? " " : "a", 1);
        break;
    case PATTERN_GROUP:
        along(b, n->branches);
        break;
    case PATTERN_ZERO:
    case PATTERN_LOOK:
        break;
    }
}

static void along(struct bomb *b, const struct pattern_branch *branch)
{
    while (b->last_branches && branch->next != NULL)
        branch = branch->next;
    for (const struct pattern_node *n = branch->first; n != NULL; n = n->next) {
        unsigned times = n->most > 1 ? b->pump : n->most;
        times = times > n->most ? n->most : times < n->least ? n->least : times;
        for (unsigned i = 0; i < times && b->used < b->size; i++)
            once(b, n);
    }
}

/*
 * The seed less its last character, again and again: it nearly matches everywhere. The last character follows behind a sign,
 * since PCRE2 gives up at once on a text that has not got it.
 */
static struct slice repeated(struct arena *arena, struct slice seed, size_t size)
{
    char *text = arena_bytes(arena, size);
    size_t used = 0;
    size_t cut = seed.len > 1 ? seed.len - 1 : seed.len;
    while (cut > 1 && ((unsigned char)seed.ptr[cut] & 0xc0) == 0x80)
        cut--;
    while (cut != 0 && used + seed.len + 3 <= size) {
        memcpy(text + used, seed.ptr, cut);
        used += cut;
        text[used++] = ' ';
        text[used++] = '-';
        memcpy(text + used, seed.ptr + cut, seed.len - cut);
        used += seed.len - cut;
        text[used++] = ' ';
    }
    return (struct slice){text, used};
}

size_t rule_bombs(struct arena *arena, struct slice pattern, size_t size, struct slice bombs[BOMBS_MAX])
{
    struct pattern p;
    struct error ignored = {0};
    if (pattern.len == 0 || !pattern_parse(arena, pattern, &p, &ignored))
        return 0;
    for (size_t i = 0; i < BOMBS_MAX; i++) {
        struct bomb b = {.out = arena_bytes(arena, SEED_MAX), .size = SEED_MAX, .pump = i < 2 ? 1 : PUMP_MAX,
                         .last_branches = i % 2 == 1};
        along(&b, p.branches);
        bombs[i] = repeated(arena, (struct slice){b.out, b.used}, size);
    }
    return BOMBS_MAX;
}
