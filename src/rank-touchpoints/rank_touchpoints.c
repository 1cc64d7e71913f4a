/* SPDX-License-Identifier: MIT */
#include "rank-touchpoints/rank_touchpoints.h"

#include <math.h>

#include "rank-touchpoints/columns.h"
#include "rank-touchpoints/intake.h"
#include "rank-touchpoints/report.h"
#include "streams/identity_tell.h"
#include "streams/now.h"
#include "streams/session.h"

static const struct option_spec options[] = {
    {"input", 0, "KIND", "responses, cases, findings or messages (default: found from the header)"},
    {"by", 0, "COLUMN,...", "group by these columns (touchpoint; agent; category; channel)"},
    {"period", 0, "month|week|quarter", "split by period, and compare each with the one before"},
    {"measure", 0, "NAME,...", "only these measures"},
    {"direction", 0, "in|out", "only what customers wrote, or only what the staff wrote"},
    {"min-n", 0, "N", "smaller groups get no rank (5)"},
    {"stale", 0, "DAYS", "mark what has not been asked for so many days (90)"},
    {"messages", 0, "FILE", "count findings against the messages of this file"},
    {"loyalty", 0, "FILE", "add up the value at risk of customers with a bad experience"},
    {"customers", 0, "FILE", "customers: joins ids, e-mails and telephones"},
};

static const char *const own_columns[] = {"period",     "measure", "n",           "customers",  "value",      "low",   "high",    "p90",
                                          "change",     "p",       "significant", "rank",       "mark",       "topic", "comment", "suggestion",
                                          "last_asked", "stale",   "spoiled",     "value_at_risk"};
enum { OWN_COUNT = sizeof own_columns / sizeof *own_columns };

/* One run. */
struct ranking {
    const struct tool_run *run;
    struct intake intake;
    struct report_terms terms;
    struct session session;
    int64_t stale_days;
    int64_t as_of_day;
};

/* ---- options ---- */

static bool read_by(struct ranking *r, struct error *e)
{
    const char *text = options_value(r->run->options, "by");
    struct slice rest = slice_of(text);
    struct slice piece;
    while (text != NULL && slice_cut(&rest, ',', &piece)) {
        piece = slice_trim(piece);
        if (piece.len == 0 || r->intake.terms.by_count == BY_MAX)
            return error_set(e, "option --by: wants 1 to %d names of columns, with commas between", (int)BY_MAX);
        r->intake.terms.by[r->intake.terms.by_count++] = piece;
    }
    return true;
}

static bool read_period(struct ranking *r, struct error *e)
{
    static const char *const names[] = {"none", "month", "week", "quarter"};
    const char *text = options_value(r->run->options, "period");
    for (int i = PERIOD_MONTH; text != NULL && i <= PERIOD_QUARTER; i++) {
        if (slice_equal(slice_of(text), slice_of(names[i]))) {
            r->intake.terms.period = (enum period_kind)i;
            return true;
        }
    }
    return text == NULL || error_set(e, "option --period: '%s' is not month, week or quarter", quote(slice_of(text)).text);
}

static bool read_direction(struct ranking *r, struct error *e)
{
    const char *text = options_value(r->run->options, "direction");
    bool in = text != NULL && slice_equal(slice_of(text), SLICE("in"));
    bool out = text != NULL && slice_equal(slice_of(text), SLICE("out"));
    r->intake.terms.direction = in ? (int)DIRECTION_IN : out ? (int)DIRECTION_OUT : -1;
    return text == NULL || in || out || error_set(e, "option --direction: '%s' is not in or out", quote(slice_of(text)).text);
}

static bool read_options(struct ranking *r, struct error *e)
{
    const struct options *o = r->run->options;
    const char *input = options_value(o, "input");
    int64_t least;
    r->intake.terms.kind = input == NULL ? INPUT_COUNT : input_kind_by_name(slice_of(input));
    if (input != NULL && r->intake.terms.kind == INPUT_COUNT)
        return error_set(e, "option --input: '%s' is not responses, cases, findings or messages", quote(slice_of(input)).text);
    if (!read_by(r, e) || !read_period(r, e) || !read_direction(r, e) || !options_integer(o, "min-n", 1, INT32_MAX, 5, &least, e) ||
        !options_integer(o, "stale", 0, 36500, 90, &r->stale_days, e))
        return false;
    r->terms.min_n = (uint64_t)least;
    return true;
}

/* --measure can be judged only when the sort of input is known. */
static bool read_measures(struct ranking *r, struct error *e)
{
    const char *text = options_value(r->run->options, "measure");
    struct slice rest = slice_of(text);
    struct slice piece;
    for (int i = 0; text == NULL && i < MEASURE_COUNT; i++)
        r->terms.wanted[i] = measures[i].usual;
    while (text != NULL && slice_cut(&rest, ',', &piece)) {
        enum measure_id id = measure_by_name(slice_trim(piece), r->intake.terms.kind);
        if (id != MEASURE_COUNT) {
            r->terms.wanted[id] = true;
            continue;
        }
        struct slice list = {"", 0};
        for (int i = 0; i < MEASURE_COUNT; i++) {
            if (measures[i].input == r->intake.terms.kind)
                list = arena_print(r->run->arena, "%.*s%s%s", SLICE_ARG(list), list.len > 0 ? ", " : "", measures[i].name);
        }
        return error_set(e, "option --measure: '%s' is no measure of %s; there are %.*s", quote(piece).text,
                         input_kind_name(r->intake.terms.kind), SLICE_ARG(list));
    }
    return true;
}

/* ---- output ---- */

static void write_estimate(struct csv_writer *out, const struct report_row *row)
{
    double nothing = NAN;
    csv_writer_double(out, row->estimate.value, 2);
    csv_writer_double(out, row->estimated ? row->estimate.low : nothing, 2);
    csv_writer_double(out, row->estimated ? row->estimate.high : nothing, 2);
    csv_writer_double(out, row->has_ninetieth ? row->ninetieth : nothing, 2);
    csv_writer_double(out, row->has_change ? row->change : nothing, 2);
    csv_writer_double(out, row->p, 4);
    csv_writer_field(out, isnan(row->p) ? SLICE("") : row->p < 0.05 ? SLICE("yes") : SLICE("no"));
}

static void write_about(struct ranking *r, const struct report_row *row)
{
    struct csv_writer *out = r->session.out;
    const struct place *p = row->place;
    bool dated = p->last_day != INT64_MIN;
    bool responses = r->intake.terms.kind == INPUT_RESPONSES;
    char day[DATETIME_TEXT_MAX];
    csv_writer_field(out, tally_commonest(&p->topics));
    csv_writer_field(out, p->comment);
    csv_writer_field(out, p->suggestion);
    csv_writer_field(out, dated && responses ? datetime_format_day(p->last_day, day) : SLICE(""));
    csv_writer_field(out, !dated || !responses ? SLICE("") : r->as_of_day - p->last_day > r->stale_days ? SLICE("yes") : SLICE("no"));
    if (responses)
        csv_writer_integer(out, (int64_t)p->spoiled);
    else
        csv_writer_blank(out);
    if (r->terms.value_at_risk != NULL)
        csv_writer_decimal(out, row->value_at_risk, 6, 2);
    else
        csv_writer_blank(out);
}

static bool write_row(struct ranking *r, const struct report_row *row)
{
    struct csv_writer *out = r->session.out;
    for (size_t i = 0; i < r->intake.terms.by_count; i++)
        csv_writer_field(out, row->place->group[i]);
    csv_writer_field(out, period_name(r->intake.terms.period, row->place->period, r->run->arena));
    csv_writer_field(out, slice_of(measures[row->cell->measure].name));
    csv_writer_integer(out, (int64_t)row->n);
    csv_writer_integer(out, (int64_t)row->customers);
    write_estimate(out, row);
    if (row->rank > 0)
        csv_writer_integer(out, (int64_t)row->rank);
    else
        csv_writer_blank(out);
    csv_writer_field(out, slice_of(row->mark));
    write_about(r, row);
    return csv_writer_end(out);
}

static void write_all(struct ranking *r)
{
    size_t count;
    struct report_row *rows = report_make(&r->intake.rows.table, &r->terms, r->run->arena, &count);
    for (size_t i = 0; i < r->intake.terms.by_count; i++)
        csv_writer_field(r->session.out, r->intake.terms.by[i]);
    for (size_t i = 0; i < OWN_COUNT; i++)
        csv_writer_field(r->session.out, slice_of(own_columns[i]));
    csv_writer_end(r->session.out);
    for (size_t i = 0; i < count && write_row(r, &rows[i]); i++)
        continue;
}

/* ---- the run ---- */

static bool rank(struct ranking *r, struct error *e)
{
    struct now now;
    r->intake.rejects = &r->session.rejects;
    if (!now_read(r->run, NULL, &now, e) || !intake_customers(&r->intake, e) || !intake_main(&r->intake, e) ||
        !read_measures(r, e) || !intake_messages(&r->intake, e) || !intake_loyalty(&r->intake, e))
        return false;
    r->as_of_day = now.given ? now.day : r->intake.rows.latest_day;
    r->terms.denominators = r->intake.denominators;
    r->terms.totals = r->intake.rows.totals;
    r->terms.total_count = r->intake.rows.total_count;
    r->terms.value_at_risk = r->intake.value_at_risk;
    r->terms.customer_count = (uint32_t)r->intake.risk_capacity;
    write_all(r);
    identity_tell(r->intake.identity, r->run);
    return true;
}

static enum status run(const struct tool_run *run, struct error *e)
{
    struct ranking r = {.run = run};
    r.intake.run = run;
    r.intake.identity = identity_start(run->arena, run->world->seed);
    if (options_has(run->options, "columns"))
        return columns_print(run, e);
    if (!read_options(&r, e) || !session_open(&r.session, run, e))
        return STATUS_FAILED;
    bool good = rank(&r, e);
    return session_close(&r.session, good ? STATUS_DONE : STATUS_FAILED, e);
}

const struct tool rank_touchpoints_tool = {
    .name = "rank-touchpoints",
    .synopsis = "[options] [FILE ...]",
    .purpose = "Ranks the parts of the business by what customers answered, agents by how they handled cases: worst first, best last.",
    .options = options,
    .option_count = sizeof options / sizeof *options,
    .reads_stdin = true,
    .run = run,
};
