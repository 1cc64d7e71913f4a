/* SPDX-License-Identifier: MIT */
#include "rank-touchpoints/sheets.h"

void sheets_start(struct sheets *s, struct arena *arena, const uint64_t seed[2])
{
    *s = (struct sheets){.arena = arena};
    intern_start(&s->ids, arena, seed);
}

void sheets_add(struct sheets *s, struct slice id, uint32_t place, const struct observed *o)
{
    if (id.len == 0 || !o->scored || !o->low)
        return;
    uint32_t before = s->ids.count;
    uint32_t n = intern_add(&s->ids, id);
    if (n == before) {
        s->sheets = arena_grow(s->arena, s->sheets, n, &s->capacity, sizeof *s->sheets);
        s->sheets[n] = (struct sheet){.low_overall = false};
    }
    struct sheet *sheet = &s->sheets[n];
    if (o->overall) {
        sheet->low_overall = true;
    } else {
        sheet->low_answers++;
        sheet->low_place = place;
    }
}

void sheets_settle(const struct sheets *s, struct table *t)
{
    for (uint32_t i = 0; i < s->ids.count; i++) {
        const struct sheet *sheet = &s->sheets[i];
        if (sheet->low_overall && sheet->low_answers == 1)
            t->places[sheet->low_place].spoiled++;
    }
}
