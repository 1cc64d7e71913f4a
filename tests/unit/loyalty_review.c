/* SPDX-License-Identifier: MIT */
#include "score-loyalty/review.h"

#include "test.h"

static struct review_peers peers_of(uint32_t count, uint32_t complaints, uint32_t returned)
{
    struct review_peers peers = {.customers = {0}};
    for (uint32_t i = 0; i < count; i++) {
        struct review_claims c = {3, i % 4 == 0 ? complaints : 0, i % 4 == 0 ? returned : 0, 5};
        review_add(&peers, &c);
    }
    return peers;
}

static bool looks(const struct review_peers *peers, struct review_claims c)
{
    struct arena arena = {0};
    bool some = review_reason(peers, &c, &arena).len != 0;
    arena_free(&arena);
    return some;
}

int main(void)
{
    struct review_peers quiet = peers_of(40, 0, 0);
    CHECK(!looks(&quiet, (struct review_claims){3, 2, 1, 5}));   /* on the fence: 0 + 3 * 1 */
    CHECK(looks(&quiet, (struct review_claims){3, 2, 2, 5}));    /* beyond it */
    CHECK(!looks(&quiet, (struct review_claims){3, 1, 50, 60})); /* returns, and one complaint */
    CHECK(!looks(&quiet, (struct review_claims){3, 0, 255, 300}));
    CHECK(looks(&quiet, (struct review_claims){3, 300, 0, 5}));
    CHECK(!looks(&quiet, (struct review_claims){2, 9, 9, 5})); /* nobody to compare with */

    struct review_peers few = peers_of(19, 0, 0);
    CHECK(!looks(&few, (struct review_claims){3, 9, 9, 9}));

    /* a quarter of the peers has 4 claims, the upper quartile is still 0; with more of them it is 4 */
    struct review_peers busy = peers_of(40, 2, 2);
    CHECK(looks(&busy, (struct review_claims){3, 2, 2, 5}));
    for (int i = 0; i < 30; i++) {
        struct review_claims c = {3, 2, 2, 5};
        review_add(&busy, &c);
    }
    CHECK(!looks(&busy, (struct review_claims){3, 8, 8, 20})); /* 4 + 3 * 4 */
    CHECK(looks(&busy, (struct review_claims){3, 9, 8, 20}));

    struct arena arena = {0};
    struct review_claims c = {3, 3, 4, 9};
    CHECK_TEXT(review_reason(&quiet, &c, &arena),
               "3 complaints and 4 orders given back, of 9 orders: three quarters of the 40 customers who buy as often have at "
               "most 0 of both");
    arena_free(&arena);
    return test_report("loyalty_review");
}
