/* SPDX-License-Identifier: MIT */
#include "tag-topics/topics.h"

#include "lib/embed.h"
#include "lib/number.h"

EMBED(topics_csv, "src/tag-topics/topics.csv")

enum { SEVERITY_MAX = 10 };

struct topic {
    struct slice name, touchpoint;
    unsigned severity;
};

struct topic_table {
    struct topic *topics;
    size_t count;
};

/* A topic of the present text. */
struct found {
    struct slice name, touchpoint;
    unsigned severity;
    uint32_t sentence;
};

const struct topic_table *topic_table_load(struct arena *arena, struct error *e)
{
    const struct csv_table *csv = csv_table_parse(arena, "topics.csv", topics_csv(), e);
    if (csv == NULL)
        return NULL;
    struct topic_table *t = arena_zeroed(arena, sizeof *t);
    t->topics = arena_array(arena, csv_table_rows(csv), sizeof *t->topics);
    for (size_t row = 0; row < csv_table_rows(csv); row++) {
        struct slice severity = csv_table_cell(csv, row, csv_table_column(csv, "severity"));
        int64_t value = 0;
        if (severity.len != 0 && !number_parse_integer(severity, 1, SEVERITY_MAX, &value, e)) {
            csv_table_place(csv, row, csv_table_column(csv, "severity"), e);
            return NULL;
        }
        t->topics[t->count++] = (struct topic){csv_table_cell(csv, row, csv_table_column(csv, "topic")),
                                               csv_table_cell(csv, row, csv_table_column(csv, "touchpoint")),
                                               (unsigned)value};
    }
    return t;
}

/* A topic that the table does not know, of a user's own rules, has no severity and no touchpoint. */
static struct found look_up(const struct topic_table *t, const struct finding *f)
{
    for (size_t i = 0; i < t->count; i++) {
        if (slice_equal(t->topics[i].name, f->rule->category))
            return (struct found){f->rule->category, t->topics[i].touchpoint, t->topics[i].severity, f->sentence};
    }
    return (struct found){f->rule->category, {"", 0}, 0, f->sentence};
}

/* Inserts behind all that are as grave; each topic once. */
static size_t insert(struct found *list, size_t count, struct found topic)
{
    size_t at = count;
    for (size_t i = 0; i < count; i++) {
        if (slice_equal(list[i].name, topic.name))
            return count;
    }
    for (; at > 0 && list[at - 1].severity < topic.severity; at--)
        list[at] = list[at - 1];
    list[at] = topic;
    return count + 1;
}

static struct slice touchpoint_named(const struct finding *f)
{
    const struct slice mark = SLICE("touchpoint_");
    return slice_starts(f->rule->category, mark) ? slice_from(f->rule->category, mark.len) : SLICE("");
}

bool topic_is_found(const struct finding *f)
{
    return touchpoint_named(f).len == 0 && (f->rule->severity != SEVERITY_NONE || f->rule == &engine_unscanned);
}

/* The touchpoint named in the sentence of the gravest topic, else that topic's own, else the first one named. */
static struct slice choose_touchpoint(const struct findings *findings, const struct found *gravest)
{
    struct slice first = {"", 0};
    for (size_t i = 0; i < findings->count; i++) {
        struct slice named = touchpoint_named(&findings->list[i]);
        if (named.len != 0 && gravest != NULL && findings->list[i].sentence == gravest->sentence)
            return named;
        first = first.len == 0 ? named : first;
    }
    if (gravest != NULL && gravest->severity != 0 && gravest->touchpoint.len != 0)
        return gravest->touchpoint;
    return first.len == 0 && gravest != NULL ? gravest->touchpoint : first;
}

struct topics topics_of(const struct topic_table *table, const struct findings *findings, struct arena *arena)
{
    struct topics t = {{"", 0}, {"", 0}, 0, {"", 0}};
    struct found *list = arena_array(arena, findings->count, sizeof *list);
    size_t count = 0;
    for (size_t i = 0; i < findings->count; i++) {
        const struct finding *f = &findings->list[i];
        if (f->ordinal == 0 && topic_is_found(f))
            count = insert(list, count, look_up(table, f));
    }
    size_t size = 1;
    for (size_t i = 0; i < count; i++)
        size += list[i].name.len + 1;
    char *text = arena_bytes(arena, size);
    size_t used = 0;
    for (size_t i = 0; i < count; i++) {
        if (i > 0)
            text[used++] = ';';
        memcpy(text + used, list[i].name.ptr, list[i].name.len);
        used += list[i].name.len;
    }
    t.all = (struct slice){text, used};
    t.gravest = count > 0 ? list[0].name : SLICE("");
    t.severity = count > 0 ? list[0].severity : 0;
    t.touchpoint = choose_touchpoint(findings, count > 0 ? &list[0] : NULL);
    return t;
}

struct slice topic_tier(unsigned severity)
{
    if (severity == 0)
        return SLICE("");
    return severity >= TOPIC_UNFORGIVABLE ? SLICE("unforgivable") : SLICE("annoying");
}
