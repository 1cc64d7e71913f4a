/* SPDX-License-Identifier: MIT */
#include "score-loyalty/ledger.h"

#include "test.h"

static const uint64_t seed[2] = {7, 11};

static uint64_t next_random(uint64_t *state)
{
    *state = *state * UINT64_C(6364136223846793005) + UINT64_C(1442695040888963407);
    return *state >> 33;
}

static void test_keys(void)
{
    struct arena arena = {0};
    struct intern longer;
    char room[sizeof(struct order_key)];
    static const char *const ids[] = {"",
                                      "1",
                                      "10",
                                      "1000000000-0000",
                                      "1000000000-00001",
                                      "5f2b6c1e-97aa-4d0e-8f57-0123456789ab",
                                      "5f2b6c1e-97aa-4d0e-8f57-0123456789ac"};
    enum { IDS = sizeof ids / sizeof ids[0] };
    intern_start(&longer, &arena, seed);
    for (size_t i = 0; i < IDS; i++) {
        struct order_key key = order_key_of(slice_of(ids[i]), &longer);
        CHECK_TEXT(order_key_text(&key, &longer, room), ids[i]);
        CHECK(order_key_is_none(key) == (i == 0));
        for (size_t j = 0; j < IDS; j++)
            CHECK(order_key_equal(key, order_key_of(slice_of(ids[j]), &longer)) == (i == j));
    }
    CHECK_NUMBER(longer.count, 3);
    intern_free(&longer);
    arena_free(&arena);
}

/* Each customer has the lines that were added, in their order: line i has amount i. */
static void check_grouping(uint32_t customers, size_t count, uint64_t random)
{
    struct ledger ledgers[2] = {0};
    const struct ledger *both[] = {&ledgers[0], &ledgers[1]};
    struct ledger_part group = {0};
    size_t *lines = memory_zeroed(customers, sizeof *lines);
    for (size_t i = 0; i < count; i++) {
        uint32_t customer = (uint32_t)(next_random(&random) % customers);
        customer = next_random(&random) % 4 == 0 ? customer / 3 : customer;
        struct ledger_line line = {.customer = customer, .amount = (int64_t)i};
        ledger_add(&ledgers[i >= count / 3], &line);
        lines[customer]++;
    }
    size_t wrong = 0;
    size_t seen = 0;
    for (uint32_t part = 0; part < LEDGER_PARTS; part++) {
        ledger_group(both, 2, customers, part, &group);
        seen += group.customers;
        for (uint32_t c = 0; c < group.customers; c++) {
            size_t here;
            const struct ledger_line *line = ledger_lines(&group, c, &here);
            uint32_t customer = ledger_customer(part, c);
            wrong += here != lines[customer];
            for (size_t i = 0; i < here; i++)
                wrong += line[i].customer != customer ||
                         (i != 0 && line[i].amount <= line[i - 1].amount);
        }
    }
    CHECK_NUMBER((int64_t)wrong, 0);
    CHECK_NUMBER((int64_t)seen, customers);
    memory_release(lines);
    ledger_part_free(&group);
    ledger_free(&ledgers[0]);
    ledger_free(&ledgers[1]);
}

static void test_grouping(void)
{
    static const uint32_t customers[] = {1, 2, 3, 255, 256, 257, 1000, 1024, 1025, 70000};
    for (size_t i = 0; i < sizeof customers / sizeof customers[0]; i++) {
        check_grouping(customers[i], 0, i);
        check_grouping(customers[i], 1, i);
        check_grouping(customers[i], 5000, i);
    }
    check_grouping(70000, 300000, 3);
}

int main(void)
{
    test_keys();
    test_grouping();
    return test_report("ledger");
}
