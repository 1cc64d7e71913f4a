/* SPDX-License-Identifier: MIT */
#include "rank-touchpoints/table.h"

#include "test.h"

static const uint64_t seed[2] = {7, 11};

/* Each third number up to 3000, twice and in another order, and the largest there may be. */
static void test_members(void)
{
    enum { MANY = 1000 };
    struct arena arena = {0};
    struct members m = {0};
    bool seen[MANY] = {false};
    uint32_t number;
    size_t at = 0;
    CHECK(!members_next(&m, &at, &number));
    for (uint32_t i = 0; i < MANY; i++)
        members_add(&m, &arena, seed, 3 * i);
    for (uint32_t i = MANY; i > 0; i--) {
        members_add(&m, &arena, seed, 3 * (i - 1));
        members_add(&m, &arena, seed, 3 * (i - 1));
    }
    CHECK_NUMBER(m.count, MANY);
    while (members_next(&m, &at, &number)) {
        CHECK(number % 3 == 0 && number / 3 < MANY && !seen[number / 3]);
        seen[number / 3] = true;
    }
    for (size_t i = 0; i < MANY; i++)
        CHECK(seen[i]);
    members_add(&m, &arena, seed, UINT32_MAX - 1);
    members_add(&m, &arena, seed, 0);
    members_add(&m, &arena, seed, UINT32_MAX - 1);
    CHECK_NUMBER(m.count, MANY + 1);
    arena_free(&arena);
}

/* Texts that give the same bytes when they are put together are two groups all the same. */
static void test_places(void)
{
    struct arena arena = {0};
    struct table t;
    table_start(&t, &arena, seed, 2);
    const struct slice ab_c[] = {SLICE("ab"), SLICE("c")};
    const struct slice a_bc[] = {SLICE("a"), SLICE("bc")};
    const struct slice none[] = {SLICE(""), SLICE("")};
    uint32_t first = table_place(&t, ab_c, 1);
    CHECK(table_place(&t, ab_c, 2) != first);
    CHECK(table_place(&t, a_bc, 1) != first);
    CHECK(table_place(&t, none, 1) != first);
    CHECK_NUMBER(table_place(&t, ab_c, 1), first);
    CHECK_NUMBER(table_place(&t, ab_c, 1), first);
    CHECK_NUMBER(t.place_keys.count, 4);
    CHECK_NUMBER(table_find_place(&t, &t.places[first], 2), 1);
    CHECK(table_find_place(&t, &t.places[first], 3) == INTERN_NONE);
    arena_free(&arena);
}

static void test_cells(void)
{
    struct arena arena = {0};
    struct table t;
    const struct slice group[] = {SLICE("delivery")};
    table_start(&t, &arena, seed, 1);
    uint32_t place = table_place(&t, group, 0);
    CHECK(table_find(&t, place, MEASURE_NPS) == NULL);
    table_add(&t, place, MEASURE_NPS, 9 * NUMBER_ONE, 1);
    table_add(&t, place, MEASURE_NPS, 7 * NUMBER_ONE, 2);
    table_add(&t, place, MEASURE_RATING, 50 * NUMBER_ONE, 1);
    CHECK_NUMBER(t.cell_count, 2);
    CHECK_NUMBER((int64_t)cell_size(table_find(&t, place, MEASURE_NPS)), 3);
    CHECK_NUMBER((int64_t)table_find(&t, place, MEASURE_NPS)->boxes[1], 2);
    CHECK_NUMBER(table_find(&t, place, MEASURE_RATING)->values[0], 50 * NUMBER_ONE);
    table_add_customer(&t, place, 4, false);
    table_add_customer(&t, place, 4, true);
    table_add_customer(&t, place, INTERN_NONE, true);
    CHECK_NUMBER(t.places[place].customers.count, 1);
    CHECK_NUMBER(t.places[place].low_customers.count, 1);
    arena_free(&arena);
}

/* Two tables of the same groups: what one had after the other is as if it had had all of it. */
static void test_merge(void)
{
    struct arena arena = {0};
    struct table t, other;
    const struct slice shop[] = {SLICE("shop")};
    const struct slice phone[] = {SLICE("phone")};
    const uint32_t customers[] = {5, 4};
    table_start(&t, &arena, seed, 1);
    table_start(&other, &arena, seed, 1);
    uint32_t place = table_place(&t, shop, 0);
    table_add(&t, place, MEASURE_RATING, 1, 1);
    table_add_customer(&t, place, 4, false);
    table_offer_comment(&t, place, SLICE("late"), SLICE("soon"), 20);
    tally_add(&t.places[place].topics, &t, SLICE("price"), 2);
    table_place(&other, phone, 0);
    uint32_t there = table_place(&other, shop, 0);
    table_add(&other, there, MEASURE_RATING, 2, 1);
    table_add(&other, there, MEASURE_NPS, 0, 1);
    table_add_customer(&other, there, 0, true);
    table_add_customer(&other, there, 1, false);
    table_offer_comment(&other, there, SLICE("rude"), SLICE("kind"), 10);
    tally_add(&other.places[there].topics, &other, SLICE("tone"), 3);
    other.places[there].last_day = 9;
    other.places[there].directions = 2;
    const uint32_t *places = table_merge(&t, &other, customers, &arena);
    const struct place *p = &t.places[place];
    CHECK_NUMBER(places[there], place);
    CHECK_TEXT(t.places[places[0]].group[0], "phone");
    CHECK_NUMBER(p->customers.count, 2);
    CHECK_NUMBER(p->low_customers.count, 1);
    CHECK_TEXT(p->comment, "rude");
    CHECK_TEXT(p->suggestion, "kind");
    CHECK_TEXT(tally_commonest(&p->topics), "tone");
    CHECK_NUMBER(p->last_day, 9);
    CHECK_NUMBER(p->directions, 2);
    CHECK_NUMBER((int64_t)cell_size(table_find(&t, place, MEASURE_RATING)), 2);
    CHECK_NUMBER((int64_t)table_find(&t, place, MEASURE_NPS)->boxes[2], 1);
    arena_free(&arena);
}

int main(void)
{
    test_members();
    test_places();
    test_cells();
    test_merge();
    return test_report("rank_touchpoints_table");
}
