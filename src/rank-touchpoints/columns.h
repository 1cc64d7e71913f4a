/* SPDX-License-Identifier: MIT */
/*
 * Which roles are read of each of the four kinds of input: what --columns prints, and what a header is looked through for,
 * of all kinds at once, since its kind is found from it.
 */
#ifndef REGULARS_RANK_COLUMNS_H
#define REGULARS_RANK_COLUMNS_H

#include "streams/session.h"

/* The roles of the four kinds of input, each once, none of them needed. In the arena. */
const struct role_use *columns_of_all(struct arena *arena, size_t *count);

/* Prints the roles on the output, instead of any work. */
enum status columns_print(const struct tool_run *run, struct error *e);

#endif
