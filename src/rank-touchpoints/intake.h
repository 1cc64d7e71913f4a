/* SPDX-License-Identifier: MIT */
/*
 * What is read: the main input, row by row or in two halves at once, and the side files: messages as the denominator of findings,
 * loyalty for the value at risk.
 */
#ifndef REGULARS_INTAKE_H
#define REGULARS_INTAKE_H

#include "lib/tool.h"
#include "rank-touchpoints/gathering.h"

struct intake {
    const struct tool_run *run;
    struct rejects *rejects;
    struct identity *identity;
    struct gathering_terms terms;
    struct gathering rows;  /* of the main input */
    uint64_t *denominators; /* by place, of --messages */
    int64_t *value_at_risk; /* by customer, of --loyalty */
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
