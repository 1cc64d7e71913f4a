/* SPDX-License-Identifier: MIT */
/* For tests that find with the index and without. */
#ifndef TEST_SAME_FINDINGS_H
#define TEST_SAME_FINDINGS_H

#include "rules/engine.h"

/* Whether two scans of one message found the same. */
static inline bool same_findings(const struct findings *a, const struct findings *b)
{
    bool equal = a->count == b->count;
    for (size_t i = 0; equal && i < a->count; i++) {
        const struct finding *x = &a->list[i];
        const struct finding *y = &b->list[i];
        equal = x->rule == y->rule && x->start == y->start && x->end == y->end && x->sentence == y->sentence;
    }
    return equal;
}

#endif
