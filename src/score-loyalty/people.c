/* SPDX-License-Identifier: MIT */
#include "score-loyalty/people.h"

#include <stdlib.h>

#include "lib/pool.h"
#include "score-loyalty/bulk.h"
#include "score-loyalty/favourites.h"
#include "score-loyalty/radix.h"

enum { WORKERS = PEOPLE_WORKERS };

/* One thread's share: every WORKERS-th part of the ledger. */
struct worker {
    const struct facts *facts;
    const struct people_terms *terms;
    const uint32_t *product_ranks, *channel_ranks;
    const uint64_t *seed;
    uint32_t first_part;

    struct person *list;
    struct past *pasts;
    size_t count, capacity, past_capacity;
    struct history_room room;
    struct favourites *products, *channels;
    struct arena ids; /* of customers read in bulk */
};

/* ---- one customer ---- */

/* Whether any line is as old as the day. */
static bool is_there(const struct ledger_line *lines, size_t count, int32_t last_day)
{
    for (size_t i = 0; i < count; i++)
        if (lines[i].day <= last_day)
            return true;
    return false;
}

static void add_past(struct worker *w, const struct ledger_line *lines, size_t count)
{
    struct history_rules until = {
        .first_day = INT32_MIN, .last_day = w->terms->past, .count_zero = w->terms->count_zero};
    struct history_rules after = {.first_day = w->terms->past + 1,
                                  .last_day = w->terms->as_of,
                                  .count_zero = w->terms->count_zero};
    w->pasts = memory_grow(w->pasts, &w->past_capacity, w->count + 1, sizeof *w->pasts);
    w->pasts[w->count] = (struct past){history_of(lines, count, &until, &w->room),
                                       history_of(lines, count, &after, &w->room).days};
}

static void add_person(struct worker *w, uint32_t customer, struct slice id,
                       const struct ledger_line *lines, size_t count)
{
    struct history_rules rules = {
        .first_day = INT32_MIN, .last_day = w->terms->as_of, .count_zero = w->terms->count_zero};
    if (!is_there(lines, count, w->terms->as_of))
        return;
    if (w->terms->has_past)
        add_past(w, lines, count);
    w->list = memory_grow(w->list, &w->capacity, w->count + 1, sizeof *w->list);
    struct person *p = &w->list[w->count++];
    *p = (struct person){
        .id = id, .customer = customer, .product = LEDGER_NOTHING, .channel = LEDGER_NOTHING};
    p->history = history_of(lines, count, &rules, &w->room);
    if (p->history.orders == 0)
        return;
    p->product = favourite_of(w->products, lines, count, w->terms->as_of);
    p->channel = favourite_of(w->channels, lines, count, w->terms->as_of);
}

/* ---- one thread ---- */

static void add_part(struct worker *w, uint32_t part, struct ledger_part *group)
{
    const struct ledger *ledgers[] = {&w->facts->ledger};
    ledger_group(ledgers, 1, identity_count(w->facts->identity), part, group);
    for (uint32_t i = 0; i < group->customers; i++) {
        size_t count;
        const struct ledger_line *lines = ledger_lines(group, i, &count);
        uint32_t customer = ledger_customer(part, i);
        if (count != 0)
            add_person(w, customer, identity_name(w->facts->identity, customer), lines, count);
    }
}

/* Who else they are is found out later: side files are small beside these. */
static void add_bulk(struct worker *w, uint32_t part, struct bulk_part *bulk)
{
    bulk_group(w->facts->bulk, part, bulk, &w->ids);
    for (uint32_t i = 0; i < bulk->group.customers; i++) {
        size_t count;
        const struct ledger_line *lines = ledger_lines(&bulk->group, i, &count);
        add_person(w, INTERN_NONE, bulk->ids[i], lines, count);
    }
}

static void work(void *context)
{
    struct worker *w = context;
    struct ledger_part group = {0};
    struct bulk_part bulk = {0};
    history_room_start(&w->room, w->seed);
    w->products = favourites_open(FAVOURITE_PRODUCT, w->facts->products.count, w->product_ranks);
    w->channels = favourites_open(FAVOURITE_CHANNEL, w->facts->channels.count, w->channel_ranks);
    for (uint32_t part = w->first_part; part < LEDGER_PARTS; part += WORKERS) {
        if (w->facts->bulk != NULL)
            add_bulk(w, part, &bulk);
        else
            add_part(w, part, &group);
    }
    favourites_close(w->products);
    favourites_close(w->channels);
    history_room_free(&w->room);
    ledger_part_free(&group);
    bulk_part_free(&bulk);
}

static void run_workers(struct worker workers[WORKERS])
{
    struct pool_job jobs[WORKERS];
    for (int i = 0; i < WORKERS; i++)
        jobs[i] = (struct pool_job){work, &workers[i]};
    pool_do(jobs, WORKERS);
}

/* ---- the order of ids ---- */

struct place {
    uint64_t start; /* the first bytes of the id, as a number of the same order */
    uint32_t index;
    uint32_t unused;
};

static uint64_t start_of(struct slice id)
{
    uint64_t start = 0;
    for (size_t i = 0; i < sizeof start; i++)
        start = start << 8 | (i < id.len ? (unsigned char)id.ptr[i] : 0);
    return start;
}

/* Ids that begin alike. */
struct whole {
    struct slice id;
    struct place place;
};

static int compare_ids(const void *left, const void *right)
{
    return slice_compare(((const struct whole *)left)->id, ((const struct whole *)right)->id);
}

/* Puts a run of equal beginnings in order by whole ids. */
static void sort_run(struct place *places, size_t count, const struct people *p)
{
    struct whole *run = memory_array(count, sizeof *run);
    for (size_t i = 0; i < count; i++)
        run[i] = (struct whole){people_any(p, places[i].index)->id, places[i]};
    qsort(run, count, sizeof *run, compare_ids);
    for (size_t i = 0; i < count; i++)
        places[i] = run[i].place;
    memory_release(run);
}

static void sort_places(struct place *places, size_t count, const struct people *p)
{
    static const struct radix_field by_start[] = {
        {offsetof(struct place, start), sizeof(uint64_t)}};
    radix_sort(places, count, by_start, 1);
    for (size_t from = 0, to; from < count; from = to) {
        for (to = from + 1; to < count && places[to].start == places[from].start; to++)
            continue;
        if (to - from > 1)
            sort_run(places + from, to - from, p);
    }
}

void people_order(struct people *p)
{
    struct place *places = memory_array(p->count, sizeof *places);
    for (uint32_t i = 0; i < p->count; i++)
        places[i] = (struct place){start_of(people_any(p, i)->id), i, 0};
    sort_places(places, p->count, p);
    p->list = memory_array(p->count, sizeof *p->list);
    for (size_t i = 0; i < p->count; i++)
        p->list[i] = people_any(p, places[i].index);
    memory_release(places);
}

/* ---- all ---- */

/* Customers read in bulk get the numbers that side files gave them. */
static void recognise(struct people *p, const struct facts *f, const uint64_t seed[2])
{
    struct arena arena = {0};
    struct intern sides;
    uint32_t count = identity_count(f->identity);
    if (count == 0)
        return;
    intern_start(&sides, &arena, seed);
    for (uint32_t i = 0; i < count; i++)
        intern_add(&sides, identity_name(f->identity, i));
    for (int k = 0; k < PEOPLE_WORKERS; k++)
        for (size_t i = 0; i < p->kept_count[k]; i++)
            p->kept[k][i].customer = intern_find(&sides, p->kept[k][i].id);
    intern_free(&sides);
    arena_free(&arena);
}

/* Of several customers the first by id is named. */
static bool check_money(const struct people *p, struct error *e)
{
    const struct person *found = NULL;
    for (size_t i = 0; i < p->count; i++) {
        const struct person *person = people_any(p, i);
        if (person->history.overflow && (found == NULL || slice_compare(person->id, found->id) < 0))
            found = person;
    }
    if (found == NULL)
        return true;
    return error_set(e, "the money of customer '%s' is too large to be added up",
                     quote(found->id).text);
}

bool people_work_out(struct people *p, const struct facts *f, const struct people_terms *terms,
                     const uint64_t seed[2], struct error *e)
{
    struct worker workers[WORKERS];
    const uint32_t *products = favourites_ranks(&f->products, f->arena);
    const uint32_t *channels = favourites_ranks(&f->channels, f->arena);
    for (uint32_t i = 0; i < WORKERS; i++)
        workers[i] = (struct worker){.facts = f,
                                     .terms = terms,
                                     .product_ranks = products,
                                     .channel_ranks = channels,
                                     .seed = seed,
                                     .first_part = i};
    run_workers(workers);
    *p = (struct people){.as_of = terms->as_of};
    for (int i = 0; i < WORKERS; i++) {
        p->kept[i] = workers[i].list;
        p->kept_count[i] = workers[i].count;
        p->kept_pasts[i] = workers[i].pasts;
        p->kept_ids[i] = workers[i].ids;
        p->count += workers[i].count;
        for (size_t k = 0; terms->has_past && k < workers[i].count; k++)
            workers[i].list[k].past = &workers[i].pasts[k];
    }
    if (f->bulk != NULL)
        recognise(p, f, seed);
    return check_money(p, e);
}

void people_free(struct people *p)
{
    for (int i = 0; i < PEOPLE_WORKERS; i++) {
        memory_release(p->kept[i]);
        memory_release(p->kept_pasts[i]);
        arena_free(&p->kept_ids[i]);
    }
    memory_release(p->list);
    *p = (struct people){0};
}
