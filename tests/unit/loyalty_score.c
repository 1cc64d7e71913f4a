/* SPDX-License-Identifier: MIT */
#include "score-loyalty/loyalty_score.h"

#include "test.h"

static int64_t points_of(const struct loyalty_score *s)
{
    int64_t sum = 0;
    for (int i = 0; i < LOYALTY_PARTS; i++)
        sum += s->points[i];
    return sum;
}

static void test_behaviour_alone(void)
{
    struct loyalty_policy policy = loyalty_policy_default(false);
    struct loyalty_facts facts = {.r = 5, .f = 5, .m = 5};
    CHECK_NUMBER(loyalty_score_of(&policy, &facts).score, 10000);
    facts = (struct loyalty_facts){.r = 1, .f = 1, .m = 1};
    CHECK_NUMBER(loyalty_score_of(&policy, &facts).score, 0);
    facts = (struct loyalty_facts){.r = 4, .f = 3, .m = 1};
    struct loyalty_score s = loyalty_score_of(&policy, &facts);
    CHECK_NUMBER(s.score, 4167);
    CHECK_NUMBER(s.points[LOYALTY_FROM_RECENCY], 2500);
    CHECK_NUMBER(s.points[LOYALTY_FROM_FREQUENCY], 1667);
    CHECK_NUMBER(s.points[LOYALTY_FROM_MONEY], 0);
    CHECK_NUMBER(s.points[LOYALTY_FROM_ANSWER], 0);
}

static void test_answer(void)
{
    struct loyalty_policy policy = loyalty_policy_default(false);
    struct loyalty_facts facts = {.r = 5, .f = 5, .m = 5, .has_answer = true};
    struct loyalty_score s = loyalty_score_of(&policy, &facts);
    CHECK_NUMBER(s.score, 7500);
    facts.answer = 83333333;
    s = loyalty_score_of(&policy, &facts);
    CHECK_NUMBER(s.score, 9583);
    CHECK_NUMBER(s.points[LOYALTY_FROM_ANSWER], 2083);
    policy.behaviour_weight = 0;
    CHECK_NUMBER(loyalty_score_of(&policy, &facts).score, 8333);
}

static int32_t after(bool large, uint32_t complaints, enum loyalty_complaint worst)
{
    struct loyalty_policy policy = loyalty_policy_default(large);
    struct loyalty_facts facts = {5, 5, 5, false, 0, complaints, worst};
    struct loyalty_score s = loyalty_score_of(&policy, &facts);
    CHECK_NUMBER(points_of(&s), s.score);
    return s.score;
}

static void test_complaints(void)
{
    CHECK_NUMBER(after(false, 0, LOYALTY_NO_COMPLAINT), 10000);
    CHECK_NUMBER(after(false, 1, LOYALTY_RESOLVED), 9500);
    CHECK_NUMBER(after(false, 1, LOYALTY_RESOLVED_LATE), 7000);
    CHECK_NUMBER(after(false, 1, LOYALTY_OPEN), 4600);
    CHECK_NUMBER(after(false, 2, LOYALTY_RESOLVED), 7000);
    CHECK_NUMBER(after(false, 5, LOYALTY_OPEN), 4600);
    CHECK_NUMBER(after(true, 1, LOYALTY_RESOLVED), 8200);
    CHECK_NUMBER(after(true, 1, LOYALTY_RESOLVED_LATE), 5400);
    CHECK_NUMBER(after(true, 1, LOYALTY_OPEN), 1900);
    CHECK_NUMBER(after(true, 2, LOYALTY_RESOLVED), 7000);
    CHECK_NUMBER(after(true, 2, LOYALTY_RESOLVED_LATE), 5400);
}

/* Every combination: the points add up, stay in range, and no complaint ever helps. */
static void check_everywhere(struct loyalty_facts facts)
{
    struct loyalty_policy policy = loyalty_policy_default(false);
    int32_t milder = 10000;
    unsigned wrong = 0;
    for (int worst = LOYALTY_NO_COMPLAINT; worst < LOYALTY_COMPLAINTS; worst++) {
        for (uint32_t complaints = worst != 0; complaints <= (worst != 0 ? 3 : 0); complaints++) {
            facts.complaints = complaints;
            facts.worst = (enum loyalty_complaint)worst;
            struct loyalty_score s = loyalty_score_of(&policy, &facts);
            wrong += points_of(&s) != s.score || s.score < 0 || s.score > 10000;
            wrong += s.points[LOYALTY_FROM_COMPLAINTS] > 0 || s.points[LOYALTY_FROM_ANSWER] < 0;
            wrong += complaints <= 1 && s.score > milder;
            milder = complaints <= 1 ? s.score : milder;
        }
    }
    CHECK_NUMBER(wrong, 0);
}

static void test_everywhere(void)
{
    for (int rfm = 0; rfm < 125; rfm++) {
        for (int64_t answer = -1; answer <= 100; answer += 7) {
            check_everywhere((struct loyalty_facts){.r = 1 + rfm % 5,
                                                    .f = 1 + rfm / 5 % 5,
                                                    .m = 1 + rfm / 25,
                                                    .has_answer = answer >= 0,
                                                    .answer = answer * 1003337});
        }
    }
}

static const char *kind(int r, int f, int m, bool asked, int64_t answer)
{
    struct loyalty_facts facts = {r, f, m, asked, answer * LOYALTY_ANSWER, 0, 0};
    return loyalty_kind_name(loyalty_kind_of(&facts));
}

static void test_kinds(void)
{
    CHECK_TEXT(slice_of(kind(3, 3, 3, true, 75)), "true");
    CHECK_TEXT(slice_of(kind(3, 3, 3, true, 74)), "spurious");
    CHECK_TEXT(slice_of(kind(3, 3, 2, true, 75)), "latent");
    CHECK_TEXT(slice_of(kind(3, 3, 2, true, 0)), "low");
    CHECK_TEXT(slice_of(kind(5, 5, 5, false, 0)), "unknown");
}

int main(void)
{
    test_behaviour_alone();
    test_answer();
    test_complaints();
    test_everywhere();
    test_kinds();
    return test_report("loyalty_score");
}
