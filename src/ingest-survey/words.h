/* SPDX-License-Identifier: MIT */
/*
 * What the words of a question say: which metric it asks for, which part of the business it is
 * about, whether it asks for the reason of the answer before. Lists of words in five languages,
 * words.csv; each is looked for where a word begins, so that stems serve for all endings.
 */
#ifndef REGULARS_WORDS_H
#define REGULARS_WORDS_H

#include "lib/error.h"
#include "lib/memory.h"

struct words;

/* Loads the table. NULL: the table is broken (*e). */
struct words *words_load(struct arena *arena, struct error *e);

/*
 * The value of the first list of this kind (in the table's order) that has a word in the text;
 * empty: none has. text is folded (text_key).
 */
struct slice words_match(const struct words *words, const char *kind, struct slice text);

/* Whether the list of kind and value has a word in the text. */
bool words_have(const struct words *words, const char *kind, const char *value, struct slice text);

/* Whether the text as a whole, brackets and punctuation around it aside, is an entry of such a
 * list. */
bool words_are(const struct words *words, const char *kind, struct slice text);

/* Whether a value is one that some list of the kind has: the touchpoints that there are. */
bool words_know(const struct words *words, const char *kind, struct slice value);

/* All values of a kind, each once, joined by ", ". */
struct slice words_values(const struct words *words, const char *kind, struct arena *arena);

#endif
