/* SPDX-License-Identifier: MIT */
/*
 * Time zone files: whatever the bytes, a reason or a clock without contradictions: stretches that
 * hold their instants, local times that lead back, days that never go backwards.
 */
#include <stdlib.h>

#include "lib/civil.h"
#include "lib/zone.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void require(bool holds)
{
    if (!holds)
        abort();
}

static void check_instant(const struct zone *z, int64_t instant)
{
    struct zone_span s = zone_span_at(z, instant);
    require(s.from <= instant && instant < s.until);
    require(s.offset == zone_offset_at(z, instant));
    enum zone_fold fold;
    int64_t first = zone_to_instant(z, instant + s.offset, &fold);
    require(first <= instant);
    require(fold == ZONE_FOLD || first == instant || s.from == INT64_MIN || first < s.from);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct arena a = {0};
    struct error e = {0};
    struct slice bytes = {(const char *)data, size};
    const struct zone *z = zone_from_file(&a, SLICE("fuzzed"), bytes, &e);
    require((z == NULL) == e.set);
    int64_t before = INT64_MIN;
    for (int64_t day = CIVIL_DAY_MIN; z != NULL && day < CIVIL_DAY_MAX; day += 9973) {
        int64_t start = zone_day_start(z, day);
        require(start >= before);
        check_instant(z, start);
        check_instant(z, start + 12345);
        before = start;
    }
    arena_free(&a);
    return 0;
}
