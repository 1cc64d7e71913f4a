/* SPDX-License-Identifier: MIT */
/* What -v says of who is the same customer. */
#ifndef REGULARS_IDENTITY_TELL_H
#define REGULARS_IDENTITY_TELL_H

#include "lib/tool.h"
#include "streams/identity.h"

/* With -v: how many keys are shared, and which (the first twenty), how many rows name nobody or somebody unknown. */
void identity_tell(const struct identity *i, const struct tool_run *run);

#endif
