/* SPDX-License-Identifier: MIT */
/* What is made of the built-in rules when the program is built, so that it need not be when it runs. */
#include "rules/engine_parts.h"

enum {
    GROUPS = (LANGUAGE_COUNT + 1) * RULE_BOTH,
    EXPRESSIONS = PART_COUNT + 1, /* of a rule: its parts, and unless */
    ALIGNMENT = 16
};

/* The tables about expressions, which are numbered by rule, and about portions of some. */
enum table {
    TABLE_FIRST,         /* uint32_t by expression, and one more: the first of its alternatives, */
    TABLE_END,           /* uint32_t by alternative, and one before: where its text ends */
    TABLE_BYTES,         /* the texts */
    TABLE_FIRST_PORTION, /* uint32_t by expression, and one more: the first of its portions among */
    TABLE_PORTIONS,      /* uint32_t: the numbers of portions */
    TABLE_FILTERS,       /* struct start_filter by portion; with no lengths: it has none */
    TABLE_PORTION_END,   /* for each portion its source, and all of it as PCRE2 gets it: */
    TABLE_PORTION_BYTES, /* as TABLE_END and TABLE_BYTES */
    TABLES
};

struct section {
    uint64_t at, length; /* length 0: it was not made */
};

/* Stands at the beginning of what is saved. */
struct directory {
    struct section groups[GROUPS], tables[TABLES];
};

static struct slice section(const struct engine *e, struct section s)
{
    return (struct slice){e->set->index.ptr + s.at, s.length};
}

static const struct directory *directory_of(const struct engine *e)
{
    return e->set->index.len >= sizeof(struct directory) ? (const void *)e->set->index.ptr : NULL;
}

static size_t group_number(int language, enum rule_role role)
{
    return (size_t)language * RULE_BOTH + role - 1;
}

bool engine_open_matcher(const struct engine *e, int language, enum rule_role role, struct matcher *m)
{
    const struct directory *d = directory_of(e);
    return d != NULL && matcher_open(section(e, d->groups[group_number(language, role)]), m);
}

static size_t expression_number(const struct engine *e, const struct rule *rule, const struct expression *x)
{
    size_t number = engine_number(e, rule);
    const struct prepared *p = &e->prepared[number];
    return number * EXPRESSIONS + (x == &p->unless ? PART_COUNT : (size_t)(x - p->parts));
}

static const uint32_t *numbers_in(const struct engine *e, enum table table)
{
    return (const void *)section(e, directory_of(e)->tables[table]).ptr;
}

/* A text of a table of ends and the table of bytes behind it. */
static struct slice kept_text(const struct engine *e, enum table ends, size_t i)
{
    const uint32_t *end = numbers_in(e, ends) + i;
    return (struct slice){section(e, directory_of(e)->tables[ends + 1]).ptr + end[0], end[1] - end[0]};
}

/* How many entries of an expression follow the first one, which is put out; 0: nothing is kept of it. */
static size_t find_kept(const struct engine *e, const struct rule *rule, const struct expression *x, enum table firsts, uint32_t *first)
{
    if (directory_of(e) == NULL || !rule->built_in)
        return 0;
    const uint32_t *place = numbers_in(e, firsts) + expression_number(e, rule, x);
    *first = place[0];
    return place[1] - place[0];
}

bool engine_open_alternatives(struct engine *e, const struct rule *rule, struct expression *x)
{
    uint32_t first;
    size_t count = find_kept(e, rule, x, TABLE_FIRST, &first);
    if (count == 0)
        return false;
    x->alternative_count = count;
    x->alternatives = arena_array(e->arena, count, sizeof *x->alternatives);
    for (size_t i = 0; i < count; i++)
        x->alternatives[i] = kept_text(e, TABLE_END, first + i);
    return true;
}

static struct portion *kept_portion(struct engine *e, uint32_t number)
{
    struct slice filters = section(e, directory_of(e)->tables[TABLE_FILTERS]);
    if (e->kept == NULL)
        e->kept = arena_array(e->arena, filters.len / sizeof(struct start_filter), sizeof(struct portion *));
    if (e->kept[number] == NULL) {
        const struct start_filter *filter = (const struct start_filter *)(const void *)filters.ptr + number;
        struct portion *x = arena_zeroed(e->arena, sizeof *x);
        x->search.source = kept_text(e, TABLE_PORTION_END, 2 * (size_t)number);
        x->whole = kept_text(e, TABLE_PORTION_END, 2 * (size_t)number + 1);
        x->filter = filter->lengths != 0 ? filter : NULL;
        e->kept[number] = x;
    }
    return e->kept[number];
}

bool engine_open_portions(struct engine *e, const struct rule *rule, struct expression *x)
{
    uint32_t first;
    size_t count = find_kept(e, rule, x, TABLE_FIRST_PORTION, &first);
    if (count == 0)
        return false;
    x->portion_count = count;
    x->portions = arena_array(e->arena, count, sizeof(struct portion *));
    for (size_t i = 0; i < count; i++)
        x->portions[i] = kept_portion(e, numbers_in(e, TABLE_PORTIONS)[first + i]);
    return true;
}

/* Numbers being listed. */
struct number_list {
    uint32_t *list;
    size_t count, capacity;
};

/* Texts being listed: where they end, with a 0 before the first, and their bytes. */
struct kept_texts {
    struct number_list ends;
    struct arena_text bytes;
};

/* The tables about expressions and portions, being made. */
struct keeping {
    struct arena *arena;
    struct number_list firsts, first_portions, portions;
    struct kept_texts alternatives, portion_texts;
    struct start_filter *filters;
};

static void keep_number(struct keeping *k, struct number_list *l, size_t number)
{
    l->list = arena_grow(k->arena, l->list, l->count, &l->capacity, sizeof *l->list);
    l->list[l->count++] = (uint32_t)number;
}

static void keep_text(struct keeping *k, struct kept_texts *t, struct slice text)
{
    arena_text_put(&t->bytes, text);
    keep_number(k, &t->ends, t->bytes.len);
}

/* Keeps the alternatives of what sets a rule off, and the portions of what is looked for where it was. */
static void keep_expression(struct keeping *k, struct engine *e, const struct prepared *p, struct expression *x)
{
    bool triggers = x == &p->parts[engine_trigger(p)];
    if (x->source.len != 0 && triggers && engine_write_alternatives(e, p->rule, x)) {
        for (size_t i = 0; i < x->alternative_count; i++)
            keep_text(k, &k->alternatives, x->alternatives[i]);
    }
    if (x->source.len != 0 && !p->rule->exact && (!triggers || p->rule->kind == RULE_MISSING)) {
        engine_make_portions(e, p->rule, x);
        for (size_t i = 0; i < x->portion_count; i++)
            keep_number(k, &k->portions, intern_find(&e->portion_texts, x->portions[i]->search.source));
    }
    keep_number(k, &k->firsts, k->alternatives.ends.count - 1);
    keep_number(k, &k->first_portions, k->portions.count);
}

static void keep_portions(struct keeping *k, const struct engine *e)
{
    k->filters = arena_array(k->arena, e->portion_texts.count, sizeof *k->filters);
    for (uint32_t i = 0; i < e->portion_texts.count; i++) {
        keep_text(k, &k->portion_texts, e->portions[i]->search.source);
        keep_text(k, &k->portion_texts, e->portions[i]->whole);
        if (e->portions[i]->filter != NULL)
            k->filters[i] = *e->portions[i]->filter;
    }
}

static void keep_expressions(struct keeping *k, struct engine *e)
{
    keep_number(k, &k->firsts, 0);
    keep_number(k, &k->first_portions, 0);
    keep_number(k, &k->alternatives.ends, 0);
    keep_number(k, &k->portion_texts.ends, 0);
    for (uint32_t i = 0; i < e->set->count; i++) {
        struct prepared *p = &e->prepared[i];
        engine_prepare(e, i);
        for (size_t part = 0; part < PART_COUNT; part++)
            keep_expression(k, e, p, &p->parts[part]);
        keep_expression(k, e, p, &p->unless);
    }
    keep_portions(k, e);
}

static struct slice bytes_of(const struct number_list *l)
{
    return (struct slice){(const char *)l->list, l->count * sizeof *l->list};
}

static struct slice written(const struct arena_text *t)
{
    return (struct slice){t->bytes, t->len};
}

static void list_tables(const struct keeping *k, const struct engine *e, struct slice out[TABLES])
{
    out[TABLE_FIRST] = bytes_of(&k->firsts);
    out[TABLE_END] = bytes_of(&k->alternatives.ends);
    out[TABLE_BYTES] = written(&k->alternatives.bytes);
    out[TABLE_FIRST_PORTION] = bytes_of(&k->first_portions);
    out[TABLE_PORTIONS] = bytes_of(&k->portions);
    out[TABLE_FILTERS] = (struct slice){(const char *)k->filters, e->portion_texts.count * sizeof *k->filters};
    out[TABLE_PORTION_END] = bytes_of(&k->portion_texts.ends);
    out[TABLE_PORTION_BYTES] = written(&k->portion_texts.bytes);
}

/* What the matcher of a group is saved as; nothing when it has no rules, and for the rules of both roles, which nobody asks for. */
static struct slice saved_group(struct engine *e, struct arena *arena, size_t n)
{
    enum rule_role role = (enum rule_role)(n % RULE_BOTH + 1);
    if (role == RULE_BOTH)
        return (struct slice){"", 0};
    const struct group *g = engine_group(e, (int)(n / RULE_BOTH), role, true);
    return g->layer_count != 0 ? matcher_save(&g->layers[0].matcher, arena) : (struct slice){"", 0};
}

/* What is being saved, piece by piece. */
struct saving {
    struct slice pieces[GROUPS + TABLES];
    size_t count;
    uint64_t used;
};

static struct section add_piece(struct saving *s, struct slice piece)
{
    struct section place = {s->used, piece.len};
    s->pieces[s->count++] = piece;
    s->used += (piece.len + ALIGNMENT - 1) / ALIGNMENT * ALIGNMENT;
    return place;
}

static struct slice put_together(const struct saving *s, const struct directory *d, struct arena *arena)
{
    char *bytes = arena_zeroed(arena, s->used);
    size_t at = (sizeof *d + ALIGNMENT - 1) / ALIGNMENT * ALIGNMENT;
    memcpy(bytes, d, sizeof *d);
    for (size_t i = 0; i < s->count; i++) {
        if (s->pieces[i].len != 0)
            memcpy(bytes + at, s->pieces[i].ptr, s->pieces[i].len);
        at += (s->pieces[i].len + ALIGNMENT - 1) / ALIGNMENT * ALIGNMENT;
    }
    return (struct slice){bytes, s->used};
}

struct slice engine_save_index(struct engine *e, struct arena *arena)
{
    struct directory d = {0};
    struct saving s = {.used = (sizeof d + ALIGNMENT - 1) / ALIGNMENT * ALIGNMENT};
    struct slice before = {"", 0};
    struct keeping keeping = {.arena = arena, .alternatives.bytes = {.arena = arena}, .portion_texts.bytes = {.arena = arena}};
    struct slice tables[TABLES];
    for (size_t n = 0; n < GROUPS; n++) {
        struct slice saved = saved_group(e, arena, n);
        bool same = n > 0 && slice_equal(saved, before); /* topics are the same for both roles */
        d.groups[n] = same ? d.groups[n - 1] : add_piece(&s, saved);
        before = saved;
    }
    keep_expressions(&keeping, e);
    list_tables(&keeping, e, tables);
    for (size_t i = 0; i < TABLES; i++)
        d.tables[i] = add_piece(&s, tables[i]);
    return put_together(&s, &d, arena);
}
