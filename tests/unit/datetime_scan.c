/* SPDX-License-Identifier: MIT */
/* The grammar of dates against the quick way, and the table of words. */
#include "lib/datetime_scan.h"

#include "lib/civil.h"
#include "lib/datetime_token.h"
#include "lib/text.h"

#include "test.h"

static bool is_same(const struct datetime *a, const struct datetime *b)
{
    return a->day == b->day && a->second_of_day == b->second_of_day &&
           a->nanosecond == b->nanosecond && a->offset == b->offset &&
           a->has_offset == b->has_offset;
}

/* The quick way and the grammar must agree wherever the quick way answers. */
static void test_agreement(void)
{
    static const char *const suffixes[] = {"",
                                           " 21:05:07",
                                           "T21:05:07",
                                           "T00:00:00Z",
                                           "T23:59:59+02:00",
                                           " 10:00:00 -0530",
                                           " 24:00:00",
                                           "T10:00:60",
                                           "T10:00:00-23:59",
                                           "T10:0a:00",
                                           " 10:00",
                                           "T10:00Z",
                                           "T10:00:00.5",
                                           "T10:00:00.123Z",
                                           " 10:00:00.123456789 +0200",
                                           "T10:00:00.1234567891Z",
                                           "T10:00:00.",
                                           "T10:00.5Z",
                                           "T10:00:00.12x",
                                           "T",
                                           " 10:0",
                                           "T10:00:00.000000001-03:00",
                                           "T10:00:00 Z",
                                           "T10:00:00+0530",
                                           "T10:00+05",
                                           "  10:00"};
    unsigned different = 0;
    for (int64_t day = CIVIL_DAY_MIN; day <= CIVIL_DAY_MAX; day += 997) {
        for (size_t i = 0; i < sizeof suffixes / sizeof suffixes[0]; i++) {
            char cell[64];
            struct error e[2] = {{0}, {0}};
            struct datetime d[2];
            size_t n = datetime_format_day(day, cell).len;
            snprintf(cell + n, sizeof cell - n, "%s", suffixes[i]);
            bool quick = datetime_parse(slice_of(cell), DATE_ORDER_NONE, &d[0], &e[0]);
            bool slow = datetime_scan(slice_of(cell), DATE_ORDER_NONE, &d[1], &e[1]);
            different += quick != slow || (quick && !is_same(&d[0], &d[1]));
        }
    }
    CHECK_NUMBER(different, 0);
}

/* Every word is folded and in order, so that it can be found; and is found. */
static void test_words(void)
{
    struct slice word;
    struct slice before = {"", 0};
    enum date_word kind;
    int64_t value;
    struct arena a = {0};
    size_t count = 0;
    for (; date_word_entry(count, &word, &kind, &value); count++) {
        int64_t found;
        CHECK(slice_compare(before, word) < 0);
        CHECK(slice_equal(text_fold(&a, word).text, word));
        CHECK(date_word_find(word, &found) == kind && found == value);
        before = word;
    }
    CHECK(count > 200);
    int64_t untouched = 42;
    CHECK(date_word_find(SLICE("zzz"), &untouched) == DATE_WORD_UNKNOWN && untouched == 42);
    CHECK(date_word_find(SLICE(""), &untouched) == DATE_WORD_UNKNOWN);
    arena_free(&a);
}

int main(void)
{
    test_agreement();
    test_words();
    return test_report("datetime_scan");
}
