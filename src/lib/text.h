/* SPDX-License-Identifier: MIT */
/*
 * Text as people compare it: folded. Folding composes a letter with the marks that follow it, then lowers the
 * case, drops accents and vowel signs, joins the forms of sigma, alef, yeh and teh, and writes quotes,
 * apostrophes, dashes, digits and blanks one way; so "ΕΥΧΑΡΙΣΤΏ" and "ευχαριστω", "ё" and "е", "zażalenie" and
 * "zazalenie" are the same. Cyrillic й stays itself. The table is written by fold_table.py.
 */
#ifndef REGULARS_TEXT_H
#define REGULARS_TEXT_H

#include "lib/memory.h"
#include "lib/utf8.h"

/* Folded text with the way back: byte i of text came from byte origin[i] of the original; origin[text.len] is its end. */
struct folded {
    struct slice text;
    uint32_t *origin;
};

/* The folded forms of one character (after composing): writes up to 4 characters, returns how many; 0: dropped. */
size_t text_fold_character(uint32_t c, uint32_t out[4]);

/* base + combining mark as one character, or 0 where Unicode has none (NFC pairs of Latin, Greek, Cyrillic, Arabic). */
uint32_t text_compose(uint32_t base, uint32_t mark);

/* Folds s; bytes that are not UTF-8 are kept as they are. Newlines stay, other white space becomes a blank. */
struct folded text_fold(struct arena *a, struct slice s);

/* The key of a label or a header: folded, newlines and runs of blanks as one blank, none at the ends. */
struct slice text_key(struct arena *a, struct slice s);

/* The same without blanks, '_', '-', '.' and ':' altogether: "Customer ID" and "customer_id" agree. */
struct slice text_squeezed_key(struct arena *a, struct slice s);

/* The digits of a telephone number, "00" and "+" prefixes as "+"; empty when fewer than 6 digits. */
struct slice text_phone(struct arena *a, struct slice s);

/* Whether a character is a letter or a digit of any script (for word boundaries). */
bool text_is_word(uint32_t c);

#endif
