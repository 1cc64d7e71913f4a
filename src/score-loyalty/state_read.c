/* SPDX-License-Identifier: MIT */
#include "lib/civil.h"
#include "lib/csv_reader.h"
#include "lib/datetime.h"
#include "lib/number.h"
#include "score-loyalty/state.h"

/* One state being read. */
struct reading {
    const struct settings *settings;
    struct now *now;
    struct facts *facts;
    const struct csv_record *record;
    struct error *e;
    bool versioned, asked, ended; /* asked: --as-of was given */
    int64_t records;              /* lines, answers and cases so far */
};

static struct slice cell(const struct reading *r, enum state_column column)
{
    return csv_record_value(r->record, column);
}

/* A whole number, or an error with its column. */
static bool number(const struct reading *r, enum state_column column, int64_t low, int64_t high,
                   int64_t *value)
{
    return number_parse_integer(cell(r, column), low, high, value, r->e) ||
           error_place(r->e, NULL, 0, slice_of(state_columns[column]));
}

static bool day_of(const struct reading *r, enum state_column column, int32_t *day)
{
    int64_t value;
    if (!number(r, column, CIVIL_DAY_MIN, CIVIL_DAY_MAX, &value))
        return false;
    *day = (int32_t)value;
    return true;
}

static bool has_flag(const struct reading *r, char flag)
{
    struct slice flags = cell(r, STATE_FLAGS);
    return flags.len != 0 && memchr(flags.ptr, flag, flags.len) != NULL;
}

static bool customer_of(const struct reading *r, uint32_t *customer)
{
    struct identity_keys keys = {.customer_id = cell(r, STATE_KEY)};
    *customer = identity_of(r->facts->identity, keys);
    if (*customer != INTERN_NONE)
        return true;
    error_set(r->e, "there is no customer");
    return error_place(r->e, NULL, 0, slice_of(state_columns[STATE_KEY]));
}

/* ---- settings ---- */

static bool read_version(struct reading *r)
{
    r->versioned = slice_equal(cell(r, STATE_TEXT), SLICE("1"));
    return r->versioned || error_set(r->e, "this state is of version '%s', which is not known here",
                                     quote(cell(r, STATE_TEXT)).text);
}

static bool read_statuses(struct reading *r)
{
    int64_t statuses;
    if (!number(r, STATE_NUMBER, 0, UINT32_MAX, &statuses))
        return false;
    return statuses == r->settings->skipped_statuses ||
           error_set(r->e, "this state was made with another --skip-status");
}

/* States that end on different days cannot be merged, nor can one be looked at from a later day. */
static bool read_as_of(struct reading *r)
{
    struct datetime stamp;
    struct slice text = cell(r, STATE_TEXT);
    if (!datetime_parse(text, DATE_ORDER_NONE, &stamp, r->e))
        return false;
    if (r->asked && r->now->day > stamp.day)
        return error_set(r->e, "this state ends on %.*s, earlier than --as-of", SLICE_ARG(text));
    if (!r->asked && r->now->given && r->now->day != stamp.day)
        return error_set(r->e, "this state ends on %.*s, another one on another day: use --as-of",
                         SLICE_ARG(text));
    if (!r->asked)
        *r->now = (struct now){.given = true, .day = stamp.day};
    return true;
}

static bool read_currency(struct reading *r)
{
    struct facts *f = r->facts;
    struct slice currency = cell(r, STATE_TEXT);
    if (f->has_currency && !slice_equal(f->currency, currency))
        return error_set(r->e, "this state has money in '%s', another one in '%s'",
                         quote(currency).text, quote(f->currency).text);
    if (!f->has_currency)
        f->currency = arena_copy(f->arena, currency);
    f->has_currency = true;
    return true;
}

static bool read_setting(struct reading *r)
{
    struct facts_scope *scope = &r->facts->scope;
    const struct {
        struct slice name;
        bool *told;
    } scopes[] = {{SLICE("amounts"), &scope->amounts},
                  {SLICE("no_amounts"), &scope->no_amounts},
                  {SLICE("discounts"), &scope->discounts},
                  {SLICE("responses"), &scope->responses},
                  {SLICE("cases"), &scope->cases}};
    struct slice name = cell(r, STATE_KEY);
    for (size_t i = 0; i < sizeof scopes / sizeof *scopes; i++)
        if (slice_equal(name, scopes[i].name))
            return *scopes[i].told = true;
    if (slice_equal(name, SLICE("version")))
        return read_version(r);
    if (slice_equal(name, SLICE("skipped_statuses")))
        return read_statuses(r);
    if (slice_equal(name, SLICE("as_of")))
        return read_as_of(r);
    if (slice_equal(name, SLICE("currency")))
        return read_currency(r);
    return error_set(r->e, "the setting '%s' is not known here", quote(name).text);
}

/* ---- what was read ---- */

static bool read_customer(struct reading *r)
{
    uint32_t customer;
    if (!customer_of(r, &customer))
        return false;
    facts_name(r->facts, customer, cell(r, STATE_TEXT));
    return true;
}

static bool read_line(struct reading *r)
{
    struct facts_line line = {.order_id = cell(r, STATE_TEXT),
                              .product = cell(r, STATE_PRODUCT),
                              .channel = cell(r, STATE_CHANNEL),
                              .discounted = has_flag(r, 'd'),
                              .given_back = has_flag(r, 'g')};
    if (!customer_of(r, &line.customer) || !day_of(r, STATE_DAY, &line.day) ||
        !number(r, STATE_NUMBER, INT64_MIN + 1, INT64_MAX, &line.amount))
        return false;
    facts_add(r->facts, &line);
    return true;
}

static bool read_answer(struct reading *r)
{
    struct answer a = {.is_nps = has_flag(r, 'n')};
    int64_t sheet;
    if (!customer_of(r, &a.customer) || !number(r, STATE_TEXT, INT64_MIN, INT64_MAX, &sheet) ||
        !day_of(r, STATE_DAY, &a.day) || !number(r, STATE_NUMBER, 0, 100 * NUMBER_ONE, &a.score) ||
        !number(r, STATE_AT, INT64_MIN / 4, INT64_MAX / 4, &a.when))
        return false;
    a.sheet = (uint64_t)sheet ^ UINT64_C(1) << 63;
    experience_add_answer(&r->facts->experience, &a);
    return true;
}

static bool read_matter(struct reading *r)
{
    struct matter m = {.is_complaint = has_flag(r, 'c'), .is_solved = has_flag(r, 's')};
    int64_t count;
    if (!customer_of(r, &m.customer) || !day_of(r, STATE_DAY, &m.opened_day) ||
        !number(r, STATE_NUMBER, NO_HOURS, INT64_MAX, &m.hours) ||
        !number(r, STATE_AT, INT64_MIN / 4, INT64_MAX / 4, &m.opened) ||
        !number(r, STATE_SOLVED_AT, INT64_MIN / 4, INT64_MAX / 4, &m.solved) ||
        !day_of(r, STATE_SOLVED_DAY, &m.solved_day) ||
        !number(r, STATE_COUNT, 0, INT32_MAX, &count))
        return false;
    m.promises_broken = (uint32_t)count;
    experience_add_matter(&r->facts->experience, &m);
    return true;
}

/* The last record tells how many there were: a file that was cut short is noticed. */
static bool read_end(struct reading *r)
{
    int64_t records;
    if (!number(r, STATE_NUMBER, 0, INT64_MAX, &records))
        return false;
    r->ended = true;
    return records == r->records || error_set(r->e, "this state has lost records");
}

static bool read_record(struct reading *r)
{
    static const struct {
        const char *name;
        bool (*read)(struct reading *r);
        bool counts;
    } records[] = {{"line", read_line, true},        {"answer", read_answer, true},
                   {"case", read_matter, true},      {"customer", read_customer, false},
                   {"setting", read_setting, false}, {"end", read_end, false}};
    struct slice name = cell(r, STATE_RECORD);
    if (r->ended)
        return error_set(
            r->e, "there is more behind the end of the state: merge states by name, not with cat");
    for (size_t i = 0; i < sizeof records / sizeof *records; i++)
        if (slice_equal(name, slice_of(records[i].name))) {
            r->records += records[i].counts;
            return records[i].read(r);
        }
    return error_set(r->e, "a record '%s' is not known here", quote(name).text);
}

/* ---- the file ---- */

static bool check_header(const struct csv_reader *reader, struct error *e)
{
    size_t count;
    const struct slice *names = csv_reader_header(reader, &count);
    bool same = count == STATE_COLUMNS;
    for (size_t i = 0; i < STATE_COLUMNS && same; i++)
        same = slice_equal(names[i], slice_of(state_columns[i]));
    if (same)
        return true;
    error_set(e, "this is no state of score-loyalty: --emit-state writes one");
    return error_place(e, csv_reader_name(reader), 1, (struct slice){"", 0});
}

static bool read_records(struct csv_reader *reader, struct reading *r)
{
    struct csv_record record;
    enum csv_result result;
    r->record = &record;
    while ((result = csv_reader_next(reader, &record, r->e)) == CSV_RECORD)
        if (!read_record(r))
            return error_place(r->e, csv_reader_name(reader), record.line, (struct slice){"", 0});
    if (result != CSV_END)
        return false;
    if (r->versioned && r->ended)
        return true;
    error_set(r->e, "this state is cut short: make it again");
    return error_place(r->e, csv_reader_name(reader), 0, (struct slice){"", 0});
}

bool state_read(const struct tool_run *run, const char *path, const struct settings *s,
                struct now *now, struct facts *f, struct error *e)
{
    const struct csv_options options = {.delimiter = ','};
    struct csv_reader *reader = csv_reader_open(run->world, run->arena, path, &options, e);
    struct reading r = {
        .settings = s, .now = now, .facts = f, .e = e, .asked = options_has(run->options, "as-of")};
    if (reader == NULL)
        return false;
    bool good = check_header(reader, e) && read_records(reader, &r);
    return csv_reader_close(reader, e) && good;
}
