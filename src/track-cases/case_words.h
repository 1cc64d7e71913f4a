/* SPDX-License-Identifier: MIT */
/*
 * What a message does, judged by its words, where the export does not say: whether it is an automatic reply, a survey or a
 * campaign; whether a customer asks, complains, or only says thanks and good-bye; whether staff apologise. The
 * phrases, in five languages, are words.csv (class,lang,phrase): whole words, compared folded, a '*' ends a word
 * that may go on. This is coarse on purpose: what was meant is found by flag-tone and tag-topics.
 */
#ifndef REGULARS_CASE_WORDS_H
#define REGULARS_CASE_WORDS_H

#include "lib/error.h"
#include "lib/memory.h"

/* The classes of words.csv, as bits. */
enum word_class {
    WORDS_AUTO = 1 << 0,      /* says that it was written by a machine */
    WORDS_RECEIPT = 1 << 1,   /* confirms that a message came in */
    WORDS_SURVEY = 1 << 2,    /* asks for a rating */
    WORDS_CAMPAIGN = 1 << 3,  /* can be unsubscribed from */
    WORDS_THANKS = 1 << 4,    /* thanks, good-bye, all is well */
    WORDS_FILLER = 1 << 5,    /* says nothing by itself */
    WORDS_SIGNOFF = 1 << 6,   /* what follows is a name */
    WORDS_QUESTION = 1 << 7,  /* asks or requests */
    WORDS_COMPLAINT = 1 << 8, /* complains */
    WORDS_APOLOGY = 1 << 9,   /* apologises */
    WORDS_AWAY = 1 << 10,     /* out of office */
    WORDS_NEGATION = 1 << 11, /* not, never, nobody */
    WORDS_PRAISE = 1 << 12,   /* praises */
    WORDS_ALL = (1 << 13) - 1
};

/* What was found in a text. */
struct words_found {
    unsigned classes;   /* those of whose phrases one occurs */
    size_t machine_at;  /* before how many words the first phrase of the classes auto and away stands; SIZE_MAX: none */
    bool question_mark; /* ?, the Arabic and the Greek one */
    size_t strangers;   /* words that are in no phrase of the classes wanted */
    bool farewell;      /* thanks or good-bye, and besides these nothing but fillers and a name or two */
};

struct case_words;

/* The phrases, ready for look-ups, in the arena. NULL when the table is not valid, which a test rules out. */
const struct case_words *case_words_load(struct arena *arena, struct error *e);

/* Looks at the first 16 KiB of a text for phrases of the classes wanted; scratch is for the folded text. */
struct words_found case_words_look(const struct case_words *w, unsigned wanted, struct slice text,
                                   struct arena *scratch);

#endif
