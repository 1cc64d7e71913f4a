/* SPDX-License-Identifier: MIT */
#include "rank-touchpoints/members.h"

enum { FIRST_SLOTS = 16 };

/* Where the number is or would go. */
static uint32_t *find_slot(const struct members *m, const uint64_t seed[2], uint32_t number)
{
    uint64_t hash = (number + seed[0]) * UINT64_C(0x9e3779b97f4a7c15);
    hash = (hash ^ hash >> 32) * (seed[1] | 1);
    for (size_t at = (size_t)(hash >> 32);; at++) {
        uint32_t *slot = &m->slots[at & (m->slot_count - 1)];
        if (*slot == 0 || *slot == number + 1)
            return slot;
    }
}

static void grow(struct members *m, struct arena *arena, const uint64_t seed[2])
{
    struct members larger = {.slot_count = m->slot_count != 0 ? memory_multiply(m->slot_count, 2) : FIRST_SLOTS};
    uint32_t number;
    larger.slots = arena_array(arena, larger.slot_count, sizeof *larger.slots);
    for (size_t at = 0; members_next(m, &at, &number);)
        *find_slot(&larger, seed, number) = number + 1;
    m->slots = larger.slots;
    m->slot_count = larger.slot_count;
}

void members_add(struct members *m, struct arena *arena, const uint64_t seed[2], uint32_t number)
{
    if (m->last == number + 1)
        return; /* rows of a customer come together */
    if ((size_t)m->count * 2 >= m->slot_count)
        grow(m, arena, seed);
    uint32_t *slot = find_slot(m, seed, number);
    m->count += *slot == 0;
    m->last = *slot = number + 1;
}

bool members_next(const struct members *m, size_t *at, uint32_t *number)
{
    while (*at < m->slot_count) {
        uint32_t slot = m->slots[(*at)++];
        *number = slot - 1;
        if (slot != 0)
            return true;
    }
    return false;
}
