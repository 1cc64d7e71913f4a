/* SPDX-License-Identifier: MIT */
/*
 * All that score-loyalty has read: order lines, answers, complaints and names, by customer. Files
 * and states of earlier runs both end up here; what they come to is worked out from it, without
 * regard to the order in which it came.
 */
#ifndef REGULARS_SCORE_LOYALTY_FACTS_H
#define REGULARS_SCORE_LOYALTY_FACTS_H

#include "score-loyalty/experience.h"
#include "score-loyalty/ledger.h"
#include "score-loyalty/settings.h"
#include "streams/identity.h"
#include "streams/orders.h"

/* What the inputs tell at all: where nothing is told, columns stay empty instead of 0. */
struct facts_scope {
    bool lines;      /* any order line was used */
    bool amounts;    /* they have amounts */
    bool no_amounts; /* or there are files that have none */
    bool products, channels, discounts;
    bool responses, cases;
};

struct bulk;

struct facts {
    struct arena *arena;
    struct identity *identity;
    struct intern products, channels, order_ids; /* order_ids: those too long for a key */
    struct ledger ledger;
    struct bulk *bulk; /* the lines, instead of the ledger, where a file could be read the fast way;
                          not owned */
    struct facts_scope scope;
    int32_t latest;        /* day of the latest line; INT32_MIN: none */
    struct slice currency; /* of all money; empty where no file has any */
    bool has_currency;     /* settled, though perhaps empty */
    struct slice *names;   /* by customer, as far as known */
    size_t name_capacity;
    uint32_t name_count;
    struct experience_log experience;
};

/* Starts empty, in the run's arena. */
void facts_start(struct facts *f, const struct tool_run *run);

/* Frees what the arena does not hold. */
void facts_free(struct facts *f);

/* Sets a customer's name, unless there is one that comes before it in the order of bytes. */
void facts_name(struct facts *f, uint32_t customer, struct slice name);

/* The name of a customer, or empty. */
struct slice facts_name_of(const struct facts *f, uint32_t customer);

/* A line as the ledger has it, but for the texts. */
struct facts_line {
    uint32_t customer;
    struct slice order_id, product, channel;
    int64_t amount;
    int32_t day;
    bool discounted, given_back;
};

/* Adds a line. An amount beyond the ledger's range must have been refused before. */
void facts_add(struct facts *f, const struct facts_line *line);

/*
 * Settles the currency of the money, or checks that it is the settled one; *rate is what amounts
 * are to be multiplied with, in millionths. False: *e says which rate is missing.
 */
bool facts_currency(struct facts *f, const struct settings *s, struct slice currency, int64_t *rate,
                    struct error *e);

#endif
