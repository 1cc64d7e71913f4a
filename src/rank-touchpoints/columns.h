/* SPDX-License-Identifier: MIT */
/*
 * What --columns prints: which roles are read of each of the four kinds of input, and of the side files. The input's kind
 * is found from its header, so that it is looked through for all of them (intake_uses).
 */
#ifndef REGULARS_RANK_COLUMNS_H
#define REGULARS_RANK_COLUMNS_H

#include "streams/session.h"

/* Prints the roles on the output, instead of any work. */
enum status columns_print(const struct tool_run *run, struct error *e);

#endif
