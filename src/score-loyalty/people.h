/* SPDX-License-Identifier: MIT */
/*
 * The customers as their order lines make them: one struct person each, worked out in parts by as
 * many threads as wanted, then in the order of their ids' bytes. What was read does not matter any
 * more then.
 */
#ifndef REGULARS_SCORE_LOYALTY_PEOPLE_H
#define REGULARS_SCORE_LOYALTY_PEOPLE_H

#include "score-loyalty/facts.h"
#include "score-loyalty/history.h"

/* A customer's history at an earlier day, and what came after it. */
struct past {
    struct history history;
    uint32_t days_after; /* with a purchase, by the lines after that day alone */
};

struct person {
    struct slice id;           /* as written in customer_id */
    uint32_t customer;         /* of facts.identity */
    uint32_t product, channel; /* the favourites, or LEDGER_NOTHING */
    struct past *past;         /* NULL unless asked for */
    struct history history;
};

enum { PEOPLE_WORKERS = 2 };

struct people {
    const struct person **list; /* by id, once people_order has been called */
    size_t count;
    int32_t as_of;
    struct person *kept[PEOPLE_WORKERS]; /* where they lie */
    size_t kept_count[PEOPLE_WORKERS];
    struct past *kept_pasts[PEOPLE_WORKERS];
    struct arena kept_ids[PEOPLE_WORKERS];
};

/* Each of them once, i from 0 to count - 1, in the order in which they lie in memory: for sums and
 * the like. */
static inline const struct person *people_any(const struct people *p, size_t i)
{
    int k = 0;
    for (; i >= p->kept_count[k]; k++)
        i -= p->kept_count[k];
    return &p->kept[k][i];
}

/* Which history is wanted. */
struct people_terms {
    int32_t as_of;
    bool count_zero;
    bool has_past;
    int32_t past; /* day */
};

/* Works out all customers that have a line until as_of, in no order yet. False: money beyond 64
 * bits, *e names the customer. */
bool people_work_out(struct people *p, const struct facts *f, const struct people_terms *terms,
                     const uint64_t seed[2], struct error *e);

/* Lists them by id. What needs no order may go on at the same time. */
void people_order(struct people *p);
void people_free(struct people *p);

#endif
