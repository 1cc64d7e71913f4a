/* SPDX-License-Identifier: MIT */
/*
 * The card of one customer: lines under headings, each a label and a sentence. As text for a colleague who is
 * about to pick up the phone, with all that could play tricks on a terminal made visible; as CSV for programs.
 */
#ifndef REGULARS_BRIEF_CARD_H
#define REGULARS_BRIEF_CARD_H

#include "lib/csv_writer.h"
#include "lib/memory.h"

struct card_line {
    const char *section; /* "Open" */
    struct slice item;   /* "case 1042" */
    struct slice text;
};

struct card {
    struct arena *arena;
    struct slice customer_id;
    struct slice name; /* may be empty */
    struct card_line *lines;
    size_t count, capacity;
};

/* Adds a line; what is in text and item must live as long as the card. An empty text adds nothing. */
void card_add(struct card *c, const char *section, struct slice item, struct slice text);

/* A sentence that grows piece by piece, pieces joined by "; " or ", ". Zero but for the arena: empty. */
struct sentence {
    struct arena *arena;
    char *bytes;
    size_t len, capacity;
};

/* Appends a piece: the joint first where there is something before it. */
void sentence_add(struct sentence *s, const char *joint, const char *format, ...)
#if defined(__GNUC__)
    __attribute__((format(printf, 3, 4)))
#endif
    ;

/* What it says so far. */
struct slice sentence_text(const struct sentence *s);

/* The card as text; as_of is how the moment is written. */
struct slice card_text(const struct card *c, struct slice as_of);

/* The columns of the CSV form: as_of, customer_id, section, item, text. */
void card_write_header(struct csv_writer *out);

/* The card's rows; false once a write has failed. */
bool card_write(const struct card *c, struct slice as_of, struct csv_writer *out);

/* A copy of s with unsafe characters and bytes that are not UTF-8 as \u{202E} and \x{9B}; lines and tabs become blanks. */
struct slice visible(struct arena *arena, struct slice s);

#endif
