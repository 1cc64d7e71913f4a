/* SPDX-License-Identifier: MIT */
#include "lib/hash.h"

#include "test.h"

/* Short texts are kept in the table itself: what was handed out stays good while the table grows. */
static void check_lengths(struct arena *arena)
{
    enum { LONGEST = 40 };
    const uint64_t seed[2] = {5, 6};
    char bytes[LONGEST];
    struct slice kept[LONGEST + 1];
    struct intern t;
    memset(bytes, 'x', sizeof bytes);
    intern_start(&t, arena, seed);
    for (uint32_t n = 0; n <= LONGEST; n++) {
        CHECK(intern_add(&t, (struct slice){bytes, n}) == n);
        kept[n] = intern_text(&t, n);
    }
    for (uint32_t i = 0; i < 1000; i++)
        intern_add(&t, arena_print(arena, "%u", i));
    for (uint32_t n = 0; n <= LONGEST; n++) {
        CHECK(slice_equal(kept[n], (struct slice){bytes, n}) && slice_equal(intern_text(&t, n), kept[n]));
        CHECK(intern_find(&t, kept[n]) == n);
    }
}

int main(void)
{
    struct arena arena = {0};
    check_lengths(&arena);
    static const uint64_t seeds[][2] = {{0, 0}, {1, 2}, {UINT64_MAX, 77}};
    for (size_t k = 0; k < 3; k++) {
        struct intern t;
        intern_start(&t, &arena, seeds[k]);
        bool dense = true;
        for (uint32_t i = 0; i < 20000; i++)
            dense = dense && intern_add(&t, arena_print(&arena, "customer-%u", i)) == i;
        CHECK(dense);
        bool found = true;
        for (uint32_t i = 0; i < 20000; i++)
            found = found && intern_find(&t, arena_print(&arena, "customer-%u", i)) == i &&
                    intern_add(&t, arena_print(&arena, "customer-%u", i)) == i;
        CHECK(found);
        CHECK(intern_find(&t, SLICE("nobody")) == INTERN_NONE);
        CHECK_TEXT(intern_text(&t, 7), "customer-7");
        CHECK_NUMBER(t.count, 20000);
    }
    CHECK(hash_stable(HASH_STABLE_START, SLICE("")) == UINT64_C(0xcbf29ce484222325));
    CHECK(hash_stable(HASH_STABLE_START, SLICE("a")) == UINT64_C(0xaf63dc4c8601ec8c));
    CHECK(hash_fast(seeds[0], SLICE("ab")) != hash_fast(seeds[0], SLICE("ba")));
    CHECK(hash_sip(seeds[1], SLICE("abcdefghi")) != hash_sip(seeds[2], SLICE("abcdefghi")));
    arena_free(&arena);
    return test_report("hash");
}
