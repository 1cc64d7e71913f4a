/* SPDX-License-Identifier: MIT */
/* What is made of the built-in rules when the program is built, so that it need not be when it runs. */
#include "rules/engine_parts.h"

enum {
    GROUPS = (LANGUAGE_COUNT + 1) * RULE_BOTH,
    EXPRESSIONS = PART_COUNT + 1, /* of a rule: its parts, and unless */
    ALIGNMENT = 16,
    NOTHING = 0,
    NO_FILTER = 1,
    FIRST_FILTER = 2
};

/* The tables about expressions, which are numbered by rule; each has as many texts as alternatives were written, and one more with a filter. */
enum table {
    TABLE_FIRST,   /* uint32_t by expression, and one more: the first of its texts */
    TABLE_END,     /* uint32_t by text: where it ends */
    TABLE_BYTES,   /* the texts */
    TABLE_FILTER,  /* uint32_t by expression: NOTHING is known of its filter, NO_FILTER, or FIRST_FILTER and the number of one */
    TABLE_FILTERS, /* struct start_filter */
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
    size_t number = (size_t)(rule - e->set->rules);
    const struct prepared *p = &e->prepared[number];
    return number * EXPRESSIONS + (x == &p->unless ? PART_COUNT : (size_t)(x - p->parts));
}

/* What is kept of one expression. */
struct kept {
    const uint32_t *ends; /* of its texts; ends[-1] is where the first one starts (the table begins with a 0) */
    size_t count;
    const char *bytes;
    const struct start_filter *filter;
    uint32_t filter_number;
};

static bool find_kept(const struct engine *e, const struct rule *rule, const struct expression *x, struct kept *out)
{
    const struct directory *d = directory_of(e);
    if (d == NULL || !rule->built_in)
        return false;
    size_t n = expression_number(e, rule, x);
    const uint32_t *first = (const void *)section(e, d->tables[TABLE_FIRST]).ptr;
    const uint32_t *filters = (const void *)section(e, d->tables[TABLE_FILTER]).ptr;
    out->ends = (const uint32_t *)(const void *)section(e, d->tables[TABLE_END]).ptr + first[n] + 1;
    out->count = first[n + 1] - first[n];
    out->bytes = section(e, d->tables[TABLE_BYTES]).ptr;
    out->filter_number = filters[n];
    out->filter = (const struct start_filter *)(const void *)section(e, d->tables[TABLE_FILTERS]).ptr;
    out->filter = filters[n] < FIRST_FILTER ? NULL : out->filter + (filters[n] - FIRST_FILTER);
    return true;
}

static struct slice kept_text(const struct kept *k, size_t i)
{
    const uint32_t *end = k->ends + i;
    return (struct slice){k->bytes + end[-1], end[0] - end[-1]};
}

bool engine_open_alternatives(struct engine *e, const struct rule *rule, struct expression *x)
{
    struct kept k;
    size_t count = find_kept(e, rule, x, &k) ? k.count - (k.filter != NULL) : 0;
    if (count == 0)
        return false;
    x->alternative_count = count;
    x->alternatives = arena_array(e->arena, count, sizeof *x->alternatives);
    for (size_t i = 0; i < count; i++)
        x->alternatives[i] = kept_text(&k, i);
    return true;
}

bool engine_open_filter(struct engine *e, const struct rule *rule, struct expression *x)
{
    struct kept k;
    if (!find_kept(e, rule, x, &k) || k.filter_number == NOTHING)
        return false;
    x->filter = k.filter;
    if (k.filter != NULL)
        x->whole = kept_text(&k, k.count - 1);
    return true;
}

/* The tables about expressions, being made. */
struct keeping {
    struct arena *arena;
    uint32_t *firsts, *ends, *numbers;
    size_t first_capacity, end_capacity, number_capacity, expression_count, text_count, filter_count, filter_capacity;
    struct arena_text bytes;
    struct start_filter *filters;
};

static void keep_text(struct keeping *k, struct slice text)
{
    arena_text_put(&k->bytes, text);
    k->ends = arena_grow(k->arena, k->ends, k->text_count + 1, &k->end_capacity, sizeof *k->ends);
    k->ends[++k->text_count] = (uint32_t)k->bytes.len;
}

static uint32_t keep_filter(struct keeping *k, struct engine *e, const struct rule *rule, struct expression *x)
{
    if (!engine_make_filter(e, rule, x))
        return NO_FILTER;
    keep_text(k, x->whole);
    k->filters = arena_grow(k->arena, k->filters, k->filter_count, &k->filter_capacity, sizeof *k->filters);
    k->filters[k->filter_count] = *x->filter;
    return FIRST_FILTER + (uint32_t)k->filter_count++;
}

/* Keeps the alternatives of what sets a rule off, and the filters of what is looked for where it was. */
static void keep_expression(struct keeping *k, struct engine *e, const struct prepared *p, struct expression *x)
{
    bool triggers = x == &p->parts[engine_trigger(p)];
    uint32_t number = NOTHING;
    if (x->source.len != 0 && triggers && engine_write_alternatives(e, p->rule, x)) {
        for (size_t i = 0; i < x->alternative_count; i++)
            keep_text(k, x->alternatives[i]);
    }
    if (x->source.len != 0 && (!triggers || p->rule->kind == RULE_MISSING))
        number = keep_filter(k, e, p->rule, x);
    k->numbers = arena_grow(k->arena, k->numbers, k->expression_count, &k->number_capacity, sizeof *k->numbers);
    k->numbers[k->expression_count++] = number;
    k->firsts = arena_grow(k->arena, k->firsts, k->expression_count, &k->first_capacity, sizeof *k->firsts);
    k->firsts[k->expression_count] = (uint32_t)k->text_count;
}

static void keep_expressions(struct keeping *k, struct engine *e)
{
    k->firsts = arena_grow(k->arena, NULL, 0, &k->first_capacity, sizeof *k->firsts);
    k->ends = arena_grow(k->arena, NULL, 0, &k->end_capacity, sizeof *k->ends);
    k->firsts[0] = k->ends[0] = 0;
    for (uint32_t i = 0; i < e->set->count; i++) {
        struct prepared *p = &e->prepared[i];
        engine_prepare(e, i);
        for (size_t part = 0; part < PART_COUNT; part++)
            keep_expression(k, e, p, &p->parts[part]);
        keep_expression(k, e, p, &p->unless);
    }
}

static void list_tables(const struct keeping *k, struct slice out[TABLES])
{
    out[TABLE_FIRST] = (struct slice){(const char *)k->firsts, (k->expression_count + 1) * sizeof *k->firsts};
    out[TABLE_END] = (struct slice){(const char *)k->ends, (k->text_count + 1) * sizeof *k->ends};
    out[TABLE_BYTES] = (struct slice){k->bytes.bytes, k->bytes.len};
    out[TABLE_FILTER] = (struct slice){(const char *)k->numbers, k->expression_count * sizeof *k->numbers};
    out[TABLE_FILTERS] = (struct slice){(const char *)k->filters, k->filter_count * sizeof *k->filters};
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
    struct keeping keeping = {.arena = arena, .bytes = {.arena = arena}};
    struct slice tables[TABLES];
    for (size_t n = 0; n < GROUPS; n++) {
        struct slice saved = saved_group(e, arena, n);
        bool same = n > 0 && slice_equal(saved, before); /* topics are the same for both roles */
        d.groups[n] = same ? d.groups[n - 1] : add_piece(&s, saved);
        before = saved;
    }
    keep_expressions(&keeping, e);
    list_tables(&keeping, tables);
    for (size_t i = 0; i < TABLES; i++)
        d.tables[i] = add_piece(&s, tables[i]);
    return put_together(&s, &d, arena);
}
