/* SPDX-License-Identifier: MIT */
/* Between the modules of opener.h: the texts by reason and language, and what a slot is. */
#ifndef REGULARS_OPENER_TABLE_H
#define REGULARS_OPENER_TABLE_H

#include "due-followups/opener.h"
#include "lib/csv_table.h"
#include "streams/vocabulary.h"

/* The languages of the table: enum language, and the colleague's. */
enum { LANGUAGE_NOTE = LANGUAGE_COUNT, OPENER_LANGUAGES };

enum slot {
    SLOT_GREETING, /* the first ones are never empty */
    SLOT_YOUR,     /* Polish: Pani, Pana, Państwa */
    SLOT_TO_YOU,
    SLOT_YOU,
    SLOT_WITH_YOU,
    SLOT_ORDER,
    SLOT_PRODUCT,
    SLOT_DATE,
    SLOT_STATUS,
    SLOT_PLACE,
    SLOT_OLD_PRICE,
    SLOT_NEW_PRICE,
    SLOT_OFFER,
    SLOT_OWNER,
    SLOT_CASE,
    SLOT_TOPIC,
    SLOT_COUNT_OF,
    SLOT_END,
    SLOT_FIRST_OPEN = SLOT_ORDER
};

/* Plain words, or a slot's name and the slot; slot below 0: words. */
struct opener_part {
    struct slice text;
    int slot;
};

/* A variant, as a whole and cut at its slots. */
struct opener_text {
    struct slice text;
    struct opener_part *parts;
    size_t count;
};

/* The variants of one reason in one language. */
struct opener_group {
    struct opener_text *texts;
    size_t count, capacity;
    size_t last_row; /* of the table */
};

struct opener_set {
    struct intern reasons; /* and words */
    struct opener_group (*groups)[OPENER_LANGUAGES]; /* by the reason's number; without texts where there are none */
    size_t group_capacity;
};

struct openers {
    const struct name_book *names;
    struct opener_set own, built_in;
};

/*
 * Fills an empty set with the rows of a table, which may be NULL: then *e says why. False: *e names file, line and column of what is
 * wrong. All is in the arena.
 */
bool opener_set_load(struct opener_set *set, const struct csv_table *t, const uint64_t seed[2], struct arena *arena,
                     struct error *e);

/* The group of a reason (or word:...) in a language; NULL: there is none. */
const struct opener_group *opener_group_find(const struct opener_set *set, struct slice reason, int language);

/*
 * The next part of a text: plain words, or a slot (*slot >= 0, SLOT_END for one that nobody knows, its name in *part).
 * False at the end.
 */
bool opener_next_part(struct slice *rest, struct slice *part, int *slot);

/* The name of a slot, "old_price". */
const char *opener_slot_name(int slot);

/* A day as the language writes it behind a preposition: "12 March", «12 Μαρτίου», "12 marca". */
struct slice opener_day(int language, int64_t day, struct arena *arena);

/* A price as the language writes it: "€42.00", "42,00 €"; in Polish "42,00 zł". The currency may be empty. */
struct slice opener_price(int language, int64_t millionths, struct slice currency, struct arena *arena);

#endif
