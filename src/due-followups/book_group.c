/* SPDX-License-Identifier: MIT */
/* Records by their owners, by counting; and each owner's in an order that the rows' order does not touch. */
#include "due-followups/book.h"

/* Records as bytes: where they are, how large, and where in them the customer stands. */
struct records {
    char *base;
    size_t count, size, customer_at;
    int (*compare)(const struct book *b, const void *x, const void *y);
};

static uint32_t owner_of(const struct records *r, size_t i)
{
    uint32_t customer;
    memcpy(&customer, r->base + i * r->size + r->customer_at, sizeof customer);
    return customer;
}

static void sort_few(const struct book *b, const struct records *r, char *first, size_t count, char *spare)
{
    const size_t size = r->size;
    for (size_t i = 1; i < count; i++) {
        size_t at = i;
        while (at > 0 && r->compare(b, first + i * size, first + (at - 1) * size) < 0)
            at--;
        if (at == i)
            continue;
        memcpy(spare, first + i * size, size);
        memmove(first + (at + 1) * size, first + at * size, (i - at) * size);
        memcpy(first + at * size, spare, size);
    }
}

/* Equal ones stay as they are. Files are mostly in time's order already. */
static void sort(const struct book *b, const struct records *r, char *first, size_t count, char *spare)
{
    const size_t size = r->size;
    if (count <= 16) {
        sort_few(b, r, first, count, spare);
        return;
    }
    char *middle = first + count / 2 * size, *end = first + count * size, *out = spare;
    sort(b, r, first, count / 2, spare);
    sort(b, r, middle, count - count / 2, spare);
    if (r->compare(b, middle, middle - size) >= 0)
        return;
    char *left = first, *right = middle;
    for (; left < middle && right < end; out += size) {
        char **from = r->compare(b, right, left) < 0 ? &right : &left;
        memcpy(out, *from, size);
        *from += size;
    }
    memcpy(out, left, (size_t)(middle - left));
    out += middle - left;
    memcpy(first, spare, (size_t)(out - spare));
}

/* The records in the order of their owners, in place of the old ones; *of: where each owner's begin. */
static void *group(const struct book *b, uint32_t **of, const struct records *r)
{
    if (r->count == 0)
        return r->base;
    size_t owners = b->customer_count, largest = 0;
    uint32_t *start = memory_zeroed(owners + 2, sizeof *start);
    for (size_t i = 0; i < r->count; i++)
        start[owner_of(r, i) + 2]++;
    for (size_t n = 2; n < owners + 2; n++) {
        largest = start[n] > largest ? start[n] : largest;
        start[n] += start[n - 1];
    }
    char *sorted = memory_array(r->count, r->size);
    for (size_t i = 0; i < r->count; i++)
        memcpy(sorted + start[owner_of(r, i) + 1]++ * r->size, r->base + i * r->size, r->size);
    memory_release(r->base);
    char *spare = memory_array(largest, r->size);
    for (size_t n = 0; n < owners; n++)
        sort(b, r, sorted + start[n] * r->size, start[n + 1] - start[n], spare);
    memory_release(spare);
    *of = start;
    return sorted;
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
    &(struct records){(char *)(array), (n), sizeof(struct type), offsetof(struct type, customer), (compare)}

/* In the order of each owner's group. */
static void chain_orders(struct book *b)
{
    b->first_line = memory_array(b->orders_by_id.count, sizeof *b->first_line);
    b->next_line = memory_array(b->order_count, sizeof *b->next_line);
    for (size_t i = 0; i < b->orders_by_id.count; i++)
        b->first_line[i] = BOOK_NONE;
    for (size_t line = b->order_count; line-- > 0;) {
        uint32_t order = b->orders[line].order;
        if (order == BOOK_NONE)
            continue;
        b->next_line[line] = b->first_line[order];
        b->first_line[order] = (uint32_t)line;
    }
}

/* What the log says of one of a customer's cases. */
struct talk {
    bool any;
    int64_t spoken_at, waiting_since; /* NO_MOMENT: we have not spoken; nobody waits */
};

static void hear(struct talk *h, const struct event *e)
{
    bool asks = e->direction == DIRECTION_IN && event_is_word(e);
    h->any = true;
    if (event_is_our_word(e)) {
        h->spoken_at = e->at;
        h->waiting_since = NO_MOMENT;
    } else if (asks && h->waiting_since == NO_MOMENT) {
        h->waiting_since = e->at;
    }
}

/* Since when somebody waits, the log knows better than what was only worked out. */
static void tell(struct case_row *c, const struct talk *h)
{
    c->last_staff_at = h->spoken_at > c->last_staff_at ? h->spoken_at : c->last_staff_at;
    if (h->any && (c->bits & CASE_WAIT_DERIVED) != 0)
        c->waiting_since = (c->bits & CASE_OPEN_NOW) != 0 ? h->waiting_since : NO_MOMENT;
}

/* The customer's own events count, whoever else has events in a case of that name. `place`: of a case among the customer's. */
static void tell_cases_of(struct book *b, uint32_t customer, uint32_t *place, struct talk *heard)
{
    struct case_row *cases = b->cases + b->cases_of[customer];
    uint32_t count = b->cases_of[customer + 1] - b->cases_of[customer];
    for (uint32_t i = 0; i < count; i++) {
        heard[i] = (struct talk){false, NO_MOMENT, NO_MOMENT};
        if (cases[i].number != BOOK_NONE)
            place[cases[i].number] = i;
    }
    for (uint32_t i = b->events_of[customer]; count > 0 && i < b->events_of[customer + 1]; i++) {
        const struct event *e = &b->events[i];
        uint32_t at = e->number != BOOK_NONE ? place[e->number] : count;
        if (at < count && cases[at].number == e->number)
            hear(&heard[at], e);
    }
    for (uint32_t i = 0; i < count; i++) {
        if (cases[i].number != BOOK_NONE)
            tell(&cases[i], &heard[place[cases[i].number]]);
    }
}

static void tell_cases(struct book *b)
{
    if (b->cases_of == NULL || b->events_of == NULL)
        return;
    uint32_t *place = memory_zeroed(b->cases_by_id.count, sizeof *place);
    struct talk *heard = memory_array(b->case_count, sizeof *heard);
    for (size_t n = 0; n < b->customer_count; n++)
        tell_cases_of(b, (uint32_t)n, place, heard);
    memory_release(heard);
    memory_release(place);
}

void book_group(struct book *b)
{
    b->customer_count = identity_count(b->identity);
    b->cases = group(b, &b->cases_of, RECORDS(b->cases, b->case_count, case_row, compare_cases));
    b->orders = group(b, &b->orders_of, RECORDS(b->orders, b->order_count, order_row, compare_orders));
    b->answers = group(b, &b->answers_of, RECORDS(b->answers, b->answer_count, answer_row, compare_answers));
    b->events = group(b, &b->events_of, RECORDS(b->events, b->event_count, event, compare_events));
    b->enquiries = group(b, &b->enquiries_of, RECORDS(b->enquiries, b->enquiry_count, enquiry, compare_enquiries));
    b->loyals = group(b, &b->loyals_of, RECORDS(b->loyals, b->loyal_count, loyal, compare_loyals));
    b->done = group(b, &b->done_of, RECORDS(b->done, b->done_count, done_row, compare_done));
    memory_release(b->case_places); /* the cases are elsewhere now */
    b->case_places = NULL;
    chain_orders(b);
    tell_cases(b);
}
