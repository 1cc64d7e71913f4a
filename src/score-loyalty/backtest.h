/* SPDX-License-Identifier: MIT */
/*
 * How well the scores of an earlier day tell who bought after it, and how much: fits and scores as
 * of that day, from what had been bought and given back by then, against the purchase days from
 * then until as_of. Prints measure,value: sizes, areas under the ROC curve, totals, mean errors,
 * and means by repeat days.
 */
#ifndef REGULARS_SCORE_LOYALTY_BACKTEST_H
#define REGULARS_SCORE_LOYALTY_BACKTEST_H

#include "lib/csv_writer.h"
#include "score-loyalty/assess.h"

/* Writes the report. The people must have been worked out with their past as of settings->backtest.
 */
void backtest_write(struct csv_writer *out, const struct assessor *a);

#endif
