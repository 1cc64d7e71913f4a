/* SPDX-License-Identifier: MIT */
/*
 * What flag-tone found, as cells hold it: "anger:error;leave:warn". Reads such cells; finds nothing itself.
 */
#ifndef REGULARS_FLAGS_H
#define REGULARS_FLAGS_H

#include <stdbool.h>

#include "lib/slice.h"

enum grade { GRADE_INFO, GRADE_WARN, GRADE_ERROR };

/* What is looked for: a category, at this grade or above. */
struct flag_sought {
    struct slice category;
    enum grade at_least;
};

/* Which of so many the flags hold, as bits: the first is 1, the next 2, and so on. */
unsigned flags_find(struct slice flags, const struct flag_sought *sought, size_t count);

/* Whether flags hold a category at this grade or above; one without a grade counts as info. */
bool flags_hold(struct slice flags, const char *category, enum grade at_least);

/* Whether the flags of a customer's words make a complaint: anger, leave, public or legal, at any grade. */
bool flags_complain(struct slice flags);

#endif
