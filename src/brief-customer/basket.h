/* SPDX-License-Identifier: MIT */
/*
 * What is bought together: the products of each order, and for some products which others are in the same orders more
 * often than chance would have it. An order without a number is what one customer bought on one day.
 */
#ifndef REGULARS_BRIEF_BASKET_H
#define REGULARS_BRIEF_BASKET_H

#include "lib/hash.h"

/* One product in one order. */
struct basket_line {
    uint32_t basket, product, customer;
};

struct baskets {
    struct intern orders, products;
    struct basket_line *lines;
    size_t count, capacity;
    bool sorted;
};

/* Starts with no order. */
void baskets_start(struct baskets *b, struct arena *arena, const uint64_t seed[2]);

/* Frees what is not in the arena. */
void baskets_free(struct baskets *b);

/* A customer bought a product (not empty) on a day, in an order (empty: unknown). */
void baskets_add(struct baskets *b, struct slice order_id, uint32_t customer, int64_t day, struct slice product);

/* A product that goes with another one. */
struct companion {
    struct slice product;
    uint32_t together; /* orders of others that hold both */
    uint32_t of;       /* orders of others that hold the first */
    uint32_t lift;     /* hundredths: how many times as often as in all orders of others */
};

enum { COMPANION_ORDERS = 3, COMPANION_LIFT = 120 };

/*
 * What other customers buy in one order with `product`, most often together first (then higher lift, then lower bytes), at most
 * `room` of them. Counted are companions with at least COMPANION_ORDERS common orders and a lift (Brin et al. 1997: P(both) /
 * (P(one) P(other))) of at least COMPANION_LIFT. Returns how many.
 */
size_t baskets_companions(struct baskets *b, struct slice product, uint32_t customer, struct companion *found,
                          size_t room);

#endif
