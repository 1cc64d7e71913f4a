/* SPDX-License-Identifier: MIT */
/*
 * The words of a text, folded as text.h folds them, each with a hash; and whether a question mark stood among them.
 * Five million messages go through here, so letters of one and two bytes (Latin, Greek, Cyrillic, Arabic)
 * take a table; texts with anything else are folded by text_fold, to the same end.
 */
#ifndef REGULARS_WORD_SCAN_H
#define REGULARS_WORD_SCAN_H

#include <stdint.h>

#include "lib/memory.h"

enum { WORD_TABLE = 0x800 };

/* What the characters below U+0800 fold to, or what else they are. */
struct word_table {
    uint16_t fold[WORD_TABLE];
};

struct scanned_word {
    const char *bytes;
    uint32_t len, hash;
};

struct word_scan {
    struct scanned_word *words;
    size_t count;
    bool question_mark; /* ?, the Arabic one, the Greek one (also ; behind a Greek letter); none within an address */
};

/* Fills the table from text.h's. */
void word_table_fill(struct word_table *t);

/* The words of a text; they live in the arena. */
void word_scan(const struct word_table *t, struct slice text, struct arena *arena, struct word_scan *scan);

#endif
