/* SPDX-License-Identifier: MIT */
#include "rules/engine_parts.h"

/* The piece of a part that a place is judged in, and the places that are judged in it. */
struct window {
    struct message_part text;   /* what PCRE2 sees */
    struct message_part places; /* where matches may begin */
};

enum { SEEK_BLANK = 64 };

static uint32_t least(uint32_t a, uint32_t b)
{
    return a < b ? a : b;
}

/* A cut near `at` that splits no word, where there is a blank, and no character anyway. */
static uint32_t cut_near(const struct message *m, uint32_t at, uint32_t low)
{
    uint32_t end = at - least(at - low, SEEK_BLANK);
    for (uint32_t i = at; i > end; i--) {
        if (m->text.ptr[i] == ' ')
            return i;
    }
    while (at > low && ((unsigned char)m->text.ptr[at] & 0xc0) == 0x80)
        at--;
    return at;
}

/* The window for places from `at` on. A part of up to WINDOW bytes is one. */
static struct window window_at(const struct message *m, struct message_part part, uint32_t at)
{
    if (part.end - part.start <= WINDOW)
        return (struct window){part, part};
    uint32_t start = part.start + (at - part.start) / WINDOW_STEP * WINDOW_STEP;
    struct window w = {{start, least(part.end, start + WINDOW)}, {start, least(part.end, start + WINDOW_STEP)}};
    if (w.text.start > part.start)
        w.text.start = cut_near(m, start - least(start - part.start, WINDOW_BEFORE), part.start);
    if (w.text.end < part.end)
        w.text.end = cut_near(m, w.text.end, w.places.end);
    return w;
}

static bool settle(struct scanning *s, const struct rule *rule, enum regex_result result, struct regex_match *match,
                   uint32_t length)
{
    s->engine->confirmations++;
    uint64_t work = match->work + length / 64;
    s->engine->work += work;
    engine_state(s->engine, engine_number(s->engine, rule))->work += work;
    if (s->engine->work > s->engine->work_limit)
        s->given_up = true;
    if (result == REGEX_LIMIT || result == REGEX_FAILURE)
        engine_report(s, rule);
    return result == REGEX_MATCH;
}

/* One match in a window, from a folded offset on. */
static bool match_in(struct scanning *s, const struct rule *rule, struct regex *r, struct message_part part,
                     struct message_part window, uint32_t from, struct message_part *match, uint32_t length)
{
    const struct message *m = s->m;
    struct slice text = m->text;
    size_t start = window.start;
    size_t end = window.end;
    size_t at = from;
    if (rule->exact) {
        text = m->original;
        start = message_origin(m, window.start);
        end = message_origin(m, window.end);
        at = message_origin(m, from);
        while (at < end && ((unsigned char)text.ptr[at] & 0xc0) == 0x80)
            at++; /* a word written out of a contraction begins at its apostrophe, which may be of three bytes */
    }
    struct regex_subject subject = {{text.ptr + start, end - start}, window.start > part.start, window.end < part.end};
    struct regex_match found = {0};
    enum regex_result result = regex_match(s->engine->bench, r, subject, at - start, !rule->exact, &found);
    if (!settle(s, rule, result, &found, length))
        return false;
    *match = (struct message_part){(uint32_t)(start + found.start), (uint32_t)(start + found.end)};
    if (rule->exact)
        *match = (struct message_part){message_folded(m, start + found.start), message_folded(m, start + found.end)};
    return true;
}

bool engine_match_here(struct scanning *s, const struct rule *rule, struct regex *r, struct message_part part, uint32_t at,
                       struct message_part *match)
{
    struct window w = window_at(s->m, part, at);
    return match_in(s, rule, r, part, w.text, at, match, 0);
}

/* Parses the expression, and then its alternatives, which are compiled one by one. */
static bool part_alternatives(struct engine *e, const struct rule *rule, struct expression *x)
{
    struct arena scratch = {0};
    struct pattern p;
    struct error ignored = {0};
    bool good = engine_parse(&scratch, rule, x->source, &p, &ignored);
    size_t count = good ? pattern_branches(&p) : 0;
    struct slice *sources = arena_array(&scratch, count, sizeof *sources);
    struct slice *written = arena_array(e->arena, count, sizeof *written);
    if (good)
        pattern_branch_sources(&p, sources);
    for (size_t i = 0; i < count && good; i++)
        good = engine_write_source(e->arena, rule, sources[i], &written[i], &ignored);
    x->alternatives = written;
    x->alternative_count = count;
    arena_free(&scratch);
    return good;
}

bool engine_write_alternatives(struct engine *e, const struct rule *rule, struct expression *x)
{
    if (x->here != NULL || x->broken)
        return !x->broken;
    x->broken = !engine_open_alternatives(e, rule, x) && !part_alternatives(e, rule, x);
    x->here = arena_array(e->arena, x->alternative_count, sizeof(struct regex *));
    return !x->broken;
}

static struct regex *compile_here(struct regex_bench *bench, struct slice expression)
{
    struct error ignored = {0};
    return regex_compile(bench, expression, REGEX_HERE, &ignored);
}

/* That alternative of an expression, compiled. NULL: it cannot be. */
static struct regex *alternative(struct engine *e, const struct rule *rule, struct expression *x, uint32_t branch)
{
    if (!engine_write_alternatives(e, rule, x) || branch >= x->alternative_count)
        return NULL;
    if (x->here[branch] == NULL)
        x->here[branch] = compile_here(e->bench, x->alternatives[branch]);
    return x->here[branch];
}

bool engine_confirm(struct scanning *s, uint32_t value, struct message_part part, uint32_t at, struct message_part *match)
{
    struct prepared *p = &s->engine->prepared[value_rule(value)];
    struct expression *x = &p->parts[value_part(value)];
    if (x->source.len == 0) /* its text has become the name of another rule */
        return false;
    struct regex *r = alternative(s->engine, p->rule, x, value_branch(value));
    if (r == NULL) {
        x->broken = true;
        engine_report(s, p->rule);
        return false;
    }
    return engine_match_here(s, p->rule, r, part, at, match);
}

static struct regex *compile_search(struct engine *e, const struct rule *rule, struct expression *x)
{
    struct error ignored = {0};
    return engine_compile_search(e, rule, x, &ignored);
}

bool engine_search(struct scanning *s, const struct rule *rule, struct expression *x, struct message_part part,
                   uint32_t from, struct message_part *match)
{
    struct regex *r = x->anywhere != NULL ? x->anywhere : compile_search(s->engine, rule, x);
    if (r == NULL)
        engine_report(s, rule);
    if (from < part.start)
        from = part.start;
    while (r != NULL && from < part.end && !s->given_up) {
        struct window w = window_at(s->m, part, from);
        if (match_in(s, rule, r, part, w.text, from, match, w.text.end - from) &&
            (match->start < w.places.end || w.places.end == part.end))
            return true;
        from = w.places.end;
        while (from < part.end && ((unsigned char)s->m->text.ptr[from] & 0xc0) == 0x80)
            from++; /* a search that begins inside a character is none that PCRE2 survives */
    }
    return false;
}

void engine_report(struct scanning *s, const struct rule *rule)
{
    struct findings *out = s->out;
    if (rule != NULL) {
        struct prepared *p = engine_state(s->engine, engine_number(s->engine, rule));
        if (p->reported)
            return;
        p->reported = true;
    }
    out->unscanned = true;
    out->list = arena_grow(s->arena, out->list, out->count, &out->capacity, sizeof *out->list);
    out->list[out->count++] = (struct finding){.rule = &engine_unscanned, .about = rule};
}
