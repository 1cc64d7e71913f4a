/* SPDX-License-Identifier: MIT */
#include "rules/packs.h"

bool packs_add(struct rule_set *set, const struct packs *packs, struct error *e)
{
    bool first = set->count == 0;
    for (size_t i = 0; i < LANGUAGE_COUNT; i++) {
        struct csv_table *table = csv_table_parse(set->arena, packs->files[i].name, packs->files[i].bytes(), e);
        if (table == NULL || !rule_set_add(set, table, true, e))
            return false;
    }
    set->index = first ? packs->index() : (struct slice){"", 0};
    return true;
}
