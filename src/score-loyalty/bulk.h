/* SPDX-License-Identifier: MIT */
/*
 * The fast way to read a large, clean file of orders: two threads, each on its half of the mapped
 * file, sort lines into parts by customer; then each part is grouped on its own, in tables that fit
 * the processor's cache. It knows only files each of whose rows says all there is of it. At anything
 * else, a fault of any row included, it gives up, and the file is read row by row as read_orders.h
 * does: the outcome is the same, byte for byte.
 */
#ifndef REGULARS_SCORE_LOYALTY_BULK_H
#define REGULARS_SCORE_LOYALTY_BULK_H

#include "score-loyalty/facts.h"
#include "streams/now.h"

struct bulk;

/* Tries to read all orders into facts->bulk. False: nothing was read, and the orders can be read row by row. */
bool bulk_read(const struct tool_run *run, struct orders *orders, const struct settings *s,
               const struct now *now, struct facts *f);

/* One part, grouped; zero: new. One a thread. */
struct bulk_part {
    struct ledger_part group; /* customers are numbered within the part */
    struct slice *ids; /* by that number; their bytes live in the arena given to bulk_group */
    size_t id_capacity;
    uint32_t *slots;
    size_t slot_count;
    struct order_key *keys;
    size_t key_capacity;
};

/* Groups part 0 .. LEDGER_PARTS - 1, once; the lines read are freed. Several threads may group
 * different parts. */
void bulk_group(struct bulk *b, uint32_t part, struct bulk_part *out, struct arena *arena);
void bulk_part_free(struct bulk_part *p);

/* Frees all. NULL is allowed. */
void bulk_free(struct bulk *b);

#endif
