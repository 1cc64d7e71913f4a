/* SPDX-License-Identifier: MIT */
#include "rules/rule_check.h"

#include "rules/pattern.h"

/* Of the work that a message may cost, what a rule by itself may take of it. */
enum { RULE_WORK_MAX = WORK_MAX / 2 };

struct checking {
    struct engine *engine;
    struct rule_set *set;
    struct rule_check_listener listener;
    struct rule_check result;
    struct arena scratch;
    bool *alone; /* of all rules, the one that is checked */
};

static void tell(struct checking *c, const struct rule *rule, const char *column, struct error *what)
{
    c->result.problems++;
    if (what->line == 0)
        rule_place(rule, column, what);
    c->listener.problem(c->listener.context, what);
    error_clear(what);
}

static struct slice bracketed(struct slice *text, struct slice mark)
{
    const char *end = text->len != 0 ? memchr(text->ptr, ']', text->len) : NULL;
    if (!slice_starts(*text, mark) || end == NULL)
        return (struct slice){"", 0};
    struct slice value = {text->ptr + mark.len, (size_t)(end - text->ptr) - mark.len};
    *text = slice_trim(slice_from(*text, (size_t)(end - text->ptr) + 1));
    return value;
}

bool rule_example_next(struct slice *rest, struct rule_example *example)
{
    const struct slice separator = SLICE(" || ");
    struct slice text = *rest;
    if (slice_trim(*rest).len == 0)
        return false;
    size_t at = 0;
    while (at + separator.len <= text.len && memcmp(text.ptr + at, separator.ptr, separator.len) != 0)
        at++;
    bool last = at + separator.len > text.len;
    *rest = last ? slice_from(text, text.len) : slice_from(text, at + separator.len);
    text = slice_trim((struct slice){text.ptr, last ? text.len : at});
    *example = (struct rule_example){{"", 0}, {"", 0}, {"", 0}};
    example->name = bracketed(&text, SLICE("[name="));
    example->agent = bracketed(&text, SLICE("[agent="));
    example->text = text;
    return true;
}

/* Whether findings of other rules decide about it. */
static bool refers(const struct checking *c, const struct rule *rule)
{
    return rule_condition_category(rule).len != 0 || rule_set_find(c->set, rule->language, rule->condition) != NULL;
}

/* Scans a text as the rule's language and role; whether the rule itself has a finding. */
static bool is_hit(struct checking *c, const struct rule *rule, struct rule_example example, bool *unscanned)
{
    const struct message_reader *reader = engine_reader(c->engine);
    struct message m;
    struct findings found;
    message_read(reader, &c->scratch, example.text, &m);
    struct scan scan = {.message = &m,
                        .language = rule->language == LANGUAGE_ANY ? LANGUAGE_EN : rule->language,
                        .role = rule->role == RULE_CUSTOMER ? RULE_CUSTOMER : RULE_STAFF,
                        .name = message_fold_text(reader, &c->scratch, example.name),
                        .agent = message_fold_text(reader, &c->scratch, example.agent),
                        .among = refers(c, rule) ? NULL : c->alone};
    c->alone[rule - c->set->rules] = true;
    engine_scan(c->engine, &scan, &c->scratch, &found);
    c->alone[rule - c->set->rules] = false;
    bool hit = false;
    *unscanned = false;
    for (size_t i = 0; i < found.count; i++) {
        hit = hit || found.list[i].rule == rule;
        *unscanned = *unscanned || (found.list[i].rule == &engine_unscanned && (found.list[i].about == rule));
    }
    return hit;
}

static void check_examples(struct checking *c, const struct rule *rule, struct slice examples, bool wanted)
{
    const char *column = wanted ? "example_hit" : "example_ok";
    struct error what = {0};
    struct rule_example example;
    bool unscanned;
    if (slice_trim(examples).len == 0) {
        error_set(&what, "rule '%s' has no %s: write a sentence that it %s", quote(rule->id).text, column,
                  wanted ? "must find" : "must leave alone");
        tell(c, rule, column, &what);
    }
    while (rule_example_next(&examples, &example)) {
        c->result.examples++;
        if (is_hit(c, rule, example, &unscanned) == wanted)
            continue;
        error_set(&what, "rule '%s' %s '%s'", quote(rule->id).text, wanted ? "does not hit" : "hits",
                  quote(example.text).text);
        tell(c, rule, column, &what);
    }
}

static bool check_pattern(struct checking *c, const struct rule *rule, struct slice source, const char *column)
{
    struct error what = {0};
    struct pattern p;
    if (source.len == 0)
        return true;
    if (!pattern_parse(&c->scratch, source, &p, &what)) {
        tell(c, rule, column, &what);
        return false;
    }
    if (!pattern_has_nested_repeats(&p))
        return true;
    error_set(&what, "rule '%s' has an unlimited repeat within an unlimited repeat: limit one of them, {0,5} for *",
              quote(rule->id).text);
    tell(c, rule, column, &what);
    return false;
}

/* Every rule must get through the texts that are worst for it. */
static void check_cost(struct checking *c, const struct rule *rule)
{
    struct slice bombs[BOMBS_MAX];
    size_t count = rule_bombs(&c->scratch, rule_expression(rule), BOMB_SIZE, bombs);
    for (size_t i = 0; i < count; i++) {
        struct error what = {0};
        bool unscanned;
        is_hit(c, rule, (struct rule_example){bombs[i], {"", 0}, {"", 0}}, &unscanned);
        if (!unscanned && engine_rule_work(c->engine, rule) <= RULE_WORK_MAX)
            continue;
        error_set(&what, "rule '%s' takes too many steps on texts such as '%s': make its repeats narrower",
                  quote(rule->id).text, quote(bombs[i]).text);
        tell(c, rule, "pattern", &what);
        return;
    }
}

/* A rule that could begin with anything is tried at every place of every text. */
static void check_beginning(struct checking *c, const struct rule *rule)
{
    struct error what = {0};
    if (!engine_is_slow(c->engine, rule) || slice_starts(rule_expression(rule), SLICE("^")))
        return;
    error_set(&what, "rule '%s' begins with nothing that could be looked up: begin it with words, or fewer alternatives of them",
              quote(rule->id).text);
    tell(c, rule, "pattern", &what);
}

static void check_rule(struct checking *c, const struct rule *rule)
{
    struct error what = {0};
    c->result.rules++;
    bool good = check_pattern(c, rule, rule_expression(rule), "pattern");
    good = check_pattern(c, rule, rule->unless, "unless") && good;
    good = (refers(c, rule) || check_pattern(c, rule, rule->condition, "if")) && good;
    if (!good)
        return;
    if (!engine_compile(c->engine, rule, &what)) {
        tell(c, rule, "pattern", &what);
        return;
    }
    check_beginning(c, rule);
    check_examples(c, rule, rule->example_hit, true);
    check_examples(c, rule, rule->example_ok, false);
    check_cost(c, rule);
    arena_reset(&c->scratch);
}

struct rule_check rule_check_all(struct engine *e, struct rule_set *set, size_t first,
                                 struct rule_check_listener listener)
{
    struct checking c = {.engine = e, .set = set, .listener = listener};
    c.alone = memory_zeroed(set->count, sizeof *c.alone);
    for (size_t i = first; i < set->count; i++) {
        if (set->rules[i].enabled)
            check_rule(&c, &set->rules[i]);
    }
    arena_free(&c.scratch);
    memory_release(c.alone);
    return c.result;
}
