/* SPDX-License-Identifier: MIT */
/*
 * A message as rules see it: folded (letters composed with their marks, then lower case, no accents, one kind of
 * apostrophe, contractions written out, every run of white space one blank), cut into sentences, with the way
 * back to the original. Knows nothing of rules and languages.
 */
#ifndef REGULARS_MESSAGE_H
#define REGULARS_MESSAGE_H

#include <stdint.h>

#include "lib/memory.h"

/* From this folded offset on, one folded byte is one byte of the original, up to the next step. */
struct message_step {
    uint32_t folded, original;
};

/* A part of the folded text; blanks at the ends do not belong to it. */
struct message_part {
    uint32_t start, end;
};

struct message {
    struct slice original;
    struct slice text; /* folded; MESSAGE_PADDING zero bytes follow it, and one stands before it */
    struct message_step *steps;
    size_t step_count;
    struct message_part *sentences;
    size_t sentence_count;
    struct message_part caps;    /* from the first to the last word in capitals */
    uint32_t caps_words;         /* words of 4 letters and more, all capitals */
    bool shouts;                 /* at least 3 such words, and more than half of the letters are capitals */
    struct message_part exclaim; /* the first run of at least 3 of ! and ?; empty: none */
    bool has_other_scripts;      /* any byte that is not ASCII */
    bool only_letters;           /* what is not ASCII in the folded text are letters (message_is_letter) */
};

enum { MESSAGE_PADDING = 64, MESSAGE_MAX = 1 << 28 };

/* Tables that make folding fast; made once, in the arena. */
struct message_reader;
struct message_reader *message_reader_make(struct arena *arena);

/*
 * Reads a text (at most MESSAGE_MAX bytes are looked at). Everything is in the arena. Bytes that are not UTF-8
 * read as U+FFFD, so that the folded text is always valid.
 */
void message_read(const struct message_reader *reader, struct arena *arena, struct slice original,
                  struct message *m);

/* Whether a character surely is a letter or digit: below U+0800, and without any doubt. */
bool message_is_letter(const struct message_reader *reader, uint32_t c);

/* The offset in the original of a folded offset, 0..text.len. */
size_t message_origin(const struct message *m, size_t folded);

/* The bytes of the original that the folded bytes start..end came from. */
struct slice message_excerpt(const struct message *m, size_t start, size_t end);

/* Folds a short text the same way, blanks and contractions too: for names and literals. In the arena. */
struct slice message_fold_text(const struct message_reader *reader, struct arena *arena, struct slice text);

/* The other way: the first folded offset that comes from there or from behind it. */
uint32_t message_folded(const struct message *m, size_t original);

#endif
