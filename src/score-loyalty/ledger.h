/* SPDX-License-Identifier: MIT */
/*
 * The order lines of all customers, small and of one size, in memory: added in any order, then
 * grouped by customer in place. What the lines of one customer come to is worked out in history.h
 * and favourites.h.
 */
#ifndef REGULARS_SCORE_LOYALTY_LEDGER_H
#define REGULARS_SCORE_LOYALTY_LEDGER_H

#include <stddef.h>
#include <stdint.h>

#include "lib/hash.h"

/*
 * An order's id within a run: ids of up to 15 bytes as they are, longer ones by their number. Equal
 * keys are equal ids; all zero: the line has no order id, and is an order of its own.
 */
struct order_key {
    uint64_t word[2];
};

#define LEDGER_NOTHING                                                                             \
    UINT32_C(0x1fffffff) /* no product, no channel; also how many there may be                     \
                          */

struct ledger_line {
    struct order_key order;
    int64_t amount; /* scaled money, above INT64_MIN; what was given back is negative */
    int32_t day;
    uint32_t customer;
    uint32_t product;      /* a number, or LEDGER_NOTHING */
    uint32_t channel : 29; /* likewise */
    uint32_t discounted : 1;
    uint32_t given_back : 1; /* paid, and the status says that it was given back in full */
    uint32_t unused : 1;
};

enum { LEDGER_PARTS_BITS = 8, LEDGER_PARTS = 1 << LEDGER_PARTS_BITS };

/* All zero: empty. Customer c is in part c % LEDGER_PARTS, there the c / LEDGER_PARTS-th. */
struct ledger {
    struct ledger_chunk *newest[LEDGER_PARTS];
    size_t counts[LEDGER_PARTS];
};

/* One part of one or several ledgers, grouped; used again for the next part. All zero: new. One a
 * thread. */
struct ledger_part {
    struct ledger_line *lines;
    size_t capacity;
    size_t *starts; /* the lines of the i-th customer are starts[i] .. starts[i + 1] */
    size_t start_capacity;
    uint32_t customers; /* in this part */
};

/* The key of an order id; `longer` numbers those that do not fit. An empty id gives the key without
 * an id. */
struct order_key order_key_of(struct slice id, struct intern *longer);

/* The id behind a key; its bytes live in `room` or in `longer`. */
struct slice order_key_text(const struct order_key *key, const struct intern *longer,
                            char room[sizeof(struct order_key)]);

static inline bool order_key_equal(struct order_key a, struct order_key b)
{
    return a.word[0] == b.word[0] && a.word[1] == b.word[1];
}

static inline bool order_key_is_none(struct order_key key)
{
    return key.word[0] == 0 && key.word[1] == 0;
}

/* Adds a line; its customer is below 2^32 - 1. */
void ledger_add(struct ledger *l, const struct ledger_line *line);

/* Frees all. */
void ledger_free(struct ledger *l);

/*
 * Groups one part of `count` ledgers (threads may have filled one each) of customers 0 .. customers
 * - 1: the lines of each customer come together, those of one ledger in the order in which they
 * were added.
 */
void ledger_group(const struct ledger *const *ledgers, size_t count, uint32_t customers,
                  uint32_t part, struct ledger_part *group);

/* The i-th customer of a part, below group->customers, and its lines. */
static inline uint32_t ledger_customer(uint32_t part, uint32_t i)
{
    return i << LEDGER_PARTS_BITS | part;
}

static inline const struct ledger_line *ledger_lines(const struct ledger_part *group, uint32_t i,
                                                     size_t *count)
{
    *count = group->starts[i + 1] - group->starts[i];
    return group->lines + group->starts[i];
}

/* Frees the room. */
void ledger_part_free(struct ledger_part *group);

#endif
