/* SPDX-License-Identifier: MIT */
#include "lib/near.h"

#include "test.h"

static void check_distances(void)
{
    CHECK(near_farness(SLICE("customers"), SLICE("customers")) == 0);
    CHECK(near_farness(SLICE("custmers"), SLICE("customers")) == 111);
    CHECK(near_farness(SLICE("customers"), SLICE("custmers")) == 111);
    CHECK(near_farness(SLICE("abc"), SLICE("xyz")) == 1000);
    CHECK(near_farness(SLICE("kitten"), SLICE("sitting")) == 428);
}

/* Letters of one script share their first byte: that makes no word near to another. */
static void check_characters(void)
{
    CHECK(near_farness(SLICE("\xce\xb1\xce\xb2"), SLICE("\xce\xb3\xce\xb4")) == 1000);
    CHECK(near_farness(SLICE("\xce\xb1\xce\xb2"), SLICE("\xce\xb1")) == 500);
    CHECK(near_farness(SLICE("a\xff"), SLICE("a\xfe")) == 500);
}

static void check_limits(void)
{
    char longest[NEAR_LONGEST + 1];
    memset(longest, 'a', sizeof longest);
    CHECK(near_farness(SLICE(""), SLICE("a")) == 1000);
    CHECK(near_farness(SLICE("a"), SLICE("")) == 1000);
    CHECK(near_farness((struct slice){longest, NEAR_LONGEST}, (struct slice){longest, NEAR_LONGEST}) == 0);
    CHECK(near_farness((struct slice){longest, NEAR_LONGEST + 1}, (struct slice){longest, NEAR_LONGEST + 1}) == 1000);
}

int main(void)
{
    check_distances();
    check_characters();
    check_limits();
    return test_report("near");
}
