/* SPDX-License-Identifier: MIT */
#include "rules/rule_tools.h"

#include "lib/number.h"
#include "lib/text.h"
#include "rules/rule_check.h"

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

/* --disable RULE,RULE; each may be an id, LANG:id or category:NAME. */
static bool disable(struct rule_kit *kit, const struct tool_run *run, struct error *e)
{
    for (size_t i = 0; i < options_count(run->options, "disable"); i++) {
        struct slice rest = slice_of(options_nth(run->options, "disable", i));
        struct slice name;
        while (slice_cut(&rest, ',', &name)) {
            if (!rule_set_disable(&kit->set, slice_trim(name)))
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

bool rule_kit_open(struct rule_kit *kit, const struct tool_run *run, enum pack_kind kind, struct error *e)
{
    *kit = (struct rule_kit){0};
    rule_set_start(&kit->set, run->arena, run->world->seed);
    if (!packs_add(&kit->set, kind, e))
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
    intern_free(&kit->set.names);
    intern_free(&kit->ignored);
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

static void write_header(struct csv_writer *out, const char *const *names, size_t count)
{
    for (size_t i = 0; i < count; i++)
        csv_writer_field(out, slice_of(names[i]));
    csv_writer_end(out);
}

static struct slice weight_text(const struct rule *r, struct arena *arena)
{
    char digits[NUMBER_TEXT_MAX];
    if (r->weight == 0)
        return SLICE("");
    return arena_copy(arena, (struct slice){digits, number_format(r->weight, 6, NUMBER_SHORTEST, digits)});
}

static void write_rule(struct csv_writer *out, const struct rule *r, struct arena *scratch)
{
    const struct slice cells[] = {r->id,
                                  slice_of(rule_language_word(r->language)),
                                  slice_of(rule_role_word(r->role)),
                                  r->category,
                                  slice_of(rule_severity_word(r->severity)),
                                  rule_kind_word(r, scratch),
                                  r->pattern,
                                  r->unless,
                                  r->condition,
                                  r->scope == SCOPE_MESSAGE ? SLICE("message") : SLICE("sentence"),
                                  r->suggestion,
                                  r->reason,
                                  r->example_hit,
                                  r->example_ok,
                                  weight_text(r, scratch),
                                  r->exact ? SLICE("yes") : SLICE("")};
    for (size_t i = 0; i < sizeof cells / sizeof *cells; i++)
        csv_writer_field(out, cells[i]);
}

void rule_kit_list(const struct rule_kit *kit, struct csv_writer *out)
{
    static const char *const names[] = {"id",     "lang",       "role",   "category",    "severity",   "kind",
                                        "pattern", "unless",     "if",     "scope",       "suggestion", "reason",
                                        "example_hit", "example_ok", "weight", "exact"};
    struct arena scratch = {0};
    write_header(out, names, sizeof names / sizeof *names);
    for (size_t i = 0; i < kit->set.count; i++) {
        if (!kit->set.rules[i].enabled)
            continue;
        write_rule(out, &kit->set.rules[i], &scratch);
        if (!csv_writer_end(out))
            break;
        arena_reset(&scratch);
    }
    arena_free(&scratch);
}

/* Rows of the phrase book of one category, in the order of the rules. */
static void write_phrases(const struct rule_kit *kit, int language, struct slice category, struct csv_writer *out)
{
    for (size_t i = 0; i < kit->set.count; i++) {
        const struct rule *r = &kit->set.rules[i];
        struct slice examples = r->example_hit;
        struct rule_example example;
        bool shown = r->enabled && r->language == language && r->suggestion.len != 0 && r->role != RULE_CUSTOMER &&
                     slice_equal(r->category, category);
        if (!shown || !rule_example_next(&examples, &example))
            continue;
        csv_writer_field(out, category);
        csv_writer_field(out, slice_of(rule_severity_word(r->severity)));
        csv_writer_field(out, example.text);
        csv_writer_field(out, r->suggestion);
        csv_writer_field(out, r->reason);
        if (!csv_writer_end(out))
            return;
    }
}

bool rule_kit_phrase_book(const struct rule_kit *kit, const char *language, struct csv_writer *out, struct error *e)
{
    static const char *const names[] = {"category", "severity", "instead_of", "say", "reason"};
    struct arena scratch = {0};
    struct intern categories;
    int code = LANGUAGE_ANY;
    for (int i = 0; i < LANGUAGE_COUNT; i++)
        code = strcmp(language, rule_language_word(i)) == 0 ? i : code;
    if (code == LANGUAGE_ANY)
        return error_set(e, "--phrase-book %s: there are rules for en, el, pl, ru and ar", quote(slice_of(language)).text);
    intern_start(&categories, &scratch, kit->set.names.seed);
    for (size_t i = 0; i < kit->set.count; i++)
        intern_add(&categories, kit->set.rules[i].category);
    write_header(out, names, sizeof names / sizeof *names);
    for (uint32_t i = 0; i < categories.count; i++)
        write_phrases(kit, code, intern_text(&categories, i), out);
    intern_free(&categories);
    arena_free(&scratch);
    return true;
}

static void say_problem(void *context, const struct error *what)
{
    world_say_error(context, what);
}

enum status rule_kit_check(struct rule_kit *kit, const struct tool_run *run, struct error *e)
{
    struct rule_check_listener listener = {say_problem, run->world};
    size_t first = options_has(run->options, "rules") ? kit->built_in : 0;
    struct rule_check c = rule_check_all(kit->engine, &kit->set, first, listener);
    if (run->verbose)
        world_say(run->world, "%zu rules and %zu examples checked", c.rules, c.examples);
    if (c.problems == 0)
        return STATUS_DONE;
    error_set(e, "--check-rules: %zu problems in %zu rules", c.problems, c.rules);
    return STATUS_FAILED;
}
