/* SPDX-License-Identifier: MIT */
/*
 * The policy: for each reason its clock, how long after its trigger it is due, its class, its weight, when
 * it lapses and when it comes again, and over which channel. The defaults are policy.csv; a file of one's own
 * overrides any of their cells. Applies nothing; matter.h does.
 */
#ifndef REGULARS_POLICY_H
#define REGULARS_POLICY_H

#include "due-followups/reason.h"
#include "lib/world.h"
#include "streams/vocabulary.h"

enum clock_kind { CLOCK_ELAPSED, CLOCK_BUSINESS };
enum reason_class { CLASS_SERVICE, CLASS_COURTESY, CLASS_OFF };

/* A length of time: seconds, or days, which the business clock counts as business days. */
struct duration {
    int64_t amount;
    bool days;
    bool never;
};

enum {
    CHANNEL_SAME = -1, /* the one that the customer used */
    CHANNEL_NO = -2    /* the customer is not contacted */
};

struct policy_rule {
    struct slice words; /* the column `rule` */
    enum clock_kind clock;
    struct duration after, after_complaint; /* from the trigger to the due time */
    struct duration ahead;                  /* how far before or behind an event the rule looks, whole days */
    enum reason_class class;
    int urgency; /* 0..100 */
    struct duration expires_after; /* since it is due, always plain time */
    struct duration repeat_after;  /* since it was last done, by the clock */
    int times;                     /* how often at the most; 0: any number */
    int channel;                   /* enum channel, CHANNEL_SAME or CHANNEL_NO */
};

struct policy {
    struct policy_rule rule[REASON_COUNT];
};

/* The defaults, overridden by the cells of the file at path where it is not NULL. False: *e names file, line and column. */
bool policy_load(struct policy *p, struct world *w, struct arena *arena, const char *path,
                 const struct vocabularies *words, struct error *e);

/* The whole policy as CSV, ready to be edited and given back. */
struct slice policy_emit(const struct policy *p, struct arena *arena);

/* "90m", "8h", "3d", "2w" or "never". False when it is none of these, or of more than ten years. */
bool duration_parse(struct slice text, struct duration *d);

#endif
