/* SPDX-License-Identifier: MIT */
#include "brief-customer/brief.h"
#include "streams/orders.h"

/* Orders that came to nothing, or are not orders yet. */
static bool is_void(int status)
{
    return status == ORDER_CANCELLED || status == ORDER_FAILED || status == ORDER_DRAFT ||
           status == ORDER_QUOTE || status == ORDER_CART;
}

/* Ordered, and not there by the day of the card, whatever the export knows of later days. */
static bool is_pending(const struct brief *b, const struct order_line *line, const struct stream *s)
{
    if (line->has_delivered)
        return line->delivered_day > b->now.day;
    return line->status == ORDER_PENDING || line->status == ORDER_PAID || line->status == ORDER_SHIPPED ||
           (line->status < 0 && stream_has(s, ROLE_DELIVERED_AT));
}

/* Bought and kept. */
static bool counts(const struct order_line *line)
{
    bool given_back = line->status == ORDER_REFUNDED || line->status == ORDER_RETURNED ||
                      (line->refunded > 0 && line->refunded >= line->amount);
    return !is_void(line->status) && line->amount >= 0 && !given_back;
}

static struct purchase keep_purchase(struct brief *b, const struct order_line *line, const struct stream *s)
{
    return (struct purchase){.product = arena_copy(b->arena, line->product),
                             .channel = arena_copy(b->arena, line->channel),
                             .order_id = arena_copy(b->arena, order_number(line->order_id)),
                             .day = line->day,
                             .amount = line->amount,
                             .counts = counts(line),
                             .discounted = line->discounted,
                             .pending = is_pending(b, line, s),
                             .has_expected = line->has_expected,
                             .expected_day = line->expected_day,
                             .tracking = arena_copy(b->arena, line->tracking),
                             .location = arena_copy(b->arena, line->location)};
}

/* What the second file knows better. */
static void merge(struct purchase *known, const struct purchase *other)
{
    known->pending = known->pending && other->pending;
    known->counts = known->counts && other->counts;
    known->discounted = known->discounted || other->discounted;
    known->amount = known->amount != 0 ? known->amount : other->amount;
    known->channel = known->channel.len != 0 ? known->channel : other->channel;
    known->tracking = other->tracking.len != 0 ? other->tracking : known->tracking;
    known->location = other->location.len != 0 ? other->location : known->location;
    known->expected_day = other->has_expected ? other->expected_day : known->expected_day;
    known->has_expected = known->has_expected || other->has_expected;
}

/*
 * The number of a product in an order of a person among all met so far: the same in another file, a list of deliveries beside
 * the shop's orders, is the same purchase.
 */
static uint32_t number_of(struct brief *b, const struct subject *p, const struct purchase *one)
{
    struct arena scratch = {0};
    struct arena_text key = {.arena = &scratch};
    arena_text_put(&key, arena_print(&scratch, "%zu %zu ", (size_t)(p - b->people), one->order_id.len));
    arena_text_put(&key, one->order_id);
    arena_text_put(&key, one->product);
    uint32_t number = intern_add(&b->ordered, (struct slice){key.bytes, key.len});
    arena_free(&scratch);
    return number;
}

static void keep_line(struct brief *b, struct subject *p, const struct order_line *line, const struct stream *s)
{
    struct purchase one = keep_purchase(b, line, s);
    if (one.order_id.len != 0) {
        uint32_t known = b->ordered.count;
        uint32_t number = number_of(b, p, &one);
        if (number < known) {
            merge(&p->purchases.at[b->ordered_at[number]], &one);
            return;
        }
        b->ordered_at = arena_grow(b->arena, b->ordered_at, number, &b->ordered_capacity, sizeof *b->ordered_at);
        b->ordered_at[number] = p->purchases.count;
    }
    p->purchases.at = arena_grow(b->arena, p->purchases.at, p->purchases.count, &p->purchases.capacity, sizeof one);
    p->purchases.at[p->purchases.count++] = one;
}

static void take_order(struct brief *b, const struct order_line *line, const struct stream *s)
{
    struct subject *p = brief_person(b, line->customer);
    if (p != NULL) {
        p->found = true;
        keep_line(b, p, line, s);
    }
    if (counts(line) && line->product.len != 0)
        baskets_add(&b->baskets, order_number(line->order_id), line->customer, line->day, line->product);
}

bool brief_read_orders(struct brief *b, struct error *e)
{
    size_t count;
    const char *const *paths = options_values(b->run->options, "orders", b->arena, &count);
    if (count == 0)
        return true;
    struct orders_plan plan = {
        .paths = paths, .path_count = count, .identity = b->identity, .last_day = b->now.day};
    struct orders *orders = orders_open(b->run, &plan, b->rejects, e);
    if (orders == NULL)
        return false;
    struct order_line line;
    enum stream_result result;
    while ((result = orders_next(orders, &line, e)) == STREAM_ROW)
        take_order(b, &line, orders_stream(orders));
    struct error closing = {0};
    return orders_close(orders, result == STREAM_END ? e : &closing) && result == STREAM_END;
}
