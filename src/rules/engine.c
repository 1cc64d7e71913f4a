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
    static const uint64_t seed[2] = {0x9e3779b97f4a7c15, 1}; /* patterns are no secret */
    struct engine *e = arena_zeroed(arena, sizeof *e);
    e->arena = arena;
    e->set = set;
    e->reader = message_reader_make(arena);
    e->bench = regex_bench_make(arena);
    intern_start(&e->portion_texts, arena, seed);
    e->prepared = arena_array(arena, set->count, sizeof *e->prepared);
    for (size_t i = 0; i < set->count; i++)
        e->prepared[i].rule = &set->rules[i];
    return e;
}

void engine_free(struct engine *e)
{
    intern_free(&e->portion_texts);
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
    return engine_state(e, engine_number(e, rule))->work;
}

bool engine_parse(struct arena *arena, const struct rule *rule, struct slice source, struct pattern *p, struct error *error)
{
    return rule->exact ? pattern_parse_exact(arena, source, p, error) : pattern_parse(arena, source, p, error);
}

bool engine_write_source(struct arena *arena, const struct rule *rule, struct slice source, struct slice *out, struct error *error)
{
    struct arena scratch = {0};
    struct pattern p;
    bool good = engine_parse(&scratch, rule, source, &p, error);
    if (good)
        *out = arena_copy(arena, pattern_write(&scratch, &p, rule->exact));
    arena_free(&scratch);
    return good;
}

struct regex *engine_compile_search(struct engine *e, const struct rule *rule, struct expression *x, struct error *error)
{
    struct arena scratch = {0};
    struct slice written;
    if (x->anywhere == NULL && !x->broken && engine_write_source(&scratch, rule, x->source, &written, error))
        x->anywhere = regex_compile(e->bench, written, REGEX_ANYWHERE, error);
    arena_free(&scratch);
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
        p->hits = 0;
        p->work = 0;
        p->reported = false;
    }
    return p;
}

static int by_place(const void *a, const void *b)
{
    const struct finding *x = a;
    const struct finding *y = b;
    if (x->start != y->start)
        return x->start < y->start ? -1 : 1;
    return (x->rule > y->rule) - (x->rule < y->rule);
}

/* Numbers the findings of each rule. */
static void number_findings(struct engine *e, struct findings *out)
{
    for (size_t i = 0; i < out->count; i++) {
        if (out->list[i].rule != &engine_unscanned)
            engine_state(e, engine_number(e, out->list[i].rule))->hits = 0;
    }
    for (size_t i = 0; i < out->count; i++) {
        struct finding *f = &out->list[i];
        if (f->rule != &engine_unscanned)
            f->ordinal = engine_state(e, engine_number(e, f->rule))->hits++;
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
                         .group = engine_group(e, scan->language, scan->role, false),
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
    struct prepared *p = &e->prepared[engine_number(e, rule)];
    engine_prepare(e, engine_number(e, rule));
    return compiles(e, rule, &p->parts[PART_PATTERN], "pattern", error) &&
           compiles(e, rule, &p->parts[PART_CONDITION], "if", error) && compiles(e, rule, &p->unless, "unless", error);
}

bool engine_is_slow(struct engine *e, const struct rule *rule)
{
    struct prepared *p = &e->prepared[engine_number(e, rule)];
    engine_prepare(e, engine_number(e, rule));
    return engine_has_no_beginnings(p);
}
