/* SPDX-License-Identifier: MIT */
/*
 * What the cells of one order line come to: the amount after discounts, what it would have cost without them, and whether
 * there was one; the status. Knows nothing of files and columns.
 */
#ifndef REGULARS_ORDER_CELLS_H
#define REGULARS_ORDER_CELLS_H

#include "streams/orders.h"

/* The cells as they were read, in millionths; what is not there is 0, a quantity NUMBER_ONE. */
struct order_cells {
    bool has_amount, has_unit_price;
    int64_t amount, unit_price, quantity, list_price;
    int64_t discount, refunded; /* with either sign */
};

/*
 * Fills the line's amount, refunded, list_amount, quantity, discounted and has_amount. *discount_left is what of a discount on
 * the whole order its lines so far did not take: a computed amount takes of it. False: too large; *blamed is the column.
 */
bool order_cells_settle(const struct order_cells *cells, bool order_discounted, int64_t *discount_left,
                 struct order_line *line, enum role *blamed);

/* A number that exports write with either sign. */
int64_t order_cells_unsigned(int64_t v);

/* One status out of the payment's and the parcel's (-1: not given): cancelled beats all, a sent parcel beats "paid". */
int order_cells_status(int paid, int sent, bool cancelled);

#endif
