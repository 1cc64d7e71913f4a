/* SPDX-License-Identifier: MIT */
#include "streams/identity.h"

#include "test.h"

static const uint64_t seed[2] = {3, 4};

static struct identity_keys keys(const char *id, const char *email, const char *phone)
{
    return (struct identity_keys){slice_of(id), slice_of(email), slice_of(phone)};
}

/* With a customers file: ids first, then e-mails and telephones, whatever their case and punctuation. */
static void check_known(struct arena *arena)
{
    struct identity *i = identity_start(arena, seed);
    uint32_t anna = identity_learn(i, keys("K1", "Anna@Example.com ", "+30 2310 555-001"));
    uint32_t ben = identity_learn(i, keys("K2", "ben@example.com", "+30 2310 555002"));
    CHECK(anna != ben);
    CHECK(identity_of(i, keys(" K1", "", "")) == anna);
    CHECK(identity_of(i, keys("", " anna@EXAMPLE.com", "")) == anna);
    CHECK(identity_of(i, keys("", "", "0030 2310 555 001")) == anna);
    CHECK(identity_of(i, keys("0", "ben@example.com", "")) == ben);
    CHECK(identity_of(i, keys("WOO-57", "ben@example.com", "")) == ben);
    CHECK(identity_of(i, keys("anna@example.com", "", "")) == anna);
    CHECK(identity_of(i, keys("+302310555002", "", "")) == ben);
    CHECK_TEXT(identity_name(i, anna), "K1");
    CHECK(identity_is_known(i, anna));
    uint32_t stranger = identity_of(i, keys("", "New@example.org", ""));
    CHECK(stranger != anna && stranger != ben && !identity_is_known(i, stranger));
    CHECK_TEXT(identity_name(i, stranger), "new@example.org");
    CHECK(identity_of(i, keys("new@example.org", "", "")) == stranger);
    CHECK(identity_of(i, keys("", "", "")) == INTERN_NONE);
    CHECK(identity_of(i, keys("0", " ", "12")) == INTERN_NONE);
    CHECK_NUMBER((int64_t)identity_summary(i).keyless_rows, 2);
    CHECK_NUMBER((int64_t)identity_summary(i).unmatched_rows, 2);
}

/* A telephone that two customers share matches neither, in whatever order they were learned. */
static void check_shared(struct arena *arena)
{
    for (int turned = 0; turned < 2; turned++) {
        struct identity *i = identity_start(arena, seed);
        identity_learn(i, turned ? keys("K2", "b@example.com", "2310555001") : keys("K1", "a@example.com", "2310555001"));
        identity_learn(i, turned ? keys("K1", "a@example.com", "2310 555 001") : keys("K2", "b@example.com", "2310 555 001"));
        CHECK(identity_of(i, keys("", "", "2310555001")) == INTERN_NONE);
        CHECK_TEXT(identity_name(i, identity_of(i, keys("", "a@example.com", "2310555001"))), "K1");
        CHECK_NUMBER((int64_t)identity_summary(i).shared_keys, 1);
        CHECK_TEXT(identity_shared_key(i, 0), "2310555001");
        CHECK_NUMBER(identity_count(i), 2);
    }
}

/* Without a customers file rows are told apart by their best key alone, so that the order of rows does not matter. */
static void check_unknown(struct arena *arena)
{
    struct identity *i = identity_start(arena, seed);
    uint32_t by_id = identity_of(i, keys("7", "a@example.com", ""));
    uint32_t by_email = identity_of(i, keys("", "a@example.com", ""));
    CHECK(by_id != by_email);
    CHECK(identity_of(i, keys("7", "", "")) == by_id);
    CHECK(identity_of(i, keys("", "A@EXAMPLE.COM", "2310555001")) == by_email);
    CHECK_NUMBER((int64_t)identity_summary(i).unmatched_rows, 0);
}

int main(void)
{
    struct arena arena = {0};
    check_known(&arena);
    check_shared(&arena);
    check_unknown(&arena);
    arena_free(&arena);
    return test_report("identity");
}
