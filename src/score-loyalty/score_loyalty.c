/* SPDX-License-Identifier: MIT */
#include "score-loyalty/score_loyalty.h"

#include "lib/pool.h"
#include "score-loyalty/backtest.h"
#include "score-loyalty/bulk.h"
#include "score-loyalty/cuts_file.h"
#include "score-loyalty/read_experience.h"
#include "score-loyalty/read_orders.h"
#include "score-loyalty/state.h"
#include "score-loyalty/write_loyalty.h"
#include "streams/identity_tell.h"
#include "streams/opening_hours.h"
#include "streams/session.h"

static const struct option_spec options[] = {
    {"customers", 0, "FILE", "customers: their names; joins ids, e-mails and telephones"},
    {"responses", 0, "FILE", "survey answers, from ingest-survey (all files: repeatable)"},
    {"cases", 0, "FILE", "cases, from track-cases or a help desk"},
    {"skip-status", 0, "WORD,...",
     "orders that are no sale (cancelled,failed,draft,quote,cart; none)"},
    {"count-zero", 0, NULL, "an order of amount 0 is a purchase too"},
    {"currency", 0, "CUR", "the currency of orders that name none"},
    {"exchange-rate", 0, "CUR=X", "one CUR is X of the currency that has no rate (repeatable)"},
    {"since", 0, "DATE", "fill became: the segment entered since then"},
    {"cuts", 0, "FILE", "take the cut points of the scores from a file"},
    {"emit-cuts", 0, NULL, "print the cut points"},
    {"segments", 0, "FILE", "other names of segments: r,f,segment"},
    {"model", 0, "NAME", "mbg-nbd (default) or bg-nbd"},
    {"horizon", 0, "DAYS", "forecast so far ahead (360)"},
    {"step", 0, "DAYS", "discount in steps of so many days (30)"},
    {"discount-rate", 0, "X", "so much a step (0.01)"},
    {"params", 0, "FILE", "take the parameters of the models from a file"},
    {"emit-params", 0, NULL, "print the fitted parameters"},
    {"unit", 0, "day|week", "time in parameters (day)"},
    {"weights", 0, "B,A", "behaviour and answer in the loyalty score (75,25)"},
    {"resolve-target", 0, "HOURS", "a complaint solved later counts as solved late (24)"},
    {"loss", 0, "small|large", "what a complaint is about (small)"},
    {"hours", 0, "WEEK", "opening hours, for cases without resolved_hours"},
    {"holidays", 0, "FILE", "days off, or open at other hours: date, name, hours"},
    {"explain", 0, NULL, "print what each part adds to the loyalty score"},
    {"backtest", 0, "DATE", "print how well scores of that day tell who bought after it"},
    {"emit-state", 0, NULL, "print what was read, to be merged"},
    {"merge-state", 0, NULL, "the files are states: score them together"},
};

/* All that one run works with. */
struct scoring {
    const struct tool_run *run;
    struct settings settings;
    struct session session;
    struct orders *orders;
    struct facts facts;
    struct now now;
    struct people people;
    struct assessor assessor;
};

/* ---- input ---- */

static bool read_sides(struct scoring *s, struct error *e)
{
    const struct options *o = s->run->options;
    const struct zone *zone = stream_zone(orders_stream(s->orders));
    struct side_terms terms = {
        .run = s->run, .rejects = &s->session.rejects, .last_day = INT32_MAX};
    size_t responses;
    size_t cases;
    const char *const *answered = options_values(o, "responses", s->run->arena, &responses);
    const char *const *complained = options_values(o, "cases", s->run->arena, &cases);
    if (opening_hours_given(s->run)) {
        terms.calendar = opening_hours_read(s->run, zone, &s->session.rejects, e);
        if (terms.calendar == NULL)
            return false;
    }
    if (s->now.given)
        terms.last_day = (int32_t)s->now.day;
    else if (s->settings.mode != MODE_STATE && s->facts.scope.lines)
        terms.last_day = s->facts.latest;
    return (responses == 0 || read_responses(&terms, answered, responses, &s->facts, e)) &&
           (cases == 0 || read_cases(&terms, complained, cases, &s->facts, e));
}

static bool read_who(struct scoring *s, struct error *e)
{
    size_t count;
    const char *const *paths = options_values(s->run->options, "customers", s->run->arena, &count);
    struct side_terms terms = {.run = s->run, .rejects = &s->session.rejects};
    return count == 0 || read_customers(&terms, paths, count, &s->facts, e);
}

static bool open_orders(struct scoring *s, struct error *e)
{
    const struct options *o = s->run->options;
    struct orders_plan plan = {.paths = o->operands,
                               .path_count = o->operand_count,
                               .is_main = true,
                               .identity = s->facts.identity,
                               .last_day = INT64_MAX};
    s->orders = orders_open(s->run, &plan, &s->session.rejects, e);
    return s->orders != NULL;
}

/* Who is who must be known before an order is read; what came after the last order is skipped. */
static bool read_all(struct scoring *s, struct error *e)
{
    return open_orders(s, e) &&
           now_read(s->run, stream_zone(orders_stream(s->orders)), &s->now, e) && read_who(s, e) &&
           (bulk_read(s->run, s->orders, &s->settings, &s->now, &s->facts) ||
            read_orders(s->orders, &s->settings, &s->now, &s->facts, e)) &&
           read_sides(s, e);
}

/* States instead of orders: they hold the side files too. */
static bool merge_states(struct scoring *s, struct error *e)
{
    const struct options *o = s->run->options;
    static const char *const sides[] = {"customers", "responses", "cases"};
    for (size_t i = 0; i < sizeof sides / sizeof *sides; i++)
        if (options_has(o, sides[i]))
            return error_set(
                e, "option --%s: states hold what was read with it; give it with --emit-state",
                sides[i]);
    if (!now_read(s->run, NULL, &s->now, e))
        return false;
    if (o->operand_count == 0)
        return state_read(s->run, NULL, &s->settings, &s->now, &s->facts, e);
    for (size_t i = 0; i < o->operand_count; i++)
        if (!state_read(s->run, o->operands[i], &s->settings, &s->now, &s->facts, e))
            return false;
    return true;
}

static bool check_scope(const struct facts *f, struct error *e)
{
    if (!f->scope.lines || !f->scope.amounts || !f->scope.no_amounts)
        return true;
    return error_set(
        e,
        "some of the order files have amounts and some have none: they cannot be scored together");
}

/* Only days that have come can tell how good the scores of an earlier one were. */
static bool check_backtest(const struct scoring *s, int32_t as_of, struct error *e)
{
    char day[DATETIME_TEXT_MAX];
    if (!s->settings.has_backtest || !s->facts.scope.lines || s->settings.backtest < as_of)
        return true;
    return error_set(e, "option --backtest: the day must be before %.*s, %s",
                     SLICE_ARG(datetime_format_day(as_of, day)),
                     s->now.given ? "the day of --as-of" : "the day of the latest order");
}

/* ---- output ---- */

static void print(struct scoring *s, const struct assessor *a)
{
    struct csv_writer *out = s->session.out;
    switch (s->settings.mode) {
    case MODE_EXPLAIN:
        write_explanation(out, a);
        break;
    case MODE_CUTS:
        cuts_file_write(out, a->cuts);
        break;
    case MODE_PARAMETERS:
        model_file_write(out, s->settings.model, &a->models.report);
        break;
    case MODE_BACKTEST:
        backtest_write(out, a);
        break;
    default:
        write_loyalty(out, a);
    }
}

static void tell(const struct scoring *s, const struct assessor *a)
{
    char day[DATETIME_TEXT_MAX];
    if (!s->run->verbose)
        return;
    world_say(s->run->world, "as of %.*s%s: %zu customers",
              SLICE_ARG(datetime_format_day(s->people.as_of, day)),
              s->now.given ? "" : ", the latest order", s->people.count);
    identity_tell(s->facts.identity, s->run);
    if (a->note.len != 0)
        world_say(s->run->world, "model: %.*s", SLICE_ARG(a->note));
}

/* Customers are put in order while the models are fitted, which need none. */
static void open_assessor(void *context)
{
    struct scoring *s = context;
    assessor_open(&s->assessor, &s->facts, &s->settings, &s->people, s->run->arena);
}

static void order_people(void *context)
{
    struct scoring *s = context;
    people_order(&s->people);
}

static bool score_all(struct scoring *s, struct error *e)
{
    const struct settings *settings = &s->settings;
    struct people_terms terms = {.as_of = s->now.given ? (int32_t)s->now.day : s->facts.latest,
                                 .count_zero = settings->count_zero,
                                 .has_past = settings->has_since || settings->has_backtest,
                                 .past =
                                     settings->has_backtest ? settings->backtest : settings->since};
    const struct pool_job jobs[] = {{open_assessor, s}, {order_people, s}};
    if (!check_scope(&s->facts, e) || !check_backtest(s, terms.as_of, e))
        return false;
    if (settings->mode == MODE_STATE) {
        state_write(s->session.out, &s->facts, settings, &s->now);
        return true;
    }
    if (!people_work_out(&s->people, &s->facts, &terms, s->run->world->seed, e))
        return false;
    ledger_free(&s->facts.ledger);
    pool_do(jobs, sizeof jobs / sizeof *jobs);
    print(s, &s->assessor);
    tell(s, &s->assessor);
    assessor_close(&s->assessor);
    return true;
}

/* ---- the run ---- */

static enum status describe(const struct tool_run *run, struct error *e)
{
    const struct role_table tables[] = {
        {STREAM_ORDERS, orders_uses, orders_use_count},
        {STREAM_CUSTOMERS, read_customers_uses, read_customers_use_count},
        {STREAM_RESPONSES, read_responses_uses, read_responses_use_count},
        {STREAM_CASES, read_cases_uses, read_cases_use_count},
        {STREAM_HOLIDAYS, opening_hours_uses, opening_hours_use_count},
        {STREAM_LOYALTY, write_loyalty_uses, write_loyalty_use_count},
    };
    return session_columns(run, tables, sizeof tables / sizeof *tables, e);
}

static enum status run_score_loyalty(const struct tool_run *run, struct error *e)
{
    if (options_has(run->options, "columns"))
        return describe(run, e);
    struct scoring s = {.run = run};
    if (!settings_read(&s.settings, run, e) || !session_open(&s.session, run, e))
        return STATUS_FAILED;
    facts_start(&s.facts, run);
    bool merging = options_has(run->options, "merge-state");
    bool good = (merging ? merge_states(&s, e) : read_all(&s, e)) && score_all(&s, e);
    if (s.orders != NULL && !orders_close(s.orders, e))
        good = false;
    enum status status = session_close(&s.session, good ? STATUS_DONE : STATUS_FAILED, e);
    people_free(&s.people);
    bulk_free(s.facts.bulk);
    facts_free(&s.facts);
    return status;
}

const struct tool score_loyalty_tool = {
    .name = "score-loyalty",
    .synopsis = "[options] [FILE ...]",
    .purpose = "Says who the regular customers are, what they are worth, and which of them are "
               "slipping away.",
    .options = options,
    .option_count = sizeof options / sizeof *options,
    .reads_stdin = true,
    .run = run_score_loyalty,
};
