/* SPDX-License-Identifier: MIT */
/*
 * Which customers' claims lie far outside what their peers claim, so that a person should look:
 * nothing is ever done about it by itself. Claims are complaints made in cases and orders given
 * back; peers are the customers with the same frequency score, since who buys more has more to
 * claim about. Far outside is Tukey's outer fence (Exploratory Data Analysis, 1977): above the
 * upper quartile by more than three times the distance between the quartiles, at least one. Returns
 * alone never suffice: at least two complaints must be among the claims.
 */
#ifndef REGULARS_SCORE_LOYALTY_REVIEW_H
#define REGULARS_SCORE_LOYALTY_REVIEW_H

#include "lib/memory.h"
#include "score-loyalty/rfm.h"

enum { REVIEW_MAX = 256, REVIEW_LEAST_PEERS = 20, REVIEW_LEAST_COMPLAINTS = 2, REVIEW_FENCE = 3 };

/* How many customers of each frequency score made so many claims; zero: none yet. */
struct review_peers {
    uint32_t claims[RFM_SCORES][REVIEW_MAX]; /* the last counts all above too */
    uint32_t customers[RFM_SCORES];
};

/* One customer's claims. */
struct review_claims {
    int frequency; /* score 1..5 */
    uint32_t complaints, returned, orders;
};

/* Adds a customer to the peers. */
void review_add(struct review_peers *peers, const struct review_claims *c);

/* Why a person should look, in the arena; empty: there is no reason, or there are too few peers to
 * tell. */
struct slice review_reason(const struct review_peers *peers, const struct review_claims *c,
                           struct arena *arena);

#endif
