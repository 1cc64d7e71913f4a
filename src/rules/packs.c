/* SPDX-License-Identifier: MIT */
#include "rules/packs.h"

#include "lib/embed.h"

EMBED(tone_en, "src/rules/packs/tone_en.csv")
EMBED(tone_el, "src/rules/packs/tone_el.csv")
EMBED(tone_pl, "src/rules/packs/tone_pl.csv")
EMBED(tone_ru, "src/rules/packs/tone_ru.csv")
EMBED(tone_ar, "src/rules/packs/tone_ar.csv")
EMBED(topics_en, "src/rules/packs/topics_en.csv")
EMBED(topics_el, "src/rules/packs/topics_el.csv")
EMBED(topics_pl, "src/rules/packs/topics_pl.csv")
EMBED(topics_ru, "src/rules/packs/topics_ru.csv")
EMBED(topics_ar, "src/rules/packs/topics_ar.csv")

struct built_in {
    enum pack_kind kind;
    const char *name;
    struct slice (*bytes)(void);
};

static const struct built_in packs[] = {
    {PACK_TONE, "tone_en.csv", tone_en},       {PACK_TONE, "tone_el.csv", tone_el},
    {PACK_TONE, "tone_pl.csv", tone_pl},       {PACK_TONE, "tone_ru.csv", tone_ru},
    {PACK_TONE, "tone_ar.csv", tone_ar},       {PACK_TOPICS, "topics_en.csv", topics_en},
    {PACK_TOPICS, "topics_el.csv", topics_el}, {PACK_TOPICS, "topics_pl.csv", topics_pl},
    {PACK_TOPICS, "topics_ru.csv", topics_ru}, {PACK_TOPICS, "topics_ar.csv", topics_ar},
};

bool packs_add(struct rule_set *set, enum pack_kind kind, struct error *e)
{
    bool first = set->count == 0;
    for (size_t i = 0; i < sizeof packs / sizeof *packs; i++) {
        if (packs[i].kind != kind)
            continue;
        struct csv_table *table = csv_table_parse(set->arena, packs[i].name, packs[i].bytes(), e);
        if (table == NULL || !rule_set_add(set, table, true, e))
            return false;
    }
    set->index = first ? packs_index(kind) : (struct slice){"", 0};
    return true;
}
