/* SPDX-License-Identifier: MIT */
#include "rank-touchpoints/table.h"

enum { PROMOTER_FROM = 9, PASSIVE_FROM = 7, COMMENT_LINE = 120 };

void table_start(struct table *t, struct arena *arena, const uint64_t seed[2], size_t by_count)
{
    *t = (struct table){.arena = arena, .scratch = arena_child(arena), .seed = seed, .by_count = by_count};
    intern_start(&t->place_keys, arena, seed);
}

/* The period, and texts with their lengths: no two places have the same key. */
static struct slice place_key(const struct table *t, struct arena *scratch, const struct slice *group, int32_t period)
{
    size_t size = sizeof period;
    for (size_t i = 0; i < t->by_count; i++)
        size = memory_add(size, memory_add(sizeof group[i].len, group[i].len));
    char *key = arena_bytes(scratch, size);
    char *end = key;
    memcpy(end, &period, sizeof period);
    end += sizeof period;
    for (size_t i = 0; i < t->by_count; i++) {
        memcpy(end, &group[i].len, sizeof group[i].len);
        end += sizeof group[i].len;
        if (group[i].len > 0)
            memcpy(end, group[i].ptr, group[i].len);
        end += group[i].len;
    }
    return (struct slice){key, size};
}

static bool is_place(const struct table *t, const struct place *p, const struct slice *group, int32_t period)
{
    bool same = p->period == period;
    for (size_t i = 0; same && i < t->by_count; i++)
        same = slice_equal(p->group[i], group[i]);
    return same;
}

static uint32_t add_place(struct table *t, const struct slice *group, int32_t period)
{
    uint32_t before = t->place_keys.count;
    arena_reset(t->scratch);
    uint32_t n = intern_add(&t->place_keys, place_key(t, t->scratch, group, period));
    if (n != before)
        return n;
    t->places = arena_grow(t->arena, t->places, n, &t->place_capacity, sizeof *t->places);
    t->places[n] = (struct place){.period = period, .last_day = INT64_MIN, .comment_score = INT64_MAX};
    for (size_t i = 0; i < t->by_count; i++)
        t->places[n].group[i] = arena_copy(t->arena, group[i]);
    return n;
}

uint32_t table_place(struct table *t, const struct slice *group, int32_t period)
{
    if (t->place_keys.count == 0 || !is_place(t, &t->places[t->last_place], group, period))
        t->last_place = add_place(t, group, period);
    return t->last_place;
}

uint32_t table_find_place(const struct table *t, const struct place *like, int32_t period)
{
    struct arena scratch = {0};
    uint32_t n = intern_find(&t->place_keys, place_key(t, &scratch, like->group, period));
    arena_free(&scratch);
    return n;
}

struct cell *table_find(const struct table *t, uint32_t place, enum measure_id measure)
{
    uint32_t n = t->places[place].cells[measure];
    return n != 0 ? &t->cells[n - 1] : NULL;
}

static struct cell *cell_of(struct table *t, uint32_t place, enum measure_id measure)
{
    uint32_t *n = &t->places[place].cells[measure];
    if (*n == 0) {
        t->cells = arena_grow(t->arena, t->cells, t->cell_count, &t->cell_capacity, sizeof *t->cells);
        t->cells[t->cell_count] = (struct cell){.place = place, .measure = measure};
        *n = ++t->cell_count;
    }
    return &t->cells[*n - 1];
}

static void add_value(struct table *t, struct cell *c, int64_t value)
{
    c->values = arena_grow(t->arena, c->values, c->count, &c->capacity, sizeof *c->values);
    c->values[c->count++] = value;
}

void table_add(struct table *t, uint32_t place, enum measure_id measure, int64_t value, uint64_t times)
{
    struct cell *c = cell_of(t, place, measure);
    switch (measures[measure].shape) {
    case SHAPE_NPS:
        c->boxes[value >= PROMOTER_FROM * NUMBER_ONE ? 0 : value >= PASSIVE_FROM * NUMBER_ONE ? 1 : 2] += times;
        break;
    case SHAPE_SHARE:
    case SHAPE_COUNT:
        c->boxes[value > 0 ? 0 : 1] += times;
        break;
    default:
        add_value(t, c, value);
    }
}

uint64_t cell_size(const struct cell *c)
{
    if (measures[c->measure].shape == SHAPE_COUNT)
        return c->boxes[0];
    return c->count + c->boxes[0] + c->boxes[1] + c->boxes[2];
}

void table_add_customer(struct table *t, uint32_t place, uint32_t customer, bool low)
{
    struct place *p = &t->places[place];
    if (customer == INTERN_NONE)
        return;
    members_add(&p->customers, t->arena, t->seed, customer);
    if (low)
        members_add(&p->low_customers, t->arena, t->seed, customer);
}

void table_offer_comment(struct table *t, uint32_t place, struct slice comment, struct slice suggestion, int64_t score)
{
    struct place *p = &t->places[place];
    if (comment.len == 0)
        return;
    size_t now = comment.len > COMMENT_LINE ? COMMENT_LINE : comment.len;
    size_t best = p->comment.len > COMMENT_LINE ? COMMENT_LINE : p->comment.len;
    bool better = p->comment.len == 0 || score < p->comment_score ||
                  (score == p->comment_score && (now > best || (now == best && slice_compare(comment, p->comment) < 0)));
    if (!better)
        return;
    p->comment = arena_copy(t->arena, comment);
    p->suggestion = arena_copy(t->arena, suggestion);
    p->comment_score = score;
}

void tally_add(struct tally *tally, struct table *t, struct slice text, uint64_t times)
{
    if (text.len == 0)
        return;
    if (!tally->started)
        intern_start(&tally->texts, t->arena, t->seed);
    tally->started = true;
    uint32_t before = tally->texts.count;
    uint32_t n = intern_add(&tally->texts, text);
    if (n == before) {
        tally->counts = arena_grow(t->arena, tally->counts, n, &tally->capacity, sizeof *tally->counts);
        tally->counts[n] = 0;
    }
    tally->counts[n] += times;
}

struct slice tally_commonest(const struct tally *tally)
{
    struct slice best = {"", 0};
    uint64_t most = 0;
    for (uint32_t i = 0; tally->started && i < tally->texts.count; i++) {
        struct slice text = intern_text(&tally->texts, i);
        if (tally->counts[i] > most || (tally->counts[i] == most && slice_compare(text, best) < 0)) {
            best = text;
            most = tally->counts[i];
        }
    }
    return best;
}

/* ---- two tables ---- */

static void merge_members(struct members *m, const struct table *t, const struct members *others, const uint32_t *customers)
{
    uint32_t customer;
    for (size_t at = 0; members_next(others, &at, &customer);)
        members_add(m, t->arena, t->seed, customers[customer]);
}

static void merge_place(struct table *t, uint32_t place, const struct place *other, const uint32_t *customers)
{
    struct place *p = &t->places[place];
    merge_members(&p->customers, t, &other->customers, customers);
    merge_members(&p->low_customers, t, &other->low_customers, customers);
    for (uint32_t i = 0; other->topics.started && i < other->topics.texts.count; i++)
        tally_add(&p->topics, t, intern_text(&other->topics.texts, i), other->topics.counts[i]);
    table_offer_comment(t, place, other->comment, other->suggestion, other->comment_score);
    p->directions |= other->directions;
    p->last_day = other->last_day > p->last_day ? other->last_day : p->last_day;
}

static void merge_cell(struct table *t, uint32_t place, const struct cell *other)
{
    struct cell *c = cell_of(t, place, other->measure);
    for (size_t i = 0; i < sizeof c->boxes / sizeof *c->boxes; i++)
        c->boxes[i] += other->boxes[i];
    for (size_t i = 0; i < other->count; i++)
        add_value(t, c, other->values[i]);
}

uint32_t *table_merge(struct table *t, const struct table *other, const uint32_t *customers, struct arena *arena)
{
    uint32_t count = other->place_keys.count;
    uint32_t *places = arena_alloc(arena, memory_multiply(count, sizeof *places));
    for (uint32_t i = 0; i < count; i++) {
        places[i] = table_place(t, other->places[i].group, other->places[i].period);
        merge_place(t, places[i], &other->places[i], customers);
    }
    for (uint32_t i = 0; i < other->cell_count; i++)
        merge_cell(t, places[other->cells[i].place], &other->cells[i]);
    return places;
}
