/* SPDX-License-Identifier: MIT */
/* The ends of a scale of numbers, and which end is good: from the question's words, else from the
 * answers. */
#ifndef REGULARS_SCALE_H
#define REGULARS_SCALE_H

#include "ingest-survey/book.h"
#include "ingest-survey/profile.h"

/* "on a scale from 1 to 5", "(0-10)", "1 - simple, 5 - difficult": the ends in whole numbers;
 * false: nothing said. text is folded. */
bool scale_stated(struct slice text, int64_t *min, int64_t *max);

/*
 * Sets min and max of the entry for its metric from the folded question and the answers; *assumed
 * tells that the words did not say it. False: the numbers fit no scale.
 */
bool scale_settle(struct slice question, const struct profile *answers, struct entry *entry,
                  bool *assumed);

#endif
