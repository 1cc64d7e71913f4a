/* SPDX-License-Identifier: MIT */
/*
 * Answers that are words: "Very satisfied", "Raczej się zgadzam", "4 - Good", a thumb. The table
 * labels.csv, and the user's own, say which set a label belongs to and what it is worth there;
 * "Agree" stands in several sets, so the set is chosen for a whole column, never for a cell. Which
 * set that is, infer.h decides.
 */
#ifndef REGULARS_LABELS_H
#define REGULARS_LABELS_H

#include "lib/csv_table.h"
#include "lib/hash.h"
#include "streams/vocabulary.h"

enum {
    LABEL_SETS_MAX = 64, /* a set of sets fits into 64 bits */
    SCORE_MAX = 100 * 1000000
};

/* What a label is worth in one set. */
struct label {
    uint32_t next;    /* the same words in another set: index + 1, 0 ends */
    uint8_t set;      /* number of the set */
    uint8_t language; /* 0: none; equal numbers are the same language */
    int32_t score;    /* 0..100 in millionths */
};

struct label_set {
    struct slice name; /* "satisfaction-5", as in a codebook */
    int points;        /* 0 for the sets of answers without a value */
    enum metric metric;
    bool own; /* of the user's table */
};

struct labels {
    struct label_set sets[LABEL_SETS_MAX];
    size_t set_count;
    uint8_t unsure,
        blank; /* the two sets without points: asked but without an opinion; not answered */
    struct label *all;
    size_t count, capacity;
    uint32_t *first; /* by number of the words in `keys`: index + 1 */
    size_t first_capacity;
    struct intern keys;
    struct arena *arena, *scratch;
};

/* The built-in table, and own rows from a file (set,language,points,score,label) where path is not
 * NULL. */
struct labels *labels_load(struct world *w, struct arena *arena, const char *path, struct error *e);

/* An answer cut into its parts. */
struct answer_shape {
    struct slice key; /* folded words without the code; empty where there is only a code */
    bool has_code;
    int64_t code; /* millionths */
};

/* Cuts "4 - Good", "Good (4)", "(4)", "4", "4/5", "4 out of 5", "4 stars". What is made lies in the
 * arena. */
struct answer_shape answer_shape(struct arena *scratch, struct slice cell);

/*
 * The words of a label as they are compared: folded, without punctuation and endings of gender:
 * "(a)", "/-η". text is folded already (text_key).
 */
struct slice label_key(struct arena *scratch, struct slice text);

/* The first entry of these words, NULL: not in the table. The others by label_next. */
const struct label *label_find(const struct labels *labels, struct slice key);
const struct label *label_next(const struct labels *labels, const struct label *label);

/* The entry of these words in one set, or NULL. */
const struct label *label_in_set(const struct labels *labels, struct slice key, size_t set);

/* The set with this name, or -1. */
int label_set_find(const struct labels *labels, struct slice name);

#endif
