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

/* Whether the suggestion stands for words within a sentence. */
static bool is_phrase(struct slice suggestion)
{
    uint32_t c = 0;
    uint32_t folded[4];
    utf8_decode(suggestion, &c);
    return text_is_word(c) && text_fold_character(c, folded) >= 1 && folded[0] == c;
}

static struct slice place_in(const struct message *m, uint32_t start, uint32_t end)
{
    size_t from = message_origin(m, start);
    size_t to = message_origin(m, end);
    return (struct slice){m->original.ptr + from, to > from ? to - from : 0};
}

struct slice verdict_reworded(const struct message *m, const struct finding *f, struct arena *arena)
{
    struct slice suggestion = f->rule->suggestion;
    if (suggestion.len == 0 || suggestion.ptr[0] == '(' || f->start == f->end || m->sentence_count == 0)
        return SLICE("");
    struct message_part s = m->sentences[f->sentence];
    struct slice sentence = place_in(m, s.start, s.end);
    if (!is_phrase(suggestion)) {
        char last = sentence.len != 0 ? sentence.ptr[sentence.len - 1] : '\0';
        bool ended = memchr(".!?;", suggestion.ptr[suggestion.len - 1], 4) != NULL || last == '\0';
        return arena_print(arena, "%.*s%s", SLICE_ARG(suggestion), ended ? "" : ".");
    }
    struct slice before = place_in(m, s.start, f->start);
    struct slice after = place_in(m, f->end < s.end ? f->end : s.end, s.end);
    return arena_print(arena, "%.*s%.*s%.*s", SLICE_ARG(before), SLICE_ARG(suggestion), SLICE_ARG(after));
}
