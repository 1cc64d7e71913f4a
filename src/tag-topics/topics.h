/* SPDX-License-Identifier: MIT */
/*
 * What the findings of the topic rules come to: the topics, the gravest of them, the part of the business. The ten ways to lose
 * customers have severities 1, annoying, to 10, unforgivable; other topics have none. Rules of a category touchpoint_X name
 * the part of the business X. The topics are topics.csv.
 */
#ifndef REGULARS_TOPICS_H
#define REGULARS_TOPICS_H

#include "rules/engine.h"

/* From this severity on a topic is unforgivable, below it annoying. */
enum { TOPIC_UNFORGIVABLE = 7 };

struct topic_table;

/* The built-in table, in the arena. NULL: *e says what is wrong with it. */
const struct topic_table *topic_table_load(struct arena *arena, struct error *e);

/* Whether a finding is of a topic: neither of a touchpoint, nor of words that count for nothing by themselves. */
bool topic_is_found(const struct finding *f);

struct topics {
    struct slice all;     /* joined by ';', the gravest first, then by place */
    struct slice gravest; /* empty: no topic */
    unsigned severity;    /* 1..10, 0: none */
    struct slice touchpoint;
};

/* Adds up findings. Texts are in the arena or in the rules. */
struct topics topics_of(const struct topic_table *table, const struct findings *findings, struct arena *arena);

/* "annoying", "unforgivable", or empty for severity 0. */
struct slice topic_tier(unsigned severity);

#endif
