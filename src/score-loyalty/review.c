/* SPDX-License-Identifier: MIT */
#include "score-loyalty/review.h"

static uint32_t claims_of(const struct review_claims *c)
{
    uint64_t claims = (uint64_t)c->complaints + c->returned;
    return claims < REVIEW_MAX ? (uint32_t)claims : REVIEW_MAX - 1;
}

void review_add(struct review_peers *peers, const struct review_claims *c)
{
    peers->claims[c->frequency - 1][claims_of(c)]++;
    peers->customers[c->frequency - 1]++;
}

/* The claims that at least `numerator` quarters of the peers do not exceed. */
static uint32_t quartile(const uint32_t *claims, uint32_t customers, uint32_t numerator)
{
    uint64_t wanted = ((uint64_t)customers * numerator + 3) / 4;
    uint64_t seen = 0;
    for (uint32_t n = 0; n < REVIEW_MAX; n++) {
        seen += claims[n];
        if (seen >= wanted)
            return n;
    }
    return REVIEW_MAX - 1;
}

struct slice review_reason(const struct review_peers *peers, const struct review_claims *c,
                           struct arena *arena)
{
    const uint32_t *claims = peers->claims[c->frequency - 1];
    uint32_t customers = peers->customers[c->frequency - 1];
    if (customers < REVIEW_LEAST_PEERS || c->complaints < REVIEW_LEAST_COMPLAINTS)
        return (struct slice){"", 0};
    uint32_t lower = quartile(claims, customers, 1);
    uint32_t upper = quartile(claims, customers, 3);
    uint32_t spread = upper - lower > 1 ? upper - lower : 1;
    if (claims_of(c) <= upper + REVIEW_FENCE * spread)
        return (struct slice){"", 0};
    return arena_print(arena,
                       "%u complaints and %u orders given back, of %u orders: three quarters of "
                       "the %u customers who "
                       "buy as often have at most %u of both",
                       c->complaints, c->returned, c->orders, customers, upper);
}
