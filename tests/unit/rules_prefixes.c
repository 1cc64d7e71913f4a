/* SPDX-License-Identifier: MIT */
/* The index of texts: what stands at a place is found, whatever its length, and whatever it may be taken for. */
#include "rules/prefix_index.h"

#include "test.h"

enum { ROOM = 64 };

/* Whether the values of what stands at the beginning of a text have this one among them; *lists: how many lists there are. */
static bool finds(const struct prefix_index *x, const char *text, uint32_t value, size_t *lists)
{
    char at[ROOM] = "";
    const uint32_t *found[PREFIX_FOUND_MAX];
    bool there = false;
    memcpy(at, text, strlen(text));
    *lists = prefix_index_find(x, at, found);
    for (size_t i = 0; i < *lists; i++) {
        const uint32_t *v = found[i];
        do
            there = there || (*v & ~PREFIX_LAST) == value;
        while (!(*v++ & PREFIX_LAST));
    }
    return there;
}

/* All beginnings of one text: of 1 byte, of 2, and so on; what is behind the longest does not count. */
static void test_lengths(void)
{
    static const char whole[] = "abcdefghijklmnopqrst";
    struct arena arena = {0};
    struct prefix_entry entries[sizeof whole - 1];
    struct prefix_index x;
    size_t lists;
    for (uint32_t i = 0; i < sizeof whole - 1; i++)
        entries[i] = (struct prefix_entry){{whole, i + 1}, i};
    prefix_index_make(&arena, entries, sizeof whole - 1, &x);
    for (uint32_t length = 1; length < sizeof whole; length++) {
        char text[ROOM] = "";
        memcpy(text, whole, length);
        CHECK(finds(&x, text, length - 1, &lists));
        CHECK_NUMBER((int64_t)lists, length < PREFIX_LONGEST ? length : PREFIX_LONGEST);
    }
    CHECK(finds(&x, "abcdefghijklmnop, and not what was put in", sizeof whole - 2, &lists));
    CHECK(!finds(&x, "bcdefghijklmnopq", 0, &lists));
    CHECK_NUMBER((int64_t)lists, 0);
    arena_free(&arena);
}

/* Where texts have the same tag near each other, a place has the values of them all; else one list is looked for, and no more. */
static void test_twins(void)
{
    static const char *const twins[] = {"gahmf", "zoxbw"}; /* found by trying all: another hash asks for other ones */
    static const char *const others[] = {"gahmf", "gahmg"};
    struct arena arena = {0};
    struct prefix_index x;
    size_t lists;
    struct prefix_entry entries[] = {{slice_of(twins[0]), 7}, {slice_of(twins[1]), 8}};
    prefix_index_make(&arena, entries, 2, &x);
    CHECK(x.has_twins);
    for (size_t i = 0; i < 2; i++) {
        CHECK(finds(&x, twins[i], 7, &lists) && finds(&x, twins[i], 8, &lists));
        CHECK_NUMBER((int64_t)lists, 2);
    }
    struct prefix_entry alone[] = {{slice_of(others[0]), 7}, {slice_of(others[1]), 8}};
    prefix_index_make(&arena, alone, 2, &x);
    CHECK(!x.has_twins);
    for (size_t i = 0; i < 2; i++) {
        CHECK(finds(&x, others[i], 7 + (uint32_t)i, &lists));
        CHECK_NUMBER((int64_t)lists, 1);
    }
    arena_free(&arena);
}

int main(void)
{
    test_lengths();
    test_twins();
    return test_report("rules_prefixes");
}
