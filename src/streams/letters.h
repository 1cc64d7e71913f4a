/* SPDX-License-Identifier: MIT */
/*
 * Letters of names, kept as they are written, accents and all: case in Latin, Greek and Cyrillic, the case a word has
 * and the case it should have. What compares texts folds them instead (lib/text.h).
 */
#ifndef REGULARS_LETTERS_H
#define REGULARS_LETTERS_H

#include "lib/text.h"

enum letter_case {
    LETTERS_NONE,   /* no letter with a case: Arabic, digits */
    LETTERS_LOWER,  /* "novak" */
    LETTERS_UPPER,  /* "NOVAK", and a single capital */
    LETTERS_MIXED   /* anything else: "Novak", "McTavish" */
};

enum script { SCRIPT_OTHER, SCRIPT_LATIN, SCRIPT_GREEK, SCRIPT_CYRILLIC, SCRIPT_ARABIC };

/* The small or the capital letter of a letter; any other character itself. */
uint32_t letter_lower(uint32_t c);
uint32_t letter_upper(uint32_t c);

/* The script of the first letter of a text. */
enum script letters_script(struct slice text);

/* The case of a word. */
enum letter_case letters_case(struct slice word);

/* Number of letters in a text; other characters do not count. */
size_t letters_count(struct slice text);

/*
 * A capital at the beginning, behind a hyphen, an apostrophe and "Mc", small letters elsewhere, and the final form of
 * sigma: "O'BRIEN" is O'Brien, "ΒΛΑΧΟΣ" Βλαχος. Accents that capitals lack are not put back.
 */
struct slice letters_capitalise(struct arena *a, struct slice word);

/*
 * Letters joined with their marks, runs of white space one blank, none at the ends, no control characters. Empty
 * where the text is not UTF-8. In the arena, or the text itself.
 */
struct slice letters_tidy(struct arena *a, struct slice text);

/* Whether a text ends with another, byte for byte. */
bool letters_end(struct slice text, struct slice ending);

#endif
