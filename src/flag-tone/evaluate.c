/* SPDX-License-Identifier: MIT */
#include "flag-tone/evaluate.h"

enum { RATIO_PLACES = 4, RATIO_ONE = 10000 };

void evaluation_start(struct evaluation *v, struct arena *arena, const uint64_t seed[2], struct slice option)
{
    *v = (struct evaluation){.arena = arena};
    slice_cut(&option, '=', &v->column);
    v->value = option.ptr != NULL ? option : SLICE("");
    intern_start(&v->categories, arena, seed);
    intern_start(&v->rules, arena, seed);
}

void evaluation_end(struct evaluation *v)
{
    intern_free(&v->categories);
    intern_free(&v->rules);
}

static struct tally *tally_of(struct evaluation *v, struct intern *names, struct tally **list, size_t *capacity,
                              struct slice name)
{
    uint32_t before = names->count;
    uint32_t n = intern_add(names, name);
    if (n == before) {
        *list = arena_grow(v->arena, *list, n, capacity, sizeof **list);
        (*list)[n] = (struct tally){0};
    }
    return &(*list)[n];
}

static struct tally *category(struct evaluation *v, struct slice name)
{
    return tally_of(v, &v->categories, &v->by_category, &v->category_capacity, name);
}

/* Whether the label asks for a category. */
static bool asks(const struct evaluation *v, struct slice label, struct slice name)
{
    struct slice rest = label;
    struct slice word;
    if (v->value.len != 0)
        return slice_equal(slice_trim(label), v->value);
    while (slice_cut(&rest, ';', &word)) {
        if (slice_equal(slice_trim(word), name))
            return true;
    }
    return false;
}

static void count(struct tally *t, bool right)
{
    if (t->in_message)
        return;
    t->in_message = true;
    t->right += right;
    t->wrong += !right;
}

static void next_message(struct evaluation *v)
{
    for (uint32_t i = 0; i < v->categories.count; i++)
        v->by_category[i].in_message = false;
    for (uint32_t i = 0; i < v->rules.count; i++)
        v->by_rule[i].in_message = false;
}

/* Notes what the label asks for; with COLUMN=VALUE every category is asked for. */
static bool count_label(struct evaluation *v, struct slice label)
{
    struct slice rest = label;
    struct slice word;
    bool any = v->value.len != 0 && asks(v, label, SLICE(""));
    while (v->value.len == 0 && slice_cut(&rest, ';', &word)) {
        word = slice_trim(word);
        if (word.len != 0)
            category(v, word)->labelled++;
        any = any || word.len != 0;
    }
    v->overall.labelled += any;
    return any;
}

void evaluation_add(struct evaluation *v, struct slice label, const struct findings *findings, enum rule_severity least)
{
    bool found = false;
    bool right = false;
    next_message(v);
    count_label(v, label);
    for (size_t i = 0; i < findings->count; i++) {
        const struct rule *rule = findings->list[i].rule;
        if (rule->severity < least)
            continue;
        bool agrees = asks(v, label, rule->category);
        found = true;
        right = right || agrees;
        count(category(v, rule->category), agrees);
        count(tally_of(v, &v->rules, &v->by_rule, &v->rule_capacity, rule->id), agrees);
    }
    v->overall.right += found && right;
    v->overall.wrong += found && !right;
}

static void write_ratio(struct csv_writer *out, uint64_t part, uint64_t whole)
{
    if (whole == 0)
        csv_writer_field(out, SLICE(""));
    else
        csv_writer_decimal(out, (int64_t)((part * RATIO_ONE + whole / 2) / whole), RATIO_PLACES, RATIO_PLACES);
}

static void write_tally(struct csv_writer *out, struct slice level, struct slice name, const struct tally *t, uint64_t labelled)
{
    csv_writer_field(out, level);
    csv_writer_field(out, name);
    csv_writer_integer(out, (int64_t)(t->right + t->wrong));
    csv_writer_integer(out, (int64_t)t->right);
    if (labelled != 0)
        csv_writer_integer(out, (int64_t)labelled);
    else
        csv_writer_field(out, SLICE(""));
    write_ratio(out, t->right, t->right + t->wrong);
    write_ratio(out, t->right, labelled);
    csv_writer_end(out);
}

void evaluation_write(const struct evaluation *v, struct csv_writer *out)
{
    static const char *const names[] = {"level", "name", "found", "right", "labelled", "precision", "recall"};
    for (size_t i = 0; i < sizeof names / sizeof *names; i++)
        csv_writer_field(out, slice_of(names[i]));
    csv_writer_end(out);
    write_tally(out, SLICE("overall"), SLICE(""), &v->overall, v->overall.labelled);
    for (uint32_t i = 0; i < v->categories.count; i++) {
        const struct tally *t = &v->by_category[i];
        write_tally(out, SLICE("category"), intern_text(&v->categories, i), t,
                    v->value.len != 0 ? v->overall.labelled : t->labelled);
    }
    for (uint32_t i = 0; i < v->rules.count; i++) /* a rule alone owes nobody completeness: no recall */
        write_tally(out, SLICE("rule"), intern_text(&v->rules, i), &v->by_rule[i],
                    v->value.len != 0 ? v->overall.labelled : 0);
}
