/* SPDX-License-Identifier: MIT */
/*
 * From rows to the table: which columns make the groups, which period a row belongs to, whose it is. And the side files:
 * messages as the denominator of findings, loyalty for the value at risk.
 */
#ifndef REGULARS_INTAKE_H
#define REGULARS_INTAKE_H

#include "rank-touchpoints/period.h"
#include "rank-touchpoints/table.h"
#include "streams/identity.h"
#include "lib/tool.h"

struct intake {
    const struct tool_run *run;
    struct rejects *rejects;
    struct identity *identity;
    struct table table;
    enum input_kind kind;       /* INPUT_COUNT: to be found out */
    struct slice by[BY_MAX];    /* names of columns */
    size_t by_count;
    enum period_kind period;
    int direction;              /* enum direction; -1: all rows */
    struct period_total *totals; /* what mentions are counted against */
    size_t total_count, total_capacity;
    int64_t latest_day;         /* of all rows; INT64_MIN: none has a date */
    uint64_t *denominators;     /* by place, of --messages */
    size_t denominator_capacity;
    int64_t *value_at_risk;     /* by customer, of --loyalty */
    size_t risk_capacity;
};

/* Reads --customers, where it was given: before intake_main. It joins e-mails, telephones and ids. */
bool intake_customers(struct intake *g, struct error *e);

/* Reads the main input from the operands. False with *e. */
bool intake_main(struct intake *g, struct error *e);

/* Reads --messages, where it was given: after intake_main. */
bool intake_messages(struct intake *g, struct error *e);

/* Reads --loyalty, where it was given: after intake_main. */
bool intake_loyalty(struct intake *g, struct error *e);

/* The roles that are read of the files of --customers and --loyalty; columns.h has those of the main input. */
extern const struct role_use intake_customers_uses[], intake_loyalty_uses[];
extern const size_t intake_customers_use_count, intake_loyalty_use_count;

#endif
