/* SPDX-License-Identifier: MIT */
#include "due-followups/lead_times.h"

#include <stdlib.h>

static bool counts(const struct order_row *o)
{
    return o->product != BOOK_NONE && o->delivered != NO_DAY && o->delivered >= o->day;
}

static int compare_days(const void *left, const void *right)
{
    int32_t x = *(const int32_t *)left, y = *(const int32_t *)right;
    return (x > y) - (x < y);
}

void lead_times_learn(struct lead_times *t, const struct book *b)
{
    t->products = b->words.count;
    t->start = arena_array(b->arena, t->products + 2, sizeof *t->start);
    size_t total = 0;
    for (size_t i = 0; i < b->order_count; i++) {
        if (counts(&b->orders[i])) {
            t->start[b->orders[i].product + 2]++;
            total++;
        }
    }
    for (size_t p = 2; p < t->products + 2; p++)
        t->start[p] += t->start[p - 1];
    t->days = arena_array(b->arena, total, sizeof *t->days);
    for (size_t i = 0; i < b->order_count; i++) {
        const struct order_row *o = &b->orders[i];
        if (counts(o))
            t->days[t->start[o->product + 1]++] = o->delivered - o->day;
    }
    for (size_t p = 0; p < t->products; p++) {
        size_t count = t->start[p + 1] - t->start[p];
        if (count > 1)
            qsort(t->days + t->start[p], count, sizeof *t->days, compare_days);
    }
}

bool lead_times_unlikely(const struct lead_times *t, uint32_t product, int64_t days)
{
    if (t == NULL || product >= t->products)
        return false;
    const int32_t *from = t->days + t->start[product];
    size_t count = t->start[product + 1] - t->start[product], low = 0, high = count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (from[middle] <= days)
            low = middle + 1;
        else
            high = middle;
    }
    return count >= LEAD_TIMES_LEAST && (count - low) * 10 >= count * 9;
}
