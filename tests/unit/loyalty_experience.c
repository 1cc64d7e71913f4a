/* SPDX-License-Identifier: MIT */
#include "score-loyalty/experience.h"

#include "lib/number.h"
#include "test.h"

enum { HOUR = 3600, DAY = 24 * HOUR };

static const struct experience_terms usual = {.as_of = 100, .resolve_target = 24 * NUMBER_ONE};

static void answer(struct experience_log *log, uint32_t customer, int32_t day, uint64_t sheet, int score, bool is_nps)
{
    struct answer a = {.when = (int64_t)day * DAY,
                       .score = score * NUMBER_ONE,
                       .sheet = sheet,
                       .customer = customer,
                       .day = day,
                       .is_nps = is_nps};
    experience_add_answer(log, &a);
}

static struct matter complaint(int32_t opened, int32_t solved, int64_t hours)
{
    return (struct matter){.opened = (int64_t)opened * DAY,
                           .solved = (int64_t)solved * DAY,
                           .hours = hours * NUMBER_ONE,
                           .customer = 1,
                           .opened_day = opened,
                           .solved_day = solved,
                           .is_complaint = true,
                           .is_solved = true};
}

static struct experience of(struct experience_log *log, uint32_t customer, const struct experience_terms *terms)
{
    experience_log_sort(log);
    struct experience_part part = experience_find(log, customer);
    return experience_of(&part, terms);
}

static void test_nobody(void)
{
    struct experience_log log = {0};
    struct experience x = of(&log, 3, &usual);
    CHECK(!x.has_answer && !x.has_nps && x.complaints == 0 && x.worst == LOYALTY_NO_COMPLAINT);
    answer(&log, 4, 1, 1, 50, false);
    CHECK(!of(&log, 3, &usual).has_answer);
    CHECK(!of(&log, 5, &usual).has_answer);
    CHECK(!of(&log, UINT32_MAX, &usual).has_answer);
    CHECK(of(&log, 4, &usual).has_answer);
    experience_log_free(&log);
}

static void test_latest(void)
{
    struct experience_log log = {0};
    answer(&log, 1, 30, 2, 90, true);
    answer(&log, 1, 30, 3, 80, false); /* the same moment: the lower one counts */
    answer(&log, 1, 10, 1, 100, true);
    answer(&log, 1, 101, 4, 70, true); /* after as_of */
    struct experience x = of(&log, 1, &usual);
    CHECK_NUMBER(x.answer, 80 * NUMBER_ONE);
    CHECK_NUMBER(x.nps, 9);
    CHECK_NUMBER(x.mean, 90 * NUMBER_ONE);
    CHECK_NUMBER(x.complaints, 0);
    experience_log_free(&log);
}

static void test_low_sheets(void)
{
    struct experience_log log = {0};
    answer(&log, 1, 10, 1, 40, false);
    answer(&log, 1, 10, 1, 20, false); /* the same sheet: one complaint */
    answer(&log, 1, 10, 2, 41, false); /* none */
    struct experience x = of(&log, 1, &usual);
    CHECK_NUMBER(x.complaints, 1);
    CHECK_NUMBER(x.open_complaints, 1);
    CHECK_NUMBER(x.cases, 0);
    CHECK(x.worst == LOYALTY_OPEN);
    answer(&log, 1, 11, 3, 69, false); /* not content yet */
    CHECK_NUMBER(of(&log, 1, &usual).open_complaints, 1);
    answer(&log, 1, 11, 4, 70, false); /* within 24 hours */
    x = of(&log, 1, &usual);
    CHECK_NUMBER(x.open_complaints, 0);
    CHECK_NUMBER(x.recovered, 1);
    CHECK(x.worst == LOYALTY_RESOLVED);
    answer(&log, 1, 5, 5, 0, false); /* six days before */
    x = of(&log, 1, &usual);
    CHECK_NUMBER(x.complaints, 2);
    CHECK(x.worst == LOYALTY_RESOLVED_LATE);
    experience_log_free(&log);
}

/* A content answer of the same moment solves nothing: nobody did anything in between. */
static void test_same_moment(void)
{
    struct experience_log log = {0};
    answer(&log, 1, 10, 1, 10, false);
    answer(&log, 1, 10, 2, 100, false);
    CHECK_NUMBER(of(&log, 1, &usual).open_complaints, 1);
    experience_log_free(&log);
}

static void test_cases(void)
{
    struct experience_log log = {0};
    struct matter m = complaint(10, 12, 24);
    experience_add_matter(&log, &m);
    struct experience x = of(&log, 1, &usual);
    CHECK(x.worst == LOYALTY_RESOLVED);
    CHECK_NUMBER(x.cases, 1);
    CHECK_NUMBER(x.recovered, 0);
    m = complaint(20, 22, 25);
    m.promises_broken = 2;
    experience_add_matter(&log, &m);
    CHECK(of(&log, 1, &usual).worst == LOYALTY_RESOLVED_LATE);
    CHECK_NUMBER((int64_t)of(&log, 1, &usual).promises_broken, 2);
    m = complaint(30, 101, 1); /* solved after as_of: open as of then */
    experience_add_matter(&log, &m);
    x = of(&log, 1, &usual);
    CHECK(x.worst == LOYALTY_OPEN);
    CHECK_NUMBER(x.open_complaints, 1);
    m = complaint(101, 102, 1); /* has not happened yet */
    experience_add_matter(&log, &m);
    CHECK_NUMBER(of(&log, 1, &usual).complaints, 3);
    m = complaint(40, 41, 1);
    m.is_complaint = false;
    experience_add_matter(&log, &m);
    CHECK_NUMBER(of(&log, 1, &usual).complaints, 3);
    experience_log_free(&log);
}

static void test_unknown_hours(void)
{
    struct experience_log log = {0};
    struct matter m = complaint(10, 10, 0);
    m.hours = NO_HOURS;
    experience_add_matter(&log, &m);
    CHECK(of(&log, 1, &usual).worst == LOYALTY_RESOLVED_LATE);
    experience_log_free(&log);
}

static void test_recovery(void)
{
    struct experience_log log = {0};
    struct matter m = complaint(10, 12, 1);
    experience_add_matter(&log, &m);
    struct experience_terms bought = usual;
    bought.has_purchase = true;
    bought.last_purchase = 12;
    CHECK_NUMBER(of(&log, 1, &bought).recovered, 0);
    bought.last_purchase = 13;
    CHECK_NUMBER(of(&log, 1, &bought).recovered, 1);
    answer(&log, 1, 20, 1, 60, false); /* nothing before to be better than, and not content */
    CHECK_NUMBER(of(&log, 1, &usual).recovered, 0);
    answer(&log, 1, 5, 2, 50, false);
    CHECK_NUMBER(of(&log, 1, &usual).recovered, 1);
    experience_log_free(&log);
}

int main(void)
{
    test_nobody();
    test_latest();
    test_low_sheets();
    test_same_moment();
    test_cases();
    test_unknown_hours();
    test_recovery();
    CHECK_TEXT(slice_of(nps_class_name(9)), "promoter");
    CHECK_TEXT(slice_of(nps_class_name(8)), "passive");
    CHECK_TEXT(slice_of(nps_class_name(6)), "detractor");
    return test_report("loyalty_experience");
}
