/* SPDX-License-Identifier: MIT */
/*
 * Recency, frequency and money as scores from 1 to 5, and the segment that recency and frequency
 * give. A score counts customers, not rows: customers with the same value always share one, so that
 * the order of the input changes nothing.
 */
#ifndef REGULARS_SCORE_LOYALTY_RFM_H
#define REGULARS_SCORE_LOYALTY_RFM_H

#include <stddef.h>
#include <stdint.h>

#include "lib/error.h"

enum { RFM_SCORES = 5, RFM_CUTS = RFM_SCORES - 1 };

/* A value above cut[i] scores at least i + 2; not descending. */
struct rfm_cuts {
    int64_t cut[RFM_CUTS];
};

/*
 * The cuts of `count` values: the score of a value is then 1 + floor(5 L / count), where L is the
 * number of strictly lower values. Larger must be better (recency: the date, or minus the days
 * since). Without values all cuts are INT64_MAX. The order of values does not matter; `values`
 * stays as it is.
 */
struct rfm_cuts rfm_cuts_of(const int64_t *values, size_t count);

/* 1..RFM_SCORES. */
int rfm_score(const struct rfm_cuts *cuts, int64_t value);

/* The segment of each pair of scores: name[r - 1][f - 1]; an empty slice is a cell not given. */
struct rfm_segments {
    struct slice name[RFM_SCORES][RFM_SCORES];
};

/* What customers without any purchase are called. */
extern const char rfm_no_purchase[];

/* The usual table: hibernating, at_risk, cant_lose, ... champions. */
struct rfm_segments rfm_segments_default(void);

/*
 * Puts `segment` into the cells of r and f, each a score "4" or a range "4-5". A score out of
 * range, an empty name and a cell that already has a name are errors; nothing is changed then.
 */
bool rfm_segments_put(struct rfm_segments *table, struct slice r, struct slice f,
                      struct slice segment, struct error *e);

/* Whether every cell has a name; if not, *e lists the pairs that have none. */
bool rfm_segments_complete(const struct rfm_segments *table, struct error *e);

/* The segment of two scores in 1..RFM_SCORES. */
struct slice rfm_segment(const struct rfm_segments *table, int r, int f);

#endif
