/* SPDX-License-Identifier: MIT */
#include "lib/hash.h"

#include "test.h"

int main(void)
{
    struct arena arena = {0};
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
