/* SPDX-License-Identifier: MIT */
#include "track-cases/label_sets.h"

#include "test.h"
#include "track-cases/case_marks.h"

static const uint64_t seed[2] = {5, 6};

static void check_parse(struct label_sets *s, struct arena *a)
{
    uint32_t set = label_sets_parse(s, SLICE("anger:error; leave:warn ;;praise:none;anger:info"));
    CHECK_NUMBER((int64_t)label_sets_count(s, set), 3);
    CHECK_TEXT(label_sets_text(s, set, a), "anger;leave;praise");
    CHECK_TEXT(label_sets_graded_text(s, set, a), "anger:error;leave:warn;praise:none");
    CHECK_NUMBER(label_sets_grade(s, set, SLICE("anger")), GRADE_ERROR);
    CHECK_NUMBER(label_sets_grade(s, set, SLICE("praise")), GRADE_NONE);
    CHECK_NUMBER(label_sets_grade(s, set, SLICE("legal")), -1);
    CHECK_NUMBER(label_sets_parse(s, SLICE("anger:error;leave:warn;praise")), set);
    CHECK_NUMBER(label_sets_parse(s, SLICE("")), LABEL_SET_EMPTY);
    CHECK_NUMBER(label_sets_parse(s, SLICE(" ; ;")), LABEL_SET_EMPTY);
    /* A colon that is followed by no grade belongs to the label. */
    CHECK_TEXT(label_sets_text(s, label_sets_parse(s, SLICE("a:b;c:warn:x")), a), "a:b;c:warn:x");
    CHECK_TEXT(label_sets_text(s, label_sets_single(s, SLICE("Anna; B:warn")), a), "Anna; B:warn");
}

static void check_join(struct label_sets *s, struct arena *a)
{
    uint32_t one = label_sets_parse(s, SLICE("leave:warn;anger:info"));
    uint32_t two = label_sets_parse(s, SLICE("anger:error;optout:warn"));
    uint32_t both = label_sets_join(s, one, two);
    CHECK_TEXT(label_sets_text(s, both, a), "leave;anger;optout");
    CHECK_TEXT(label_sets_graded_text(s, both, a), "anger:error;leave:warn;optout:warn");
    CHECK_TEXT(label_sets_graded_text(s, label_sets_join(s, two, one), a),
               "anger:error;leave:warn;optout:warn");
    CHECK_NUMBER(label_sets_join(s, one, two), both);
    CHECK_NUMBER(label_sets_join(s, both, two), both);
    CHECK_NUMBER(label_sets_join(s, one, LABEL_SET_EMPTY), one);
    CHECK_NUMBER(label_sets_join(s, LABEL_SET_EMPTY, one), one);
}

/* Many unions, so that places in the memory of unions are taken over and over. */
static void check_many(struct label_sets *s, struct arena *a)
{
    uint32_t all = LABEL_SET_EMPTY;
    for (unsigned i = 0; i < 9000; i++)
        all = label_sets_join(s, all, label_sets_single(s, arena_print(a, "label-%u", i * 7 % 31)));
    CHECK_NUMBER((int64_t)label_sets_count(s, all), 31);
    CHECK_TEXT(label_sets_label(s, all, 1, NULL), "label-7");
}

static void check_marks(struct label_sets *s)
{
    struct case_marks marks = {0};
    uint32_t angry = label_sets_parse(s, SLICE("praise:none;anger:warn"));
    CHECK_NUMBER(case_marks_of(&marks, s, angry), MARK_COMPLAINS | MARK_ASKS);
    CHECK_NUMBER(case_marks_of(&marks, s, angry), MARK_COMPLAINS | MARK_ASKS);
    CHECK_NUMBER(case_marks_of(&marks, s, label_sets_parse(s, SLICE("praise:none"))), 0);
    CHECK_NUMBER(case_marks_of(&marks, s, label_sets_parse(s, SLICE("no_apology:warn"))), MARK_ACKNOWLEDGES);
    CHECK_NUMBER(case_marks_of(&marks, s, LABEL_SET_EMPTY), 0);
    case_marks_free(&marks);
}

int main(void)
{
    struct arena arena = {0};
    struct label_sets sets;
    label_sets_start(&sets, &arena, seed);
    check_parse(&sets, &arena);
    check_join(&sets, &arena);
    check_many(&sets, &arena);
    check_marks(&sets);
    label_sets_free(&sets);
    arena_free(&arena);
    return test_report("track_cases_label_sets");
}
