/* SPDX-License-Identifier: MIT */
#include "flag-tone/flag_tone.h"

#include "flag-tone/flagging.h"
#include "rules/finding_rows.h"

static const struct option_spec options[] = {
    {"findings", 'f', NULL, "one row for each finding instead of each message"},
    {"direction", 0, "WHO", "whose words, where no column says: staff or customer (out, in)"},
    {"min-severity", 's', "LEVEL", "what counts as a finding: info, warn (default), error, none"},
    {"jobs", 'j', "N", "judge with so many threads (default: one a processor, at most 8)"},
    {"exit-code", 0, NULL, "status 3 when there is a finding"},
    {"iso-dates", 0, NULL, "write sent_at as YYYY-MM-DD or an instant, whatever it was"},
    {"eval", 0, "COLUMN[=VALUE]", "print precision and recall against labels in this column"},
    {"rules", 'R', "FILE", "add the rules of this pack (repeatable)"},
    {"disable", 0, "RULE,...", "switch off rules: ID, LANG:ID, category:NAME, or all built-in ones"},
    {"ignore", 0, "FILE", "findings to leave out, as CSV: rule,id or rule,text"},
    {"list-rules", 0, NULL, "print all rules as a pack"},
    {"phrase-book", 0, "LANG", "print what to say instead of what, for training"},
    {"check-rules", 0, NULL, "test the rules by their examples"},
};

static bool read_direction(struct flagging *f, struct error *e)
{
    static const struct {
        const char *word;
        enum rule_role role;
    } words[] = {{"staff", RULE_STAFF}, {"out", RULE_STAFF}, {"customer", RULE_CUSTOMER}, {"in", RULE_CUSTOMER}};
    const char *value = options_value(f->run->options, "direction");
    for (size_t i = 0; value != NULL && i < sizeof words / sizeof *words; i++) {
        if (strcmp(value, words[i].word) == 0)
            f->role = (int)words[i].role;
    }
    return value == NULL || f->role != 0 ||
           error_set(e, "option --direction: '%s' is neither staff (out) nor customer (in)", quote(slice_of(value)).text);
}

static bool read_options(struct flagging *f, struct error *e)
{
    const char *least = options_value(f->run->options, "min-severity");
    int severity = least != NULL ? rule_severity_of(slice_of(least)) : SEVERITY_WARN;
    if (severity < 0)
        return error_set(e, "option --min-severity: '%s' is none of none, info, warn, error", quote(slice_of(least)).text);
    f->least = (enum rule_severity)severity;
    f->as_findings = options_has(f->run->options, "findings");
    f->iso_dates = options_has(f->run->options, "iso-dates");
    if (f->iso_dates && f->as_findings)
        return error_set(e, "options --iso-dates and --findings: findings have sent_at as it is in the input");
    if (options_has(f->run->options, "eval")) {
        f->evaluation = arena_zeroed(f->run->arena, sizeof *f->evaluation);
        evaluation_start(f->evaluation, f->run->arena, f->run->world->seed,
                         slice_of(options_value(f->run->options, "eval")));
    }
    return crew_size(f->run->options, &f->hands, e) && read_direction(f, e);
}

static enum status print_columns(const struct tool_run *run, struct error *e)
{
    const struct role_table tables[] = {{STREAM_MESSAGES, flagging_uses, flagging_use_count},
                                        {STREAM_FINDINGS, finding_row_uses, finding_row_use_count}};
    return session_columns(run, tables, sizeof tables / sizeof *tables, e);
}

static enum status run(const struct tool_run *run, struct error *e)
{
    const struct options *o = run->options;
    struct rule_kit kit;
    struct flagging f = {.run = run, .kit = &kit};
    enum status status = STATUS_FAILED;
    if (options_has(o, "columns"))
        return print_columns(run, e);
    if (!read_options(&f, e))
        return STATUS_FAILED;
    if (rule_kit_open(&kit, run, &packs_tone, e))
        status = rule_kit_is_asked(run) ? rule_kit_answer(&kit, run, e) : flagging_run(&f, e);
    if (f.evaluation != NULL)
        evaluation_end(f.evaluation);
    rule_kit_close(&kit);
    return status;
}

const struct tool flag_tone_tool = {
    .name = "flag-tone",
    .synopsis = "[options] [FILE ...]",
    .purpose = "Says which sentences of staff drive customers off, and what customers threaten, ask or praise.",
    .options = options,
    .option_count = sizeof options / sizeof *options,
    .reads_stdin = true,
    .run = run,
};
