/* SPDX-License-Identifier: MIT */
/* Where in a folded text words begin, 64 bytes at a time. */
#ifndef REGULARS_WORD_PLACES_H
#define REGULARS_WORD_PLACES_H

#include "rules/message.h"

/* Whether a byte of folded text is one of a word, as far as bytes tell: what is not ASCII may be a letter. */
static inline bool word_byte(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '_' || (unsigned char)c >= 0x80;
}

/*
 * Bit i is set where a match may begin at from + i: at the first byte of a word, and with `signs` at every character that is
 * surely no letter. Only places before `end` (at least MESSAGE_PADDING bytes lie behind the text). *in_word carries on from one
 * call to the next; false at the start of a sentence. Where there is doubt whether a character is a letter, the bit is set.
 */
uint64_t word_places(const struct message_reader *reader, const struct message *m, uint32_t from, uint32_t end, bool signs,
                     bool *in_word);

/* Bit i is set where the text has a blank at from + i, before `end`. */
uint64_t word_blanks(const struct message *m, uint32_t from, uint32_t end);

#endif
