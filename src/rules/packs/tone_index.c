/* SPDX-License-Identifier: MIT */
/* Puts into a program what compile.c has made. */
#include "rules/packs.h"

#include "lib/embed.h"

EMBED(tone_index, PACK_INDEXES "/tone.index")

struct slice packs_tone_index(void)
{
    return tone_index();
}
