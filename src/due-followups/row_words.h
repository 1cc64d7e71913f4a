/* SPDX-License-Identifier: MIT */
/* The words of a row: what opener.h is told about the matter, and what the colleague must know besides. */
#ifndef REGULARS_ROW_WORDS_H
#define REGULARS_ROW_WORDS_H

#include "due-followups/row.h"

/* The customer's name, by the customers file, else the latest case that has one. */
struct slice row_name(const struct view *v);

/*
 * The customer's language, by the customers file, else the latest case that has one, the letters of the name, the house's
 * language (-1: not said); -1: not known, or none of ours.
 */
int row_language(const struct view *v, int house);

/* Sets note and opener of the row. */
void row_fill_words(struct row *r, const struct row_frame *frame, const struct view *v, struct arena *arena);

#endif
