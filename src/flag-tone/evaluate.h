/* SPDX-License-Identifier: MIT */
/*
 * --eval: how right the findings are, measured on messages that people have labelled. The label column names categories, several
 * joined by ';', or, given as COLUMN=VALUE, one value marks the messages in which something should be found.
 */
#ifndef REGULARS_EVALUATE_H
#define REGULARS_EVALUATE_H

#include "lib/csv_writer.h"
#include "lib/hash.h"
#include "rules/engine.h"

/* Counts of one rule or category. */
struct tally {
    uint64_t right, wrong; /* messages in which it was found, by whether the label agrees */
    uint64_t labelled;     /* messages whose label asks for it */
    bool in_message;       /* counted for the present message already */
};

struct evaluation {
    struct arena *arena;
    struct slice column, value; /* value empty: the column names categories */
    struct intern categories, rules;
    struct tally *by_category, *by_rule;
    size_t category_capacity, rule_capacity;
    struct tally overall;
};

/* Starts one for the value of --eval. */
void evaluation_start(struct evaluation *v, struct arena *arena, const uint64_t seed[2], struct slice option);

/* Frees what is not in the arena. */
void evaluation_end(struct evaluation *v);

/* Counts a message: its label, and its findings of `least` severity and above. */
void evaluation_add(struct evaluation *v, struct slice label, const struct findings *findings, enum rule_severity least);

/* Writes level,name,found,right,labelled,precision,recall: overall, categories, rules. */
void evaluation_write(const struct evaluation *v, struct csv_writer *out);

#endif
