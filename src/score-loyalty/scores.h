/* SPDX-License-Identifier: MIT */
/*
 * Scores and models over all customers: cut points, segments, the fits of the models, and for one
 * customer what they say.
 */
#ifndef REGULARS_SCORE_LOYALTY_SCORES_H
#define REGULARS_SCORE_LOYALTY_SCORES_H

#include "score-loyalty/model_file.h"
#include "score-loyalty/people.h"

/* The cuts of the customers with a purchase: now, or (past) as they stood then. */
void scores_cuts(const struct people *p, bool past, int32_t as_of,
                 struct rfm_cuts cuts[MEASURE_COUNT]);

/* Scores of a history, 1..5 each. There must be a purchase. */
struct rfm_scores {
    int of[MEASURE_COUNT];
};
struct rfm_scores scores_of(const struct history *h, int32_t as_of,
                            const struct rfm_cuts cuts[MEASURE_COUNT]);

/* Segment of a history, no_purchase included. */
struct slice scores_segment(const struct history *h, int32_t as_of,
                            const struct rfm_cuts cuts[MEASURE_COUNT],
                            const struct rfm_segments *segments);

/* The models as fitted or given, and why something is missing. */
struct models {
    struct model_report report;
    const char *frequency_note, *money_note; /* empty: nothing to say */
};

/*
 * Fits both models to the customers, now or as they stood in the past; what s->parameters has is
 * taken instead. Without amounts there is no model of money.
 */
void models_fit(struct models *m, const struct people *p, bool past, int32_t as_of, bool amounts,
                const struct settings *s);

/* What they say of one customer with a purchase. */
struct prospect {
    bool has_forecast, has_value;
    struct forecast forecast;
    double value; /* in units of money */
};
struct prospect models_prospect(const struct models *m, struct forecaster *forecaster,
                                const struct history *h, int32_t as_of);

#endif
