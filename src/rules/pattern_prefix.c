/* SPDX-License-Identifier: MIT */
#include "rules/pattern_parts.h"

bool pattern_begins_inside(const struct pattern *p)
{
    for (const struct pattern_branch *b = p->branches; b != NULL; b = b->next) {
        const struct pattern_node *n = b->first;
        if (n != NULL && n->kind == PATTERN_ZERO && slice_equal(n->text, SLICE("\\B")))
            return true;
    }
    return false;
}

/* Adds the beginnings of one alternative. False: they are too many, or none can be told. */
static bool add_branch(struct arena *arena, struct extent *extent, const struct pattern_branch *b, struct prefixes *out)
{
    struct beginnings s = pattern_beginnings(extent, b->first, NULL, true);
    for (size_t i = 0; i < s.count; i++) {
        if (s.all[i].len == 0 || out->count == PREFIXES_MAX) {
            extent->overflow = extent->overflow || out->count == PREFIXES_MAX;
            return false;
        }
        out->texts[out->count++] = arena_copy(arena, (struct slice){s.all[i].bytes, s.all[i].len});
    }
    return true;
}

void pattern_prefixes(struct arena *arena, const struct pattern *p, struct prefixes *out)
{
    enum { LONG_PATTERN = 500 };
    static const uint8_t lengths[] = {PREFIX_LENGTH_ASCII, 9, 6, 5, 4, 3};
    struct arena scratch = {0};
    size_t first = p->source.len < LONG_PATTERN ? 0 : 2; /* which surely has too many long ones */
    out->any_start = pattern_begins_inside(p);
    for (size_t i = first; i < sizeof lengths; i++) { /* shorter ones are fewer */
        struct extent extent = {&scratch, lengths[i], PREFIXES_MAX, false};
        bool good = true;
        out->count = 0;
        for (const struct pattern_branch *b = p->branches; b != NULL && good; b = b->next)
            good = add_branch(arena, &extent, b, out);
        out->count = good ? out->count : 0;
        if (!extent.overflow)
            break;
    }
    arena_free(&scratch);
}
