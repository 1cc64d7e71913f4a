/* SPDX-License-Identifier: MIT */
#include "rank-touchpoints/gathering.h"

#include "streams/stream_keys.h"

static const enum role stamps[INPUT_COUNT] = {ROLE_ANSWERED_AT, ROLE_OPENED_AT, ROLE_SENT_AT, ROLE_SENT_AT};
static const enum role comments[INPUT_COUNT] = {ROLE_COMMENT, ROLE_LAST_TEXT, ROLE_EXCERPT, ROLE_TEXT};

void gathering_start(struct gathering *g, const struct gathering_terms *terms, struct arena *arena, struct identity *identity,
                     const uint64_t seed[2])
{
    *g = (struct gathering){.terms = terms, .arena = arena, .identity = identity, .latest_day = INT64_MIN};
    table_start(&g->table, arena, seed, terms->by_count);
    sheets_start(&g->sheets, arena, seed);
}

/* ---- what a row says ---- */

/* One row as it goes into the table. */
struct row {
    struct observed observed;
    int direction; /* out, where the row does not say it */
    uint32_t customer;
    bool has_day;
    int64_t day;
    int32_t period;
};

static enum value read_day(struct gathering *g, struct stream *s, int64_t *day)
{
    enum role role = stamps[g->terms->kind];
    struct slice text = stream_text(s, role);
    if (text.len > 0 && slice_equal(text, (struct slice){g->stamp, g->stamp_length})) {
        *day = g->day;
        return VALUE_PRESENT;
    }
    enum value there = stream_day(s, role, day);
    if (there == VALUE_PRESENT && text.len <= LATELY_MAX) {
        memcpy(g->stamp, text.ptr, text.len);
        g->stamp_length = text.len;
        g->day = *day;
    }
    return there;
}

static bool read_row(struct gathering *g, struct stream *s, struct row *row)
{
    enum input_kind kind = g->terms->kind;
    enum value there = read_day(g, s, &row->day);
    row->has_day = there == VALUE_PRESENT;
    row->direction = DIRECTION_OUT;
    if (there == VALUE_BAD || stream_word(s, ROLE_DIRECTION, VOCABULARY_DIRECTION, &row->direction) == VALUE_BAD ||
        !observe(s, kind, &row->observed))
        return false;
    if (!row->has_day && g->terms->period != PERIOD_NONE) {
        stream_blame(s, stamps[kind], "is empty: --period needs it");
        return false;
    }
    row->period = row->has_day ? period_of(g->terms->period, row->day) : NO_PERIOD;
    row->customer = identity_of(g->identity, stream_keys(s));
    if (row->has_day && row->day > g->latest_day)
        g->latest_day = row->day;
    return true;
}

/* --direction: rows of the other side are skipped. *skipped tells. */
static bool filter_direction(const struct gathering *g, struct stream *s, bool *skipped)
{
    int direction = -1;
    *skipped = false;
    if (g->terms->direction < 0)
        return true;
    if (stream_word(s, ROLE_DIRECTION, VOCABULARY_DIRECTION, &direction) == VALUE_BAD)
        return false;
    *skipped = direction != g->terms->direction;
    if (*skipped)
        stream_skip(s, "of another direction");
    return true;
}

/* ---- into the table ---- */

static void add_to_place(struct gathering *g, struct stream *s, const struct row *row, uint32_t place)
{
    const struct observed *o = &row->observed;
    g->table.places[place].directions |= 1U << row->direction;
    for (size_t i = 0; i < o->count; i++)
        table_add(&g->table, place, o->values[i].measure, o->values[i].value, o->values[i].times);
    table_add_customer(&g->table, place, row->customer, o->low);
    struct place *p = &g->table.places[place];
    tally_add(&p->topics, &g->table, stream_text(s, ROLE_TOPIC), 1);
    if (row->has_day && row->day > p->last_day)
        p->last_day = row->day;
    if (g->terms->kind != INPUT_MESSAGES || o->low)
        table_offer_comment(&g->table, place, stream_text(s, comments[g->terms->kind]), stream_text(s, ROLE_SUGGESTION),
                            o->scored ? o->score : 0);
}

static struct period_total *total_of(struct gathering *g, int32_t period)
{
    for (size_t i = g->total_count; i > 0; i--) {
        if (g->totals[i - 1].period == period)
            return &g->totals[i - 1];
    }
    g->totals = arena_grow(g->arena, g->totals, g->total_count, &g->total_capacity, sizeof *g->totals);
    g->totals[g->total_count] = (struct period_total){period, 0};
    return &g->totals[g->total_count++];
}

/* Each message counts once, however many topics it has. */
static void count_mention(struct gathering *g, const struct row *row)
{
    for (size_t i = 0; i < row->observed.count; i++) {
        if (row->observed.values[i].measure == MEASURE_MENTIONS)
            total_of(g, row->period)->messages++;
    }
}

/* The row under each of its topics; one without a topic is under none. */
static void add_row(struct gathering *g, struct stream *s, const struct row *row)
{
    const struct grouping *where = &g->where;
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
        for (size_t i = 0; i < g->terms->by_count; i++)
            group[i] = where->column[i] == GROUPING_TOPICS ? slice_trim(topic) : grouping_cell(s, where->column[i]);
        uint32_t place = table_place(&g->table, group, row->period);
        add_to_place(g, s, row, place);
        if (g->terms->kind == INPUT_RESPONSES)
            sheets_add(&g->sheets, stream_text(s, ROLE_RESPONSE_ID), place, &row->observed);
        more = where->splits && slice_cut(&topics, ';', &topic);
    }
}

/* ---- all rows ---- */

/* Columns lie elsewhere in another file, where a stamp may mean another day too. */
static bool follow_file(struct gathering *g, struct stream *s, struct error *e)
{
    if (stream_file_number(s) != g->where.file)
        g->stamp_length = 0;
    return grouping_find(&g->where, g->terms->by, g->terms->by_count, s, e);
}

bool gathering_read(struct gathering *g, struct stream *s, struct error *e)
{
    enum stream_result result;
    if (!follow_file(g, s, e)) /* a header alone must have the columns too */
        return false;
    while ((result = stream_next(s, e)) == STREAM_ROW) {
        struct row row;
        bool skipped;
        if (!follow_file(g, s, e))
            return false;
        bool good = filter_direction(g, s, &skipped);
        if (good && skipped)
            continue;
        if (good && read_row(g, s, &row))
            add_row(g, s, &row);
        else if (!stream_reject(s, e))
            return false;
    }
    return result == STREAM_END;
}

void gathering_merge(struct gathering *g, const struct gathering *other)
{
    struct arena scratch = {0};
    const uint32_t *customers = identity_join(g->identity, other->identity, &scratch);
    const uint32_t *places = table_merge(&g->table, &other->table, customers, &scratch);
    sheets_merge(&g->sheets, &other->sheets, places);
    for (size_t i = 0; i < other->total_count; i++)
        total_of(g, other->totals[i].period)->messages += other->totals[i].messages;
    if (other->latest_day > g->latest_day)
        g->latest_day = other->latest_day;
    arena_free(&scratch);
}

void gathering_settle(struct gathering *g)
{
    sheets_settle(&g->sheets, &g->table);
    for (uint32_t i = 0; i < g->table.cell_count; i++) {
        struct cell *c = &g->table.cells[i];
        if (c->measure == MEASURE_MENTIONS)
            c->boxes[1] = total_of(g, g->table.places[c->place].period)->messages;
    }
}
