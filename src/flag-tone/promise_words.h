/* SPDX-License-Identifier: MIT */
/*
 * The words by which people say when: numbers, units, days, months, and those around them, in five languages. They
 * are promise_words.csv: lang, kind, value, words; a word that ends in * stands for all that begin so.
 */
#ifndef REGULARS_PROMISE_WORDS_H
#define REGULARS_PROMISE_WORDS_H

#include "rules/message.h"
#include "lib/error.h"

enum word_kind {
    WORD_MARKER,    /* will, θα: something is going to be done */
    WORD_CONDITION, /* if: what follows is no promise */
    WORD_NEGATION,
    WORD_WITHIN,    /* within, in: a length of time follows */
    WORD_BY,        /* by, until */
    WORD_AT,        /* at: a time of day follows */
    WORD_FILLER,    /* may stand between */
    WORD_AND,       /* begins another clause */
    WORD_NUMBER,
    WORD_UNIT,      /* value: enum time_unit */
    WORD_TWO,       /* two of a unit in one word, as Arabic has it */
    WORD_BUSINESS,  /* business days */
    WORD_WEEKDAY,   /* 1 Monday .. 7 */
    WORD_MONTH,     /* 1..12 */
    WORD_TODAY,     /* days from now: 0 today, 1 tomorrow, 2 */
    WORD_END,       /* the end of */
    WORD_NEXT,
    WORD_THIS,
    WORD_AM,
    WORD_PM,
    WORD_CLOCK,     /* noon 12, midnight 24 */
    WORD_TO,        /* 2 to 3 */
    WORD_KINDS
};

enum time_unit { UNIT_MINUTE = 1, UNIT_HOUR, UNIT_DAY, UNIT_WEEK, UNIT_MONTH, UNIT_WORKDAY };

struct promise_words;

/* Loads the table into the arena. NULL: *e says what is wrong with it. */
const struct promise_words *promise_words_load(struct arena *arena, const struct message_reader *reader, struct error *e);

/* What a word may mean: for each kind, whether it is one and its value. */
struct word_meaning {
    uint32_t kinds; /* bit of each enum word_kind */
    int16_t value[WORD_KINDS];
};

/* Looks a folded word up; at least MESSAGE_PADDING bytes behind it can be read. */
void promise_words_find(const struct promise_words *w, int language, struct slice word, struct word_meaning *meaning);

#endif
