/* SPDX-License-Identifier: MIT */
/* The rule packs that are part of a program: tone_LANG.csv or topics_LANG.csv in src/rules/packs. */
#ifndef REGULARS_PACKS_H
#define REGULARS_PACKS_H

#include "rules/rule_pack.h"

/* The packs of all languages for one kind of work. A program holds only those that it names. */
struct packs {
    struct {
        const char *name;
        struct slice (*bytes)(void);
    } files[LANGUAGE_COUNT];
    struct slice (*index)(void); /* what engine_save_index says of them */
};
extern const struct packs packs_tone, packs_topics;

/* Adds packs to a set. They are part of the program, so that a failure is a fault of it. */
bool packs_add(struct rule_set *set, const struct packs *packs, struct error *e);

/* Made when the program was built; not in the archive but in packs/, which a program that names the packs is linked with. */
struct slice packs_tone_index(void);
struct slice packs_topics_index(void);

#endif
