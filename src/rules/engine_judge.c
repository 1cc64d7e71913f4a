/* SPDX-License-Identifier: MIT */
#include "lib/text.h"
#include "rules/engine_parts.h"

static struct message_part scope_of(const struct scanning *s, const struct rule *rule, uint32_t sentence)
{
    if (rule->scope == SCOPE_MESSAGE || s->m->sentence_count == 0)
        return (struct message_part){0, (uint32_t)s->m->text.len};
    return s->m->sentences[sentence];
}

static void add_finding(struct scanning *s, const struct rule *rule, uint32_t start, uint32_t end, uint32_t sentence)
{
    struct findings *out = s->out;
    out->list = arena_grow(s->arena, out->list, out->count, &out->capacity, sizeof *out->list);
    out->list[out->count++] = (struct finding){rule, NULL, start, end, sentence, 0};
}

static bool refers(const struct prepared *p)
{
    return p->reference != NULL || p->reference_category.len != 0;
}

/* Whether a finding is what the `if` of the rule names. */
static bool is_meant(const struct prepared *p, const struct finding *f)
{
    if (p->reference != NULL)
        return f->rule == p->reference;
    return slice_equal(f->rule->category, p->reference_category);
}

/* Whether what `if` names was found in the scope; `count` findings are looked at. */
static bool referred_found(const struct scanning *s, const struct prepared *p, uint32_t sentence, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        const struct finding *f = &s->out->list[i];
        if (is_meant(p, f) && (p->rule->scope == SCOPE_MESSAGE || f->sentence == sentence))
            return true;
    }
    return false;
}

static bool name_occurs(const struct scanning *s, struct slice name)
{
    struct slice rest = s->m->text;
    while (name.len != 0 && rest.len >= name.len) {
        const char *at = memchr(rest.ptr, name.ptr[0], rest.len - name.len + 1);
        if (at == NULL)
            return false;
        rest = slice_from(rest, (size_t)(at - rest.ptr));
        if (slice_starts(rest, name))
            return true;
        rest = slice_from(rest, 1);
    }
    return false;
}

/* The given names of a person: the name as a whole, or any word of it of 3 letters and more, less its inflected end (Στέφανος, Στέφανε). */
static bool person_occurs(const struct scanning *s, struct slice name)
{
    struct slice rest = name;
    struct slice word;
    while (slice_cut(&rest, ' ', &word)) {
        size_t letters = utf8_length(word);
        struct slice stem = letters > 6 ? utf8_head(word, letters - 2) : letters > 4 ? utf8_head(word, letters - 1) : word;
        if (letters >= 3 && name_occurs(s, stem))
            return true;
    }
    return name_occurs(s, name);
}

/* Whether what a rule of kind missing asks for is in the scope; `searched`: its pattern is known not to be. */
static bool is_present(struct scanning *s, struct prepared *p, struct message_part scope, bool searched)
{
    if (p->rule->feature == FEATURE_NAME && person_occurs(s, s->scan->name))
        return true;
    if (p->rule->feature == FEATURE_AGENT && person_occurs(s, s->scan->agent))
        return true;
    return !searched && engine_occurs(s, p->rule, &p->parts[PART_PATTERN], scope);
}

/* Whether a {name} rule has a name to look for. */
static bool applies(const struct scanning *s, const struct rule *rule)
{
    return rule->feature != FEATURE_NAME || s->scan->name.len != 0;
}

/* A rule of kind missing that was set off in a sentence. Reports once a scope. */
static void judge_missing(struct scanning *s, struct prepared *p, struct finding at, bool searched)
{
    struct message_part scope = scope_of(s, p->rule, at.sentence);
    if (!applies(s, p->rule) || (p->behind[PART_PATTERN] != 0 && p->behind[PART_PATTERN] == scope.end))
        return;
    p->behind[PART_PATTERN] = scope.end; /* judged up to here */
    if (!is_present(s, p, scope, searched) && !engine_occurs(s, p->rule, &p->unless, scope))
        add_finding(s, p->rule, at.start, at.end, at.sentence);
}

/* A hit of a rule of kind match or count. */
static bool stands(struct scanning *s, struct prepared *p, const struct hit *h, size_t findings)
{
    struct message_part scope = scope_of(s, p->rule, h->sentence);
    struct expression *condition = &p->parts[PART_CONDITION];
    if (refers(p) && !referred_found(s, p, h->sentence, findings))
        return false;
    if (p->known_scope != scope.start + 1) { /* both are the same for all hits in a scope */
        p->known_scope = scope.start + 1;
        p->unless_occurs = engine_occurs(s, p->rule, &p->unless, scope);
        p->condition_occurs = condition->source.len == 0 || engine_occurs(s, p->rule, condition, scope);
    }
    return p->condition_occurs && !p->unless_occurs;
}

/* The n-th accepted hit within a scope makes the finding, which stands at the first. */
static void count_hit(struct scanning *s, struct prepared *p, const struct hit *h)
{
    struct message_part scope = scope_of(s, p->rule, h->sentence);
    if (p->behind[PART_CONDITION] != scope.end + 1) { /* another scope than the last one */
        p->behind[PART_CONDITION] = scope.end + 1;
        p->hits = 0;
        p->counted_from = h->start;
    }
    if (++p->hits == p->rule->least)
        add_finding(s, p->rule, p->counted_from, h->end, h->sentence);
}

static void judge_hit(struct scanning *s, const struct hit *h, size_t findings)
{
    struct prepared *p = engine_state(s->engine, h->rule);
    if (p->rule->kind == RULE_MISSING) {
        if (h->part == PART_CONDITION)
            judge_missing(s, p, (struct finding){.start = h->start, .end = h->end, .sentence = h->sentence}, false);
        return;
    }
    if (!stands(s, p, h, findings))
        return;
    if (p->rule->kind == RULE_COUNT && p->rule->feature == FEATURE_NONE)
        count_hit(s, p, h);
    else
        add_finding(s, p->rule, h->start, h->end, h->sentence);
}

static void judge_hits(struct scanning *s, bool referring)
{
    for (size_t i = 0; i < s->hit_count && !s->given_up; i++) {
        const struct prepared *p = &s->engine->prepared[s->hits[i].rule];
        if (refers(p) == referring)
            judge_hit(s, &s->hits[i], s->out->count);
    }
}

/* Missing rules that nothing sets off, or another rule's finding does. */
static void judge_absences(struct scanning *s)
{
    for (size_t i = 0; i < s->group->missing_count && !s->given_up; i++) {
        struct prepared *p = engine_state(s->engine, s->group->missing[i]);
        if (!engine_is_asked(s, s->group->missing[i]))
            continue;
        if (refers(p)) {
            size_t before = s->out->count;
            for (size_t k = 0; k < before; k++) {
                struct finding f = s->out->list[k];
                if (is_meant(p, &f))
                    judge_missing(s, p, f, false);
            }
        } else if (p->parts[PART_CONDITION].source.len == 0 && p->hits == 0 && s->m->sentence_count != 0) {
            judge_missing(s, p, (struct finding){.sentence = 0}, p->rule->scope == SCOPE_MESSAGE);
        }
    }
}

void engine_judge(struct scanning *s)
{
    judge_hits(s, false);
    judge_hits(s, true);
    judge_absences(s);
}
