/* SPDX-License-Identifier: MIT */
#include "lib/embed.h"
#include "rules/packs.h"

EMBED(topics_en, "src/rules/packs/topics_en.csv")
EMBED(topics_el, "src/rules/packs/topics_el.csv")
EMBED(topics_pl, "src/rules/packs/topics_pl.csv")
EMBED(topics_ru, "src/rules/packs/topics_ru.csv")
EMBED(topics_ar, "src/rules/packs/topics_ar.csv")

const struct packs packs_topics = {{{"topics_en.csv", topics_en},
                              {"topics_el.csv", topics_el},
                              {"topics_pl.csv", topics_pl},
                              {"topics_ru.csv", topics_ru},
                              {"topics_ar.csv", topics_ar}},
                             packs_topics_index};
