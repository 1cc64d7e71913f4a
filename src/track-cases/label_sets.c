/* SPDX-License-Identifier: MIT */
#include "track-cases/label_sets.h"

enum { UNION_SLOTS = 4096, GRADE_BITS = 2 };

/* A union that was computed: direct-mapped by a hash of the pair; the newer one takes the place. */
struct label_union {
    uint32_t a, b, both; /* both 0: free, since unions with the empty set are never stored */
};

static const char *const grade_words[] = {"none", "info", "warn", "error"};

const char *grade_word(enum grade grade)
{
    return grade_words[grade];
}

int grade_of(struct slice word)
{
    for (int g = GRADE_NONE; g <= GRADE_ERROR; g++) {
        if (slice_equal(word, slice_of(grade_words[g])))
            return g;
    }
    return -1;
}

void label_sets_start(struct label_sets *s, struct arena *arena, const uint64_t seed[2])
{
    *s = (struct label_sets){.arena = arena};
    intern_start(&s->labels, arena, seed);
    intern_start(&s->sets, arena, seed);
    intern_start(&s->cells, arena, seed);
    s->unions = arena_array(arena, UNION_SLOTS, sizeof *s->unions);
    intern_add(&s->sets, (struct slice){"", 0});
}

void label_sets_free(struct label_sets *s)
{
    intern_free(&s->labels);
    intern_free(&s->sets);
    intern_free(&s->cells);
    memory_release(s->cell_sets);
    memory_release(s->singles);
    s->cell_sets = s->singles = NULL;
}

/* A list of items while it is put together; an item is label << GRADE_BITS | grade. */
struct items {
    struct arena *arena;
    uint32_t *item;
    size_t count, capacity;
};

static void items_add(struct items *list, uint32_t label, uint32_t grade)
{
    for (size_t i = 0; i < list->count; i++) {
        if (list->item[i] >> GRADE_BITS != label)
            continue;
        if ((list->item[i] & GRADE_ERROR) < grade)
            list->item[i] = label << GRADE_BITS | grade;
        return;
    }
    list->item = arena_grow(list->arena, list->item, list->count, &list->capacity, sizeof *list->item);
    list->item[list->count++] = label << GRADE_BITS | grade;
}

static uint32_t items_set(struct label_sets *s, const struct items *list)
{
    if (list->count == 0)
        return LABEL_SET_EMPTY;
    return intern_add(&s->sets, (struct slice){(const char *)list->item, list->count * sizeof *list->item});
}

size_t label_sets_count(const struct label_sets *s, uint32_t set)
{
    return intern_text(&s->sets, set).len / sizeof(uint32_t);
}

/* The packed bytes stand at any address, so they are copied out. */
static uint32_t set_item(const struct label_sets *s, uint32_t set, size_t n)
{
    uint32_t item;
    memcpy(&item, intern_text(&s->sets, set).ptr + n * sizeof item, sizeof item);
    return item;
}

/* Cuts ":warn" off a label. */
static uint32_t cut_grade(struct slice *label)
{
    for (size_t i = label->len; i > 0; i--) {
        if (label->ptr[i - 1] != ':')
            continue;
        int grade = grade_of(slice_from(*label, i));
        if (grade < 0)
            break;
        label->len = i - 1;
        return (uint32_t)grade;
    }
    return GRADE_NONE;
}

static uint32_t parse_new(struct label_sets *s, struct slice cell)
{
    struct arena scratch = {0};
    struct items list = {.arena = &scratch};
    struct slice label;
    while (slice_cut(&cell, ';', &label)) {
        label = slice_trim(label);
        uint32_t grade = cut_grade(&label);
        if (label.len != 0)
            items_add(&list, intern_add(&s->labels, label), grade);
    }
    uint32_t set = items_set(s, &list);
    arena_free(&scratch);
    return set;
}

uint32_t label_sets_parse(struct label_sets *s, struct slice cell)
{
    if (cell.len == 0)
        return LABEL_SET_EMPTY;
    uint32_t known = s->cells.count;
    uint32_t number = intern_add(&s->cells, cell);
    if (number < known)
        return s->cell_sets[number];
    s->cell_sets = memory_grow(s->cell_sets, &s->cell_capacity, (size_t)number + 1, sizeof *s->cell_sets);
    s->cell_sets[number] = parse_new(s, cell);
    return s->cell_sets[number];
}

uint32_t label_sets_single(struct label_sets *s, struct slice label)
{
    if (label.len == 0)
        return LABEL_SET_EMPTY;
    uint32_t number = intern_add(&s->labels, label);
    size_t had = s->single_capacity;
    if (number >= had) {
        s->singles = memory_grow(s->singles, &s->single_capacity, (size_t)number + 1, sizeof *s->singles);
        memset(s->singles + had, 0, (s->single_capacity - had) * sizeof *s->singles);
    }
    if (s->singles[number] == LABEL_SET_EMPTY) {
        uint32_t item = number << GRADE_BITS;
        s->singles[number] = intern_add(&s->sets, (struct slice){(const char *)&item, sizeof item});
    }
    return s->singles[number];
}

static uint32_t join_new(struct label_sets *s, uint32_t a, uint32_t b)
{
    struct arena scratch = {0};
    struct items list = {.arena = &scratch};
    for (size_t i = 0; i < label_sets_count(s, a); i++)
        items_add(&list, set_item(s, a, i) >> GRADE_BITS, set_item(s, a, i) & GRADE_ERROR);
    for (size_t i = 0; i < label_sets_count(s, b); i++)
        items_add(&list, set_item(s, b, i) >> GRADE_BITS, set_item(s, b, i) & GRADE_ERROR);
    uint32_t both = items_set(s, &list);
    arena_free(&scratch);
    return both;
}

uint32_t label_sets_join(struct label_sets *s, uint32_t a, uint32_t b)
{
    if (a == b || b == LABEL_SET_EMPTY)
        return a;
    if (a == LABEL_SET_EMPTY)
        return b;
    struct label_union *known = &s->unions[(a * UINT32_C(2654435761) ^ b) % UNION_SLOTS];
    if (known->a != a || known->b != b || known->both == LABEL_SET_EMPTY)
        *known = (struct label_union){a, b, join_new(s, a, b)};
    return known->both;
}

struct slice label_sets_label(const struct label_sets *s, uint32_t set, size_t n, enum grade *grade)
{
    uint32_t item = set_item(s, set, n);
    if (grade != NULL)
        *grade = (enum grade)(item & GRADE_ERROR);
    return intern_text(&s->labels, item >> GRADE_BITS);
}

int label_sets_grade(const struct label_sets *s, uint32_t set, struct slice label)
{
    uint32_t number = set != LABEL_SET_EMPTY ? intern_find(&s->labels, label) : INTERN_NONE;
    for (size_t i = 0; number != INTERN_NONE && i < label_sets_count(s, set); i++) {
        uint32_t item = set_item(s, set, i);
        if (item >> GRADE_BITS == number)
            return (int)(item & GRADE_ERROR);
    }
    return -1;
}

/* Joins the n labels named by `order` (NULL: as they stand), with their grades or without. */
static struct slice join_text(const struct label_sets *s, uint32_t set, const uint32_t *order,
                              struct arena *arena)
{
    size_t count = label_sets_count(s, set), room = 1;
    for (size_t i = 0; i < count; i++)
        room += label_sets_label(s, set, i, NULL).len + sizeof ";error:";
    char *text = arena_bytes(arena, room);
    size_t out = 0;
    for (size_t i = 0; i < count; i++) {
        enum grade grade;
        struct slice label = label_sets_label(s, set, order != NULL ? order[i] : i, &grade);
        if (i > 0)
            text[out++] = ';';
        memcpy(text + out, label.ptr, label.len);
        out += label.len;
        if (order == NULL)
            continue;
        struct slice word = slice_of(grade_words[grade]);
        text[out++] = ':';
        memcpy(text + out, word.ptr, word.len);
        out += word.len;
    }
    return (struct slice){text, out};
}

struct slice label_sets_text(const struct label_sets *s, uint32_t set, struct arena *arena)
{
    return join_text(s, set, NULL, arena);
}

/* Whether item a of the set comes before item b. */
static bool graver(const struct label_sets *s, uint32_t set, uint32_t a, uint32_t b)
{
    enum grade grade_a, grade_b;
    struct slice label_a = label_sets_label(s, set, a, &grade_a);
    struct slice label_b = label_sets_label(s, set, b, &grade_b);
    return grade_a != grade_b ? grade_a > grade_b : slice_compare(label_a, label_b) < 0;
}

struct slice label_sets_graded_text(const struct label_sets *s, uint32_t set, struct arena *arena)
{
    size_t count = label_sets_count(s, set);
    uint32_t *order = arena_array(arena, count + 1, sizeof *order);
    for (uint32_t i = 0; i < count; i++) {
        uint32_t at = i;
        for (; at > 0 && graver(s, set, i, order[at - 1]); at--)
            order[at] = order[at - 1];
        order[at] = i;
    }
    return join_text(s, set, order, arena);
}
