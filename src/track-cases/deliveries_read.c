/* SPDX-License-Identifier: MIT */
#include "streams/orders.h"
#include "track-cases/deliveries.h"

struct deliveries *deliveries_read(const struct tool_run *run, const char *const *paths, size_t count,
                                   struct identity *identity, struct rejects *rejects, struct error *e)
{
    struct orders_plan plan = {
        .paths = paths, .path_count = count, .identity = identity, .last_day = INT64_MAX};
    struct orders *orders = orders_open(run, &plan, rejects, e);
    if (orders == NULL)
        return NULL;
    struct deliveries *d = deliveries_start(run->arena, run->world->seed);
    struct order_line line;
    enum stream_result result;
    while ((result = orders_next(orders, &line, e)) == STREAM_ROW) {
        if (line.has_delivered)
            deliveries_add(d, line.order_id, line.customer, line.delivered_day);
    }
    if (!orders_close(orders, e) || result == STREAM_FAILED) {
        deliveries_free(d);
        return NULL;
    }
    deliveries_sort(d);
    return d;
}
