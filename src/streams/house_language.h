/* SPDX-License-Identifier: MIT */
/* --language: what a business speaks with those of whom nothing tells their language. */
#ifndef REGULARS_HOUSE_LANGUAGE_H
#define REGULARS_HOUSE_LANGUAGE_H

#include "lib/tool.h"
#include "streams/name.h"
#include "streams/vocabulary.h"

/* Reads --language into an enum language; -1 without the option. False: *e names the word and those that are known. */
bool house_language_read(const struct tool_run *run, const struct vocabularies *words, int *house, struct error *e);

/*
 * The language for a person: the one that was said (enum language, LANGUAGE_OTHER, or -1 for none), else what the letters of
 * the name tell, else the house's; -1 where that is not given either, and for LANGUAGE_OTHER, who do not speak the house's.
 */
int house_language_for(int said, const struct person *person, int house);

#endif
