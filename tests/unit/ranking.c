/* SPDX-License-Identifier: MIT */
#include "score-loyalty/ranking.h"

#include <math.h>

#include "loyalty_data.h"

static void test_ties(void)
{
    struct ranked_customer tied[] = {{1, true}, {1, false}, {1, false}};
    struct ranked_customer right[] = {{1, false}, {3, true}, {2, false}, {3, true}};
    struct ranked_customer wrong[] = {{1, true}, {3, false}};
    struct ranked_customer mixed[] = {{2, true}, {1, false}, {2, false}, {3, false}};
    struct ranked_customer all[] = {{1, true}, {2, true}};
    CHECK(ranking_auc(tied, 3) == .5);
    CHECK(ranking_auc(right, 4) == 1);
    CHECK(ranking_auc(wrong, 2) == 0);
    CHECK(ranking_auc(mixed, 4) == .5);
    CHECK(isnan(ranking_auc(all, 2)));
    CHECK(isnan(ranking_auc(all, 0)));
}

/* CDNOW: how well the scores of 1997-09-30 tell who bought at all in the next 39 weeks. */
static void test_cdnow(void)
{
    enum { LATER = 4, R = 11, SCORES = 3 };
    static const double expected[SCORES + 1] = {.7544, .7558, .7187, .7762};
    static struct ranked_customer by[SCORES + 1][DATA_ROWS];
    struct data_file summary;
    struct data_file scores;
    size_t count = 0;
    int64_t came = 0;
    if (!data_open(&summary, "../shared/data/loyalty/btyd_cdnow_cbs.csv") ||
        !data_open(&scores, "../shared/data/loyalty/expected_cdnow_rfm.csv"))
        return;
    for (; count < DATA_ROWS && data_next(&summary) && data_next(&scores); count++) {
        double sum = 0;
        bool bought = data_number(&summary, LATER) > 0;
        for (size_t s = 0; s < SCORES; s++) {
            double score = data_number(&scores, R + s);
            by[s][count] = (struct ranked_customer){score, bought};
            sum += score;
        }
        by[SCORES][count] = (struct ranked_customer){sum, bought};
        came += bought;
    }
    CHECK_NUMBER((int64_t)count, 2357);
    CHECK_NUMBER(came, 684);
    for (size_t s = 0; s <= SCORES; s++)
        CHECK(fabs(ranking_auc(by[s], count) - expected[s]) < 5e-5);
}

int main(void)
{
    test_ties();
    test_cdnow();
    return test_report("ranking");
}
