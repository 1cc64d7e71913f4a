/* SPDX-License-Identifier: MIT */
/* The few things that are read off texts and labels: flag-tone's flags, questions, how much is said. */
#ifndef REGULARS_WORDS_IN_H
#define REGULARS_WORDS_IN_H

#include <stdbool.h>

#include "lib/slice.h"

enum grade { GRADE_INFO, GRADE_WARN, GRADE_ERROR };

/* Whether flags ("anger:error;leave:warn") hold a category at this grade or above; one without a grade counts as info. */
bool flags_hold(struct slice flags, const char *category, enum grade at_least);

/* Whether a text asks: a question mark, Arabic and Greek ones included. */
bool text_asks(struct slice text);

/* Whether a text has so many words. */
bool text_has_words(struct slice text, int at_least);

/* Whether one of the words of a list "a;b;c" equals word. */
bool list_holds(struct slice list, struct slice word);

#endif
