/* SPDX-License-Identifier: MIT */
/*
 * How well a score tells those who came back from those who did not: what --backtest reports.
 */
#ifndef REGULARS_SCORE_LOYALTY_RANKING_H
#define REGULARS_SCORE_LOYALTY_RANKING_H

#include <stdbool.h>
#include <stddef.h>

struct ranked_customer {
    double score;
    bool came; /* bought at all in the time held out */
};

/*
 * The area under the ROC curve: the probability that a customer who came has a higher score than
 * one who did not, equal scores counting half (Mann and Whitney 1947). Sorts the customers by
 * score. Not a number when all came or none.
 */
double ranking_auc(struct ranked_customer *customers, size_t count);

#endif
