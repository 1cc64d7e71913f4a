/* SPDX-License-Identifier: MIT */
/* What one order line is to the scores: whether it counts, and the lines of the ledger that it makes. */
#ifndef REGULARS_SCORE_LOYALTY_SALE_H
#define REGULARS_SCORE_LOYALTY_SALE_H

#include "score-loyalty/facts.h"
#include "streams/now.h"

/* Whether the line counts; and why not, in the words of the account. */
enum sale_skip { SALE_COUNTS, SALE_IS_NONE, SALE_AFTER_AS_OF };
enum sale_skip sale_skipped(const struct settings *s, const struct now *now,
                            const struct order_line *line);
const char *sale_skip_text(enum sale_skip why);

enum sale_fault { SALE_GOOD, SALE_WITHOUT_AMOUNT, SALE_TOO_LARGE };

/* Settles the money. In files without amounts each line counts as one unit: orders and days are then counted all the same. */
enum sale_fault sale_settle(struct order_line *line, bool has_amounts);

/*
 * The one or two lines of the ledger that a settled line makes. Exports without a column of refunds tell by the status that
 * all was given back; those with one tell how much: that becomes a line of the same order; without an order id the row itself
 * gets less. 0: too large.
 */
size_t sale_lines(const struct order_line *line, bool has_refunds, struct facts_line lines[2]);

#endif
