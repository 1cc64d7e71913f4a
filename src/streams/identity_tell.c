/* SPDX-License-Identifier: MIT */
#include "streams/identity_tell.h"

enum { NAMED_MAX = 20 };

void identity_tell(const struct identity *i, const struct tool_run *run)
{
    struct identity_summary who = identity_summary(i);
    if (!run->verbose)
        return;
    world_say(run->world,
              "%llu keys are shared by customers and match nobody; %llu rows name no customer; %llu rows are of customers who are not in "
              "the customers file",
              (unsigned long long)who.shared_keys, (unsigned long long)who.keyless_rows, (unsigned long long)who.unmatched_rows);
    for (size_t n = 0; n < who.shared_keys && n < NAMED_MAX; n++)
        world_say(run->world, "shared by several customers: '%s'", quote(identity_shared_key(i, n)).text);
    if (who.shared_keys > NAMED_MAX)
        world_say(run->world, "and %llu more shared keys", (unsigned long long)(who.shared_keys - NAMED_MAX));
}
