/* SPDX-License-Identifier: MIT */
#include "score-loyalty/rfm.h"

#include <stdlib.h>

#include "loyalty_data.h"

static const char per_customer[] = "../shared/data/loyalty/expected_cdnow_rfm.csv";

/* Straight from the definition: 1 + floor(5 L / N). */
static int defined_score(const int64_t *values, size_t count, int64_t value)
{
    size_t lower = 0;
    for (size_t i = 0; i < count; i++)
        lower += values[i] < value;
    return (int)(1 + 5 * lower / count);
}

static uint64_t next_random(uint64_t *state)
{
    *state = *state * UINT64_C(6364136223846793005) + UINT64_C(1442695040888963407);
    return *state >> 33;
}

/* Few or many distinct values, near each other or over the whole range, in any number. */
static void test_definition(void)
{
    int64_t values[300];
    uint64_t state = 1;
    for (size_t round = 0; round < 400; round++) {
        size_t count = 1 + next_random(&state) % 300;
        uint64_t spread = UINT64_C(1) << round % 31;
        for (size_t i = 0; i < count; i++)
            values[i] = (int64_t)(next_random(&state) % spread) - (int64_t)(spread / 3);
        if (round % 5 == 0)
            values[0] = INT64_MIN;
        if (round % 7 == 0)
            values[count - 1] = INT64_MAX;
        struct rfm_cuts cuts = rfm_cuts_of(values, count);
        size_t wrong = 0;
        for (size_t i = 0; i < count; i++)
            wrong += rfm_score(&cuts, values[i]) != defined_score(values, count, values[i]);
        CHECK_NUMBER((int64_t)wrong, 0);
    }
}

static void test_ties_and_none(void)
{
    const int64_t same[] = {7, 7, 7, 7, 7, 7};
    const int64_t five[] = {50, 10, 40, 20, 30};
    struct rfm_cuts cuts = rfm_cuts_of(same, 6);
    CHECK_NUMBER(rfm_score(&cuts, 7), 1);
    CHECK_NUMBER(rfm_score(&cuts, 8), 5);
    cuts = rfm_cuts_of(five, 5);
    for (int i = 0; i < 5; i++)
        CHECK_NUMBER(rfm_score(&cuts, five[i]), five[i] / 10);
    cuts = rfm_cuts_of(NULL, 0);
    CHECK_NUMBER(rfm_score(&cuts, 1000), 1);
}

static void test_usual_segments(void)
{
    struct rfm_segments table = rfm_segments_default();
    struct error e = {0};
    CHECK(rfm_segments_complete(&table, &e));
    CHECK_TEXT(rfm_segment(&table, 1, 5), "cant_lose");
    CHECK_TEXT(rfm_segment(&table, 2, 3), "at_risk");
    CHECK_TEXT(rfm_segment(&table, 3, 3), "need_attention");
    CHECK_TEXT(rfm_segment(&table, 4, 1), "promising");
    CHECK_TEXT(rfm_segment(&table, 5, 1), "new");
    CHECK_TEXT(rfm_segment(&table, 5, 4), "champions");
}

static bool put(struct rfm_segments *table, const char *r, const char *f, const char *name,
                struct error *e)
{
    error_clear(e);
    return rfm_segments_put(table, slice_of(r), slice_of(f), slice_of(name), e);
}

static void test_own_segments(void)
{
    struct rfm_segments table = {0};
    struct error e;
    CHECK(put(&table, "1-3", "1-5", "away", &e));
    CHECK(put(&table, " 4 ", "1-5", "here", &e));
    CHECK(put(&table, "5", "2-5", " here now ", &e));
    CHECK(!rfm_segments_complete(&table, &e));
    CHECK_TEXT(slice_of(e.text), "no segment for r-f 5-1: each of the 25 pairs needs one");
    CHECK(put(&table, "5", "1", "new", &e));
    CHECK(rfm_segments_complete(&table, &e));
    CHECK_TEXT(rfm_segment(&table, 2, 4), "away");
    CHECK_TEXT(rfm_segment(&table, 5, 5), "here now");
}

static void test_refused_segments(void)
{
    struct rfm_segments table = {0};
    struct error e;
    static const char *const bad[] = {"0", "6", "", "2-1", "1-6", "x", "1,2", "12", "-1"};
    for (size_t i = 0; i < sizeof bad / sizeof bad[0]; i++) {
        CHECK(!put(&table, bad[i], "1", "name", &e));
        CHECK(!put(&table, "1", bad[i], "name", &e));
    }
    CHECK(!put(&table, "1", "1", "  ", &e));
    CHECK(put(&table, "2", "2", "two", &e));
    CHECK(!put(&table, "1-5", "2", "again", &e));
    CHECK_TEXT(slice_of(e.text), "r 2, f 2 already is 'two'");
    CHECK(table.name[0][1].len == 0);
}

enum { DAYS = 4, TOTAL, RECENCY, R = 11, F, M, SEGMENT };

struct cdnow {
    int64_t recency[DATA_ROWS], days[DATA_ROWS], total[DATA_ROWS];
    size_t count;
};

static bool read_cdnow(struct cdnow *c)
{
    struct data_file d;
    if (!data_open(&d, per_customer))
        return false;
    for (c->count = 0; c->count < DATA_ROWS && data_next(&d); c->count++) {
        c->recency[c->count] = -data_scaled(&d, RECENCY, 1);
        c->days[c->count] = data_scaled(&d, DAYS, 1);
        c->total[c->count] = data_scaled(&d, TOTAL, 100);
    }
    return true;
}

static void check_counts(size_t got[3][RFM_SCORES])
{
    static const size_t expected[3][RFM_SCORES] = {
        {480, 478, 459, 475, 465}, {1411, 0, 439, 214, 293}, {480, 464, 471, 471, 471}};
    for (int i = 0; i < 3; i++)
        for (int s = 0; s < RFM_SCORES; s++)
            CHECK_NUMBER((int64_t)got[i][s], (int64_t)expected[i][s]);
}

static void check_segments(size_t count[RFM_SCORES][RFM_SCORES])
{
    static const struct {
        const char *name;
        size_t customers;
    } expected[] = {{"hibernating", 874}, {"about_to_sleep", 390},
                    {"champions", 335},   {"potential_loyalist", 312},
                    {"loyal", 161},       {"promising", 147},
                    {"at_risk", 78},      {"need_attention", 54},
                    {"cant_lose", 6},     {"new", 0}};
    struct rfm_segments table = rfm_segments_default();
    for (size_t i = 0; i < sizeof expected / sizeof expected[0]; i++) {
        size_t customers = 0;
        for (int r = 1; r <= RFM_SCORES; r++)
            for (int f = 1; f <= RFM_SCORES; f++)
                if (slice_equal(rfm_segment(&table, r, f), slice_of(expected[i].name)))
                    customers += count[r - 1][f - 1];
        CHECK_NUMBER((int64_t)customers, (int64_t)expected[i].customers);
    }
}

/* Every customer of the CDNOW calibration, as of 1997-09-30. */
static void test_cdnow(void)
{
    struct cdnow *c = calloc(1, sizeof *c);
    struct data_file d;
    size_t counts[3][RFM_SCORES] = {{0}};
    size_t cells[RFM_SCORES][RFM_SCORES] = {{0}};
    if (c == NULL || !read_cdnow(c) || !data_open(&d, per_customer))
        return;
    struct rfm_segments table = rfm_segments_default();
    struct rfm_cuts recency = rfm_cuts_of(c->recency, c->count);
    struct rfm_cuts days = rfm_cuts_of(c->days, c->count);
    struct rfm_cuts total = rfm_cuts_of(c->total, c->count);
    size_t wrong = 0;
    for (size_t i = 0; i < c->count && data_next(&d); i++) {
        int r = rfm_score(&recency, c->recency[i]);
        int f = rfm_score(&days, c->days[i]);
        int m = rfm_score(&total, c->total[i]);
        counts[0][r - 1]++;
        counts[1][f - 1]++;
        counts[2][m - 1]++;
        cells[r - 1][f - 1]++;
        wrong += r != data_scaled(&d, R, 1) || f != data_scaled(&d, F, 1) ||
                 m != data_scaled(&d, M, 1) ||
                 !slice_equal(rfm_segment(&table, r, f), data_text(&d, SEGMENT));
    }
    fclose(d.stream);
    CHECK_NUMBER((int64_t)c->count, 2357);
    CHECK_NUMBER((int64_t)wrong, 0);
    check_counts(counts);
    check_segments(cells);
    free(c);
}

int main(void)
{
    test_definition();
    test_ties_and_none();
    test_usual_segments();
    test_own_segments();
    test_refused_segments();
    test_cdnow();
    return test_report("rfm");
}
