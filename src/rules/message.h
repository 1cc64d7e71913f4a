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

/* What stands in 64 bytes of the folded text, a bit for each; the last piece goes on behind the text. */
enum { MESSAGE_PIECE = 64 };
struct message_piece {
    uint64_t starts; /* first bytes of words, and of characters beyond ASCII that may be no letters */
    uint64_t signs;  /* ASCII that is no letter, digit or _ */
    uint64_t blanks;
    uint32_t blanks_before; /* in all pieces before this one */
};

struct message {
    struct slice original;
    struct slice text; /* folded; MESSAGE_PADDING zero bytes follow it, and one stands before it */
    struct message_step *steps;
    size_t step_count;
    struct message_part *sentences;
    size_t sentence_count;
    struct message_piece *pieces; /* one more than the text has full ones; not for message_fold_text */
    struct message_part caps;    /* from the first to the last word in capitals */
    uint32_t caps_words;         /* words of 4 letters and more, all capitals */
    bool shouts;                 /* at least 3 such words, and more than half of the letters are capitals */
    struct message_part exclaim; /* the first run of at least 3 of ! and ?; empty: none */
    bool has_other_scripts;      /* any byte that is not ASCII */
    uint32_t *doubtful;          /* where in the folded text characters beyond ASCII stand that may be no letters, in order */
    size_t doubtful_count;
};

enum { MESSAGE_PADDING = 64, MESSAGE_MAX = 1 << 28 };

/* Tables that make folding fast; made once, in the arena. */
struct message_reader;
struct message_reader *message_reader_make(struct arena *arena);

/* Has the reader use a kernel, of which all say the same; it is made with the last one there is. False: this processor has it not. */
enum message_kernel { MESSAGE_PORTABLE, MESSAGE_BASE, MESSAGE_WIDE, MESSAGE_KERNELS };
bool message_use_kernel(struct message_reader *reader, enum message_kernel kernel);

/*
 * Reads a text (at most MESSAGE_MAX bytes are looked at). Everything is in the arena. Bytes that are not UTF-8
 * read as U+FFFD, so that the folded text is always valid.
 */
void message_read(const struct message_reader *reader, struct arena *arena, struct slice original,
                  struct message *m);

/* Whether a byte of folded text is one of a word, as far as bytes tell: what is not ASCII may be a letter. */
static inline bool message_word_byte(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '_' || (unsigned char)c >= 0x80;
}

/* How many bits are set; by hand, since not every processor that the programs are built for has an instruction for it. */
static inline uint32_t message_count_bits(uint64_t bits)
{
    const uint64_t fours = UINT64_C(0x3333333333333333);
    bits -= bits >> 1 & UINT64_C(0x5555555555555555);
    bits = (bits & fours) + (bits >> 2 & fours);
    return (uint32_t)(((bits + (bits >> 4)) & UINT64_C(0x0f0f0f0f0f0f0f0f)) * UINT64_C(0x0101010101010101) >> 56);
}

/* Where the first piece begins that holds some of a part; the others follow. */
static inline uint32_t message_first_piece(struct message_part part)
{
    return part.start & ~(MESSAGE_PIECE - 1u);
}

/* Where in the piece that begins at `from` matches may begin, within a part: with `signs` at signs, too. */
static inline uint64_t message_places(const struct message *m, uint32_t from, struct message_part part, bool signs)
{
    const struct message_piece *p = &m->pieces[from / MESSAGE_PIECE];
    uint64_t places = signs ? p->starts | p->signs : p->starts;
    if (part.end - from < MESSAGE_PIECE)
        places &= (UINT64_C(1) << (part.end - from)) - 1;
    return part.start > from ? places & ~UINT64_C(0) << (part.start - from) : places;
}

/* Whether a letter or digit stands there, and a letter or digit before it; no where in doubt. */
static inline bool message_continues(const struct message *m, uint32_t place)
{
    const struct message_piece *p = &m->pieces[place / MESSAGE_PIECE];
    return place < m->text.len && !((p->starts | p->signs) >> place % MESSAGE_PIECE & 1);
}

/* How many blanks are before a place. */
static inline uint32_t message_blanks_before(const struct message *m, uint32_t place)
{
    const struct message_piece *p = &m->pieces[place / MESSAGE_PIECE];
    return p->blanks_before + message_count_bits(p->blanks & ((UINT64_C(1) << place % MESSAGE_PIECE) - 1));
}

/* The offset in the original of a folded offset, 0..text.len. */
size_t message_origin(const struct message *m, size_t folded);

/* The bytes of the original that the folded bytes start..end came from. */
struct slice message_excerpt(const struct message *m, size_t start, size_t end);

/* Folds a short text the same way, blanks and contractions too: for names and literals. In the arena. */
struct slice message_fold_text(const struct message_reader *reader, struct arena *arena, struct slice text);

/* The other way: the first folded offset that comes from there or from behind it. */
uint32_t message_folded(const struct message *m, size_t original);

#endif
