/* SPDX-License-Identifier: MIT */
#include "lib/embed.h"
#include "rules/packs.h"

EMBED(tone_en, "src/rules/packs/tone_en.csv")
EMBED(tone_el, "src/rules/packs/tone_el.csv")
EMBED(tone_pl, "src/rules/packs/tone_pl.csv")
EMBED(tone_ru, "src/rules/packs/tone_ru.csv")
EMBED(tone_ar, "src/rules/packs/tone_ar.csv")

const struct packs packs_tone = {{{"tone_en.csv", tone_en},
                              {"tone_el.csv", tone_el},
                              {"tone_pl.csv", tone_pl},
                              {"tone_ru.csv", tone_ru},
                              {"tone_ar.csv", tone_ar}},
                             packs_tone_index};
