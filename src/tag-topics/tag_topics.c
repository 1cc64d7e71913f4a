/* SPDX-License-Identifier: MIT */
#include "tag-topics/tag_topics.h"

#include "rules/finding_rows.h"
#include "rules/language.h"
#include "rules/rule_tools.h"
#include "streams/crew.h"
#include "streams/pass_on.h"
#include "streams/session.h"
#include "tag-topics/topics.h"

static const struct option_spec options[] = {
    {"findings", 'f', NULL, "one row for each finding of a topic instead of each text"},
    {"rules", 'R', "FILE", "add the rules of this pack (repeatable)"},
    {"disable", 0, "RULE,...", "switch off rules: ID, LANG:ID, category:NAME, or all built-in ones"},
    {"jobs", 'j', "N", "judge with so many threads (default: one a processor, at most 8)"},
    {"exit-code", 0, NULL, "status 3 when one of the ten ways to lose customers is found"},
    {"list-rules", 0, NULL, "print all rules as a pack"},
    {"check-rules", 0, NULL, "test the rules by their examples"},
};

static const struct role_use uses[] = {
    {ROLE_TEXT, NEED_ONE},           {ROLE_COMMENT, NEED_ONE},           {ROLE_DIRECTION, NEED_OPTIONAL},
    {ROLE_LANGUAGE, NEED_OPTIONAL},  {ROLE_TOUCHPOINT, NEED_OPTIONAL},   {ROLE_TOPICS, NEED_WRITTEN},
    {ROLE_TOPIC, NEED_WRITTEN},      {ROLE_TOPIC_SEVERITY, NEED_WRITTEN}, {ROLE_TOPIC_TIER, NEED_WRITTEN},
    {ROLE_TOUCHPOINT, NEED_WRITTEN},
    /* for --findings alone: other texts may have two columns of e-mail, and it is nobody's business */
    {ROLE_MESSAGE_ID, NEED_OPTIONAL}, {ROLE_CASE_ID, NEED_OPTIONAL},     {ROLE_CUSTOMER_ID, NEED_OPTIONAL},
    {ROLE_EMAIL, NEED_OPTIONAL},     {ROLE_PHONE, NEED_OPTIONAL},        {ROLE_SENT_AT, NEED_OPTIONAL},
    {ROLE_CHANNEL, NEED_OPTIONAL},   {ROLE_AGENT, NEED_OPTIONAL},
};
enum { USE_COUNT = sizeof uses / sizeof *uses, FINDINGS_ONLY = 8 };

static const enum role own[] = {ROLE_TOPICS, ROLE_TOPIC, ROLE_TOPIC_SEVERITY, ROLE_TOPIC_TIER, ROLE_TOUCHPOINT};
enum { OWN_COUNT = sizeof own / sizeof *own };

/* One run over texts; each of several hands that go through them (streams/crew.h) has one of its own. */
struct tagging {
    const struct tool_run *run;
    struct rule_kit kit;
    const struct topic_table *table;
    struct session session;
    struct stream *stream; /* of a hand: its side */
    struct csv_writer *out;
    struct pass_on pass;
    size_t hands;         /* --jobs */
    struct arena scratch; /* of the present row */
    bool as_findings;     /* --findings */
    bool found;
};

/* What is found in the present row. */
struct tagged {
    struct message message;
    struct findings findings;
    struct topics topics;
};

/* Staff's own messages and notes are not searched for complaints; where nobody says, a customer wrote. */
static bool find_role(struct tagging *t, enum rule_role *role)
{
    int direction = DIRECTION_IN;
    if (stream_word(t->stream, ROLE_DIRECTION, VOCABULARY_DIRECTION, &direction) == VALUE_BAD)
        return false;
    *role = direction == DIRECTION_IN ? RULE_CUSTOMER : RULE_STAFF;
    return true;
}

static int find_language(struct tagging *t, const struct message *m)
{
    int language = -1;
    enum value value = stream_word(t->stream, ROLE_LANGUAGE, VOCABULARY_LANGUAGE, &language);
    return value == VALUE_ABSENT ? language_of(m) : value == VALUE_PRESENT ? language : -1;
}

static bool tag(struct tagging *t, struct tagged *row)
{
    struct scan scan = {.message = &row->message, .name = {"", 0}, .agent = {"", 0}};
    struct slice text = stream_raw(t->stream, ROLE_TEXT);
    if (!find_role(t, &scan.role))
        return false;
    if (slice_trim(text).len == 0)
        text = stream_raw(t->stream, ROLE_COMMENT);
    message_read(engine_reader(t->kit.engine), &t->scratch, text, &row->message);
    scan.language = find_language(t, &row->message);
    engine_scan(t->kit.engine, &scan, &t->scratch, &row->findings);
    row->topics = topics_of(t->table, &row->findings, &t->scratch);
    t->found = t->found || row->topics.severity != 0;
    return true;
}

static bool write_findings(struct tagging *t, const struct tagged *row)
{
    struct finding_rows rows = {t->out, t->stream, &row->message, &t->scratch, 0, 0};
    bool *chosen = arena_zeroed(&t->scratch, (row->findings.count + 1) * sizeof *chosen);
    for (size_t i = 0; i < row->findings.count; i++)
        chosen[i] = topic_is_found(&row->findings.list[i]);
    return finding_rows_write(&rows, &row->findings, chosen);
}

static bool write_row(struct tagging *t, const struct topics *topics, struct error *e)
{
    struct csv_writer *out = t->out;
    struct slice touchpoint = stream_text(t->stream, ROLE_TOUCHPOINT);
    if (!pass_on_row(&t->pass, out, e))
        return false;
    csv_writer_field(out, topics->all);
    csv_writer_field(out, topics->gravest);
    if (topics->severity != 0)
        csv_writer_integer(out, topics->severity);
    else
        csv_writer_field(out, SLICE(""));
    csv_writer_field(out, topic_tier(topics->severity));
    csv_writer_field(out, touchpoint.len != 0 ? touchpoint : topics->touchpoint);
    return csv_writer_end(out);
}

static void write_header(struct tagging *t)
{
    struct csv_writer *out = t->out;
    if (t->as_findings) {
        finding_rows_header(out);
        return;
    }
    pass_on_header(&t->pass, out);
    for (size_t i = 0; i < OWN_COUNT; i++)
        csv_writer_field(out, slice_of(role_info(own[i])->name));
    csv_writer_end(out);
}

static bool open_all(struct tagging *t, struct error *e)
{
    struct stream_plan plan = {.kind = STREAM_MESSAGES,
                               .uses = uses,
                               .use_count = t->as_findings ? USE_COUNT : USE_COUNT - FINDINGS_ONLY,
                               .paths = t->run->options->operands,
                               .path_count = t->run->options->operand_count,
                               .is_main = true};
    t->table = topic_table_load(t->run->arena, e);
    if (t->table == NULL)
        return false;
    t->stream = stream_open(t->run, &plan, &t->session.rejects, e);
    if (t->stream == NULL)
        return false;
    pass_on_start(&t->pass, t->run, t->stream, STREAM_MESSAGES, own, OWN_COUNT);
    write_header(t);
    return true;
}

static void *hire(void *tool, size_t number, struct stream *side, struct arena *arena)
{
    struct tagging *t = tool;
    struct tagging *hand = arena_zeroed(arena, sizeof *hand);
    *hand = *t;
    hand->stream = side;
    hand->scratch = (struct arena){0};
    pass_on_fork(&t->pass, side, arena, &hand->pass);
    if (number != 0)
        rule_kit_fork(&t->kit, arena, &hand->kit);
    return hand;
}

static bool do_row(void *hand, struct csv_writer *out, struct error *e)
{
    struct tagging *t = hand;
    struct tagged row;
    t->out = out;
    arena_reset(&t->scratch);
    if (!tag(t, &row))
        return stream_reject(t->stream, e);
    return t->as_findings ? write_findings(t, &row) : write_row(t, &row.topics, e);
}

static void dismiss(void *tool, size_t number, void *hand)
{
    struct tagging *t = tool;
    struct tagging *h = hand;
    t->found = t->found || h->found;
    arena_free(&h->scratch);
    if (number != 0)
        rule_kit_end_fork(&h->kit);
}

static bool tag_rows(struct tagging *t, struct error *e)
{
    struct crew_plan plan = {t->stream, t->out, t->hands, hire, do_row, dismiss, t};
    return crew_run(&plan, e);
}

static enum status tag_all(struct tagging *t, struct error *e)
{
    if (!session_open(&t->session, t->run, e))
        return STATUS_FAILED;
    t->out = t->session.out;
    bool good = open_all(t, e) && tag_rows(t, e);
    if (t->stream != NULL)
        good = stream_close(t->stream, e) && good;
    bool tell = t->found && options_has(t->run->options, "exit-code");
    return session_close(&t->session, !good ? STATUS_FAILED : tell ? STATUS_FOUND : STATUS_DONE, e);
}

static enum status run(const struct tool_run *run, struct error *e)
{
    struct tagging t = {.run = run, .as_findings = options_has(run->options, "findings")};
    enum status status = STATUS_FAILED;
    if (options_has(run->options, "columns")) {
        const struct role_table tables[] = {{STREAM_MESSAGES, uses, USE_COUNT},
                                            {STREAM_FINDINGS, finding_row_uses, finding_row_use_count}};
        return session_columns(run, tables, sizeof tables / sizeof *tables, e);
    }
    if (!crew_size(run->options, &t.hands, e))
        return STATUS_FAILED;
    if (rule_kit_open(&t.kit, run, &packs_topics, e))
        status = rule_kit_is_asked(run) ? rule_kit_answer(&t.kit, run, e) : tag_all(&t, e);
    rule_kit_close(&t.kit);
    return status;
}

const struct tool tag_topics_tool = {
    .name = "tag-topics",
    .synopsis = "[options] [FILE ...]",
    .purpose = "Says what texts are about, and which of the ten ways to lose customers they complain of.",
    .options = options,
    .option_count = sizeof options / sizeof *options,
    .reads_stdin = true,
    .run = run,
};
