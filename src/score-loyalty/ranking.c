/* SPDX-License-Identifier: MIT */
#include "score-loyalty/ranking.h"

#include <math.h>
#include <stdlib.h>

static int compare_scores(const void *left, const void *right)
{
    const struct ranked_customer *a = left;
    const struct ranked_customer *b = right;
    return (a->score > b->score) - (a->score < b->score);
}

double ranking_auc(struct ranked_customer *customers, size_t count)
{
    double won = 0; /* pairs in which the one who came stands higher */
    double stayed_away = 0;
    double came = 0;
    qsort(customers, count, sizeof *customers, compare_scores);
    for (size_t i = 0; i < count;) {
        double equal_came = 0;
        double equal_away = 0;
        const double score = customers[i].score;
        for (; i < count && customers[i].score == score; i++) {
            equal_came += customers[i].came;
            equal_away += !customers[i].came;
        }
        won += equal_came * (stayed_away + equal_away / 2);
        came += equal_came;
        stayed_away += equal_away;
    }
    return came > 0 && stayed_away > 0 ? won / (came * stayed_away) : NAN;
}
