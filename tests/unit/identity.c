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
    CHECK(identity_of(i, keys("", "n/a", "")) == INTERN_NONE);
    CHECK(identity_of(i, keys("", "", "")) == INTERN_NONE);
    CHECK(identity_of(i, keys("0", " ", "12")) == INTERN_NONE);
    CHECK_NUMBER((int64_t)identity_summary(i).keyless_rows, 3);
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

/* A shared telephone does not spoil a row that has a key of its own; a shared e-mail does, unless the telephone tells. */
static void check_mixed(struct arena *arena)
{
    struct identity *i = identity_start(arena, seed);
    uint32_t a = identity_learn(i, keys("K1", "home@example.com", "2310555001"));
    identity_learn(i, keys("K2", "home@example.com", "2310555002"));
    identity_learn(i, keys("K3", "", "2310555002"));
    CHECK_NUMBER((int64_t)identity_summary(i).shared_keys, 2);
    CHECK(identity_of(i, keys("", "home@example.com", "")) == INTERN_NONE);
    CHECK(identity_of(i, keys("", "home@example.com", "2310555001")) == a);
    CHECK(identity_of(i, keys("", "home@example.com", "2310555009")) == INTERN_NONE);
    CHECK_TEXT(identity_name(i, identity_of(i, keys("", "new@example.com", "2310555002"))), "new@example.com");
    CHECK_TEXT(identity_name(i, identity_of(i, keys("2310555001", "", ""))), "K1");
    CHECK_TEXT(identity_name(i, identity_of(i, keys("4711", "", ""))), "4711");
}

/* An id that the customers file does not have gives way to an e-mail that it has, whichever row came first. */
static void check_rows_in_any_order(struct arena *arena)
{
    for (int turned = 0; turned < 2; turned++) {
        struct identity *i = identity_start(arena, seed);
        uint32_t a = identity_learn(i, keys("K1", "a@example.com", ""));
        uint32_t alone = turned ? identity_of(i, keys("WEB-9", "", "")) : 0;
        CHECK(identity_of(i, keys("WEB-9", "a@example.com", "")) == a);
        CHECK(identity_of(i, keys("WEB-9", "", "")) != a);
        CHECK(identity_of(i, keys("WEB-9", "a@example.com", "")) == a);
        CHECK(!turned || identity_of(i, keys("WEB-9", "", "")) == alone);
    }
}

enum { CROWD = 60, PROBES = 400 };

/* A small generator, so that every run tests the same. */
static unsigned draw(uint64_t *state, unsigned below)
{
    *state = *state * UINT64_C(6364136223846793005) + UINT64_C(1442695040888963407);
    return (unsigned)(*state >> 33) % below;
}

static struct identity_keys draw_keys(struct arena *arena, uint64_t *state, unsigned number)
{
    struct identity_keys k = {.customer_id = arena_print(arena, "K%u", number)};
    if (draw(state, 4) > 0)
        k.email = arena_print(arena, "p%u@example.com", draw(state, CROWD));
    if (draw(state, 4) > 0)
        k.phone = arena_print(arena, "23105%05u", draw(state, CROWD));
    return k;
}

/* In whatever order customers are learned, each row is taken for the same one, or for nobody. */
static void check_order(struct arena *arena)
{
    uint64_t state = 5;
    struct identity_keys crowd[CROWD];
    for (unsigned n = 0; n < CROWD; n++)
        crowd[n] = draw_keys(arena, &state, n);
    struct identity *forward = identity_start(arena, seed);
    struct identity *backward = identity_start(arena, seed);
    for (unsigned n = 0; n < CROWD; n++) {
        identity_learn(forward, crowd[n]);
        identity_learn(backward, crowd[CROWD - 1 - n]);
    }
    unsigned known = 0;
    unsigned nobody = 0;
    for (unsigned n = 0; n < PROBES; n++) {
        struct identity_keys row = draw_keys(arena, &state, draw(&state, 2 * CROWD));
        if (draw(&state, 2) == 0)
            row.customer_id.len = 0;
        bool listed;
        struct slice name = identity_find(forward, row, arena, &listed);
        uint32_t f = identity_of(forward, row);
        CHECK((name.len == 0) == (f == INTERN_NONE));
        CHECK(name.len == 0 || slice_equal(name, identity_name(forward, f)));
        CHECK(name.len == 0 || listed == identity_is_known(forward, f));
        uint32_t b = identity_of(backward, row);
        CHECK((f == INTERN_NONE) == (b == INTERN_NONE));
        nobody += f == INTERN_NONE;
        if (f == INTERN_NONE || b == INTERN_NONE)
            continue;
        known += identity_is_known(forward, f);
        CHECK_TEXT(identity_name(forward, f), arena_string(arena, identity_name(backward, b)));
        CHECK(identity_is_known(forward, f) == identity_is_known(backward, b));
    }
    CHECK(known > 50 && nobody > 10);
    CHECK(identity_summary(forward).shared_keys == identity_summary(backward).shared_keys);
}

/* What two have seen, put together: those whom both know are one, and nobody's rows are added up. */
static void check_join(struct arena *arena)
{
    struct identity *one = identity_start(arena, seed);
    struct identity *two = identity_start(arena, seed);
    uint32_t a = identity_of(one, (struct identity_keys){.customer_id = SLICE("A")});
    uint32_t mail = identity_of(one, (struct identity_keys){.email = SLICE("X@example.org")});
    identity_of(two, (struct identity_keys){.customer_id = SLICE("B")});
    identity_of(two, (struct identity_keys){.email = SLICE("x@example.org")});
    identity_of(two, (struct identity_keys){.customer_id = SLICE("A")});
    identity_of(two, (struct identity_keys){.customer_id = SLICE("0")});
    identity_of(one, (struct identity_keys){.phone = SLICE(" ")});
    const uint32_t *numbers = identity_join(one, two, arena);
    CHECK_NUMBER(identity_count(one), 3);
    CHECK_TEXT(identity_name(one, numbers[0]), "B");
    CHECK_NUMBER(numbers[1], mail);
    CHECK_NUMBER(numbers[2], a);
    CHECK_NUMBER((int64_t)identity_summary(one).keyless_rows, 2);
    CHECK_NUMBER(identity_of(one, (struct identity_keys){.customer_id = SLICE("B")}), numbers[0]);
}

/* Of the people watched for each row is found that identity_of would give them, and no other. */
static void check_watch(struct arena *arena)
{
    enum { WATCHED = 5 };
    uint64_t state = 9;
    struct identity *i = identity_start(arena, seed);
    struct identity_watch w;
    uint32_t watched[WATCHED + 1] = {[WATCHED] = INTERN_NONE};
    for (unsigned n = 0; n < CROWD; n++) {
        uint32_t customer = identity_learn(i, draw_keys(arena, &state, n));
        watched[n % WATCHED] = customer;
    }
    identity_watch_start(&w, i, watched, WATCHED + 1, arena);
    unsigned found = 0;
    for (unsigned n = 0; n < 10 * PROBES; n++) {
        struct identity_keys row = draw_keys(arena, &state, draw(&state, 2 * CROWD));
        switch (draw(&state, 4)) {
        case 0:
            row.customer_id.len = 0;
            break;
        case 1: /* another key where the id belongs */
            row = (struct identity_keys){.customer_id = draw(&state, 2) == 0 ? row.email : row.phone};
            break;
        default:
            break;
        }
        uint32_t got = identity_watch_find(&w, row, arena);
        uint32_t wanted = identity_of(i, row);
        bool is_one = false;
        for (size_t k = 0; k < WATCHED; k++)
            is_one = is_one || wanted == watched[k];
        CHECK_NUMBER(got, is_one ? wanted : INTERN_NONE);
        found += is_one;
    }
    CHECK(found > 50);
    CHECK(identity_watch_find(&w, (struct identity_keys){.customer_id = SLICE("0")}, arena) == INTERN_NONE);
}

/* Those who come while others look get the numbers, and are counted, as ever. */
static void check_hold(struct arena *arena, bool learns)
{
    const struct identity_keys rows[] = {keys("K1", "", ""),      keys("N1", "", ""),           keys("", "new@example.org", ""),
                                         keys("N1", "", ""),      keys("", "a@example.com", ""), keys("0", "", ""),
                                         keys("", "", "2310 99"), keys("N2", "b@example.com", ""), keys("new@example.org", "", "")};
    struct identity *held = identity_start(arena, seed), *plain = identity_start(arena, seed);
    struct identity *both[] = {held, plain};
    for (size_t n = 0; n < 2; n++) {
        if (learns)
            identity_learn(both[n], keys("K1", "a@example.com", "2310555001"));
        identity_of(both[n], keys("old", "", ""));
    }
    identity_hold(held);
    for (size_t round = 0; round < 3; round++) {
        for (size_t n = 0; n < sizeof rows / sizeof *rows; n++) {
            uint32_t before = identity_count(plain), number = identity_of(plain, rows[n]), found = identity_look(held, rows[n], arena);
            CHECK(found == INTERN_NONE || found == number);
            CHECK(round == 0 ? found != INTERN_NONE || number >= 1 : round < 2 || found == number);
            if (found != INTERN_NONE)
                identity_confirm(held, found);
            else
                CHECK_NUMBER(identity_of(held, rows[n]), number);
            CHECK(before <= identity_count(held) && identity_count(held) == identity_count(plain));
            CHECK(number == INTERN_NONE || slice_equal(identity_name(held, number), identity_name(plain, number)));
        }
        if (round == 1)
            identity_let_in(held);
    }
    CHECK_NUMBER((int64_t)identity_summary(held).unmatched_rows, (int64_t)identity_summary(plain).unmatched_rows);
    CHECK_NUMBER((int64_t)identity_summary(held).keyless_rows, (int64_t)identity_summary(plain).keyless_rows);
}

int main(void)
{
    struct arena arena = {0};
    check_hold(&arena, true);
    check_hold(&arena, false);
    check_known(&arena);
    check_shared(&arena);
    check_unknown(&arena);
    check_mixed(&arena);
    check_rows_in_any_order(&arena);
    check_order(&arena);
    check_join(&arena);
    check_watch(&arena);
    arena_free(&arena);
    return test_report("identity");
}
