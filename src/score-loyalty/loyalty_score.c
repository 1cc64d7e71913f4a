/* SPDX-License-Identifier: MIT */
#include "score-loyalty/loyalty_score.h"

/* The highest r + f + m - 3, and r + f - 2. */
enum { STEPS = 12, STEPS_WITHOUT_MONEY = 8, PER_CENT = 100 };

static const int64_t attitude_is_high = 75 * (int64_t)LOYALTY_ANSWER;

struct loyalty_policy loyalty_policy_default(bool large_losses)
{
    struct loyalty_policy small = {7500, {100, 95, 70, 46}, 70};
    struct loyalty_policy large = {7500, {100, 82, 54, 19}, 70};
    return large_losses ? large : small;
}

static int64_t kept_after_complaints(const struct loyalty_policy *policy,
                                     const struct loyalty_facts *facts)
{
    if (facts->complaints == 0)
        return PER_CENT;
    int64_t kept = policy->kept[facts->worst];
    return facts->complaints > 1 && kept > policy->kept_of_many ? policy->kept_of_many : kept;
}

/* So many of the fractions below make one unit of the score: the only division is the rounding. */
static const int64_t fractions =
    (int64_t)STEPS * LOYALTY_WEIGHTS * LOYALTY_ANSWER * PER_CENT / LOYALTY_UNIT;

/* To the next unit, half up; not negative. */
static int32_t rounded(int64_t fraction)
{
    return (int32_t)((fraction + fractions / 2) / fractions);
}

struct loyalty_score loyalty_score_of(const struct loyalty_policy *policy,
                                      const struct loyalty_facts *facts)
{
    const int64_t behaviour = facts->has_answer ? policy->behaviour_weight : LOYALTY_WEIGHTS;
    const bool money = facts->m != LOYALTY_NO_MONEY;
    const int64_t full = behaviour * PER_CENT * LOYALTY_ANSWER;
    const int64_t step = money ? full : full * STEPS / STEPS_WITHOUT_MONEY;
    const int64_t parts[] = {
        [LOYALTY_FROM_RECENCY] = step * (facts->r - 1),
        [LOYALTY_FROM_FREQUENCY] = step * (facts->f - 1),
        [LOYALTY_FROM_MONEY] = money ? step * (facts->m - 1) : 0,
        [LOYALTY_FROM_ANSWER] =
            facts->has_answer ? (LOYALTY_WEIGHTS - behaviour) * facts->answer * STEPS : 0,
    };
    struct loyalty_score result = {0};
    int64_t base = 0;
    for (int i = 0; i < LOYALTY_FROM_COMPLAINTS; i++) {
        int32_t before = rounded(base * PER_CENT);
        base += parts[i];
        result.points[i] = rounded(base * PER_CENT) - before;
    }
    result.score = rounded(base * kept_after_complaints(policy, facts));
    result.points[LOYALTY_FROM_COMPLAINTS] = result.score - rounded(base * PER_CENT);
    return result;
}

const char *loyalty_part_name(enum loyalty_part part)
{
    static const char *const names[LOYALTY_PARTS] = {"recency", "frequency", "money", "answer",
                                                     "complaints"};
    return names[part];
}

enum loyalty_kind loyalty_kind_of(const struct loyalty_facts *facts)
{
    if (!facts->has_answer)
        return LOYALTY_KIND_UNKNOWN;
    bool buys = facts->m != LOYALTY_NO_MONEY ? 2 * (facts->r + facts->f + facts->m - 3) >= STEPS
                                             : 2 * (facts->r + facts->f - 2) >= STEPS_WITHOUT_MONEY;
    bool likes = facts->answer >= attitude_is_high;
    if (buys)
        return likes ? LOYALTY_KIND_TRUE : LOYALTY_KIND_SPURIOUS;
    return likes ? LOYALTY_KIND_LATENT : LOYALTY_KIND_LOW;
}

const char *loyalty_kind_name(enum loyalty_kind kind)
{
    static const char *const names[] = {"true", "latent", "spurious", "low", "unknown"};
    return names[kind];
}
