/* SPDX-License-Identifier: MIT */
/* The few things that are read off texts and labels: questions, how much is said. */
#ifndef REGULARS_WORDS_IN_H
#define REGULARS_WORDS_IN_H

#include <stdbool.h>

#include "streams/flags.h"

/* Whether a text asks: a question mark, Arabic and Greek ones included. */
bool text_asks(struct slice text);

/* Whether a text has so many words. */
bool text_has_words(struct slice text, int at_least);

/* Whether one of the words of a list "a;b;c" equals word. */
bool list_holds(struct slice list, struct slice word);

#endif
