/* SPDX-License-Identifier: MIT */
/*
 * The list of the day. All customers are gone through twice: once to count, to keep what decides the order, and to write
 * down what is withheld; once more, in that order, to write the rows. So memory holds a few bytes a row.
 */
#ifndef REGULARS_LIST_H
#define REGULARS_LIST_H

#include "due-followups/row.h"

/* Counted per customer, reason and trigger: due = listed + blocked + expired. */
struct list_counts {
    uint64_t rows, due, listed, blocked, expired;
    uint64_t by_gate[GATE_COUNT];
};

struct list_entry {
    int32_t urgency;
    uint32_t customer;
    int64_t weight, due_at;
};

struct list {
    const struct row_frame *frame;
    struct list_entry *entries; /* gravest first */
    size_t count, capacity;
    uint32_t *withheld; /* customers with something blocked, by their names */
    size_t withheld_count, withheld_capacity;
    struct list_counts counts;
};

/* Goes through all customers. */
void list_make(struct list *l, const struct row_frame *frame);

/* Frees what is not in an arena. */
void list_free(struct list *l);

/* Writes the rows, gravest first, without a header. False once a write has failed. */
bool list_write(const struct list *l, struct csv_writer *out);

/* Hands the rows one by one, gravest first, to `take`, until it returns false; returns what it returned last. */
bool list_each(const struct list *l, bool (*take)(void *context, const struct row *row), void *context);

/* Writes what is withheld, and until when, with a header. False once a write has failed. */
bool list_write_blocked(const struct list *l, struct csv_writer *w);

#endif
