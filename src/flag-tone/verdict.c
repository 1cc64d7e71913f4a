/* SPDX-License-Identifier: MIT */
#include "flag-tone/verdict.h"

#include "lib/number.h"
#include "lib/text.h"
#include "lib/utf8.h"

/* So often, at the most, one rule counts for politeness. */
enum { WEIGHED_TIMES = 2 };

/* A category of the message and its gravest severity. */
struct flag {
    struct slice category;
    enum rule_severity severity;
};

struct flags {
    struct flag *list;
    size_t count, capacity;
};

static void note(struct flags *f, const struct rule *rule, struct arena *arena)
{
    for (size_t i = 0; i < f->count; i++) {
        if (slice_equal(f->list[i].category, rule->category)) {
            if (f->list[i].severity < rule->severity)
                f->list[i].severity = rule->severity;
            return;
        }
    }
    f->list = arena_grow(arena, f->list, f->count, &f->capacity, sizeof *f->list);
    f->list[f->count++] = (struct flag){rule->category, rule->severity};
}

/* Text that grows piece by piece, joined by ';'. */
struct joined {
    char *text;
    size_t used, room;
};

static void join(struct joined *j, struct slice a, const char *b)
{
    size_t tail = strlen(b);
    if (j->used + a.len + tail + 2 > j->room)
        return;
    if (j->used != 0)
        j->text[j->used++] = ';';
    memcpy(j->text + j->used, a.ptr, a.len);
    memcpy(j->text + j->used + a.len, b, tail);
    j->used += a.len + tail;
}

static struct slice flags_text(const struct flags *f, struct arena *arena)
{
    static const char *const tails[] = {":none", ":info", ":warn", ":error"};
    struct joined j = {.room = 1};
    for (size_t i = 0; i < f->count; i++)
        j.room += f->list[i].category.len + 8;
    j.text = arena_bytes(arena, j.room);
    for (int severity = SEVERITY_ERROR; severity >= SEVERITY_NONE; severity--) {
        for (size_t i = 0; i < f->count; i++) {
            if (f->list[i].severity == (enum rule_severity)severity)
                join(&j, f->list[i].category, tails[severity]);
        }
    }
    return (struct slice){j.text, j.used};
}

static struct slice rules_text(const struct findings *f, struct arena *arena)
{
    struct joined j = {.room = 1};
    for (size_t i = 0; i < f->count; i++)
        j.room += f->list[i].rule->id.len + 2;
    j.text = arena_bytes(arena, j.room);
    for (size_t i = 0; i < f->count; i++) {
        if (f->list[i].rule->severity != SEVERITY_NONE && f->list[i].ordinal == 0)
            join(&j, f->list[i].rule->id, "");
    }
    return (struct slice){j.text, j.used};
}

unsigned verdict_politeness(int64_t weights)
{
    int64_t size = weights < 0 ? -weights : weights;
    int64_t share = (100 * size + NUMBER_ONE + size) / (2 * (NUMBER_ONE + size)); /* 50 |x| / (1 + |x|), rounded */
    return (unsigned)(weights < 0 ? 50 - share : 50 + share);
}

struct verdict verdict_of(const struct findings *findings, enum rule_severity least, struct arena *arena)
{
    struct verdict v = {.tone = SEVERITY_NONE};
    struct flags flags = {0};
    int64_t weights = 0;
    for (size_t i = 0; i < findings->count; i++) {
        const struct finding *f = &findings->list[i];
        if (f->ordinal == 0)
            note(&flags, f->rule, arena);
        if (f->ordinal < WEIGHED_TIMES)
            weights += f->rule->weight;
        if (f->rule->severity >= least && f->rule->severity > v.tone) {
            v.tone = f->rule->severity;
            v.gravest = f;
        }
    }
    v.flags = flags_text(&flags, arena);
    v.rules = rules_text(findings, arena);
    v.politeness = verdict_politeness(weights);
    return v;
}
