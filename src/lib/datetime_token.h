/* SPDX-License-Identifier: MIT */
/*
 * A date cell cut into numbers, words and marks, folded (see text.h): digits of all scripts are
 * 0-9, letters lower and bare, dashes one dash, direction marks gone, dots of abbreviations gone
 * ("μ.μ." is "μμ"). And the words that dates are made of, in five languages.
 */
#ifndef REGULARS_DATETIME_TOKEN_H
#define REGULARS_DATETIME_TOKEN_H

#include <stdint.h>

#include "lib/slice.h"

enum date_token_kind { DATE_TOKEN_END, DATE_TOKEN_NUMBER, DATE_TOKEN_WORD, DATE_TOKEN_MARK };

enum date_word {
    DATE_WORD_UNKNOWN,
    DATE_WORD_MONTH,   /* value 1..12 */
    DATE_WORD_WEEKDAY, /* value 1 Monday .. 7 Sunday */
    DATE_WORD_HALF,    /* value 0 before, 12 after noon */
    DATE_WORD_UTC,     /* UTC, GMT */
    DATE_WORD_ZONE,    /* EET, CEST, MSK: value in hours east of UTC */
    DATE_WORD_Z,
    DATE_WORD_T,       /* between date and time */
    DATE_WORD_W,       /* before the week */
    DATE_WORD_ORDINAL, /* st, nd, rd, th behind a number */
    DATE_WORD_FILLER   /* says nothing: at, of, г. */
};

struct date_token {
    enum date_token_kind kind;
    bool after_blank;
    struct slice text; /* as folded */
    int64_t value;     /* of a number of at most 18 digits, of a word, of a mark its byte */
    enum date_word word;
};

enum { DATE_TEXT_MAX = 128, DATE_TOKENS_MAX = 32 };

struct date_tokens {
    char text[DATE_TEXT_MAX]; /* the folded cell, which the tokens point into */
    size_t length;
    struct date_token token[DATE_TOKENS_MAX]; /* the last is the END */
};

/*
 * Cuts a cell. Returns false when it is too long for a date, holds a NUL or is not UTF-8. The
 * tokens point into *t: do not copy it.
 */
bool date_tokens_cut(struct slice cell, struct date_tokens *t);

/*
 * What a folded word means (two words with one blank between them for some Arabic months); *value
 * as above.
 */
enum date_word date_word_find(struct slice word, int64_t *value);

/* The table behind date_word_find, for its test: entry i, false when there are no more. */
bool date_word_entry(size_t i, struct slice *word, enum date_word *kind, int64_t *value);

#endif
