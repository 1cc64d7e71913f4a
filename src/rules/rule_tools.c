/* SPDX-License-Identifier: MIT */
#include "rules/rule_tools.h"

#include "lib/text.h"

static bool add_packs(struct rule_kit *kit, const struct tool_run *run, struct error *e)
{
    for (size_t i = 0; i < options_count(run->options, "rules"); i++) {
        const char *path = options_nth(run->options, "rules", i);
        struct csv_table *table = csv_table_read(run->world, run->arena, path, NULL, e);
        size_t first = kit->set.count;
        if (table == NULL || !rule_set_add(&kit->set, table, false, e) ||
            !rule_set_check_patterns(&kit->set, first, e))
            return false;
    }
    return true;
}

/* --disable all: the built-in packs are not even read, so that a user's rules may have their ids. */
static bool disables_all(const struct tool_run *run)
{
    for (size_t i = 0; i < options_count(run->options, "disable"); i++) {
        struct slice rest = slice_of(options_nth(run->options, "disable", i));
        struct slice name;
        while (slice_cut(&rest, ',', &name)) {
            if (slice_equal(slice_trim(name), SLICE("all")))
                return true;
        }
    }
    return false;
}

/* --disable RULE,RULE; each may be an id, LANG:id or category:NAME. */
static bool disable(struct rule_kit *kit, const struct tool_run *run, struct error *e)
{
    for (size_t i = 0; i < options_count(run->options, "disable"); i++) {
        struct slice rest = slice_of(options_nth(run->options, "disable", i));
        struct slice name;
        while (slice_cut(&rest, ',', &name)) {
            name = slice_trim(name);
            if (!slice_equal(name, SLICE("all")) && !rule_set_disable(&kit->set, name))
                return error_set(e, "--disable %s: there is no such rule; --list-rules shows them", quote(name).text);
        }
    }
    return true;
}

static struct slice ignored_key(struct arena *arena, struct slice rule, struct slice what)
{
    return arena_print(arena, "%.*s\n%.*s", SLICE_ARG(rule), SLICE_ARG(text_key(arena, what)));
}

/* --ignore FILE: rule,id or rule,text. */
static bool read_ignored(struct rule_kit *kit, const struct tool_run *run, struct error *e)
{
    intern_start(&kit->ignored, run->arena, run->world->seed);
    for (size_t i = 0; i < options_count(run->options, "ignore"); i++) {
        const char *path = options_nth(run->options, "ignore", i);
        const struct csv_table *t = csv_table_read(run->world, run->arena, path, NULL, e);
        if (t == NULL)
            return false;
        ptrdiff_t rule = csv_table_column(t, "rule");
        ptrdiff_t id = csv_table_column(t, "id");
        ptrdiff_t text = csv_table_column(t, "text");
        if (rule < 0 || (id < 0 && text < 0)) {
            error_set(e, "a file for --ignore has the columns rule and id, or rule and text");
            return error_place(e, path, 1, SLICE(""));
        }
        for (size_t row = 0; row < csv_table_rows(t); row++) {
            struct slice name = slice_trim(csv_table_cell(t, row, rule));
            struct slice what = csv_table_cell(t, row, id);
            if (slice_trim(what).len != 0)
                intern_add(&kit->ignored, ignored_key(run->arena, name, what));
            what = csv_table_cell(t, row, text);
            if (slice_trim(what).len != 0)
                intern_add(&kit->ignored, ignored_key(run->arena, name, what));
        }
    }
    return true;
}

bool rule_kit_open(struct rule_kit *kit, const struct tool_run *run, const struct packs *packs, struct error *e)
{
    *kit = (struct rule_kit){0};
    rule_set_start(&kit->set, run->arena, run->world->seed);
    if (!disables_all(run) && !packs_add(&kit->set, packs, e))
        return false;
    kit->built_in = kit->set.count;
    if (!add_packs(kit, run, e) || !disable(kit, run, e) || !read_ignored(kit, run, e))
        return false;
    kit->engine = engine_make(run->arena, &kit->set);
    for (size_t i = 0; i < kit->set.count; i++) {
        const struct rule *rule = &kit->set.rules[i];
        if (!rule->built_in && rule->enabled && !engine_compile(kit->engine, rule, e))
            return false;
    }
    return true;
}

void rule_kit_close(struct rule_kit *kit)
{
    if (kit->engine != NULL)
        engine_free(kit->engine);
    kit->engine = NULL;
    rule_set_free(&kit->set);
    intern_free(&kit->ignored);
}

void rule_kit_fork(struct rule_kit *kit, struct arena *arena, struct rule_kit *copy)
{
    *copy = *kit;
    copy->engine = engine_make(arena, &kit->set);
}

void rule_kit_end_fork(struct rule_kit *copy)
{
    engine_free(copy->engine);
    copy->engine = NULL;
}

bool rule_kit_ignores(const struct rule_kit *kit, const struct rule *rule, struct slice message_id, struct slice words,
                      struct arena *scratch)
{
    if (kit->ignored.count == 0)
        return false;
    return (message_id.len != 0 &&
            intern_find(&kit->ignored, ignored_key(scratch, rule->id, message_id)) != INTERN_NONE) ||
           intern_find(&kit->ignored, ignored_key(scratch, rule->id, words)) != INTERN_NONE;
}

