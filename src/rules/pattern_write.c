/* SPDX-License-Identifier: MIT */
#include "lib/text.h"
#include "lib/utf8.h"
#include "rules/pattern_parts.h"

/* The expression being written; grows in the arena. */
struct writing {
    struct arena *arena;
    bool exact;
    bool refers; /* something refers back to a group */
    struct arena_text out;
};

static void put(struct writing *w, struct slice s)
{
    arena_text_put(&w->out, s);
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

/* In folded text all white space is one blank, which is tested faster than white space in all of Unicode. */
static struct slice plain_form(struct slice escape)
{
    if (slice_equal(escape, SLICE("\\S")))
        return SLICE("[^ ]");
    return slice_equal(escape, SLICE("\\s")) ? SLICE(" ") : escape;
}

/* An alternative, or what is left of one; `top` ones get the edge of their last item at the end. */
struct rest {
    const struct pattern_node *next, *last;
};

struct rests {
    struct rest *list;
    size_t count;
    bool top;
};

static void write_branches(struct writing *w, const struct pattern_branch *b);

static void write_node(struct writing *w, const struct pattern_node *n);

/* What looks behind may have alternatives of different lengths, but only as they stand, at its top. */
static void write_behind(struct writing *w, const struct pattern_branch *b)
{
    for (; b != NULL; b = b->next) {
        for (const struct pattern_node *n = b->first; n != NULL; n = n->next)
            write_node(w, n);
        put(w, b->next != NULL ? SLICE("|") : SLICE(""));
    }
}

/* A group that nothing refers to need not be remembered. */
static struct slice opener(const struct writing *w, const struct pattern_node *n)
{
    return n->kind == PATTERN_GROUP && n->text.len == 1 && !w->refers ? SLICE("(?:") : n->text;
}

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
        put(w, w->exact ? n->text : plain_form(n->text));
        break;
    case PATTERN_ZERO:
        put(w, n->text);
        break;
    case PATTERN_GROUP:
    case PATTERN_LOOK:
        put(w, opener(w, n));
        if (slice_starts(n->text, SLICE("(?<=")) || slice_starts(n->text, SLICE("(?<!")))
            write_behind(w, n->branches);
        else
            write_branches(w, n->branches);
        put(w, SLICE(")"));
        break;
    }
    put(w, n->quantifier);
}

/* ^ $ \b \B at an end of the pattern say themselves what may stand there; (?i) does not. */
static bool is_edge(const struct pattern_node *n)
{
    return n != NULL && n->kind == PATTERN_ZERO && n->text.ptr[0] != '(';
}

static const struct pattern_node *last_of(const struct pattern_branch *b)
{
    const struct pattern_node *last = b->first;
    while (last != NULL && last->next != NULL)
        last = last->next;
    return last;
}

/* Whether what the item matches surely begins, or ends, with a letter or digit. */
static bool is_word_item(const struct pattern_node *n, bool at_end)
{
    if (n == NULL || n->least == 0)
        return false;
    if (n->kind == PATTERN_LITERAL)
        return text_is_word(n->character);
    if (n->kind != PATTERN_GROUP)
        return false;
    for (const struct pattern_branch *b = n->branches; b != NULL; b = b->next) {
        if (!is_word_item(at_end ? last_of(b) : b->first, at_end))
            return false;
    }
    return true;
}

/*
 * "Not inside a word": between two letters no match may begin or end. \b alone would demand a letter, which
 * patterns that begin or end with a sign do not have there.
 */
static struct slice edge(const struct pattern_node *n, bool at_end)
{
    if (is_edge(n) || n == NULL)
        return SLICE("");
    return is_word_item(n, at_end) ? SLICE("\\b") : SLICE("(?:(?<!\\w)|(?!\\w))");
}

static void write_rest(struct writing *w, struct rest r, bool top)
{
    for (const struct pattern_node *n = r.next; n != NULL; n = n->next)
        write_node(w, n);
    put(w, top ? edge(r.last, true) : SLICE(""));
}

/* The one character that an alternative surely goes on with, as it will be written; 0: there is none such. */
static uint32_t character_of(const struct writing *w, const struct pattern_node *n)
{
    uint32_t folded[4];
    if (n != NULL && n->kind == PATTERN_BLANK && n->quantifier.len == 0 && !w->exact)
        return ' ';
    if (n == NULL || n->kind != PATTERN_LITERAL || n->quantifier.len != 0)
        return 0;
    if (w->exact)
        return n->character;
    return text_fold_character(n->character, folded) == 1 ? folded[0] : 0;
}

/* How many of the alternatives from `from` on go on with a sure character. */
static size_t run_length(const struct writing *w, const struct rests *r, size_t from)
{
    size_t n = 0;
    while (from + n < r->count && character_of(w, r->list[from + n].next) != 0)
        n++;
    return n;
}

static void write_rests(struct writing *w, const struct rests *r);

/* Alternatives that go on with the same character: what they share is written once. */
static void write_shared(struct writing *w, struct rests *r)
{
    uint32_t c = character_of(w, r->list[0].next);
    while (c != 0) {
        for (size_t i = 1; i < r->count; i++) {
            if (character_of(w, r->list[i].next) != c)
                c = 0;
        }
        if (c == 0)
            break;
        put_character(w, c);
        for (size_t i = 0; i < r->count; i++)
            r->list[i].next = r->list[i].next->next;
        c = character_of(w, r->list[0].next);
    }
    put(w, SLICE("(?:"));
    write_rests(w, r);
    put(w, SLICE(")"));
}

/*
 * Alternatives that all go on with some character, those with the same one together. Only one of these characters can stand
 * in the text, so the order among those that share it is all the order that matters.
 */
static void write_run(struct writing *w, const struct rest *list, size_t count, bool top)
{
    bool *done = arena_array(w->arena, count, sizeof *done);
    struct rests same = {arena_array(w->arena, count, sizeof *same.list), 0, top};
    for (size_t i = 0; i < count; i++) {
        if (done[i])
            continue;
        same.count = 0;
        for (size_t k = i; k < count; k++) {
            if (!done[k] && character_of(w, list[k].next) == character_of(w, list[i].next)) {
                same.list[same.count++] = list[k];
                done[k] = true;
            }
        }
        put(w, i > 0 ? SLICE("|") : SLICE(""));
        if (same.count == 1)
            write_rest(w, list[i], top);
        else
            write_shared(w, &same);
    }
}

/* The alternatives in their order; long lists of words become a tree of their letters, which is searched faster. */
static void write_rests(struct writing *w, const struct rests *r)
{
    for (size_t i = 0; i < r->count;) {
        size_t run = run_length(w, r, i);
        put(w, i > 0 ? SLICE("|") : SLICE(""));
        if (run > 1)
            write_run(w, r->list + i, run, r->top);
        else
            write_rest(w, r->list[i], r->top);
        i += run > 1 ? run : 1;
    }
}

/* Alternatives as rests; `last` is known for all. */
static struct rests rests_of(const struct writing *w, const struct pattern_branch *first, bool top)
{
    struct rests r = {NULL, 0, top};
    for (const struct pattern_branch *b = first; b != NULL; b = b->next)
        r.count++;
    r.list = arena_array(w->arena, r.count, sizeof *r.list);
    r.count = 0;
    for (const struct pattern_branch *b = first; b != NULL; b = b->next) {
        struct rest *rest = &r.list[r.count++];
        rest->next = b->first;
        rest->last = last_of(b);
    }
    return r;
}

static void write_branches(struct writing *w, const struct pattern_branch *b)
{
    struct rests r = rests_of(w, b, false);
    write_rests(w, &r);
}

static bool refers_back(const struct pattern_branch *b)
{
    for (; b != NULL; b = b->next) {
        for (const struct pattern_node *n = b->first; n != NULL; n = n->next) {
            bool escape = n->kind == PATTERN_OTHER && n->text.len > 1 && n->text.ptr[0] == '\\';
            if (escape && ((n->text.ptr[1] >= '0' && n->text.ptr[1] <= '9') || n->text.ptr[1] == 'g' || n->text.ptr[1] == 'k'))
                return true;
            if (refers_back(n->branches))
                return true;
        }
    }
    return false;
}

/* The top alternatives, runs of them that begin in the same way behind one edge. */
static void write_top(struct writing *w, const struct rests *all)
{
    for (size_t i = 0; i < all->count;) {
        size_t run = 1;
        while (i + run < all->count && is_word_item(all->list[i].next, false) && is_word_item(all->list[i + run].next, false))
            run++;
        struct rests some = {all->list + i, run, true};
        put(w, i > 0 ? SLICE("|") : SLICE(""));
        put(w, edge(all->list[i].next, false));
        put(w, run > 1 ? SLICE("(?:") : SLICE(""));
        write_rests(w, &some);
        put(w, run > 1 ? SLICE(")") : SLICE(""));
        i += run;
    }
}

struct slice pattern_write(struct arena *arena, const struct pattern *p, bool exact)
{
    struct writing w = {.arena = arena, .out = {.arena = arena}, .exact = exact, .refers = refers_back(p->branches)};
    struct rests all = rests_of(&w, p->branches, true);
    write_top(&w, &all);
    return (struct slice){w.out.bytes, w.out.len};
}

size_t pattern_branches(const struct pattern *p)
{
    size_t count = 0;
    for (const struct pattern_branch *b = p->branches; b != NULL; b = b->next)
        count++;
    return count < BRANCHES_MAX ? count : BRANCHES_MAX;
}

bool pattern_sets_option(const struct pattern_branch *b)
{
    for (; b != NULL; b = b->next) {
        for (const struct pattern_node *n = b->first; n != NULL; n = n->next) {
            if (n->kind == PATTERN_ZERO && n->text.ptr[0] == '(')
                return true;
        }
    }
    return false;
}

bool pattern_is_whole(const struct pattern *p)
{
    return refers_back(p->branches) || pattern_sets_option(p->branches);
}

void pattern_branch_sources(const struct pattern *p, struct slice *out)
{
    bool whole = pattern_is_whole(p);
    size_t count = pattern_branches(p);
    const struct pattern_branch *final = p->branches;
    while (final->next != NULL)
        final = final->next;
    const struct pattern_branch *b = p->branches;
    for (size_t i = 0; i < count; i++, b = b->next) {
        const char *start = whole ? p->branches->source.ptr : b->source.ptr;
        const struct slice end = whole || i + 1 == count ? final->source : b->source;
        out[i] = (struct slice){start, (size_t)(end.ptr + end.len - start)};
    }
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
