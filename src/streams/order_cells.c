/* SPDX-License-Identifier: MIT */
#include "streams/order_cells.h"

#include "lib/number.h"

int64_t order_cells_unsigned(int64_t v)
{
    return v >= 0 ? v : v > INT64_MIN ? -v : INT64_MAX;
}

/* The amount of the row, or price times quantity less the line's discount. */
static bool settle_amount(const struct order_cells *cells, struct order_line *line, int64_t discount)
{
    line->quantity = cells->quantity;
    line->has_amount = cells->has_amount || cells->has_unit_price;
    if (cells->has_amount) { /* the total of a return may be written without its sign */
        line->amount = cells->quantity < 0 ? -order_cells_unsigned(cells->amount) : cells->amount;
        return true;
    }
    if (!number_multiply(cells->unit_price, cells->quantity, &line->amount))
        return false;
    int64_t taken = line->amount < 0 ? -discount : discount; /* who got a discount gets that much less back */
    return !line->has_amount || number_add(line->amount, -taken, &line->amount);
}

/*
 * The discount on the whole order is taken off its lines in turn, so that sums are exact and no line turns into a
 * refund; what is left over was taken off the freight.
 */
static int64_t take_discount(int64_t *discount_left, struct order_line *line)
{
    int64_t most = line->amount > 0 ? line->amount : 0;
    int64_t taken = *discount_left < most ? *discount_left : most;
    *discount_left -= taken;
    line->amount -= taken;
    return taken;
}

/* What the line would cost without any discount; the amount and the discounts where no list price is given. */
static bool settle_list(const struct order_cells *cells, struct order_line *line, int64_t discount, enum role *blamed)
{
    *blamed = ROLE_LIST_PRICE;
    if (cells->list_price != 0)
        return number_multiply(cells->list_price, line->quantity, &line->list_amount);
    *blamed = ROLE_DISCOUNT;
    return discount == 0 || !line->has_amount || number_add(line->amount, discount, &line->list_amount);
}

bool order_cells_settle(const struct order_cells *cells, bool order_discounted, int64_t *discount_left,
                 struct order_line *line, enum role *blamed)
{
    int64_t discount = order_cells_unsigned(cells->discount);
    *blamed = ROLE_UNIT_PRICE;
    line->refunded = order_cells_unsigned(cells->refunded);
    line->list_amount = 0;
    if (!settle_amount(cells, line, discount))
        return false;
    bool computed = line->has_amount && !cells->has_amount;
    int64_t shared = computed ? take_discount(discount_left, line) : 0;
    *blamed = ROLE_DISCOUNT;
    if (!number_add(discount, shared, &discount) || !settle_list(cells, line, discount, blamed))
        return false;
    line->discounted = discount > 0 || order_discounted ||
                       (line->has_amount && line->amount > 0 && line->list_amount > line->amount);
    return true;
}

int order_cells_status(int paid, int sent, bool cancelled)
{
    bool open = paid == -1 || paid == ORDER_PAID || paid == ORDER_PENDING;
    if (cancelled)
        return ORDER_CANCELLED;
    return open && (sent == ORDER_SHIPPED || sent == ORDER_DELIVERED) ? sent : paid;
}
