/* SPDX-License-Identifier: MIT */
/*
 * When goods arrived, by order and by customer: what keeps a promise besides a word or a solution.
 */
#ifndef REGULARS_DELIVERIES_H
#define REGULARS_DELIVERIES_H

#include "lib/rejects.h"
#include "streams/identity.h"

struct deliveries;

/* No deliveries yet. Lives in the arena; deliveries_free gives back what does not. */
struct deliveries *deliveries_start(struct arena *arena, const uint64_t seed[2]);

/* Goods of an order (an empty number: unknown) reached a customer on a day. deliveries_sort comes after the last one. */
void deliveries_add(struct deliveries *d, struct slice order_id, uint32_t customer, int64_t day);
void deliveries_sort(struct deliveries *d);

/* Reads --orders to its end; rows without a delivery are passed over. NULL on failure. */
struct deliveries *deliveries_read(const struct tool_run *run, const char *const *paths, size_t count,
                                   struct identity *identity, struct rejects *rejects, struct error *e);

/* Frees what is not in the arena; NULL is allowed. */
void deliveries_free(struct deliveries *d);

/*
 * The first day in [from, to] on which the order arrived, in *day; without an order's number (empty), any order of the
 * customer. False when there is none.
 */
bool deliveries_find(const struct deliveries *d, struct slice order_id, uint32_t customer, int64_t from,
                     int64_t to, int64_t *day);

#endif
