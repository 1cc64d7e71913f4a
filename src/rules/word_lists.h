/* SPDX-License-Identifier: MIT */
/*
 * Lists of words that several rules share: {staff} in a pattern stands for the words of the list "staff" of the
 * rule's language, as if the alternatives stood there in brackets. Lists may hold other lists that were added before.
 */
#ifndef REGULARS_WORD_LISTS_H
#define REGULARS_WORD_LISTS_H

#include "lib/error.h"
#include "lib/hash.h"

struct word_lists {
    struct arena *arena;
    struct intern names; /* "lang:name" to the place in words */
    struct slice *words;
    size_t capacity;
};

/* None yet. The arena and seed are as for intern_start. */
void word_lists_start(struct word_lists *lists, struct arena *arena, const uint64_t seed[2]);

/* Adds a list, or takes the place of the one of that name; `full_name` is "lang:name", the words are a pattern without open {..}. */
void word_lists_put(struct word_lists *lists, struct slice full_name, struct slice words);

/* Whether there is a list of that full name. */
bool word_lists_has(const struct word_lists *lists, struct slice full_name);

/*
 * The pattern with each {name} from offset `from` on replaced by the words of the list of this language, else of "any"; a
 * pattern without lists is returned as it is. False, with the text of the error set: there is no such list.
 */
bool word_lists_expand(const struct word_lists *lists, const char *language, struct slice pattern, size_t from,
                       struct slice *out, struct error *e);

#endif
