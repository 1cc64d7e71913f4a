/* SPDX-License-Identifier: MIT */
/*
 * Order lines out of any vendor's layout: Shopify's continuation rows inherit the order's fields, and its
 * Refunded Amount counts once an order; a discount on the whole order is taken off its lines in turn, so that sums are
 * exact; WooCommerce's customer 0 is a guest, who is known by e-mail or telephone or not at all; invoices have quantity
 * times unit price, and returns as negative quantities. The rows of an order must stand together where one of these
 * goes by the order. One call gives one line of one order in one shape.
 */
#ifndef REGULARS_ORDERS_H
#define REGULARS_ORDERS_H

#include "streams/identity.h"
#include "streams/stream.h"

struct order_line {
    uint32_t customer;     /* of identity.h; rows without one are skipped before they get here */
    struct slice order_id; /* empty where the export has none */
    int64_t day;           /* civil day of ordered_at */
    bool has_moment;       /* ordered_at has a time of day and a zone is known */
    int64_t moment;        /* Unix seconds */
    bool has_amount;
    int64_t amount;        /* after all discounts, before refunds; millionths; negative: a refund */
    int64_t refunded;      /* of this line or, once, of its order; positive millionths */
    int64_t list_amount;   /* list price times quantity where known, else 0 */
    bool discounted;       /* below list price, or with a discount */
    int64_t quantity;      /* millionths; NUMBER_ONE where not given */
    struct slice currency, product, location, tracking;
    struct slice channel;  /* its canonical word, or as it is written */
    int status;            /* enum order_status, -1: not given */
    bool has_expected, has_delivered;
    int64_t expected_day, delivered_day;
};

/* What orders_open needs to know. */
struct orders_plan {
    const char *const *paths; /* as in stream_plan */
    size_t path_count;
    bool is_main;
    struct identity *identity;
    int64_t last_day; /* later rows are skipped as "after as-of"; INT64_MAX: none is */
};

/* The number of an order by which files know each other's: without blanks and the '#' that shops write before it and couriers do not. */
struct slice order_number(struct slice order_id);

struct orders; /* lives in the run's arena */

/* Opens an orders stream. NULL on failure. */
struct orders *orders_open(const struct tool_run *run, const struct orders_plan *plan,
                           struct rejects *rejects, struct error *e);

/* The next line; guests, rows without a customer, rows after last_day are skipped and counted. Slices live until the next call. */
enum stream_result orders_next(struct orders *o, struct order_line *line, struct error *e);

/* The stream beneath, for stream_reject, stream_skip, stream_account and places in messages. */
struct stream *orders_stream(struct orders *o);

/* Closes as stream_close. */
bool orders_close(struct orders *o, struct error *e);

/* The roles that are read, for --columns. */
extern const struct role_use orders_uses[];
extern const size_t orders_use_count;

#endif
