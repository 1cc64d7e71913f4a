/* SPDX-License-Identifier: MIT */
/*
 * What matches of an alternative must hold, element by element: how they begin, and what must follow within how many words.
 * Where a sentence does not hold all of it, in order and near enough, PCRE2 need not be asked.
 */
#include <stdlib.h>

#include "lib/utf8.h"
#include "rules/pattern_parts.h"

enum { TEXTS_MAX = 1024, LIST_WORDS = 8 };

/* A way under way: its items, those of the alternatives chosen among them. */
struct way {
    struct pattern_node *first;
};

struct ways {
    struct arena *arena;
    struct way list[CHAINS_MAX];
    size_t count;
};

/* Whether a group holds more than words, so that its alternatives tell more one by one. */
static bool is_worth_parting(const struct pattern_node *n)
{
    if (n->kind != PATTERN_GROUP || n->least != 1 || n->most != 1)
        return false;
    for (const struct pattern_branch *b = n->branches; b != NULL; b = b->next) {
        for (const struct pattern_node *inner = b->first; inner != NULL; inner = inner->next) {
            if (inner->kind == PATTERN_GROUP && (inner->quantifier.len != 0 || inner->next != NULL || inner != b->first))
                return true;
        }
    }
    return false;
}

static size_t count_branches(const struct pattern_branch *b)
{
    size_t count = 0;
    for (; b != NULL; b = b->next)
        count++;
    return count;
}

/* A copy of the items from n up to `end`, followed by `tail`. */
static struct pattern_node *copy_items(struct arena *arena, const struct pattern_node *n, const struct pattern_node *end,
                                       struct pattern_node *tail)
{
    struct pattern_node *first = tail;
    struct pattern_node **last = &first;
    for (; n != end; n = n->next) {
        struct pattern_node *copy = arena_alloc(arena, sizeof *copy);
        *copy = *n;
        copy->next = tail;
        *last = copy;
        last = &copy->next;
    }
    return first;
}

/* Parts the first group of a way that is worth it: one way for each of its alternatives. False: there is none. */
static bool part_group(struct ways *w, size_t which)
{
    struct pattern_node *first = w->list[which].first;
    struct pattern_node *group = first;
    while (group != NULL && !is_worth_parting(group))
        group = group->next;
    if (group == NULL || w->count + count_branches(group->branches) - 1 > CHAINS_MAX)
        return false;
    size_t at = which;
    for (const struct pattern_branch *b = group->branches; b != NULL; b = b->next) {
        struct pattern_node *rest = copy_items(w->arena, b->first, NULL, group->next);
        w->list[at].first = copy_items(w->arena, first, group, rest);
        at = w->count++;
    }
    w->count--;
    return true;
}

static bool is_known(const struct beginnings *s)
{
    for (size_t i = 0; i < s->count; i++) {
        if (s->all[i].len == 0)
            return false;
    }
    return s->count != 0;
}

/* Whether all begin with a letter that takes two bytes. */
static bool begin_beyond_ascii(const struct beginnings *s)
{
    for (size_t i = 0; i < s->count; i++) {
        if (s->all[i].len == 0 || (unsigned char)s->all[i].bytes[0] < 0x80)
            return false;
    }
    return s->count != 0;
}

/* The texts that items begin with, of up to `length` bytes; extent->overflow: they are too many. */
static struct beginnings texts_up_to(struct extent *extent, size_t length, const struct pattern_node *n, const struct pattern_node *end)
{
    extent->length = length;
    extent->overflow = false;
    return pattern_beginnings(extent, n, end, true);
}

/* The texts that items begin with: long ones when they are few. */
static struct beginnings texts_of(struct extent *extent, const struct pattern_node *n, const struct pattern_node *end)
{
    static const uint8_t lengths[] = {PREFIX_LENGTH_ASCII, 8, 6, 5, 4, 3};
    struct beginnings s = {.count = 0};
    extent->overflow = true;
    for (size_t i = 0; i < sizeof lengths && extent->overflow; i++)
        s = texts_up_to(extent, lengths[i], n, end);
    if (extent->overflow || extent->length != PREFIX_LENGTH_ASCII || !begin_beyond_ascii(&s))
        return s;
    struct beginnings longer = texts_up_to(extent, PREFIX_LENGTH, n, end);
    return extent->overflow ? s : longer;
}

/* Those of an element. Lists of words are not followed further, so that the rules that have them share them. */
static struct beginnings texts_from(struct extent *extent, const struct pattern_node *n)
{
    if (n->kind == PATTERN_GROUP && n->quantifier.len == 0 && count_branches(n->branches) >= LIST_WORDS) {
        const struct pattern_node *end = n->next;
        if (end != NULL && end->kind == PATTERN_BLANK)
            end = end->next;
        struct beginnings s = texts_of(extent, n, end);
        if (is_known(&s))
            return s;
    }
    return texts_of(extent, n, NULL);
}

static int by_bytes(const void *a, const void *b)
{
    const struct beginning *x = a;
    const struct beginning *y = b;
    int order = slice_compare((struct slice){x->bytes, x->len}, (struct slice){y->bytes, y->len});
    return order != 0 ? order : x->ends - y->ends;
}

/* Whether a text is found wherever another one is: it begins with that one, and goes on as that one may. */
static bool is_spare(struct slice text, const struct chain_text *kept)
{
    return kept != NULL && slice_starts(text, kept->text) &&
           (!kept->ends || (text.len > kept->text.len && !message_word_byte(text.ptr[kept->text.len])));
}

/* Keeps the texts, sorted, without those that are not needed. */
static void keep_texts(struct arena *arena, struct beginnings *s, struct chain_element *out)
{
    qsort(s->all, s->count, sizeof *s->all, by_bytes);
    out->texts = arena_array(arena, s->count, sizeof *out->texts);
    out->text_count = 0;
    const struct chain_text *kept[] = {NULL, NULL}; /* the last one that goes on, and that ends */
    for (size_t i = 0; i < s->count; i++) {
        struct slice text = {s->all[i].bytes, s->all[i].len};
        bool ends = s->all[i].ends;
        if (is_spare(text, kept[false]) || is_spare(text, kept[true]))
            continue;
        kept[ends] = &out->texts[out->text_count];
        out->texts[out->text_count++] = (struct chain_text){arena_copy(arena, text), ends};
    }
}

static size_t letters_of(const char *bytes, size_t len)
{
    return (unsigned char)bytes[0] >= 0x80 ? len / 2 : len;
}

/* Whether all begin with letters or digits, two at the least: only there, and where words begin, an element is looked for. */
static bool are_words(const struct beginnings *s)
{
    for (size_t i = 0; i < s->count; i++) {
        if (letters_of(s->all[i].bytes, s->all[i].len) < 2 || !message_word_byte(s->all[i].bytes[0]))
            return false;
    }
    return true;
}

/* How often one of the texts is met, roughly: each letter more makes a third of it. */
static float frequency(const struct chain_element *x)
{
    float sum = 0;
    for (size_t i = 0; i < x->text_count; i++) {
        float one = 1;
        for (size_t n = letters_of(x->texts[i].text.ptr, x->texts[i].text.len); n > 0; n--)
            one /= 3;
        sum += one;
    }
    return sum;
}

/* Following the items of a way. */
struct following {
    bool at_word;         /* a word may begin here */
    struct reach reach;   /* from the beginning of the last element to here */
    size_t plain;         /* so many plain characters from there to here, and nothing else; PREFIX_LENGTH: more */
    size_t covered;       /* so many characters each text of the last element has */
};

static bool is_plain(const struct pattern_node *n)
{
    return (n->kind == PATTERN_LITERAL || n->kind == PATTERN_BLANK) && n->quantifier.len == 0;
}

static void follow(struct following *f, const struct pattern_node *n)
{
    bool edge = n->kind == PATTERN_ZERO && slice_equal(n->text, SLICE("\\b"));
    if (n->kind == PATTERN_LOOK || (n->kind == PATTERN_ZERO && !edge))
        return;
    f->reach = pattern_reach_plus(f->reach, pattern_reach(n));
    f->plain = edge ? f->plain : is_plain(n) && f->plain < PREFIX_LENGTH ? f->plain + 1 : PREFIX_LENGTH;
    f->at_word = pattern_ends_outside(n, f->at_word);
}

static size_t shortest(const struct chain_element *x)
{
    size_t least = PREFIX_LENGTH;
    for (size_t i = 0; i < x->text_count; i++) {
        size_t length = utf8_length(x->texts[i].text);
        least = length < least ? length : least;
    }
    return least;
}

/*
 * Adds the element that begins with this item, if it tells anything. False: the first one does not, and matches may begin anywhere
 * in the scope.
 */
static bool add_element(struct arena *arena, struct extent *extent, struct chain *c, const struct pattern_node *n,
                        struct following *f)
{
    struct beginnings s = texts_from(extent, n);
    bool begins = c->count == 0 && c->place != CHAIN_BEHIND_START;
    if (!is_known(&s) || !(begins || are_words(&s))) {
        if (begins && c->place == CHAIN_AT_START)
            c->place = CHAIN_BEHIND_START;
        return !begins || c->place == CHAIN_BEHIND_START;
    }
    struct chain_element *x = &c->elements[c->count++];
    keep_texts(arena, &s, x);
    x->frequency = frequency(x);
    x->nearest = (uint8_t)f->reach.least;
    x->farthest = (uint8_t)f->reach.most;
    f->reach = (struct reach){0, 0};
    f->plain = 0;
    f->covered = shortest(x);
    return true;
}

static bool is_anchor(const struct pattern_node *n, char sign)
{
    return n != NULL && n->kind == PATTERN_ZERO && n->text.len == 1 && n->text.ptr[0] == sign;
}

/* Notes where in the scope matches must begin. */
static void note_place(const struct pattern_node *first, struct chain *c)
{
    enum { BYTES_OF_CHARACTER = 4 };
    uint64_t length = 0;
    const struct pattern_node *last = first;
    for (const struct pattern_node *n = first; n != NULL; n = n->next) {
        length += pattern_longest(n);
        last = n;
    }
    c->place = is_anchor(first, '^') ? CHAIN_AT_START : CHAIN_ANYWHERE;
    if (is_anchor(last, '$') && length < PATTERN_UNLIMITED)
        c->from_end = (uint32_t)length * BYTES_OF_CHARACTER + 1;
}

static bool make_chain(struct arena *arena, const struct pattern_node *n, struct chain *c)
{
    struct arena scratch = {0};
    struct extent extent = {&scratch, 0, TEXTS_MAX, false};
    struct following f = {.at_word = true, .plain = PREFIX_LENGTH};
    bool good = n != NULL;
    note_place(n, c);
    for (const struct pattern_node *item = n; item != NULL && good && c->count < CHAIN_LONGEST; item = item->next) {
        if (item == n || (f.at_word && f.plain >= f.covered))
            good = add_element(arena, &extent, c, item, &f);
        follow(&f, item);
        arena_reset(&scratch);
    }
    arena_free(&scratch);
    return good && c->count != 0;
}

/* All ways of one alternative. */
static void find_ways(struct ways *w, struct pattern_node *first)
{
    w->list[0].first = first;
    w->count = 1;
    for (size_t i = 0; i < w->count;) {
        if (!part_group(w, i))
            i++;
    }
}

/* Which alternatives have this number: the last number may stand for many. */
static bool has_number(size_t place, size_t number)
{
    return place == number || (number + 1 == BRANCHES_MAX && place > number);
}

bool pattern_chains(struct arena *arena, const struct pattern *p, size_t branch, struct chains *out)
{
    size_t capacity = 0;
    size_t place = 0;
    *out = (struct chains){NULL, 0};
    for (const struct pattern_branch *b = p->branches; b != NULL; b = b->next, place++) {
        if (!has_number(place, branch))
            continue;
        struct ways w = {.arena = arena};
        find_ways(&w, b->first);
        for (size_t i = 0; i < w.count; i++) {
            out->list = arena_grow(arena, out->list, out->count, &capacity, sizeof *out->list);
            out->list[out->count] = (struct chain){.count = 0};
            if (!make_chain(arena, w.list[i].first, &out->list[out->count++]))
                return false;
        }
    }
    return !pattern_begins_inside(p);
}
