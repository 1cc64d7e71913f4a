/* SPDX-License-Identifier: MIT */
#include "due-followups/due_followups.h"

#include <inttypes.h>

#include "due-followups/gate.h"
#include "due-followups/gather.h"
#include "due-followups/ics.h"
#include "due-followups/list.h"
#include "due-followups/setup.h"
#include "due-followups/why.h"
#include "streams/session.h"

static const struct option_spec options[] = {
    {"no-cases", 0, NULL, "there are no cases: find reasons in the side files alone"},
    {"messages", 0, "FILE", "log of contacts: calls, mails, opens, unsubscribes (repeatable, as all files are)"},
    {"customers", 0, "FILE", "customers: names, languages, opt-outs, consent, birthdays, owners"},
    {"orders", 0, "FILE", "orders and their deliveries"},
    {"responses", 0, "FILE", "answers of surveys, from ingest-survey"},
    {"loyalty", 0, "FILE", "segments and habits, from score-loyalty"},
    {"price-cuts", 0, "FILE", "product, starts_on, old_price, new_price"},
    {"campaigns", 0, "FILE", "campaign_id, product, segment, from_date, until, text"},
    {"name-days", 0, "FILE", "month_day, name"},
    {"absent", 0, "FILE", "who of the staff is away: agent, from_date, until, owner (who stands in)"},
    {"done", 0, "FILE", "what was done and no log shows: customer_id, reason, trigger_id, done_at"},
    {"hours", 0, "WEEK", "opening hours, such as mon-fri=09:00-17:00;sat=10:00-14:00"},
    {"holidays", 0, "FILE", "days off, or open at other hours: date, name, hours"},
    {"look-ahead", 0, "DAYS", "list what is due until opening on the n-th business day ahead (default 1)"},
    {"policy", 0, "FILE", "clocks, weights and classes of the reasons; overrides cell by cell"},
    {"emit-policy", 0, NULL, "print the policy as CSV, to be edited and given back"},
    {"openers", 0, "FILE", "first sentences of one's own: reason, language, text"},
    {"language", 0, "LANG", "for those whose language nothing tells: en (default), el, pl, ru, ar"},
    {"cap", 0, "COUNT/TIME", "contacts within a time from which courtesy waits (default 2/30d), or none"},
    {"supervisor", 0, "NAME", "who takes over scenes where the customers file does not say"},
    {"blocked", 0, "FILE", "write what is withheld, why, and until when"},
    {"why", 0, "CUSTOMER", "explain the reckoning about one customer instead of printing the list"},
    {"format", 0, "csv|ics", "the list as CSV, or as a calendar (RFC 5545)"},
    {"quiet-empty", 0, NULL, "with nothing due print nothing at all, not even a header"},
    {"exit-code", 0, NULL, "exit with status 3 when something is due"},
};

/* One run. */
struct work {
    const struct tool_run *run;
    struct setup setup;
    struct list list;
    struct rejects rejects; /* of the ways to print that have no session */
};

struct ics_sink {
    struct output out;
    struct arena arena;
    int64_t now;
};

static bool take_ics(void *context, const struct row *row)
{
    struct ics_sink *to = context;
    bool going = ics_write(&to->out, row, to->now, &to->arena);
    arena_reset(&to->arena);
    return going;
}

static bool write_ics(struct work *w, struct error *e)
{
    struct ics_sink sink = {.now = w->setup.desk.now};
    if (!output_open(w->run->world, options_value(w->run->options, "output"), &sink.out, e))
        return false;
    if (w->list.count > 0 || !options_has(w->run->options, "quiet-empty")) {
        ics_begin(&sink.out);
        list_each(&w->list, take_ics, &sink);
        ics_end(&sink.out, w->list.count == 0);
    }
    arena_free(&sink.arena);
    return output_close(&sink.out, true, e);
}

static bool write_blocked(struct work *w, struct error *e)
{
    const char *path = options_value(w->run->options, "blocked");
    if (path == NULL)
        return true;
    struct csv_writer *out = csv_writer_open(w->run->world, w->run->arena, path, NULL, e);
    if (out == NULL)
        return false;
    list_write_blocked(&w->list, out);
    return csv_writer_close(out, true, e);
}

static void tell(const struct work *w)
{
    if (!w->run->verbose)
        return;
    const struct list_counts *c = &w->list.counts;
    world_say(w->run->world,
              "%" PRIu64 " due = %" PRIu64 " listed + %" PRIu64 " blocked + %" PRIu64
              " expired; %" PRIu64 " rows",
              c->due, c->listed, c->blocked, c->expired, c->rows);
    for (int g = GATE_OPEN + 1; g < GATE_COUNT; g++) {
        if (c->by_gate[g] > 0)
            world_say(w->run->world, "blocked by %s: %" PRIu64, gate_name((enum gate)g), c->by_gate[g]);
    }
}

static bool make_list(struct work *w, struct rejects *rejects, struct error *e)
{
    if (!setup_read(&w->setup, w->run, rejects, e))
        return false;
    setup_tell(&w->setup, w->run);
    list_make(&w->list, &w->setup.frame);
    tell(w);
    return write_blocked(w, e);
}

static enum status found(const struct work *w)
{
    bool asked = options_has(w->run->options, "exit-code");
    return asked && w->list.count > 0 ? STATUS_FOUND : STATUS_DONE;
}

static enum status run_csv(struct work *w, struct error *e)
{
    struct session session;
    if (!session_open(&session, w->run, e))
        return STATUS_FAILED;
    enum status status = STATUS_FAILED;
    if (make_list(w, &session.rejects, e)) {
        if (w->list.count > 0 || !options_has(w->run->options, "quiet-empty"))
            row_write_header(session.out);
        list_write(&w->list, session.out);
        status = found(w);
    }
    return session_close(&session, status, e);
}

static enum status run_ics(struct work *w, struct error *e)
{
    if (!rejects_open(&w->rejects, w->run, e))
        return STATUS_FAILED;
    bool done = make_list(w, &w->rejects, e) && write_ics(w, e);
    return status_worse(done ? found(w) : STATUS_FAILED, rejects_close(&w->rejects, w->run, done, e));
}

/* The customer that --why names by id, e-mail or telephone. */
static uint32_t wanted(const struct work *w, struct slice key)
{
    struct identity *who = w->setup.book.identity;
    const struct identity_keys tries[] = {
        {.customer_id = key, .email = {"", 0}, .phone = {"", 0}},
        {.customer_id = {"", 0}, .email = key, .phone = {"", 0}},
        {.customer_id = {"", 0}, .email = {"", 0}, .phone = key},
    };
    for (size_t i = 0; i < sizeof tries / sizeof *tries; i++) {
        uint32_t customer = identity_of(who, tries[i]);
        if (customer < w->setup.book.customer_count)
            return customer;
    }
    return BOOK_NONE;
}

static bool explain(struct work *w, struct error *e)
{
    struct slice key = slice_of(options_value(w->run->options, "why"));
    uint32_t customer = wanted(w, key);
    if (customer == BOOK_NONE)
        return error_set(e, "option --why: no file mentions a customer '%s'", quote(key).text);
    struct agenda agenda;
    agenda_make(&agenda, &w->setup.desk, customer, w->run->arena);
    struct slice text = why_text(&w->setup.frame, &agenda, w->run->arena);
    return session_print(w->run, text, e) == STATUS_DONE;
}

static enum status run_why(struct work *w, struct error *e)
{
    if (!rejects_open(&w->rejects, w->run, e))
        return STATUS_FAILED;
    bool done = setup_read(&w->setup, w->run, &w->rejects, e);
    if (done) {
        setup_tell(&w->setup, w->run);
        done = explain(w, e);
    }
    return status_worse(done ? STATUS_DONE : STATUS_FAILED, rejects_close(&w->rejects, w->run, done, e));
}

static enum status emit_policy(const struct tool_run *run, struct error *e)
{
    struct policy policy;
    if (!setup_policy(run, &policy, e))
        return STATUS_FAILED;
    return session_print(run, policy_emit(&policy, run->arena), e);
}

static enum status describe(const struct tool_run *run, struct error *e)
{
    size_t count;
    const struct role_table *tables = gather_roles(run->arena, &count);
    return session_columns(run, tables, count, e);
}

static enum status run_due_followups(const struct tool_run *run, struct error *e)
{
    const char *format = options_value(run->options, "format");
    if (options_has(run->options, "columns"))
        return describe(run, e);
    if (options_has(run->options, "emit-policy"))
        return emit_policy(run, e);
    bool ics = format != NULL && strcmp(format, "ics") == 0;
    if (format != NULL && !ics && strcmp(format, "csv") != 0) {
        error_set(e, "option --format: '%s' is not known: write csv or ics", quote(slice_of(format)).text);
        return STATUS_FAILED;
    }
    struct work w = {.run = run};
    enum status status = options_has(run->options, "why") ? run_why(&w, e)
                         : ics                            ? run_ics(&w, e)
                                                          : run_csv(&w, e);
    list_free(&w.list);
    book_free(&w.setup.book);
    return status;
}

const struct tool due_followups_tool = {
    .name = "due-followups",
    .synopsis = "[options] [FILE ...]",
    .purpose = "Says whom to contact now, why, by whom, how, and with which first sentence.",
    .options = options,
    .option_count = sizeof options / sizeof *options,
    .reads_stdin = true,
    .run = run_due_followups,
};
