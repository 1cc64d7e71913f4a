/* SPDX-License-Identifier: MIT */
/* The loyalty stream: one row a customer, columns by their canonical names. And --explain: one row
 * for each part of the score. */
#ifndef REGULARS_SCORE_LOYALTY_WRITE_LOYALTY_H
#define REGULARS_SCORE_LOYALTY_WRITE_LOYALTY_H

#include "lib/csv_writer.h"
#include "score-loyalty/assess.h"

/* The roles that are written, in their order; for --columns. */
extern const struct role_use write_loyalty_uses[];
extern const size_t write_loyalty_use_count;

/* Writes all customers, header first; stops where the writer fails. */
void write_loyalty(struct csv_writer *out, const struct assessor *a);

/*
 * Writes as_of,customer_id,part,fact,points: for each customer with a purchase what recency,
 * frequency, money, answer, complaints and rounding to a whole number add to loyalty. The points of
 * a customer add up to it exactly.
 */
void write_explanation(struct csv_writer *out, const struct assessor *a);

#endif
