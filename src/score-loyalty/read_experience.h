/* SPDX-License-Identifier: MIT */
/* Side files into facts: the customers' keys and names, survey answers, cases. */
#ifndef REGULARS_SCORE_LOYALTY_READ_EXPERIENCE_H
#define REGULARS_SCORE_LOYALTY_READ_EXPERIENCE_H

#include "lib/business_time.h"
#include "score-loyalty/facts.h"

/* The roles that are read, for --columns. */
extern const struct role_use read_customers_uses[], read_responses_uses[], read_cases_uses[];
extern const size_t read_customers_use_count, read_responses_use_count, read_cases_use_count;

/* How side files are read. */
struct side_terms {
    const struct tool_run *run;
    struct rejects *rejects;
    int32_t last_day;          /* what came later is skipped; INT32_MAX: nothing is */
    struct calendar *calendar; /* the business's hours for cases without resolved_hours; NULL: it is
                                  always open */
};

/* Each reads one file, or several, to the end. False: *e says why. */
bool read_customers(const struct side_terms *t, const char *const *paths, size_t count, struct facts *f, struct error *e);
bool read_responses(const struct side_terms *t, const char *const *paths, size_t count,
                    struct facts *f, struct error *e);
bool read_cases(const struct side_terms *t, const char *const *paths, size_t count, struct facts *f, struct error *e);

#endif
