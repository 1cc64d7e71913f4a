/* SPDX-License-Identifier: MIT */
#include "lib/csv_writer.h"
#include "lib/number.h"
#include "rules/rule_check.h"
#include "rules/rule_tools.h"
#include "streams/session.h"

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

static void list_rules(const struct rule_kit *kit, struct csv_writer *out)
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

static bool phrase_book(const struct rule_kit *kit, const char *language, struct csv_writer *out, struct error *e)
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

static enum status check_rules(struct rule_kit *kit, const struct tool_run *run, struct error *e)
{
    struct rule_check_listener listener = {say_problem, run->world};
    size_t first = options_has(run->options, "rules") ? kit->built_in : 0;
    struct rule_check c = rule_check_all(kit->engine, &kit->set, first, listener);
    if (run->verbose)
        world_say(run->world, "%zu rules and %zu examples checked", c.rules, c.examples);
    if (c.problems == 0)
        return STATUS_DONE;
    error_set(e, "--check-rules: %zu problem%s in %zu rule%s", c.problems, c.problems == 1 ? "" : "s", c.rules,
              c.rules == 1 ? "" : "s");
    return STATUS_FAILED;
}

bool rule_kit_is_asked(const struct tool_run *run)
{
    return options_has(run->options, "check-rules") || options_has(run->options, "list-rules") ||
           options_has(run->options, "phrase-book");
}

enum status rule_kit_answer(struct rule_kit *kit, const struct tool_run *run, struct error *e)
{
    struct session session;
    if (options_has(run->options, "check-rules"))
        return check_rules(kit, run, e);
    if (!session_open(&session, run, e))
        return STATUS_FAILED;
    bool good = true;
    if (options_has(run->options, "list-rules"))
        list_rules(kit, session.out);
    else
        good = phrase_book(kit, options_value(run->options, "phrase-book"), session.out, e);
    return session_close(&session, good ? STATUS_DONE : STATUS_FAILED, e);
}
