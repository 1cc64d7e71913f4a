/* SPDX-License-Identifier: MIT */
#include "rank-touchpoints/intake.h"

#include "lib/pool.h"
#include "rank-touchpoints/columns.h"
#include "streams/stream_keys.h"
#include "streams/stream_parts.h"

const struct role_use intake_customers_uses[] = {{ROLE_CUSTOMER_ID, NEED_ONE}, {ROLE_EMAIL, NEED_ONE}, {ROLE_PHONE, NEED_ONE}};
const size_t intake_customers_use_count = sizeof intake_customers_uses / sizeof *intake_customers_uses;
const struct role_use intake_loyalty_uses[] = {{ROLE_CUSTOMER_ID, NEED_REQUIRED}, {ROLE_VALUE_AT_RISK, NEED_REQUIRED}};
const size_t intake_loyalty_use_count = sizeof intake_loyalty_uses / sizeof *intake_loyalty_uses;

static const enum stream_kind stream_kinds[INPUT_COUNT] = {STREAM_RESPONSES, STREAM_CASES, STREAM_FINDINGS, STREAM_MESSAGES};

/* Canonical names tell responses, findings and cases; else messages and help desks' tickets by their own spellings. */
static bool settle_kind(struct intake *g, struct stream *s, struct error *e)
{
    if (g->terms.kind != INPUT_COUNT)
        return true;
    g->terms.kind = input_kind_of(s);
    if (g->terms.kind == INPUT_RESPONSES || g->terms.kind == INPUT_FINDINGS || g->terms.kind == INPUT_CASES)
        return stream_read_as(s, stream_kinds[g->terms.kind], e);
    if (!stream_read_as(s, STREAM_MESSAGES, e))
        return false;
    g->terms.kind = INPUT_MESSAGES;
    if (stream_has(s, ROLE_SENT_AT) && (stream_has(s, ROLE_TEXT) || stream_has(s, ROLE_DIRECTION)))
        return true;
    if (!stream_read_as(s, STREAM_CASES, e))
        return false;
    g->terms.kind = INPUT_CASES;
    if (stream_has(s, ROLE_OPENED_AT))
        return true;
    error_set(e, "neither responses nor cases, findings or messages: say which with --input");
    return error_place(e, stream_file(s), 1, (struct slice){"", 0});
}

static const char *const usual_by[INPUT_COUNT] = {"touchpoint", "agent", "category", "channel"};

/* One of two parts of a large file, read by a thread. */
struct half {
    struct arena *arena;
    struct stream *stream;
    struct gathering rows;
    bool good;
};

static void read_half(void *half)
{
    struct half *h = half;
    struct error ignored = {0};
    h->good = gathering_read(&h->rows, h->stream, &ignored);
    stream_close_part(h->stream);
}

static void take_halves(struct intake *g, struct stream *s, struct half halves[2])
{
    gathering_merge(&halves[0].rows, &halves[1].rows);
    g->rows = halves[0].rows;
    g->identity = g->rows.identity;
    for (size_t i = 0; i < 2; i++)
        stream_count_part(s, halves[i].stream);
}

/*
 * Reads a large file in two halves at once. False: nothing is read yet. It is not for this, or a row of it is bad, which a reader
 * of all rows in turn can say. Who is the same customer must not depend on a customers file: two halves would count its strangers twice.
 */
static bool read_halves(struct intake *g, struct stream *s)
{
    struct csv_part parts[2];
    struct half halves[2];
    struct pool_job jobs[2];
    const uint64_t *seed = g->run->world->seed;
    if (identity_has_file(g->identity) || stream_halves(s, parts) != 2)
        return false;
    for (size_t i = 0; i < 2; i++) {
        struct arena *arena = arena_child(g->run->arena);
        halves[i] = (struct half){.arena = arena, .stream = stream_of_part(s, arena, &parts[i])};
        gathering_start(&halves[i].rows, &g->terms, arena, identity_start(arena, seed), seed);
        jobs[i] = (struct pool_job){read_half, &halves[i]};
    }
    pool_do(jobs, 2);
    bool good = halves[0].good && halves[1].good;
    if (good)
        take_halves(g, s, halves);
    else
        arena_free(halves[0].arena);
    arena_free(halves[1].arena);
    return good;
}

static bool read_rows(struct intake *g, struct stream *s, struct error *e)
{
    if (!settle_kind(g, s, e))
        return false;
    if (g->terms.by_count == 0)
        g->terms.by[g->terms.by_count++] = slice_of(usual_by[g->terms.kind]);
    if (!read_halves(g, s)) {
        gathering_start(&g->rows, &g->terms, g->run->arena, g->identity, g->run->world->seed);
        if (!gathering_read(&g->rows, s, e))
            return false;
    }
    gathering_settle(&g->rows);
    return true;
}

bool intake_customers(struct intake *g, struct error *e)
{
    size_t count;
    const char *const *paths = options_values(g->run->options, "customers", g->run->arena, &count);
    if (count == 0)
        return true;
    struct stream_plan plan = {STREAM_CUSTOMERS, intake_customers_uses, intake_customers_use_count, paths, count, false};
    struct stream *s = stream_open(g->run, &plan, g->rejects, e);
    if (s == NULL)
        return false;
    enum stream_result result;
    while ((result = stream_next(s, e)) == STREAM_ROW) {
        if (identity_learn(g->identity, stream_keys(s)) == INTERN_NONE)
            stream_skip(s, "without a key");
    }
    return stream_close(s, e) && result == STREAM_END;
}

bool intake_main(struct intake *g, struct error *e)
{
    const struct options *o = g->run->options;
    size_t use_count;
    const struct role_use *uses = columns_of_all(g->run->arena, &use_count);
    struct stream_plan plan = {.kind = g->terms.kind != INPUT_COUNT ? stream_kinds[g->terms.kind] : STREAM_RESPONSES,
                               .uses = uses,
                               .use_count = use_count,
                               .paths = o->operands,
                               .path_count = o->operand_count,
                               .is_main = true};
    struct stream *s = stream_open(g->run, &plan, g->rejects, e);
    if (s == NULL)
        return false;
    bool good = read_rows(g, s, e);
    return stream_close(s, e) && good;
}

/* ---- side files ---- */

/* What has words in it: the rest (an opened newsletter, a missed call) can hold no finding. */
static bool has_words(int kind)
{
    return kind == KIND_MESSAGE || kind == KIND_AUTO || kind == KIND_CAMPAIGN || kind == KIND_SURVEY || kind == KIND_COMPLAINT;
}

/* Counts a message for the places with findings from its side. */
static bool count_message(struct intake *g, struct stream *s, const struct grouping *where)
{
    int direction = DIRECTION_OUT;
    int kind = KIND_MESSAGE;
    int64_t day = 0;
    enum value there = stream_day(s, ROLE_SENT_AT, &day);
    if (there == VALUE_BAD || stream_word(s, ROLE_DIRECTION, VOCABULARY_DIRECTION, &direction) == VALUE_BAD ||
        stream_word(s, ROLE_KIND, VOCABULARY_KIND, &kind) == VALUE_BAD)
        return false;
    if (!has_words(kind))
        return true;
    int32_t period = there == VALUE_PRESENT ? period_of(g->terms.period, day) : NO_PERIOD;
    for (uint32_t p = 0; p < g->rows.table.place_keys.count; p++) {
        const struct place *place = &g->rows.table.places[p];
        bool same = place->period == period && (place->directions >> direction & 1) != 0;
        for (size_t i = 0; same && i < g->terms.by_count; i++)
            same = where->column[i] < 0 || slice_equal(place->group[i], grouping_cell(s, where->column[i]));
        g->denominators[p] += same;
    }
    return true;
}

bool intake_messages(struct intake *g, struct error *e)
{
    static const struct role_use uses[] = {{ROLE_DIRECTION, NEED_REQUIRED}, {ROLE_SENT_AT, NEED_OPTIONAL}, {ROLE_KIND, NEED_OPTIONAL},
                                           {ROLE_AGENT, NEED_OPTIONAL},     {ROLE_CHANNEL, NEED_OPTIONAL}, {ROLE_LANGUAGE, NEED_OPTIONAL}};
    size_t count;
    const char *const *paths = options_values(g->run->options, "messages", g->run->arena, &count);
    if (count == 0 || g->terms.kind != INPUT_FINDINGS)
        return true;
    struct stream_plan plan = {STREAM_MESSAGES, uses, sizeof uses / sizeof *uses, paths, count, false};
    struct stream *s = stream_open(g->run, &plan, g->rejects, e);
    if (s == NULL)
        return false;
    g->denominators = arena_array(g->run->arena, (size_t)g->rows.table.place_keys.count + 1, sizeof *g->denominators);
    struct grouping where = {.set = false};
    enum stream_result result;
    bool good = true;
    while (good && (result = stream_next(s, e)) != STREAM_END) {
        grouping_find_some(&where, g->terms.by, g->terms.by_count, s);
        good = result == STREAM_ROW && (count_message(g, s, &where) || stream_reject(s, e));
    }
    return stream_close(s, e) && good;
}

bool intake_loyalty(struct intake *g, struct error *e)
{
    size_t count;
    const char *const *paths = options_values(g->run->options, "loyalty", g->run->arena, &count);
    if (count == 0)
        return true;
    struct stream_plan plan = {STREAM_LOYALTY, intake_loyalty_uses, intake_loyalty_use_count, paths, count, false};
    struct stream *s = stream_open(g->run, &plan, g->rejects, e);
    if (s == NULL)
        return false;
    enum stream_result result;
    bool good = true;
    g->value_at_risk = arena_array(g->run->arena, (size_t)identity_count(g->identity) + 1, sizeof *g->value_at_risk);
    uint32_t known = identity_count(g->identity);
    while (good && (result = stream_next(s, e)) != STREAM_END) {
        int64_t value;
        enum value there = result == STREAM_ROW ? stream_number(s, ROLE_VALUE_AT_RISK, &value) : VALUE_ABSENT;
        good = result == STREAM_ROW && (there != VALUE_BAD || stream_reject(s, e));
        if (!good || there != VALUE_PRESENT)
            continue;
        uint32_t customer = identity_of(g->identity, (struct identity_keys){.customer_id = stream_text(s, ROLE_CUSTOMER_ID)});
        if (customer < known)
            g->value_at_risk[customer] = value;
    }
    g->risk_capacity = known;
    return stream_close(s, e) && good;
}
