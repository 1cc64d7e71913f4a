/* SPDX-License-Identifier: MIT */
/* What the files of message.h share; nobody else includes it. */
#ifndef REGULARS_MESSAGE_PARTS_H
#define REGULARS_MESSAGE_PARTS_H

#include "lib/hash.h"
#include "rules/message.h"

/* What a byte of ASCII asks for beyond being copied. */
enum byte_class { PLAIN, BLANK, STOP, APOSTROPHE, HIGH };

enum { BARE_POWER = 7, BARE_SLOTS = 1 << BARE_POWER };

/* Two bytes that may be a letter, the first one before the other as a number: from this on, so many. */
enum { MESSAGE_PAIRS_FROM = 0xc000, MESSAGE_PAIRS = 0x2000 };

struct folding;

struct message_reader {
    uint8_t folded[256];        /* of ASCII */
    uint8_t classes[256];       /* enum byte_class */
    uint32_t pairs[MESSAGE_PAIRS];      /* what message_fold_pairs writes for a letter of two bytes; 0: it must be done by hand */
    uint8_t signs[0x80];                /* and for what may stand between letters, as blanks and commas do */
    uint8_t letters[0x800 / 8]; /* characters that surely are part of a word */
    uint64_t bare[BARE_SLOTS];  /* contraction_bare, hashed; 0: free, as most are */
    struct intern shortened;    /* words that a full stop follows within a sentence */
    size_t (*fold_block)(struct folding *f, bool *word_ended); /* a kernel */
};

/* Where in `bare` a word is sought first. */
static inline size_t message_bare_slot(uint64_t word)
{
    return (size_t)(word * UINT64_C(0x9e3779b97f4a7c15) >> (64 - BARE_POWER));
}

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
    size_t doubtful_capacity;
    size_t capitals; /* not fewer than there are */
};

/* What is to be known of a block of bytes, a bit for each. */
struct block {
    uint32_t upper; /* capitals */
    uint32_t word;  /* letters and digits */
    uint32_t care;  /* what must be done by hand */
    uint32_t stops;
    uint32_t pairs; /* letters that with the one before are the end of a word contracted without its apostrophe */
};

/* Whether a byte of folded text belongs to the word beside it, as far as contractions go: _ does not, as in _don't_. */
static inline bool message_goes_on(char c)
{
    return message_word_byte(c) && c != '_';
}

/* Whether a word ends before a place of the text that is folded: there is no letter, digit, mark or apostrophe. */
bool message_word_ends(const struct folding *f, size_t at);

/*
 * The kernels copy plain ASCII: letters made small, stops noted. They return how many bytes were taken, 0 when what comes next
 * needs more care. *word_ended: the last of them ends a contraction without its apostrophe.
 */
size_t message_fold_portable(struct folding *f, bool *word_ended);
size_t message_fold_base(struct folding *f, bool *word_ended);
size_t message_fold_wide(struct folding *f, bool *word_ended);

/*
 * Takes a run of letters of two bytes that fold to two bytes, with single blanks and signs between the words. Returns whether
 * there was any.
 */
bool message_fold_pairs(struct folding *f);

/* Fill the tables of the reader that the functions above use; the pairs last. */
void message_know_bare(struct message_reader *reader);
void message_know_pairs(struct message_reader *reader);

/* Whether a character surely is a letter or digit: below U+0800, and without any doubt. */
bool message_is_letter(const struct message_reader *reader, uint32_t c);

/* Whether a character is a mark that is composed with the letter before it. */
bool message_is_mark(uint32_t c);

/* Notes a place behind which a sentence may end; kind 0 or MESSAGE_LINE_STOP. */
void message_note_stop(struct folding *f, size_t at, uint32_t kind);

/* A stop with this bit is a line break, else it is behind one of . ! ? ; */
#define MESSAGE_LINE_STOP UINT32_C(0x80000000)

/* Fills the pieces. */
void message_find_words(struct message *m, struct arena *arena);

/*
 * Finds the sentences of a folded text, given where they may end. A full stop ends none inside a number or an
 * address, behind an abbreviation or an initial, or before a small letter when the word before it is short; ';'
 * ends one in Greek, where it asks. A line break ends one unless the line goes on: the next one begins with a
 * small letter, or, in a script without case, this one is long.
 */
void message_split(const struct message_reader *reader, struct message *m, struct arena *arena, const uint32_t *stops,
                   size_t stop_count);

/* Interns the words that a full stop follows within a sentence. */
void message_know_shortened(struct intern *words);

/* 1: a capital, -1: a small letter, 0: neither, as in Arabic. */
int message_letter_case(uint32_t c);

/* Fills caps, caps_words and shouts, when there are enough capitals for that. */
void message_find_capitals(struct message *m, size_t capitals);

/* Fills exclaim: the stops are where the marks are. */
void message_find_exclaim(struct message *m, const uint32_t *stops, size_t stop_count);

#endif
