/* SPDX-License-Identifier: MIT */
/* What the files of message.h share; nobody else includes it. */
#ifndef REGULARS_MESSAGE_PARTS_H
#define REGULARS_MESSAGE_PARTS_H

#include "rules/message.h"

/* What a byte of ASCII asks for beyond being copied. */
enum byte_class { PLAIN, BLANK, STOP, APOSTROPHE, HIGH };

struct message_reader {
    uint8_t folded[256];        /* of ASCII */
    uint8_t classes[256];       /* enum byte_class */
    uint16_t two[0x800];        /* the folded form of a letter, its two bytes; 0: by hand, it is shorter, longer, or no letter */
    uint8_t letters[0x800 / 8]; /* characters that surely are part of a word */
};

/* Folding under way. */
struct folding {
    const struct message_reader *reader;
    struct arena *arena;
    struct message *m;
    const char *in;
    size_t at, len;
    char *out;
    size_t used;
    size_t step_capacity;
    uint32_t *stops; /* folded offsets behind characters that may end a sentence */
    size_t stop_count, stop_capacity;
    uint32_t previous;  /* the last character before folding, for composing; 0: none */
    size_t previous_at; /* where its folded form begins */
    size_t capitals; /* not fewer than there are: letters with accents may be among them */
};

/*
 * Copies plain ASCII, 16 bytes at a time, where the processor can: letters made small, stops noted. Returns how many
 * bytes were taken, 0 when what comes next needs more care. *word_ended: the last of them ends a word that may be a
 * contraction without its apostrophe.
 */
size_t message_fold_block(struct folding *f, bool *word_ended);

/* Notes a place behind which a sentence may end; kind 0 or MESSAGE_LINE_STOP. */
void message_note_stop(struct folding *f, size_t at, uint32_t kind);

/* A stop with this bit is a line break, else it is behind one of . ! ? ; */
#define MESSAGE_LINE_STOP UINT32_C(0x80000000)

/*
 * Finds the sentences of a folded text, given where they may end. A full stop ends none inside a number or an
 * address, behind an abbreviation or an initial, or before a small letter when the word before it is short; ';'
 * ends one in Greek, where it asks. A line break ends one unless the line goes on: the next one begins with a
 * small letter, or, in a script without case, this one is long.
 */
void message_split(struct message *m, struct arena *arena, const uint32_t *stops, size_t stop_count);

/* 1: a capital, -1: a small letter, 0: neither, as in Arabic. */
int message_letter_case(uint32_t c);

/* Fills caps, caps_words and shouts, when there are enough capitals for that. */
void message_find_capitals(struct message *m, size_t capitals);

/* Fills exclaim: the stops are where the marks are. */
void message_find_exclaim(struct message *m, const uint32_t *stops, size_t stop_count);

#endif
