/* SPDX-License-Identifier: MIT */
/* Puts into a program what compile.c has made. */
#include "rules/packs.h"

#include "lib/embed.h"

EMBED(topics_index, PACK_INDEXES "/topics.index")

struct slice packs_topics_index(void)
{
    return topics_index();
}
