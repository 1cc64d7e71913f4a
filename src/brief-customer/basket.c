/* SPDX-License-Identifier: MIT */
#include "brief-customer/basket.h"

#include <stdlib.h>

void baskets_start(struct baskets *b, struct arena *arena, const uint64_t seed[2])
{
    *b = (struct baskets){0};
    intern_start(&b->orders, arena, seed);
    intern_start(&b->products, arena, seed);
}

void baskets_free(struct baskets *b)
{
    memory_release(b->lines);
    intern_free(&b->orders);
    intern_free(&b->products);
    b->lines = NULL;
    b->count = b->capacity = 0;
}

/* The key of an order without a number begins with a byte that no number holds. */
static uint32_t basket_of(struct baskets *b, struct slice order_id, uint32_t customer, int64_t day)
{
    char key[1 + sizeof customer + sizeof day] = {0};
    if (order_id.len != 0)
        return intern_add(&b->orders, order_id);
    memcpy(key + 1, &customer, sizeof customer);
    memcpy(key + 1 + sizeof customer, &day, sizeof day);
    return intern_add(&b->orders, (struct slice){key, sizeof key});
}

void baskets_add(struct baskets *b, struct slice order_id, uint32_t customer, int64_t day, struct slice product)
{
    b->lines = memory_grow(b->lines, &b->capacity, b->count + 1, sizeof *b->lines);
    b->lines[b->count++] = (struct basket_line){basket_of(b, order_id, customer, day),
                                                intern_add(&b->products, product), customer};
    b->sorted = false;
}

static int compare_lines(const void *left, const void *right)
{
    const struct basket_line *a = left, *b = right;
    if (a->basket != b->basket)
        return a->basket < b->basket ? -1 : 1;
    return (a->product > b->product) - (a->product < b->product);
}

/* Sorted by order, a product once an order. */
static void sort_lines(struct baskets *b)
{
    if (b->sorted || b->count == 0)
        return;
    qsort(b->lines, b->count, sizeof *b->lines, compare_lines);
    size_t kept = 1;
    for (size_t i = 1; i < b->count; i++) {
        if (compare_lines(&b->lines[i], &b->lines[kept - 1]) != 0)
            b->lines[kept++] = b->lines[i];
    }
    b->count = kept;
    b->sorted = true;
}

/* Orders of others: how many, how many with each product, how many with each product and the one asked for. */
struct tally {
    uint64_t orders;
    uint32_t *with, *with_both;
};

static void tally_order(struct tally *t, const struct basket_line *line, size_t count, uint32_t product)
{
    bool has = false;
    t->orders++;
    for (size_t i = 0; i < count; i++)
        has = has || line[i].product == product;
    for (size_t i = 0; i < count; i++) {
        t->with[line[i].product]++;
        t->with_both[line[i].product] += has;
    }
}

static void tally_orders(const struct baskets *b, struct tally *t, uint32_t product, uint32_t customer)
{
    for (size_t from = 0, until; from < b->count; from = until) {
        until = from + 1;
        while (until < b->count && b->lines[until].basket == b->lines[from].basket)
            until++;
        if (b->lines[from].customer != customer)
            tally_order(t, b->lines + from, until - from, product);
    }
}

static bool goes_before(const struct companion *a, const struct companion *b)
{
    if (a->together != b->together)
        return a->together > b->together;
    if (a->lift != b->lift)
        return a->lift > b->lift;
    return slice_compare(a->product, b->product) < 0;
}

/* Puts a companion where it belongs among the best. */
static size_t insert(struct companion *found, size_t count, size_t room, struct companion one)
{
    size_t at = count;
    while (at > 0 && goes_before(&one, &found[at - 1]))
        at--;
    if (at == room)
        return count;
    count = count < room ? count + 1 : room;
    memmove(found + at + 1, found + at, (count - at - 1) * sizeof *found);
    found[at] = one;
    return count;
}

static uint32_t lift_of(const struct tally *t, uint32_t product, uint32_t other)
{
    double chance = (double)t->with[product] * (double)t->with[other];
    double lift = 100.0 * (double)t->with_both[other] * (double)t->orders / chance;
    return lift < 1e9 ? (uint32_t)(lift + 0.5) : 1000000000u;
}

size_t baskets_companions(struct baskets *b, struct slice product, uint32_t customer, struct companion *found,
                          size_t room)
{
    uint32_t wanted = intern_find(&b->products, product);
    if (wanted == INTERN_NONE)
        return 0;
    sort_lines(b);
    struct tally t = {.with = memory_zeroed(b->products.count, sizeof *t.with),
                      .with_both = memory_zeroed(b->products.count, sizeof *t.with_both)};
    tally_orders(b, &t, wanted, customer);
    size_t count = 0;
    for (uint32_t other = 0; other < b->products.count; other++) {
        if (other == wanted || t.with_both[other] < COMPANION_ORDERS)
            continue;
        struct companion one = {intern_text(&b->products, other), t.with_both[other], t.with[wanted],
                                lift_of(&t, wanted, other)};
        if (one.lift >= COMPANION_LIFT)
            count = insert(found, count, room, one);
    }
    memory_release(t.with);
    memory_release(t.with_both);
    return count;
}
