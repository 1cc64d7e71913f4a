/* SPDX-License-Identifier: MIT */
/* The rule packs that are part of the program: tone_LANG.csv and topics_LANG.csv in src/rules/packs. */
#ifndef REGULARS_PACKS_H
#define REGULARS_PACKS_H

#include "rules/rule_pack.h"

enum pack_kind { PACK_TONE, PACK_TOPICS };

/* Adds the packs of all languages to a set. They are part of the program, so that a failure is a fault of it. */
bool packs_add(struct rule_set *set, enum pack_kind kind, struct error *e);

/*
 * What engine_save_index says of the packs of a kind, made when the program was built. Not in the archive but in packs/index.c,
 * which a program that asks for packs is linked with.
 */
struct slice packs_index(enum pack_kind kind);

#endif
