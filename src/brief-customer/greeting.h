/* SPDX-License-Identifier: MIT */
/*
 * How a customer is greeted, formally and in the own language: "Dear Ms Colby", "Αγαπητή κυρία Παπαδοπούλου". The salutation on file
 * tells man from woman; where it does not, the greeting needs neither. Tables: salutations.csv, greetings.csv.
 */
#ifndef REGULARS_BRIEF_GREETING_H
#define REGULARS_BRIEF_GREETING_H

#include "lib/error.h"
#include "lib/memory.h"

struct greetings;

/* The tables, in the arena; NULL when one is not valid, which a test rules out. */
const struct greetings *greetings_load(struct arena *arena, struct error *e);

/* Whose greeting it is; each text may be empty. */
struct addressee {
    struct slice salutation, given_name, family_name, name;
    int language; /* enum language; below 0: unknown */
};

/* The greeting, in the arena; empty where the language is unknown. */
struct slice greeting_of(const struct greetings *g, const struct addressee *who, struct arena *arena);

#endif
