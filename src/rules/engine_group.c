/* SPDX-License-Identifier: MIT */
/* The rules for one language and one role, and the matchers for them. */
#include "rules/engine_parts.h"

struct making {
    struct engine *engine;
    struct group *group;
    struct arena scratch;
    struct matcher_making *matcher;
    size_t count;  /* of rules in it */
    bool built_in; /* there is a matcher that was made with the program */
};

static void add_number(struct arena *arena, uint32_t **list, size_t *count, size_t *capacity, uint32_t number)
{
    *list = arena_grow(arena, *list, *count, capacity, sizeof **list);
    (*list)[(*count)++] = number;
}

/* The chains of all alternatives of an expression. False: there is one that can begin with anything. */
static bool chains_of(struct arena *arena, struct slice source, struct chains *out, size_t *count)
{
    struct pattern parsed;
    struct error ignored = {0};
    *count = 0;
    if (!pattern_parse(arena, source, &parsed, &ignored))
        return false;
    for (; *count < pattern_branches(&parsed); (*count)++) {
        if (!pattern_chains(arena, &parsed, *count, &out[*count]))
            return false;
    }
    return true;
}

bool engine_has_no_beginnings(const struct prepared *p)
{
    struct arena scratch = {0};
    struct chains chains[BRANCHES_MAX];
    size_t count;
    struct slice source = p->parts[engine_trigger(p)].source;
    bool known = source.len == 0 || chains_of(&scratch, source, chains, &count);
    arena_free(&scratch);
    return !known;
}

/* Whether matches may begin with a blank: between two sentences there is one that is in none of them, and is not looked up. */
static bool begins_with_blank(const struct chains *chains, size_t count)
{
    for (size_t branch = 0; branch < count; branch++) {
        for (size_t i = 0; i < chains[branch].count; i++) {
            const struct chain_element *first = chains[branch].list[i].elements;
            for (size_t k = 0; k < first->text_count; k++) {
                if (first->texts[k].text.ptr[0] == ' ')
                    return true;
            }
        }
    }
    return false;
}

static void add_chains(struct making *m, const struct prepared *p, uint32_t number, enum part part)
{
    struct arena scratch = {0};
    struct chains chains[BRANCHES_MAX];
    size_t count;
    bool whole = p->rule->scope == SCOPE_MESSAGE;
    /* an exact rule sees the original text, whose words, blanks and letters are other ones than the folded text's */
    if (p->rule->exact || !chains_of(&scratch, p->parts[part].source, chains, &count) ||
        (whole && begins_with_blank(chains, count))) {
        matcher_add_slow(m->matcher, value_of(number, 0, part));
        count = 0;
    }
    for (size_t branch = 0; branch < count; branch++) {
        for (size_t i = 0; i < chains[branch].count; i++)
            matcher_add(m->matcher, value_of(number, branch, part), &chains[branch].list[i], whole);
    }
    arena_free(&scratch);
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
    if (p->parts[part].source.len == 0 || (p->rule->kind == RULE_MISSING && refers))
        return;
    add_number(e->arena, &g->all, &g->all_count, &g->all_capacity, value_of(number, 0, part));
    if (m->built_in && p->rule->built_in)
        return;
    add_chains(m, p, number, part);
    m->count++;
}

static void add_layer(struct engine *e, struct group *g, const struct matcher *matcher, bool built_in)
{
    struct layer *l = &g->layers[g->layer_count++];
    l->matcher = *matcher;
    l->built_in = built_in;
    l->seen = arena_array(e->arena, matcher->clause_count, sizeof *l->seen);
    l->met = arena_array(e->arena, matcher->clause_count, sizeof *l->met);
    l->wanted = arena_array(e->arena, matcher->clause_count, sizeof *l->wanted);
    l->round = 1;
    l->sentence.met = arena_array(e->arena, matcher->clause_count, sizeof *l->sentence.met);
    l->message.met = arena_array(e->arena, matcher->clause_count, sizeof *l->message.met);
}

/* What the chains are met in: the examples of the rules for a language, which are messages of the kind that will be read. */
static void learn(struct making *m, int language)
{
    const struct rule_set *set = m->engine->set;
    struct arena scratch = {0};
    for (size_t i = 0; i < set->count; i++) {
        const struct rule *rule = &set->rules[i];
        const struct slice examples[] = {rule->example_hit, rule->example_ok};
        for (size_t k = 0; k < 2 && rule->language == language; k++) {
            struct message message;
            message_read(m->engine->reader, &scratch, examples[k], &message);
            matcher_learn(m->matcher, &message);
            arena_reset(&scratch);
        }
    }
    arena_free(&scratch);
}

static bool is_for(const struct rule *rule, int language)
{
    return rule->language == language || rule->language == LANGUAGE_ANY;
}

static void make_group(struct engine *e, struct group *g, int language, enum rule_role role, bool learns)
{
    struct matcher built_in;
    struct making m = {.engine = e, .group = g};
    m.matcher = matcher_start(&m.scratch);
    m.built_in = engine_open_matcher(e, language, role, &built_in);
    if (m.built_in)
        add_layer(e, g, &built_in, true);
    for (size_t i = 0; i < e->set->count; i++) {
        const struct rule *rule = &e->set->rules[i];
        if (rule->enabled && is_for(rule, language) && ((unsigned)rule->role & (unsigned)role) != 0)
            add_rule(&m, (uint32_t)i);
    }
    if (learns)
        learn(&m, language);
    if (m.count != 0)
        add_layer(e, g, matcher_make(m.matcher, e->arena), false);
    g->made = true;
    arena_free(&m.scratch);
}

/* Whether all rules for a language are for both roles. */
static bool is_for_both(const struct engine *e, int language)
{
    for (size_t i = 0; i < e->set->count; i++) {
        const struct rule *rule = &e->set->rules[i];
        if (rule->enabled && is_for(rule, language) && rule->role != RULE_BOTH)
            return false;
    }
    return true;
}

struct group *engine_group(struct engine *e, int language, enum rule_role role, bool learns)
{
    if (language < 0 || language > LANGUAGE_ANY)
        language = LANGUAGE_ANY;
    struct group *g = &e->groups[language][role - 1];
    if (!g->made && role == RULE_CUSTOMER && is_for_both(e, language)) {
        g->same = engine_group(e, language, RULE_STAFF, learns);
        g->made = true;
    }
    if (!g->made)
        make_group(e, g, language, role, learns);
    return g->same != NULL ? g->same : g;
}
