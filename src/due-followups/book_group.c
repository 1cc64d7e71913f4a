/* SPDX-License-Identifier: MIT */
/* Who owns which records, by counting; and each owner's in an order that the rows' order does not touch. */
#include "due-followups/book.h"

/* Records as bytes: where they are, how large, and where in them the customer stands. */
struct records {
    const char *base;
    size_t count, size, customer_at;
    int (*compare)(const struct book *b, const void *x, const void *y);
};

static uint32_t owner_of(const struct records *r, size_t i)
{
    uint32_t customer;
    memcpy(&customer, r->base + i * r->size + r->customer_at, sizeof customer);
    return customer;
}

/* Sorts a few items; groups are small, and a long one falls back to halves that are merged. */
static void sort_items(const struct book *b, const struct records *r, uint32_t *item, size_t count,
                       uint32_t *spare)
{
    if (count > 16) {
        size_t half = count / 2, i = 0, j = half, n = 0;
        sort_items(b, r, item, half, spare);
        sort_items(b, r, item + half, count - half, spare);
        while (i < half && j < count)
            spare[n++] = r->compare(b, r->base + item[j] * r->size, r->base + item[i] * r->size) < 0
                             ? item[j++]
                             : item[i++];
        while (i < half)
            spare[n++] = item[i++];
        memcpy(item, spare, n * sizeof *item);
        return;
    }
    for (size_t i = 1; i < count; i++) {
        uint32_t moved = item[i];
        size_t at = i;
        for (; at > 0 &&
               r->compare(b, r->base + moved * r->size, r->base + item[at - 1] * r->size) < 0;
             at--)
            item[at] = item[at - 1];
        item[at] = moved;
    }
}

static void group(const struct book *b, struct groups *g, const struct records *r, size_t owners)
{
    g->start = memory_zeroed(owners + 2, sizeof *g->start);
    g->item = memory_array(r->count, sizeof *g->item);
    for (size_t i = 0; i < r->count; i++)
        g->start[owner_of(r, i) + 2]++;
    size_t largest = 0;
    for (size_t n = 2; n < owners + 2; n++) {
        largest = g->start[n] > largest ? g->start[n] : largest;
        g->start[n] += g->start[n - 1];
    }
    for (size_t i = 0; i < r->count; i++)
        g->item[g->start[owner_of(r, i) + 1]++] = (uint32_t)i;
    uint32_t *spare = memory_array(largest, sizeof *spare);
    for (size_t n = 0; n < owners; n++)
        sort_items(b, r, g->item + g->start[n], g->start[n + 1] - g->start[n], spare);
    memory_release(spare);
}

static int order_of(int64_t x, int64_t y)
{
    return (x > y) - (x < y);
}

/* Numbers of texts depend on the order of rows, so ties are broken by the texts. */
static int text_order(const struct intern *t, uint32_t x, uint32_t y)
{
    return x == y ? 0 : slice_compare(book_text(t, x), book_text(t, y));
}

static int compare_cases(const struct book *b, const void *left, const void *right)
{
    const struct case_row *x = left, *y = right;
    (void)b;
    int order = order_of(x->opened_at, y->opened_at);
    return order != 0 ? order : slice_compare(x->case_id, y->case_id);
}

static int compare_orders(const struct book *b, const void *left, const void *right)
{
    const struct order_row *x = left, *y = right;
    int order = order_of(x->day, y->day);
    order = order != 0 ? order : text_order(&b->orders_by_id, x->order, y->order);
    return order != 0 ? order : text_order(&b->words, x->product, y->product);
}

static int compare_answers(const struct book *b, const void *left, const void *right)
{
    const struct answer_row *x = left, *y = right;
    int order = order_of(x->at, y->at);
    return order != 0 ? order : text_order(&b->ids, x->sheet, y->sheet);
}

static int compare_events(const struct book *b, const void *left, const void *right)
{
    const struct event *x = left, *y = right;
    int order = order_of(x->at, y->at);
    (void)b;
    return order != 0 ? order : order_of(x->direction, y->direction);
}

static int compare_enquiries(const struct book *b, const void *left, const void *right)
{
    const struct enquiry *x = left, *y = right;
    int order = order_of(x->at, y->at);
    return order != 0 ? order : text_order(&b->ids, x->id, y->id);
}

static int compare_loyals(const struct book *b, const void *left, const void *right)
{
    const struct loyal *x = left, *y = right;
    (void)b;
    return order_of(x->as_of, y->as_of);
}

static int compare_done(const struct book *b, const void *left, const void *right)
{
    const struct done_row *x = left, *y = right;
    (void)b;
    return order_of(x->at, y->at);
}

#define RECORDS(array, n, type, compare)                                                            \
    &(struct records){(const char *)(array), (n), sizeof(struct type), offsetof(struct type, customer),  \
                      (compare)}

/* In the order of each owner's group. */
static void chain_orders(struct book *b)
{
    b->first_line = memory_array(b->orders_by_id.count, sizeof *b->first_line);
    b->next_line = memory_array(b->order_count, sizeof *b->next_line);
    for (size_t i = 0; i < b->orders_by_id.count; i++)
        b->first_line[i] = BOOK_NONE;
    for (size_t i = b->order_count; i > 0; i--) {
        uint32_t line = b->orders_of.item[i - 1];
        uint32_t order = b->orders[line].order;
        if (order == BOOK_NONE)
            continue;
        b->next_line[line] = b->first_line[order];
        b->first_line[order] = line;
    }
}

/* The customer's events in each case, whoever else has events in a case of that name. */
static void chain_events_of(struct book *b, uint32_t customer, uint32_t *first)
{
    const struct groups *events = &b->events_of, *cases = &b->cases_of;
    for (size_t i = events->start[customer + 1]; i > events->start[customer]; i--) {
        uint32_t event = events->item[i - 1];
        uint32_t number = b->events[event].number;
        if (number == BOOK_NONE)
            continue;
        uint32_t next = first[number];
        b->next_event[event] = next != BOOK_NONE && b->events[next].customer == customer ? next : BOOK_NONE;
        first[number] = event;
    }
    for (size_t i = cases->start[customer]; i < cases->start[customer + 1]; i++) {
        struct case_row *c = &b->cases[cases->item[i]];
        uint32_t event = c->number == BOOK_NONE ? BOOK_NONE : first[c->number];
        c->first_event = event != BOOK_NONE && b->events[event].customer == customer ? event : BOOK_NONE;
    }
}

static void chain_events(struct book *b)
{
    uint32_t *first = memory_array(b->cases_by_id.count, sizeof *first);
    b->next_event = memory_array(b->event_count, sizeof *b->next_event);
    for (size_t i = 0; i < b->cases_by_id.count; i++)
        first[i] = BOOK_NONE;
    for (size_t n = 0; n < b->customer_count; n++)
        chain_events_of(b, (uint32_t)n, first);
    memory_release(first);
}

void book_group(struct book *b)
{
    size_t n = identity_count(b->identity);
    b->customer_count = n;
    group(b, &b->cases_of, RECORDS(b->cases, b->case_count, case_row, compare_cases), n);
    group(b, &b->orders_of, RECORDS(b->orders, b->order_count, order_row, compare_orders), n);
    group(b, &b->answers_of, RECORDS(b->answers, b->answer_count, answer_row, compare_answers), n);
    group(b, &b->events_of, RECORDS(b->events, b->event_count, event, compare_events), n);
    group(b, &b->enquiries_of, RECORDS(b->enquiries, b->enquiry_count, enquiry, compare_enquiries), n);
    group(b, &b->loyals_of, RECORDS(b->loyals, b->loyal_count, loyal, compare_loyals), n);
    group(b, &b->done_of, RECORDS(b->done, b->done_count, done_row, compare_done), n);
    chain_orders(b);
    chain_events(b);
}
