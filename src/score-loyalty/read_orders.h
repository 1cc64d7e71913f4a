/* SPDX-License-Identifier: MIT */
/* The orders stream into facts: statuses that are no sale left out, refunds as lines of their own,
 * one currency. */
#ifndef REGULARS_SCORE_LOYALTY_READ_ORDERS_H
#define REGULARS_SCORE_LOYALTY_READ_ORDERS_H

#include "score-loyalty/facts.h"
#include "streams/now.h"

/* Notes what the columns of the present file can tell. */
void read_orders_columns(const struct stream *s, struct facts *f);

/* Reads all rows. Rows after now->day are skipped where --as-of was given. False: *e says why. */
bool read_orders(struct orders *orders, const struct settings *s, const struct now *now,
                 struct facts *f, struct error *e);

#endif
