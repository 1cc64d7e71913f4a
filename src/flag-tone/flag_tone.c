/* SPDX-License-Identifier: MIT */
#include "flag-tone/flag_tone.h"

#include "rules/rule_tools.h"

static const struct option_spec options[] = {
    {"rules", 0, "FILE", "add the rules of this pack (repeatable)"},
    {"disable", 0, "RULE,...", "switch off rules: ID, LANG:ID or category:NAME"},
    {"ignore", 0, "FILE", "findings to leave out: rule,id or rule,text"},
    {"list-rules", 0, NULL, "print all rules as a pack"},
    {"phrase-book", 0, "LANG", "print what to say instead of what, for training"},
    {"check-rules", 0, NULL, "test the rules by their examples"},
};

/* The commands about rules, which read no messages. */
static enum status about_rules(struct rule_kit *kit, const struct tool_run *run, struct error *e)
{
    if (options_has(run->options, "check-rules"))
        return rule_kit_check(kit, run, e);
    struct csv_writer *out = csv_writer_open(run->world, run->arena, options_value(run->options, "output"), NULL, e);
    bool good = out != NULL;
    if (good && options_has(run->options, "list-rules"))
        rule_kit_list(kit, out);
    else if (good)
        good = rule_kit_phrase_book(kit, options_value(run->options, "phrase-book"), out, e);
    return csv_writer_close(out, good, e) && good ? STATUS_DONE : STATUS_FAILED;
}

static enum status run(const struct tool_run *run, struct error *e)
{
    struct rule_kit kit;
    enum status status = STATUS_FAILED;
    if (rule_kit_open(&kit, run, PACK_TONE, e))
        status = about_rules(&kit, run, e);
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
