/* SPDX-License-Identifier: MIT */
/*
 * The rows of the report: estimates of each group, change against the period before, ranks. Within a measure and the
 * latest of its periods the worst group comes first, the best last; groups that are too small follow, without a rank.
 */
#ifndef REGULARS_REPORT_H
#define REGULARS_REPORT_H

#include "rank-touchpoints/estimate.h"
#include "rank-touchpoints/table.h"

/* What shapes the report. */
struct report_terms {
    uint64_t min_n;                  /* smaller groups get no rank */
    bool wanted[MEASURE_COUNT];
    const uint64_t *denominators;    /* by place: messages that the findings are counted against; NULL: none */
    const struct period_total *totals; /* what mentions are counted against */
    size_t total_count;
    const int64_t *value_at_risk;    /* by customer, millionths; NULL: no --loyalty */
    uint32_t customer_count;         /* how many value_at_risk has */
};

struct report_row {
    const struct place *place;
    const struct cell *cell;
    uint64_t n, customers;
    bool estimated;         /* estimate holds; else the value is a count alone */
    struct estimate estimate;
    bool has_ninetieth;
    double ninetieth;
    bool has_change;
    double change, p;       /* p: NaN without a test */
    uint64_t rank;          /* from 1, the worst; 0: too small */
    const char *mark;       /* worst, best, too small, no messages, or "" */
    int64_t value_at_risk;
};

/* Makes the rows in their order, in the arena. */
struct report_row *report_make(struct table *t, const struct report_terms *terms, struct arena *arena, size_t *count);

#endif
