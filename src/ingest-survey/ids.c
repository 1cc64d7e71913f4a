/* SPDX-License-Identifier: MIT */
#include "ingest-survey/ids.h"

#include <inttypes.h>
#include <stdio.h>

void ids_start(struct ids *ids, struct arena *arena, const uint64_t seed[2])
{
    *ids = (struct ids){.arena = arena};
    intern_start(&ids->seen, arena, seed);
}

/* Of the values, not the bytes: quotes and delimiters do not matter. */
static uint64_t fingerprint(const struct csv_record *record)
{
    uint64_t hash = HASH_STABLE_START;
    for (size_t i = 0; i < record->count; i++) {
        hash = hash_stable(hash, csv_record_value(record, i));
        hash = hash_stable(hash, SLICE("\x1f"));
    }
    return hash;
}

struct slice ids_next(struct ids *ids, const struct csv_record *record, char out[ID_TEXT_MAX])
{
    uint64_t hash = fingerprint(record);
    uint32_t number = intern_add(&ids->seen, (struct slice){(const char *)&hash, sizeof hash});
    if (number + 1 == ids->seen.count && number >= ids->capacity) {
        size_t had = ids->capacity;
        ids->times = arena_grow(ids->arena, ids->times, number, &ids->capacity, sizeof *ids->times);
        memset(ids->times + had, 0, (ids->capacity - had) * sizeof *ids->times);
    }
    uint32_t times = ++ids->times[number];
    int n = times == 1 ? snprintf(out, ID_TEXT_MAX, "r%016" PRIx64, hash)
                       : snprintf(out, ID_TEXT_MAX, "r%016" PRIx64 "-%" PRIu32, hash, times);
    return (struct slice){out, (size_t)n};
}
