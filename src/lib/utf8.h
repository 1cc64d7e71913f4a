/* SPDX-License-Identifier: MIT */
/*
 * UTF-8 byte level: decode, encode, validate (RFC 3629: no overlong forms, no surrogates, at most
 * U+10FFFF). What needs tables of letters is in text.h.
 */
#ifndef REGULARS_UTF8_H
#define REGULARS_UTF8_H

#include <stdint.h>

#include "lib/slice.h"

/* Decodes the first character of s. Returns its length 1..4, or 0 when s is empty or not UTF-8 there. */
size_t utf8_decode(struct slice s, uint32_t *character);

/* Writes 1..4 bytes to out; returns how many; 0 for a surrogate or a value above U+10FFFF. */
size_t utf8_encode(uint32_t character, char out[4]);

/* Offset of the first byte that is not valid UTF-8, or s.len when all is. Fast on ASCII. */
size_t utf8_check(struct slice s);

/* Whether all bytes are below 0x80. */
bool utf8_is_ascii(struct slice s);

/* Number of characters in valid UTF-8; each bad byte counts as one. */
size_t utf8_length(struct slice s);

/* The first `count` characters of s at the most, never a part of one. */
struct slice utf8_head(struct slice s, size_t count);

/* Whether a character must not reach a terminal: C0, DEL, C1, bidi and zero-width controls, separators of lines. */
bool utf8_is_unsafe(uint32_t character);

#endif
