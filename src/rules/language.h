/* SPDX-License-Identifier: MIT */
/*
 * The language of a text, by its script, and for Latin letters by the commonest words and Polish letters. Only the
 * languages that there are rules for are told apart; what is in none of them has none.
 */
#ifndef REGULARS_LANGUAGE_H
#define REGULARS_LANGUAGE_H

#include "rules/message.h"

/* enum language, or -1 where most letters are of another script or there are none. */
int language_of(const struct message *m);

#endif
