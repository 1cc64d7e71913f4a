/* SPDX-License-Identifier: MIT */
/*
 * The loyalty score, 0 to 100: a policy, not a model, since no validated formula joins what
 * customers do and what they say. So every part is visible, and the parts add up to the score
 * exactly: all is integer arithmetic, and each part is the difference of two rounded running
 * totals.
 *
 *     behaviour = 100 (r + f + m - 3) / 12        answer = latest survey score, 0 to 100
 *     base = .75 behaviour + .25 answer, or behaviour where no answer exists
 *     score = base * what complaints leave of it
 *
 * The shares that complaints leave are those of complainants who buy again (TARP 1986). A complaint
 * never raises the score, however well it was solved: recovery lifts satisfaction but not
 * repurchase (de Matos, Henrique and Rossi 2007), and not after a second failure (Maxham and
 * Netemeyer 2002).
 */
#ifndef REGULARS_SCORE_LOYALTY_LOYALTY_SCORE_H
#define REGULARS_SCORE_LOYALTY_LOYALTY_SCORE_H

#include <stdbool.h>
#include <stdint.h>

enum {
    LOYALTY_UNIT = 100,       /* scores and points are hundredths of a point */
    LOYALTY_ANSWER = 1000000, /* answers are millionths of a point */
    LOYALTY_WEIGHTS = 10000   /* weights are ten-thousandths and add up to this */
};

/* How a complaint ended, mildest first. */
enum loyalty_complaint {
    LOYALTY_NO_COMPLAINT,
    LOYALTY_RESOLVED,      /* within the target */
    LOYALTY_RESOLVED_LATE, /* after it */
    LOYALTY_OPEN,
    LOYALTY_COMPLAINTS
};

struct loyalty_policy {
    int32_t behaviour_weight;         /* and the answer has the rest of LOYALTY_WEIGHTS */
    int32_t kept[LOYALTY_COMPLAINTS]; /* per cent of the base that is left */
    int32_t kept_of_many;             /* at most so much after a second complaint */
};

/* The policy for small losses (a few dollars) or large ones. */
struct loyalty_policy loyalty_policy_default(bool large_losses);

enum { LOYALTY_NO_MONEY = 0 };

struct loyalty_facts {
    int r, f, m; /* 1..5; m may be LOYALTY_NO_MONEY: then behaviour = 100 (r + f - 2) / 8 */
    bool has_answer;
    int64_t answer; /* 0..100 * LOYALTY_ANSWER */
    uint32_t complaints;
    enum loyalty_complaint worst; /* of the complaints */
};

enum loyalty_part {
    LOYALTY_FROM_RECENCY,
    LOYALTY_FROM_FREQUENCY,
    LOYALTY_FROM_MONEY,
    LOYALTY_FROM_ANSWER,
    LOYALTY_FROM_COMPLAINTS, /* 0 or less */
    LOYALTY_PARTS
};

struct loyalty_score {
    int32_t score;                 /* 0..100 * LOYALTY_UNIT */
    int32_t points[LOYALTY_PARTS]; /* their sum is the score */
};

/* The score and its points by the formula above. */
struct loyalty_score loyalty_score_of(const struct loyalty_policy *policy,
                                      const struct loyalty_facts *facts);

/* "recency", "frequency", "money", "answer", "complaints". */
const char *loyalty_part_name(enum loyalty_part part);

/* Loyalty as behaviour and attitude together (Dick and Basu 1994); attitude is high from 75 on. */
enum loyalty_kind {
    LOYALTY_KIND_TRUE,
    LOYALTY_KIND_LATENT,   /* they like us, but hardly buy */
    LOYALTY_KIND_SPURIOUS, /* they buy, but would rather not */
    LOYALTY_KIND_LOW,
    LOYALTY_KIND_UNKNOWN /* never asked */
};

/* Behaviour counts as high from 50 on; without an answer the kind is unknown. */
enum loyalty_kind loyalty_kind_of(const struct loyalty_facts *facts);

/* "true", "latent", "spurious", "low", "unknown". */
const char *loyalty_kind_name(enum loyalty_kind kind);

#endif
