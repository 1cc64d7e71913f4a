/* SPDX-License-Identifier: MIT */
/* Past deliveries: what is promised sooner than nine tenths of them. */
#include "due-followups/lead_times.h"

#include "test.h"

static const uint64_t seed[2] = {3, 4};

static void add(struct book *b, const char *product, int32_t day, int32_t delivered)
{
    b->orders = memory_grow(b->orders, &b->order_capacity, b->order_count + 1, sizeof *b->orders);
    b->orders[b->order_count++] = (struct order_row){.product = book_number(&b->words, slice_of(product)),
                                                     .day = day,
                                                     .delivered = delivered};
}

int main(void)
{
    struct arena a = {0};
    struct book b = {.arena = &a};
    intern_start(&b.words, &a, seed);
    for (int32_t i = 10; i > 0; i--)
        add(&b, "floor", 100 + i, 100 + i + i); /* 1 to 10 days */
    for (int32_t i = 0; i < LEAD_TIMES_LEAST - 1; i++)
        add(&b, "lamp", 100, 130);
    add(&b, "lamp", 100, NO_DAY);
    add(&b, "lamp", 100, 90); /* delivered before it was ordered: a slip of the pen */
    add(&b, "", 100, 101);
    struct lead_times t;
    lead_times_learn(&t, &b);
    uint32_t floor = book_number(&b.words, SLICE("floor")), lamp = book_number(&b.words, SLICE("lamp"));
    CHECK(lead_times_unlikely(&t, floor, 0));
    CHECK(lead_times_unlikely(&t, floor, 1)); /* nine of ten took longer */
    CHECK(!lead_times_unlikely(&t, floor, 2));
    CHECK(!lead_times_unlikely(&t, floor, 20));
    CHECK(!lead_times_unlikely(&t, lamp, 1)); /* too few to tell */
    CHECK(!lead_times_unlikely(&t, BOOK_NONE, 1));
    CHECK(!lead_times_unlikely(NULL, floor, 1));
    memory_release(b.orders);
    intern_free(&b.words);
    arena_free(&a);
    return test_report("due_followups_lead_times");
}
