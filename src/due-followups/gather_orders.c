/* SPDX-License-Identifier: MIT */
/* Orders, line by line, in whatever layout they come (streams/orders.h). */
#include "due-followups/gather.h"
#include "due-followups/reason.h"
#include "streams/orders.h"

static unsigned columns(const struct stream *s)
{
    bool expected = stream_has(s, ROLE_EXPECTED_AT);
    bool tells = stream_has(s, ROLE_DELIVERED_AT) || stream_has(s, ROLE_STATUS);
    return (expected && tells ? SOURCE_DELIVERIES : 0U) |
           (expected || stream_has(s, ROLE_TRACKING) ? SOURCE_PARCELS : 0U);
}

static struct order_row row_of(struct book *b, const struct order_line *line, const struct stream *s)
{
    bool trackable = stream_has(s, ROLE_EXPECTED_AT) || stream_has(s, ROLE_TRACKING);
    bool tells = stream_has(s, ROLE_DELIVERED_AT) || stream_has(s, ROLE_STATUS);
    bool hashed = slice_starts(slice_trim(line->order_id), SLICE("#"));
    bool negative = line->has_amount && line->amount < 0;
    /* An export that was written after the day of the list knows of deliveries that had not happened then. */
    bool not_yet = line->has_delivered && line->delivered_day > b->today;
    struct order_row o = {
        .customer = line->customer,
        .product = book_number(&b->words, slice_trim(line->product)),
        .order = book_number(&b->orders_by_id, order_number(line->order_id)),
        .place = BOOK_NONE,
        .currency = book_number(&b->words, slice_trim(line->currency)),
        .day = (int32_t)line->day,
        .expected = line->has_expected ? (int32_t)line->expected_day : NO_DAY,
        .delivered = line->has_delivered && !not_yet ? (int32_t)line->delivered_day : NO_DAY,
        .status = (int8_t)(not_yet && line->status == ORDER_DELIVERED ? ORDER_SHIPPED : line->status),
        .bits = (uint8_t)((line->discounted ? 0U : ORDER_FULL_PRICE) |
                          (line->tracking.len > 0 ? ORDER_TRACKED : 0U) |
                          (trackable ? ORDER_TRACKABLE : 0U) | (tells ? ORDER_TELLS : 0U) |
                          (hashed ? ORDER_HASHED : 0U) |
                          (negative ? ORDER_NEGATIVE : 0U)),
        .file = (uint16_t)stream_file_number(s),
    };
    if (o.delivered == NO_DAY)
        o.place = book_number(&b->words, slice_trim(line->location));
    return o;
}

bool gather_orders(struct book *b, const struct tool_run *run, struct error *e)
{
    size_t count;
    const char *const *paths = options_values(run->options, "orders", run->arena, &count);
    if (count == 0)
        return true;
    b->sources |= SOURCE_ORDERS;
    struct orders_plan plan = {
        .paths = paths, .path_count = count, .identity = b->identity, .last_day = b->today};
    struct orders *o = orders_open(run, &plan, b->rejects, e);
    if (o == NULL)
        return false;
    struct order_line line;
    enum stream_result result;
    b->sources |= columns(orders_stream(o));
    while ((result = orders_next(o, &line, e)) == STREAM_ROW) {
        b->sources |= columns(orders_stream(o));
        b->orders = memory_grow(b->orders, &b->order_capacity, b->order_count + 1, sizeof *b->orders);
        b->orders[b->order_count++] = row_of(b, &line, orders_stream(o));
    }
    struct error closing = {0};
    return orders_close(o, result == STREAM_END ? e : &closing) && result == STREAM_END;
}
