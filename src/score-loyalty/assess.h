/* SPDX-License-Identifier: MIT */
/*
 * All that is said of one customer: what they bought, how they score, what models expect of them,
 * what they lived through with us, and the loyalty score with the facts that moved it. What is
 * written is write_loyalty.h's business.
 */
#ifndef REGULARS_SCORE_LOYALTY_ASSESS_H
#define REGULARS_SCORE_LOYALTY_ASSESS_H

#include "score-loyalty/review.h"
#include "score-loyalty/scores.h"

/* What holds for all customers of a run. */
struct assessor {
    struct facts *facts;
    const struct settings *settings;
    const struct people *people;
    struct rfm_cuts cuts[MEASURE_COUNT];
    struct rfm_cuts past_cuts[MEASURE_COUNT]; /* as of --since */
    struct models models;
    struct forecaster *forecaster; /* NULL: there is no model */
    struct review_peers peers;
    struct slice note; /* model_note, the same for all */
};

struct assessment {
    const struct person *person;
    bool has_purchase;
    struct rfm_scores scores; /* with a purchase */
    struct slice segment;
    struct slice became; /* empty: the same as before, or not asked */
    bool has_experience; /* an answer or a case, whatever came of it */
    struct experience experience;
    struct prospect prospect;
    bool has_score;
    struct loyalty_facts facts;
    struct loyalty_score score;
    struct slice review;
};

/*
 * Sorts the log of experience, settles cuts and models, counts the peers. Everything must be read
 * by then; what it points to must outlive it. Give it back with assessor_close.
 */
void assessor_open(struct assessor *a, struct facts *facts, const struct settings *settings,
                   const struct people *people, struct arena *arena);
void assessor_close(struct assessor *a);

/* A copy for another thread; give it back with assessor_close, before the original. */
void assessor_fork(const struct assessor *a, struct assessor *copy);

/* What is said of a person of the people; texts that must be made live in the arena. */
struct assessment assess(const struct assessor *a, const struct person *person,
                         struct arena *arena);

/* The two or three facts that moved the score most, joined by ';':
 * "bought_recently;spends_little;open_complaint". */
struct slice assess_reasons(const struct assessor *a, const struct assessment *x,
                            struct arena *arena);

/* The word of one part of the score as it stands: "bought_recently" of recency; NULL: it is in the
 * middle. */
const char *assess_fact(const struct assessment *x, enum loyalty_part part);

#endif
