/* SPDX-License-Identifier: MIT */
/* Puts into a program what compile.c has made. */
#include "rules/packs.h"

#include "lib/embed.h"

EMBED(tone_index, PACK_INDEXES "/tone.index")
EMBED(topics_index, PACK_INDEXES "/topics.index")

struct slice packs_index(enum pack_kind kind)
{
    return kind == PACK_TONE ? tone_index() : topics_index();
}
