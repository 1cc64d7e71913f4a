/* SPDX-License-Identifier: MIT */
/* What the files of message.h share; nobody else includes it. */
#ifndef REGULARS_MESSAGE_PARTS_H
#define REGULARS_MESSAGE_PARTS_H

#include "rules/message.h"

/* A stop with this bit is a line break, else it is behind one of . ! ? ; */
#define MESSAGE_LINE_STOP UINT32_C(0x80000000)

/*
 * Finds the sentences of a folded text, given where they may end. A full stop ends none inside a number or an
 * address, behind an abbreviation or an initial, or before a small letter when the word before it is short; ';'
 * ends one in Greek, where it asks. A line break ends one unless the line goes on: the next one begins with a
 * small letter, or, in a script without case, this one is long.
 */
void message_split(struct message *m, struct arena *arena, const uint32_t *stops, size_t stop_count);

/* Fills caps, caps_words and shouts. */
void message_find_capitals(struct message *m);

/* Fills exclaim. */
void message_find_exclaim(struct message *m);

#endif
