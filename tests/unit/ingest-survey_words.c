/* SPDX-License-Identifier: MIT */
#include "test.h"

#include "ingest-survey/scale.h"
#include "ingest-survey/words.h"
#include "lib/text.h"

static struct arena arena;

static struct slice fold(const char *text)
{
    return text_key(&arena, slice_of(text));
}

static void check_metric(const struct words *w, const char *question, const char *metric)
{
    bool has = words_have(w, "metric", metric, fold(question));
    CHECK(has);
    if (!has)
        printf("    %s is not %s\n", question, metric);
}

static void metrics(const struct words *w)
{
    check_metric(w, "How likely are you to recommend us?", "nps");
    check_metric(w, "Πόσο πιθανό είναι να μας συστήσετε;", "nps");
    check_metric(w, "Czy poleciłby nas Pan znajomym?", "nps");
    check_metric(w, "Порекомендуете ли вы нас?", "nps");
    check_metric(w, "هل توصي بنا لأصدقائك؟", "nps");
    check_metric(w, "Overall satisfaction", "csat");
    check_metric(w, "ΠΟΣΟ ΙΚΑΝΟΠΟΙΗΜΕΝΟΣ ΕΙΣΤΕ", "csat");
    check_metric(w, "Насколько вы удовлетворены?", "csat");
    check_metric(w, "How easy was it?", "ces");
    check_metric(w, "Oceń nas", "rating");
    CHECK(!words_have(w, "metric", "ces", fold("uneasy")));
    CHECK(!words_have(w, "metric", "nps", fold("snaps")));
    CHECK(!words_have(w, "metric", "rating", fold("Please elaborate, operate or narrate")));
}

static void check_touchpoint(const struct words *w, const char *question, const char *touchpoint)
{
    CHECK_TEXT(words_match(w, "touchpoint", fold(question)), touchpoint);
}

static void touchpoints(const struct words *w)
{
    check_touchpoint(w, "How satisfied are you with the courier?", "courier");
    check_touchpoint(w, "Πόσο γρήγορη ήταν η παράδοση;", "courier");
    check_touchpoint(w, "Czystość w sklepie", "appearance");
    check_touchpoint(w, "Цены в магазине", "price");
    check_touchpoint(w, "نظافة المتجر", "appearance");
    check_touchpoint(w, "Parking", "parking");
    check_touchpoint(w, "Opening hours of the shop", "hours");
    check_touchpoint(w, "The return of goods", "returns");
    check_touchpoint(w, "How was your complaint handled?", "complaint_handling");
    check_touchpoint(w, "Our web site", "web_site");
    check_touchpoint(w, "How old are you?", "");
    /* all that the manual names but "other", which is none of them */
    static const char *const all[] = {"product",
                                      "service",
                                      "staff",
                                      "shop",
                                      "access",
                                      "hours",
                                      "parking",
                                      "appearance",
                                      "call_centre",
                                      "web_site",
                                      "social",
                                      "order_status",
                                      "packaging",
                                      "courier",
                                      "price",
                                      "payment",
                                      "billing",
                                      "returns",
                                      "after_sales",
                                      "support",
                                      "waiting",
                                      "complaint_handling",
                                      "contact_frequency",
                                      "registration"};
    for (size_t i = 0; i < sizeof all / sizeof *all; i++)
        CHECK(words_know(w, "touchpoint", slice_of(all[i])));
    size_t values = 1;
    struct slice list = words_values(w, "touchpoint", &arena);
    for (size_t i = 0; i < list.len; i++)
        values += list.ptr[i] == ',';
    CHECK_NUMBER((int64_t)values, (int64_t)(sizeof all / sizeof *all));
}

static void whole_texts(const struct words *w)
{
    CHECK(words_are(w, "other", fold("[Other]")));
    CHECK(words_are(w, "other", fold("Other (please specify)")));
    CHECK(words_are(w, "comment", fold("Σχόλια:")));
    CHECK(!words_are(w, "other", fold("Another day")));
}

static void check_scale(const char *question, int64_t low, int64_t high)
{
    int64_t min = -1;
    int64_t max = -1;
    CHECK(scale_stated(fold(question), &min, &max) == (high != 0));
    if (high != 0) {
        CHECK_NUMBER(min, low);
        CHECK_NUMBER(max, high);
    }
}

static void scales(void)
{
    check_scale("On a scale from 1 to 5, how was it?", 1, 5);
    check_scale("Rate us (0-10)", 0, 10);
    check_scale("Rate us (1–7)", 1, 7);
    check_scale("Αξιολογήστε από το 1 έως το 5", 1, 5);
    check_scale("Αξιολογήστε (1 έως 5)", 1, 5);
    check_scale("oceń w skali 1 do 10", 1, 10);
    check_scale("оцените от 1 до 5", 1, 5);
    check_scale("من 1 الى 5", 1, 5);
    check_scale("score each between 0 (like least) and 5 (like most)", 0, 5);
    check_scale("How hard?\n\n1 - Extremely simple\n5 - Very difficult", 1, 5);
    check_scale("In the last 3 months, how often?", 0, 0);
    check_scale("Are you 18 to 29 years old?", 0, 0);
    check_scale("What about Q1-5 and $1-$5?", 0, 0);
    check_scale("", 0, 0);
}

int main(void)
{
    struct error e = {0};
    struct words *w = words_load(&arena, &e);
    CHECK(w != NULL);
    if (w != NULL) {
        metrics(w);
        touchpoints(w);
        whole_texts(w);
    }
    scales();
    arena_free(&arena);
    return test_report("ingest-survey_words");
}
