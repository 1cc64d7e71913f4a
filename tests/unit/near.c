/* SPDX-License-Identifier: MIT */
#include "lib/near.h"

#include "test.h"

static void check_distances(void)
{
    CHECK(near_farness(SLICE("customers"), SLICE("customers"), NEAR_NOTHING) == 0);
    CHECK(near_farness(SLICE("custmers"), SLICE("customers"), NEAR_NOTHING) == 111);
    CHECK(near_farness(SLICE("customers"), SLICE("custmers"), NEAR_NOTHING) == 111);
    CHECK(near_farness(SLICE("abc"), SLICE("xyz"), NEAR_NOTHING) == 1000);
    CHECK(near_farness(SLICE("kitten"), SLICE("sitting"), NEAR_NOTHING) == 428);
}

/* Letters of one script share their first byte: that makes no word near to another. */
static void check_characters(void)
{
    CHECK(near_farness(SLICE("\xce\xb1\xce\xb2"), SLICE("\xce\xb3\xce\xb4"), NEAR_NOTHING) == 1000);
    CHECK(near_farness(SLICE("\xce\xb1\xce\xb2"), SLICE("\xce\xb1"), NEAR_NOTHING) == 500);
    CHECK(near_farness(SLICE("a\xff"), SLICE("a\xfe"), NEAR_NOTHING) == 500);
}

static void check_limits(void)
{
    char longest[NEAR_LONGEST + 1];
    memset(longest, 'a', sizeof longest);
    CHECK(near_farness(SLICE(""), SLICE("a"), NEAR_NOTHING) == 1000);
    CHECK(near_farness(SLICE("a"), SLICE(""), NEAR_NOTHING) == 1000);
    CHECK(near_farness((struct slice){longest, NEAR_LONGEST}, (struct slice){longest, NEAR_LONGEST}, NEAR_NOTHING) == 0);
    CHECK(near_farness((struct slice){longest, NEAR_LONGEST + 1}, (struct slice){longest, NEAR_LONGEST + 1}, NEAR_NOTHING) == 1000);
}

/* What is farther than is asked for is given up early, and nothing nearer is. */
static void check_most(void)
{
    static const char *const words[] = {"customer", "customers", "custom", "costumer no", "kitten", "sitting", "e", "remotsuc"};
    size_t count = sizeof words / sizeof *words;
    for (size_t i = 0; i < count * count; i++) {
        struct slice a = slice_of(words[i / count]), b = slice_of(words[i % count]);
        size_t far = near_farness(a, b, NEAR_NOTHING);
        for (size_t most = 0; most <= NEAR_NOTHING; most += 37)
            CHECK(near_farness(a, b, most) == (far <= most ? far : NEAR_NOTHING));
    }
}

int main(void)
{
    check_distances();
    check_characters();
    check_limits();
    check_most();
    return test_report("near");
}
