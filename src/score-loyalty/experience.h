/* SPDX-License-Identifier: MIT */
/*
 * What customers lived through with us: their survey answers, and the cases in which something went
 * wrong. Keeps both for all customers, and works out what they come to for one. A complaint is a
 * case marked as one, or a survey sheet with an answer of 40 or below; the latter is solved by a
 * later answer of 70 or more.
 */
#ifndef REGULARS_SCORE_LOYALTY_EXPERIENCE_H
#define REGULARS_SCORE_LOYALTY_EXPERIENCE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "score-loyalty/loyalty_score.h"

/* One answer to a question of a survey; those of metric agree, yesno, choice and text are left out
 * before. */
struct answer {
    int64_t when;   /* Unix seconds */
    int64_t score;  /* 0..100, millionths */
    uint64_t sheet; /* answers with the same are one survey sheet: stable hash of its id */
    uint32_t customer;
    int32_t day; /* the civil day of `when` */
    bool is_nps;
};

/* One case. */
struct matter {
    int64_t opened, solved; /* Unix seconds */
    int64_t hours;          /* from complaint to solution, millionths; NO_HOURS: not known */
    uint32_t customer;
    int32_t opened_day, solved_day;
    uint32_t promises_broken;
    bool is_complaint, is_solved;
};

#define NO_HOURS INT64_C(-1)

/* All answers and matters; zero: empty. */
struct experience_log {
    struct answer *answers;
    size_t answer_count, answer_capacity;
    struct matter *matters;
    size_t matter_count, matter_capacity;
};

/* Adds an answer. */
void experience_add_answer(struct experience_log *log, const struct answer *a);
/* Adds a case. */
void experience_add_matter(struct experience_log *log, const struct matter *m);
/* Frees the log. */
void experience_log_free(struct experience_log *log);

/* Sorts by customer, then by time, then by all the rest: whatever the order of the input, the same.
 */
void experience_log_sort(struct experience_log *log);

/* How one customer's experience is judged. */
struct experience_terms {
    int32_t as_of;          /* later ones are left out, later solutions have not happened yet */
    int64_t resolve_target; /* hours, millionths */
    bool has_purchase;
    int32_t last_purchase; /* day */
};

enum { NPS_PROMOTER_FROM = 9, NPS_PASSIVE_FROM = 7 };

struct experience {
    bool has_nps;
    int nps; /* 0..10: the latest */
    bool has_answer;
    int64_t answer; /* the latest, 0..100, millionths */
    int64_t mean;   /* of all answers, likewise */
    uint32_t complaints, open_complaints, recovered;
    uint32_t cases; /* complaints that are cases, of those above */
    uint64_t promises_broken;
    enum loyalty_complaint worst;
};

/* A customer's part of a sorted log. */
struct experience_part {
    const struct answer *answers;
    size_t answer_count;
    const struct matter *matters;
    size_t matter_count;
};

/* The part of this customer, found by halving. */
struct experience_part experience_find(const struct experience_log *log, uint32_t customer);

/* What the part comes to. Among answers of one moment the lowest is the latest. */
struct experience experience_of(const struct experience_part *part,
                                const struct experience_terms *terms);

/* "promoter", "passive", "detractor". */
const char *nps_class_name(int nps);

#endif
