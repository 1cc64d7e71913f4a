/* SPDX-License-Identifier: MIT */
#include "rank-touchpoints/sheets.h"

void sheets_start(struct sheets *s, struct arena *arena, const uint64_t seed[2])
{
    *s = (struct sheets){.arena = arena};
    intern_start(&s->ids, arena, seed);
}

/* The sheet of that id. Its answers come together, so the last one is looked at first. */
static struct sheet *sheet_of(struct sheets *s, struct slice id)
{
    uint32_t before = s->ids.count;
    if (before > 0 && slice_equal(intern_text(&s->ids, before - 1), id))
        return &s->sheets[before - 1];
    uint32_t n = intern_add(&s->ids, id);
    if (n == before) {
        s->sheets = arena_grow(s->arena, s->sheets, n, &s->capacity, sizeof *s->sheets);
        s->sheets[n] = (struct sheet){.low_overall = false};
    }
    return &s->sheets[n];
}

void sheets_add(struct sheets *s, struct slice id, uint32_t place, const struct observed *o)
{
    if (id.len == 0 || !o->scored || !o->low)
        return;
    struct sheet *sheet = sheet_of(s, id);
    if (o->overall) {
        sheet->low_overall = true;
    } else {
        sheet->low_answers++;
        sheet->low_place = place;
    }
}

void sheets_merge(struct sheets *s, const struct sheets *other, const uint32_t *places)
{
    for (uint32_t i = 0; i < other->ids.count; i++) {
        const struct sheet *from = &other->sheets[i];
        struct sheet *sheet = sheet_of(s, intern_text(&other->ids, i));
        sheet->low_overall |= from->low_overall;
        sheet->low_answers += from->low_answers;
        if (from->low_answers > 0)
            sheet->low_place = places[from->low_place];
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
