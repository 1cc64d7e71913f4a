/* SPDX-License-Identifier: MIT */
#include "rules/engine.h"

#include <stdlib.h>

#include "rules/engine_parts.h"
#include "rules/pattern.h"

const struct rule engine_unscanned = {.id = {"unscanned", 9},
                                      .category = {"unscanned", 9},
                                      .suggestion = {"", 0},
                                      .reason = {"a limit was hit, the text was not searched to its end", 53},
                                      .role = RULE_BOTH,
                                      .language = LANGUAGE_ANY,
                                      .severity = SEVERITY_WARN,
                                      .built_in = true,
                                      .enabled = true};

struct engine *engine_make(struct arena *arena, struct rule_set *set)
{
    struct engine *e = arena_zeroed(arena, sizeof *e);
    e->arena = arena;
    e->set = set;
    e->reader = message_reader_make(arena);
    e->bench = regex_bench_make(arena);
    e->prepared = arena_array(arena, set->count, sizeof *e->prepared);
    for (size_t i = 0; i < set->count; i++)
        e->prepared[i].rule = &set->rules[i];
    return e;
}

void engine_free(struct engine *e)
{
    regex_bench_free(e->bench);
}

const struct message_reader *engine_reader(const struct engine *e)
{
    return e->reader;
}

uint64_t engine_confirmations(const struct engine *e)
{
    return e->confirmations;
}

uint64_t engine_last_work(const struct engine *e)
{
    return e->work;
}

uint64_t engine_rule_work(struct engine *e, const struct rule *rule)
{
    return engine_state(e, (uint32_t)(rule - e->set->rules))->work;
}

struct regex *engine_compile_source(struct engine *e, const struct rule *rule, struct slice source, enum regex_mode mode,
                                    struct error *error)
{
    struct arena scratch = {0};
    struct pattern p;
    struct regex *r = NULL;
    if (pattern_parse(&scratch, source, &p, error))
        r = regex_compile(e->bench, pattern_write(&scratch, &p, rule->exact), mode, error);
    arena_free(&scratch);
    return r;
}

struct regex *engine_compile_search(struct engine *e, const struct rule *rule, struct expression *x, struct error *error)
{
    if (x->anywhere == NULL && !x->broken)
        x->anywhere = engine_compile_source(e, rule, x->source, REGEX_ANYWHERE, error);
    x->broken = x->anywhere == NULL;
    return x->anywhere;
}

void engine_prepare(struct engine *e, uint32_t number)
{
    struct prepared *p = &e->prepared[number];
    const struct rule *rule = p->rule;
    if (p->known)
        return;
    p->known = true;
    p->parts[PART_PATTERN].source = rule_expression(rule);
    p->unless.source = rule->unless;
    p->reference_category = rule_condition_category(rule);
    if (p->reference_category.len == 0 && rule->condition.len != 0)
        p->reference = rule_set_find(e->set, rule->language, rule->condition);
    if (p->reference_category.len == 0 && p->reference == NULL)
        p->parts[PART_CONDITION].source = rule->condition;
}

enum part engine_trigger(const struct prepared *p)
{
    bool by_condition = p->rule->kind == RULE_MISSING && p->parts[PART_CONDITION].source.len != 0;
    return by_condition ? PART_CONDITION : PART_PATTERN;
}

struct prepared *engine_state(struct engine *e, uint32_t number)
{
    struct prepared *p = &e->prepared[number];
    if (p->stamp != e->stamp) {
        p->stamp = e->stamp;
        memset(p->behind, 0, sizeof p->behind);
        p->known_scope = 0;
        if (p->needs != 0)
            memset(p->required_at, 0, p->branch_count * sizeof *p->required_at);
        p->hits = 0;
        p->work = 0;
        p->reported = false;
    }
    return p;
}

/* The beginnings of a part; false: it must be tried at every place. */
static bool beginnings(struct prepared *p, enum part part, const struct pattern *parsed, struct arena *arena, struct prefixes *out)
{
    pattern_prefixes(arena, parsed, out);
    p->slow[part] = out->count == 0 || out->any_start;
    return !p->slow[part];
}

struct making {
    struct engine *engine;
    struct group *group;
    struct arena scratch;
    struct prefix_entry *entries;
    size_t count, capacity;
    struct prefixes prefixes; /* large, so not on the stack */
};

static void add_number(struct arena *arena, uint32_t **list, size_t *count, size_t *capacity, uint32_t number)
{
    *list = arena_grow(arena, *list, *count, capacity, sizeof **list);
    (*list)[(*count)++] = number;
}

static void add_entry(struct making *m, struct slice text, uint32_t value)
{
    m->entries = arena_grow(&m->scratch, m->entries, m->count, &m->capacity, sizeof *m->entries);
    m->entries[m->count++] = (struct prefix_entry){text, value};
}

/* The texts that alternatives of the trigger must hold. */
static void add_required(struct making *m, struct prepared *p, uint32_t number, const struct pattern *parsed)
{
    p->needs = 0;
    for (size_t branch = 0; branch < p->branch_count; branch++) {
        if (!pattern_required(&m->scratch, parsed, branch, &m->prefixes))
            continue;
        p->needs |= UINT64_C(1) << branch;
        for (size_t i = 0; i < m->prefixes.count; i++)
            add_entry(m, m->prefixes.texts[i], value_of(number, branch, VALUE_REQUIRED));
    }
    if (p->needs != 0 && p->required_at == NULL)
        p->required_at = arena_array(m->engine->arena, p->branch_count, sizeof *p->required_at);
}

static void keep_alternatives(struct engine *e, struct expression *x, const struct pattern *parsed, size_t count)
{
    x->here = arena_array(e->arena, count, sizeof(struct regex *));
    x->alternatives = arena_array(e->arena, count, sizeof *x->alternatives);
    for (size_t i = 0; i < count; i++)
        x->alternatives[i] = arena_copy(e->arena, pattern_branch_source(parsed, i));
}

/* What sets the rule off goes into the index. */
static void add_trigger(struct making *m, struct prepared *p, uint32_t number, enum part part)
{
    struct engine *e = m->engine;
    struct group *g = m->group;
    struct pattern parsed;
    struct error ignored = {0};
    uint32_t value = value_of(number, 0, part);
    add_number(e->arena, &g->all, &g->all_count, &g->all_capacity, value);
    if (!pattern_parse(&m->scratch, p->parts[part].source, &parsed, &ignored) ||
        !beginnings(p, part, &parsed, &m->scratch, &m->prefixes)) {
        add_number(e->arena, &g->slow, &g->slow_count, &g->slow_capacity, value);
        return;
    }
    p->branch_count = pattern_branches(&parsed);
    if (p->parts[part].here == NULL)
        keep_alternatives(e, &p->parts[part], &parsed, p->branch_count);
    for (size_t i = 0; i < m->prefixes.count; i++)
        add_entry(m, m->prefixes.texts[i], value_of(number, m->prefixes.branches[i], part));
    add_required(m, p, number, &parsed);
}

static void add_rule(struct making *m, uint32_t number)
{
    struct engine *e = m->engine;
    struct group *g = m->group;
    struct prepared *p = &e->prepared[number];
    engine_prepare(e, number);
    if (p->rule->kind == RULE_MISSING)
        add_number(e->arena, &g->missing, &g->missing_count, &g->missing_capacity, number);
    if (p->rule->feature == FEATURE_CAPS || p->rule->feature == FEATURE_EXCLAIM)
        add_number(e->arena, &g->features, &g->feature_count, &g->feature_capacity, number);
    enum part part = engine_trigger(p);
    bool refers = p->reference != NULL || p->reference_category.len != 0;
    if (p->parts[part].source.len != 0 && !(p->rule->kind == RULE_MISSING && refers))
        add_trigger(m, p, number, part);
}

static void make_group(struct engine *e, struct group *g, int language, enum rule_role role)
{
    struct arena scratch = {0};
    struct making *m = arena_zeroed(&scratch, sizeof *m);
    m->engine = e;
    m->group = g;
    for (size_t i = 0; i < e->set->count; i++) {
        const struct rule *rule = &e->set->rules[i];
        bool meant = rule->enabled && (rule->language == language || rule->language == LANGUAGE_ANY) &&
                     ((unsigned)rule->role & (unsigned)role) != 0;
        if (meant)
            add_rule(m, (uint32_t)i);
    }
    g->index = prefix_index_make(e->arena, m->entries, m->count);
    g->made = true;
    arena_free(&m->scratch);
    arena_free(&scratch);
}

const struct group *engine_group(struct engine *e, int language, enum rule_role role)
{
    if (language < 0 || language > LANGUAGE_ANY)
        language = LANGUAGE_ANY;
    struct group *g = &e->groups[language][role - 1];
    if (!g->made)
        make_group(e, g, language, role);
    return g;
}

static int by_place(const void *a, const void *b)
{
    const struct finding *x = a;
    const struct finding *y = b;
    if (x->start != y->start)
        return x->start < y->start ? -1 : 1;
    return (x->rule > y->rule) - (x->rule < y->rule);
}

static uint32_t number_of(const struct engine *e, const struct rule *rule)
{
    return (uint32_t)(rule - e->set->rules);
}

/* Numbers the findings of each rule. */
static void number_findings(struct engine *e, struct findings *out)
{
    for (size_t i = 0; i < out->count; i++) {
        if (out->list[i].rule != &engine_unscanned)
            engine_state(e, number_of(e, out->list[i].rule))->hits = 0;
    }
    for (size_t i = 0; i < out->count; i++) {
        struct finding *f = &out->list[i];
        if (f->rule != &engine_unscanned)
            f->ordinal = engine_state(e, number_of(e, f->rule))->hits++;
        else
            f->ordinal = i > 0 && out->list[i - 1].rule == &engine_unscanned;
    }
}

void engine_scan(struct engine *e, const struct scan *scan, struct arena *arena, struct findings *out)
{
    *out = (struct findings){0};
    e->stamp++;
    e->work = 0;
    /* The plain way tries every rule everywhere and is there to be compared with: it is never cut short. */
    e->work_limit = scan->plain ? UINT64_MAX : WORK_MAX + scan->message->text.len / 8;
    struct scanning s = {.engine = e,
                         .scan = scan,
                         .m = scan->message,
                         .group = engine_group(e, scan->language, scan->role),
                         .arena = arena,
                         .out = out};
    engine_find_hits(&s);
    engine_judge(&s);
    if (s.given_up)
        engine_report(&s, NULL);
    if (out->count > 1)
        qsort(out->list, out->count, sizeof *out->list, by_place);
    number_findings(e, out);
}

static bool compiles(struct engine *e, const struct rule *rule, struct expression *x, const char *column,
                     struct error *error)
{
    return x->source.len == 0 || engine_compile_search(e, rule, x, error) != NULL || rule_place(rule, column, error);
}

bool engine_compile(struct engine *e, const struct rule *rule, struct error *error)
{
    struct prepared *p = &e->prepared[number_of(e, rule)];
    engine_prepare(e, number_of(e, rule));
    return compiles(e, rule, &p->parts[PART_PATTERN], "pattern", error) &&
           compiles(e, rule, &p->parts[PART_CONDITION], "if", error) && compiles(e, rule, &p->unless, "unless", error);
}

bool engine_is_slow(struct engine *e, const struct rule *rule)
{
    struct arena scratch = {0};
    struct prepared *p = &e->prepared[number_of(e, rule)];
    struct error ignored = {0};
    struct prefixes *prefixes = arena_zeroed(&scratch, sizeof *prefixes);
    struct pattern parsed;
    engine_prepare(e, number_of(e, rule));
    enum part part = engine_trigger(p);
    if (p->parts[part].source.len != 0 && pattern_parse(&scratch, p->parts[part].source, &parsed, &ignored))
        beginnings(p, part, &parsed, &scratch, prefixes);
    bool slow = p->slow[PART_PATTERN] || p->slow[PART_CONDITION];
    arena_free(&scratch);
    return slow;
}
