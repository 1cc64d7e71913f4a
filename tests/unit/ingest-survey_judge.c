/* SPDX-License-Identifier: MIT */
#include "test.h"

#include "ingest-survey/ids.h"
#include "ingest-survey/judge.h"
#include "lib/number.h"

static struct arena arena;

static void check(struct judge *j, const char *value, enum verdict verdict, const char *score)
{
    for (int again = 0; again < 2; again++) { /* what is remembered says the same */
        const struct judgement *got = judge_value(j, slice_of(value));
        CHECK_NUMBER(got->verdict, verdict);
        CHECK(got->scored == (score[0] != '\0'));
        CHECK_TEXT(got->text, score);
    }
}

static void numbers(const struct labels *labels)
{
    struct entry nps = {.use = USE_ANSWER,
                        .metric = METRIC_NPS,
                        .has_scale = true,
                        .min = 0,
                        .max = 10 * NUMBER_ONE,
                        .set = -1};
    struct judge *j = judge_start(&nps, labels, false, &arena);
    check(j, "0", VERDICT_ANSWER, "0");
    check(j, "10", VERDICT_ANSWER, "100");
    check(j, "7", VERDICT_ANSWER, "70");
    check(j, "11", VERDICT_BAD, "");
    check(j, "-1", VERDICT_BAD, "");
    check(j, "nine", VERDICT_BAD, "");
    check(j, "don't know", VERDICT_ANSWER, "");
    check(j, "NA", VERDICT_NONE, "");
    struct entry down = {.use = USE_ANSWER,
                         .metric = METRIC_RATING,
                         .has_scale = true,
                         .min = NUMBER_ONE,
                         .max = 7 * NUMBER_ONE,
                         .down = true,
                         .set = -1};
    j = judge_start(&down, labels, true, &arena);
    check(j, "1", VERDICT_ANSWER, "100");
    check(j, "2", VERDICT_ANSWER, "83,33");
    check(j, "7", VERDICT_ANSWER, "0");
    CHECK_TEXT(judge_expects(j, &arena), "a number from 1 to 7");
}

static void words(const struct labels *labels)
{
    int set = label_set_find(labels, SLICE("agreement-7"));
    struct entry agree = {.use = USE_ANSWER,
                          .metric = METRIC_AGREE,
                          .has_scale = true,
                          .min = NUMBER_ONE,
                          .max = 7 * NUMBER_ONE,
                          .set = set};
    struct judge *j = judge_start(&agree, labels, false, &arena);
    check(j, "Agree", VERDICT_ANSWER, "83.33");
    check(j, "Somewhat agree (8)", VERDICT_ANSWER, "66.67");
    check(j, "Затрудняюсь ответить", VERDICT_ANSWER, "50");
    check(j, "Perhaps", VERDICT_BAD, "");
    check(j, "5", VERDICT_BAD, "");
    CHECK_TEXT(judge_expects(j, &arena), "a label of agreement-7");
    /* more different values than are remembered */
    for (int i = 0; i < 500; i++) {
        struct slice value = arena_print(&arena, "Agree (%d)", i % 100);
        CHECK(judge_value(j, value)->score == judge_value(j, SLICE("Agree"))->score);
    }
}

static void others(const struct labels *labels)
{
    struct entry option = {
        .use = USE_OPTION, .metric = METRIC_CHOICE, .option = SLICE("Bread"), .set = -1};
    struct judge *j = judge_start(&option, labels, false, &arena);
    check(j, "1", VERDICT_ANSWER, "");
    check(j, "Yes", VERDICT_ANSWER, "");
    check(j, "Bread", VERDICT_ANSWER, "");
    check(j, "0", VERDICT_UNTICKED, "");
    check(j, "Nie", VERDICT_UNTICKED, "");
    check(j, "N/A", VERDICT_UNTICKED, "");
    check(j, "Milk", VERDICT_BAD, "");
    struct entry text = {.use = USE_ANSWER, .metric = METRIC_TEXT, .set = -1};
    j = judge_start(&text, labels, false, &arena);
    check(j, "7", VERDICT_ANSWER, "");
    check(j, "NA", VERDICT_NONE, "");
    check(j, "NA, as I said to your colleague", VERDICT_ANSWER, "");
}

/* The id of one record whose fields are split at commas. */
static struct slice id_of(struct ids *ids, const char *text, char out[ID_TEXT_MAX])
{
    static uint32_t ends[8];
    struct csv_record record = {
        .raw = slice_of(text), .base = text, .ends = ends, .scratch = &arena};
    for (uint32_t i = 0; i <= record.raw.len; i++) {
        if (i == record.raw.len || text[i] == ',')
            ends[record.count++] = i;
    }
    return ids_next(ids, &record, out);
}

static void check_ids(void)
{
    static const uint64_t seeds[2][2] = {{1, 2}, {3, 4}};
    char first[ID_TEXT_MAX];
    char other[ID_TEXT_MAX];
    struct ids a;
    struct ids b;
    ids_start(&a, &arena, seeds[0]);
    ids_start(&b, &arena, seeds[1]);
    struct slice id = id_of(&a, "x,y", first);
    CHECK(slice_equal(id, id_of(&b, "\"x\",y", other))); /* whatever the seed and the quotes */
    CHECK_NUMBER((int64_t)id.len, 17);
    struct slice second = id_of(&a, "x,y", other);
    CHECK(slice_starts(second, id) && slice_equal(slice_from(second, id.len), SLICE("-2")));
    CHECK(!slice_equal(id, id_of(&a, "xy,", other)));
    for (int i = 0; i < 1000; i++)
        CHECK(id_of(&a, arena_string(&arena, arena_print(&arena, "%d,y", i)), other).len == 17);
    CHECK(slice_equal(slice_from(id_of(&a, "x,y", other), 17), SLICE("-3")));
}

int main(void)
{
    struct world w = {.arena = &arena, .in_memory = true};
    struct error e = {0};
    struct labels *labels = labels_load(&w, &arena, NULL, &e);
    CHECK(labels != NULL);
    if (labels != NULL) {
        numbers(labels);
        words(labels);
        others(labels);
    }
    check_ids();
    arena_free(&arena);
    return test_report("ingest-survey_judge");
}
