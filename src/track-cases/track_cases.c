/* SPDX-License-Identifier: MIT */
#include "track-cases/track_cases.h"

#include "streams/now.h"
#include "streams/opening_hours.h"
#include "streams/orders.h"
#include "streams/session.h"
#include "streams/identity_tell.h"
#include "track-cases/case_write.h"
#include "track-cases/desk.h"
#include "streams/stream_keys.h"

static const struct option_spec options[] = {
    {"hours", 0, "WEEK", "opening hours, such as mon-fri=09:00-17:00;sat=10:00-14:00"},
    {"holidays", 0, "FILE", "days off, or open at other hours: date, name, hours"},
    {"cases", 0, "FILE", "a help desk's tickets: status, agent and customer of the cases"},
    {"orders", 0, "FILE", "orders: a delivery keeps a promise too"},
    {"customers", 0, "FILE", "customers: joins their ids, e-mails and telephones"},
};

static const struct role_use customer_uses[] = {
    {ROLE_CUSTOMER_ID, NEED_ONE},
    {ROLE_EMAIL, NEED_ONE},
    {ROLE_PHONE, NEED_ONE},
};

/* All that one run works with. */
struct tracking {
    const struct tool_run *run;
    struct session session;
    struct stream *messages;
    struct identity *identity;
    struct now now;
    struct case_log log;
    struct case_rules rules;
    struct deliveries *deliveries;
    struct case_list list;
};

static bool read_customers(struct tracking *t, struct error *e)
{
    size_t count;
    const char *const *paths = options_values(t->run->options, "customers", t->run->arena, &count);
    if (count == 0)
        return true;
    struct stream_plan plan = {.kind = STREAM_CUSTOMERS,
                               .uses = customer_uses,
                               .use_count = sizeof customer_uses / sizeof *customer_uses,
                               .paths = paths,
                               .path_count = count};
    struct stream *s = stream_open(t->run, &plan, &t->session.rejects, e);
    if (s == NULL)
        return false;
    enum stream_result result;
    while ((result = stream_next(s, e)) == STREAM_ROW) {
        if (identity_learn(t->identity, stream_keys(s)) == INTERN_NONE)
            stream_skip(s, "without a key");
    }
    return stream_close(s, e) && result == STREAM_END;
}

static bool open_messages(struct tracking *t, struct error *e)
{
    const struct options *o = t->run->options;
    struct stream_plan plan = {.kind = STREAM_MESSAGES,
                               .uses = case_log_uses,
                               .use_count = case_log_use_count,
                               .paths = o->operands,
                               .path_count = o->operand_count,
                               .is_main = true};
    t->messages = stream_open(t->run, &plan, &t->session.rejects, e);
    return t->messages != NULL;
}

/* The side files come first: who is who must be known before a message is read. */
static bool read_all(struct tracking *t, struct error *e)
{
    size_t orders;
    const char *const *paths = options_values(t->run->options, "orders", t->run->arena, &orders);
    const struct zone *zone = stream_zone(t->messages);
    if (!now_read(t->run, zone, &t->now, e))
        return false;
    if (!read_customers(t, e))
        return false;
    t->rules.zone = zone != NULL ? zone : zone_utc();
    t->rules.calendar = opening_hours_read(t->run, zone, &t->session.rejects, e);
    if (t->rules.calendar == NULL)
        return false;
    if (!opening_hours_given(t->run))
        t->rules.calendar = NULL;
    t->deliveries = orders > 0
                        ? deliveries_read(t->run, paths, orders, t->identity, &t->session.rejects, e)
                        : NULL;
    if (orders > 0 && t->deliveries == NULL)
        return false;
    int64_t as_of = t->now.given ? t->now.instant : INT64_MAX;
    size_t desks;
    const char *const *desk_paths = options_values(t->run->options, "cases", t->run->arena, &desks);
    return case_log_start(&t->log, t->run, t->identity, as_of, e) &&
           desk_read(&t->log, t->run, desk_paths, desks, &t->session.rejects, e) &&
           case_log_read(&t->log, t->messages, e);
}

/* Without --as-of it is the latest message, so that the same file gives the same cases on any day. */
static void settle_now(struct tracking *t)
{
    if (t->now.given)
        return;
    t->now.instant = t->log.latest != NO_MOMENT ? t->log.latest : 0;
    t->now.day = zone_day_at(t->rules.zone, t->now.instant);
    t->log.as_of = t->now.instant;
}

static void work_out(struct tracking *t)
{
    t->rules.deliveries = t->deliveries;
    t->rules.order_ids = &t->log.order_ids;
    t->rules.promises = t->log.promises;
    t->rules.flags = &t->log.flags;
    t->rules.topics = &t->log.topics;
    t->rules.agents = &t->log.agents;
    case_split(&t->log, &t->rules, &t->list);
    case_list_settle(&t->list, &t->log, t->run->arena);
}

static void write_all(struct tracking *t)
{
    char day[DATETIME_TEXT_MAX];
    struct arena scratch = {0};
    struct case_writer w = {.out = t->session.out,
                            .log = &t->log,
                            .list = &t->list,
                            .zone = t->rules.zone,
                            .as_of = datetime_format_day(t->now.day, day),
                            .scratch = &scratch};
    case_write_header(w.out);
    for (size_t i = 0; i < t->list.count; i++) {
        if (!case_write(&w, t->list.sorted[i]))
            break;
    }
    arena_free(&scratch);
}

static void tell(const struct tracking *t)
{
    if (!t->run->verbose)
        return;
    char moment[DATETIME_TEXT_MAX];
    world_say(t->run->world, "as of %.*s%s: %zu messages in %zu cases",
              SLICE_ARG(datetime_format_instant(t->now.instant, t->rules.zone, moment)),
              t->now.given ? "" : ", the latest message", t->log.count, t->list.count);
    identity_tell(t->identity, t->run);
}

static enum status track(struct tracking *t, struct error *e)
{
    if (!open_messages(t, e))
        return STATUS_FAILED;
    t->identity = identity_start(t->run->arena, t->run->world->seed);
    if (!read_all(t, e))
        return STATUS_FAILED;
    settle_now(t);
    work_out(t);
    write_all(t);
    tell(t);
    return STATUS_DONE;
}

static enum status describe(const struct tool_run *run, struct error *e)
{
    const struct role_table tables[] = {
        {STREAM_MESSAGES, case_log_uses, case_log_use_count},
        {STREAM_CASES, desk_uses, desk_use_count},
        {STREAM_ORDERS, orders_uses, orders_use_count},
        {STREAM_CUSTOMERS, customer_uses, sizeof customer_uses / sizeof *customer_uses},
        {STREAM_HOLIDAYS, opening_hours_uses, opening_hours_use_count},
        {STREAM_CASES, case_write_uses, case_write_use_count},
    };
    return session_columns(run, tables, sizeof tables / sizeof *tables, e);
}

static enum status run_track_cases(const struct tool_run *run, struct error *e)
{
    if (options_has(run->options, "columns"))
        return describe(run, e);
    struct tracking t = {.run = run};
    if (!session_open(&t.session, run, e))
        return STATUS_FAILED;
    enum status status = track(&t, e);
    if (t.messages != NULL && !stream_close(t.messages, e))
        status = STATUS_FAILED;
    status = session_close(&t.session, status, e);
    case_list_free(&t.list);
    deliveries_free(t.deliveries);
    case_log_free(&t.log);
    return status;
}

const struct tool track_cases_tool = {
    .name = "track-cases",
    .synopsis = "[options] [FILE ...]",
    .purpose = "Says what happened to each matter that customers brought, and how long they waited.",
    .options = options,
    .option_count = sizeof options / sizeof *options,
    .reads_stdin = true,
    .run = run_track_cases,
};
