/* SPDX-License-Identifier: MIT */
/* How long deliveries of each product took so far, in days from order to delivery. */
#ifndef REGULARS_LEAD_TIMES_H
#define REGULARS_LEAD_TIMES_H

#include "due-followups/book.h"

/* Fewer deliveries than these say nothing about a product. */
enum { LEAD_TIMES_LEAST = 5 };

struct lead_times {
    uint32_t *start; /* by product: as struct groups */
    int32_t *days;   /* ascending within a product */
    size_t products;
};

/* Sums up the orders of the book, in its arena. */
void lead_times_learn(struct lead_times *t, const struct book *b);

/* Whether at least nine tenths of the product's deliveries took longer than so many days. */
bool lead_times_unlikely(const struct lead_times *t, uint32_t product, int64_t days);

#endif
