/* SPDX-License-Identifier: MIT */
/*
 * What the opt_out column of a customers file says: the cell, or, where the column is about one channel by its name, as
 * "Unsubscribed from all email" is, that channel in the place of "yes". Such headers are opt_out.csv: a new one is a line there, and
 * in spellings.csv.
 */
#ifndef REGULARS_OPT_OUT_H
#define REGULARS_OPT_OUT_H

#include "streams/stream.h"

/* Words for vocabulary_channels: those of the cell, or the channels that a mere yes means under this header. Lives until the next row. */
struct slice opt_out_words(struct stream *s, const struct vocabularies *v);

#endif
