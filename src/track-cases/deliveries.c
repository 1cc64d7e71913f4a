/* SPDX-License-Identifier: MIT */
#include "track-cases/deliveries.h"

#include <stdlib.h>

#include "streams/orders.h"

/* One delivery under the number of its order or its customer. */
struct arrival {
    uint32_t key;
    int64_t day;
};

/* Arrivals sorted by key, then day. */
struct arrivals {
    struct arrival *list;
    size_t count, capacity;
};

struct deliveries {
    struct intern order_ids;
    struct arrivals by_order, by_customer;
};

static void arrivals_add(struct arrivals *a, uint32_t key, int64_t day)
{
    a->list = memory_grow(a->list, &a->capacity, a->count + 1, sizeof *a->list);
    a->list[a->count++] = (struct arrival){key, day};
}

static int compare_arrivals(const void *left, const void *right)
{
    const struct arrival *a = left, *b = right;
    if (a->key != b->key)
        return a->key < b->key ? -1 : 1;
    return (a->day > b->day) - (a->day < b->day);
}

static void arrivals_sort(struct arrivals *a)
{
    if (a->count > 0)
        qsort(a->list, a->count, sizeof *a->list, compare_arrivals);
}

/* The first arrival of the key on or after a day. */
static const struct arrival *arrivals_from(const struct arrivals *a, uint32_t key, int64_t day)
{
    struct arrival wanted = {key, day};
    size_t low = 0, high = a->count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (compare_arrivals(&a->list[middle], &wanted) < 0)
            low = middle + 1;
        else
            high = middle;
    }
    return low < a->count && a->list[low].key == key ? &a->list[low] : NULL;
}

struct deliveries *deliveries_start(struct arena *arena, const uint64_t seed[2])
{
    struct deliveries *d = arena_zeroed(arena, sizeof *d);
    intern_start(&d->order_ids, arena, seed);
    return d;
}

void deliveries_add(struct deliveries *d, struct slice order_id, uint32_t customer, int64_t day)
{
    arrivals_add(&d->by_customer, customer, day);
    struct slice order = order_number(order_id);
    if (order.len != 0)
        arrivals_add(&d->by_order, intern_add(&d->order_ids, order), day);
}

void deliveries_sort(struct deliveries *d)
{
    arrivals_sort(&d->by_order);
    arrivals_sort(&d->by_customer);
}

void deliveries_free(struct deliveries *d)
{
    if (d == NULL)
        return;
    memory_release(d->by_order.list);
    memory_release(d->by_customer.list);
    intern_free(&d->order_ids);
}

bool deliveries_find(const struct deliveries *d, struct slice order_id, uint32_t customer, int64_t from,
                     int64_t to, int64_t *day)
{
    const struct arrival *first = NULL;
    if (order_id.len != 0) {
        uint32_t order = intern_find(&d->order_ids, order_number(order_id));
        first = order != INTERN_NONE ? arrivals_from(&d->by_order, order, from) : NULL;
    } else if (customer != INTERN_NONE) {
        first = arrivals_from(&d->by_customer, customer, from);
    }
    if (first == NULL || first->day > to)
        return false;
    *day = first->day;
    return true;
}
