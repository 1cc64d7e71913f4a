/* SPDX-License-Identifier: MIT */
/*
 * What the order lines of one customer come to: purchases net of refunds, the days they were made
 * on, money. A purchase is an order with more paid than given back; it counts for the day of its
 * first line that was paid for. A refund without its order lowers the money and nothing else: it
 * makes no purchase, and moves no date. The result does not depend on the order of the lines.
 */
#ifndef REGULARS_SCORE_LOYALTY_HISTORY_H
#define REGULARS_SCORE_LOYALTY_HISTORY_H

#include "score-loyalty/ledger.h"

struct history {
    int64_t spend;         /* all that was paid, less all that was given back */
    int64_t refunded;      /* what was given back, positive */
    int64_t purchases;     /* money of the purchases */
    int64_t repeat_money;  /* the same without those of the first purchase day */
    uint32_t orders;       /* purchases */
    uint32_t days;         /* days with a purchase; the frequency */
    uint32_t placed;       /* orders that anything was paid for, purchases or not */
    uint32_t returned;     /* of those, the ones with a refund; and refunds without an order */
    uint32_t discounted;   /* purchases with a discounted line */
    bool first_discounted; /* a purchase on the first day was one */
    bool overflow;         /* money beyond 64 bits: the sums are not to be used */
    int32_t first, last;   /* purchase days; 0 when there is none */
    uint32_t gap_doubled;  /* twice the median gap between purchase days; 0 below two days */
};

/* Which lines count. */
struct history_rules {
    int32_t first_day; /* earlier lines are left out; INT32_MIN: none are */
    int32_t last_day;  /* later lines are left out: history as it stood then */
    bool count_zero;  /* an order of amount zero without a refund is a purchase too */
};

/* All orders, purchases or not; refunds without an order among them where there are more of those. */
static inline uint32_t history_all_orders(const struct history *h)
{
    return h->placed > h->returned ? h->placed : h->returned;
}

/* Room that is used again from customer to customer; one a thread. */
struct history_room {
    const uint64_t *seed;     /* of the run, for the hash of order ids */
    struct order_sum *orders; /* of this customer */
    size_t order_count;
    size_t capacity; /* of orders and days */
    int32_t *days;
    struct order_slot *slots; /* orders by key */
    size_t slot_count;        /* a power of two */
    uint32_t round;           /* slots of another round are free */
};

/* seed as in world.seed; it must outlive the room. */
void history_room_start(struct history_room *room, const uint64_t seed[2]);
void history_room_free(struct history_room *room);

/* The history that the `count` lines of one customer make. */
struct history history_of(const struct ledger_line *lines, size_t count,
                          const struct history_rules *rules, struct history_room *room);

#endif
