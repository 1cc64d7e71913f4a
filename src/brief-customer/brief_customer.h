/* SPDX-License-Identifier: MIT */
/* brief-customer: the card that a colleague reads before picking up the phone; see brief-customer(1). */
#ifndef REGULARS_BRIEF_CUSTOMER_H
#define REGULARS_BRIEF_CUSTOMER_H

#include "lib/tool.h"

/* What main.c runs, and tests and fuzzers run in memory. */
extern const struct tool brief_customer_tool;

#endif
