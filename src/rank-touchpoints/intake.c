/* SPDX-License-Identifier: MIT */
#include "rank-touchpoints/intake.h"

#include "rank-touchpoints/columns.h"
#include "rank-touchpoints/grouping.h"
#include "rank-touchpoints/sheets.h"
#include "streams/stream_keys.h"

const struct role_use intake_customers_uses[] = {{ROLE_CUSTOMER_ID, NEED_ONE}, {ROLE_EMAIL, NEED_ONE}, {ROLE_PHONE, NEED_ONE}};
const size_t intake_customers_use_count = sizeof intake_customers_uses / sizeof *intake_customers_uses;
const struct role_use intake_loyalty_uses[] = {{ROLE_CUSTOMER_ID, NEED_REQUIRED}, {ROLE_VALUE_AT_RISK, NEED_REQUIRED}};
const size_t intake_loyalty_use_count = sizeof intake_loyalty_uses / sizeof *intake_loyalty_uses;

static const enum stream_kind stream_kinds[INPUT_COUNT] = {STREAM_RESPONSES, STREAM_CASES, STREAM_FINDINGS, STREAM_MESSAGES};
static const enum role stamps[INPUT_COUNT] = {ROLE_ANSWERED_AT, ROLE_OPENED_AT, ROLE_SENT_AT, ROLE_SENT_AT};

/* ---- rows ---- */

/* One row as it goes into the table. */
struct row {
    struct observed observed;
    int direction; /* out, where the row does not say it */
    uint32_t customer;
    bool has_day;
    int64_t day;
    int32_t period;
};

static bool read_row(struct intake *g, struct stream *s, struct row *row)
{
    enum value there = stream_day(s, stamps[g->kind], &row->day);
    row->has_day = there == VALUE_PRESENT;
    row->direction = DIRECTION_OUT;
    if (there == VALUE_BAD || stream_word(s, ROLE_DIRECTION, VOCABULARY_DIRECTION, &row->direction) == VALUE_BAD ||
        !observe(s, g->kind, &row->observed))
        return false;
    if (!row->has_day && g->period != PERIOD_NONE) {
        stream_blame(s, stamps[g->kind], "is empty: --period needs it");
        return false;
    }
    row->period = row->has_day ? period_of(g->period, row->day) : NO_PERIOD;
    row->customer = identity_of(g->identity, stream_keys(s));
    if (row->has_day && row->day > g->latest_day)
        g->latest_day = row->day;
    return true;
}

/* --direction: rows of the other side are skipped. *skipped tells. */
static bool filter_direction(struct intake *g, struct stream *s, bool *skipped)
{
    int direction = -1;
    *skipped = false;
    if (g->direction < 0)
        return true;
    if (stream_word(s, ROLE_DIRECTION, VOCABULARY_DIRECTION, &direction) == VALUE_BAD)
        return false;
    *skipped = direction != g->direction;
    if (*skipped)
        stream_skip(s, "of another direction");
    return true;
}

/* Is comment a better example than the one so far: score nearer to the bottom, then longer up to a line, then by bytes. */
static void offer_comment(struct intake *g, struct place *p, struct slice comment, struct slice suggestion, int64_t score)
{
    if (comment.len == 0)
        return;
    size_t now = comment.len > 120 ? 120 : comment.len;
    size_t best = p->comment.len > 120 ? 120 : p->comment.len;
    bool better = p->comment.len == 0 || score < p->comment_score ||
                  (score == p->comment_score && (now > best || (now == best && slice_compare(comment, p->comment) < 0)));
    if (!better)
        return;
    p->comment = arena_copy(g->run->arena, comment);
    p->suggestion = arena_copy(g->run->arena, suggestion);
    p->comment_score = score;
}

static struct slice comment_role(struct intake *g, struct stream *s)
{
    static const enum role roles[INPUT_COUNT] = {ROLE_COMMENT, ROLE_LAST_TEXT, ROLE_EXCERPT, ROLE_TEXT};
    return stream_text(s, roles[g->kind]);
}

static void add_to_place(struct intake *g, struct stream *s, const struct row *row, uint32_t place)
{
    const struct observed *o = &row->observed;
    g->table.places[place].directions |= 1U << row->direction;
    for (size_t i = 0; i < o->count; i++)
        table_add(&g->table, place, o->values[i].measure, o->values[i].value, o->values[i].times);
    table_add_customer(&g->table, place, row->customer, o->low);
    struct place *p = &g->table.places[place];
    tally_add(&p->topics, &g->table, stream_text(s, ROLE_TOPIC));
    if (row->has_day && row->day > p->last_day)
        p->last_day = row->day;
    if (g->kind != INPUT_MESSAGES || o->low)
        offer_comment(g, p, comment_role(g, s), stream_text(s, ROLE_SUGGESTION), o->scored ? o->score : 0);
}

static struct period_total *total_of(struct intake *g, int32_t period)
{
    for (size_t i = g->total_count; i > 0; i--) {
        if (g->totals[i - 1].period == period)
            return &g->totals[i - 1];
    }
    g->totals = arena_grow(g->run->arena, g->totals, g->total_count, &g->total_capacity, sizeof *g->totals);
    g->totals[g->total_count] = (struct period_total){period, 0};
    return &g->totals[g->total_count++];
}

/* Each message counts once, however many topics it has. */
static void count_mention(struct intake *g, const struct row *row)
{
    for (size_t i = 0; i < row->observed.count; i++) {
        if (row->observed.values[i].measure == MEASURE_MENTIONS)
            total_of(g, row->period)->messages++;
    }
}

static void settle_mentions(struct intake *g)
{
    for (uint32_t i = 0; i < g->table.cell_count; i++) {
        struct cell *c = &g->table.cells[i];
        if (c->measure == MEASURE_MENTIONS)
            c->boxes[1] = total_of(g, g->table.places[c->place].period)->messages;
    }
}

/* The row under each of its topics; one without a topic is under none. */
static void add_row(struct intake *g, struct stream *s, const struct grouping *where, const struct row *row, struct sheets *sheets)
{
    struct slice topics = stream_text(s, ROLE_TOPICS);
    struct slice topic = topics;
    count_mention(g, row);
    if (where->splits && topics.len == 0) {
        stream_skip(s, "without a topic");
        return;
    }
    bool more = !where->splits || slice_cut(&topics, ';', &topic);
    while (more) {
        struct slice group[BY_MAX];
        for (size_t i = 0; i < g->by_count; i++)
            group[i] = where->column[i] == GROUPING_TOPICS
                           ? slice_trim(topic)
                           : grouping_cell(s, where->column[i]);
        uint32_t place = table_place(&g->table, group, row->period);
        add_to_place(g, s, row, place);
        if (g->kind == INPUT_RESPONSES)
            sheets_add(sheets, stream_text(s, ROLE_RESPONSE_ID), place, &row->observed);
        more = where->splits && slice_cut(&topics, ';', &topic);
    }
}

/* Canonical names tell responses, findings and cases; else messages and help desks' tickets by their own spellings. */
static bool settle_kind(struct intake *g, struct stream *s, struct error *e)
{
    if (g->kind != INPUT_COUNT)
        return true;
    g->kind = input_kind_of(s);
    if (g->kind == INPUT_RESPONSES || g->kind == INPUT_FINDINGS || g->kind == INPUT_CASES)
        return stream_read_as(s, stream_kinds[g->kind], e);
    if (!stream_read_as(s, STREAM_MESSAGES, e))
        return false;
    g->kind = INPUT_MESSAGES;
    if (stream_has(s, ROLE_SENT_AT) && (stream_has(s, ROLE_TEXT) || stream_has(s, ROLE_DIRECTION)))
        return true;
    if (!stream_read_as(s, STREAM_CASES, e))
        return false;
    g->kind = INPUT_CASES;
    if (stream_has(s, ROLE_OPENED_AT))
        return true;
    error_set(e, "neither responses nor cases, findings or messages: say which with --input");
    return error_place(e, stream_file(s), 1, (struct slice){"", 0});
}

static const char *const usual_by[INPUT_COUNT] = {"touchpoint", "agent", "category", "channel"};

static bool read_rows(struct intake *g, struct stream *s, struct error *e)
{
    struct grouping where = {.set = false};
    struct sheets sheets;
    enum stream_result result;
    if (!settle_kind(g, s, e))
        return false;
    if (g->by_count == 0)
        g->by[g->by_count++] = slice_of(usual_by[g->kind]);
    table_start(&g->table, g->run->arena, g->run->world->seed, g->by_count);
    sheets_start(&sheets, g->run->arena, g->run->world->seed);
    if (!grouping_find(&where, g->by, g->by_count, s, e)) /* a header alone must have them too */
        return false;
    while ((result = stream_next(s, e)) == STREAM_ROW) {
        struct row row;
        if (!grouping_find(&where, g->by, g->by_count, s, e))
            return false;
        bool skipped;
        bool good = filter_direction(g, s, &skipped);
        if (good && skipped)
            continue;
        if (good && read_row(g, s, &row))
            add_row(g, s, &where, &row, &sheets);
        else if (!stream_reject(s, e))
            return false;
    }
    sheets_settle(&sheets, &g->table);
    settle_mentions(g);
    return result == STREAM_END;
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
    struct stream_plan plan = {.kind = g->kind != INPUT_COUNT ? stream_kinds[g->kind] : STREAM_RESPONSES,
                               .uses = uses,
                               .use_count = use_count,
                               .paths = o->operands,
                               .path_count = o->operand_count,
                               .is_main = true};
    g->latest_day = INT64_MIN;
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
    int32_t period = there == VALUE_PRESENT ? period_of(g->period, day) : NO_PERIOD;
    for (uint32_t p = 0; p < g->table.place_keys.count; p++) {
        const struct place *place = &g->table.places[p];
        bool same = place->period == period && (place->directions >> direction & 1) != 0;
        for (size_t i = 0; same && i < g->by_count; i++)
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
    if (count == 0 || g->kind != INPUT_FINDINGS)
        return true;
    struct stream_plan plan = {STREAM_MESSAGES, uses, sizeof uses / sizeof *uses, paths, count, false};
    struct stream *s = stream_open(g->run, &plan, g->rejects, e);
    if (s == NULL)
        return false;
    g->denominators = arena_array(g->run->arena, (size_t)g->table.place_keys.count + 1, sizeof *g->denominators);
    struct grouping where = {.set = false};
    enum stream_result result;
    bool good = true;
    while (good && (result = stream_next(s, e)) != STREAM_END) {
        grouping_find_some(&where, g->by, g->by_count, s);
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
