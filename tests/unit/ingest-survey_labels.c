/* SPDX-License-Identifier: MIT */
#include "test.h"

#include "ingest-survey/labels.h"
#include "lib/number.h"
#include "lib/text.h"

static struct arena arena;

static struct answer_shape shape_of(const char *text)
{
    return answer_shape(&arena, slice_of(text));
}

static void check_shape(const char *text, int64_t code, const char *key)
{
    struct answer_shape shape = shape_of(text);
    CHECK(shape.has_code);
    CHECK_NUMBER(shape.code, code * NUMBER_ONE);
    CHECK_TEXT(shape.key, key);
}

static void shapes(void)
{
    check_shape("4", 4, "");
    check_shape("٤", 4, "");
    check_shape("-3", -3, "");
    check_shape("(5)", 5, "");
    check_shape("3)", 3, "");
    check_shape("4/5", 4, "");
    check_shape("2 out of 5", 2, "");
    check_shape("5 stars", 5, "");
    check_shape("4 gwiazdki", 4, "");
    check_shape("4 - Satisfied", 4, "satisfied");
    check_shape("1 – Bardzo niezadowolony", 1, "bardzo niezadowolony");
    check_shape("(2) Most of the days", 2, "most of the days");
    check_shape("4. Good", 4, "good");
    check_shape("Neutral (4)", 4, "neutral");
    CHECK_NUMBER(shape_of("4,5").code, 4500000);
    CHECK(!shape_of("2.4 (released Aug. 2018)").has_code);
    CHECK(!shape_of("$50,000 - $99,999").has_code);
    CHECK(!shape_of("18-29").has_code);
    CHECK(!shape_of("3 ~ 5 years").has_code);
    CHECK(!shape_of("5 - 10 years").has_code);
    CHECK(!shape_of("Episode (1977)").has_code);
    CHECK_TEXT(shape_of("a. Excellent").key, "excellent");
}

static void check_key(const char *text, const char *key)
{
    CHECK_TEXT(label_key(&arena, text_key(&arena, slice_of(text))), key);
}

static void keys(void)
{
    check_key("Πολύ ικανοποιημένος/-η ", "πολυ ικανοποιημενοσ");
    check_key("ΙΚΑΝΟΠΟΙΗΜΈΝΟΣ", "ικανοποιημενοσ");
    check_key("Ani zadowolony(a), ani niezadowolony(a)", "ani zadowolony ani niezadowolony");
    check_key("Удовлетворён (а)", "удовлетворен");
    check_key("راضٍ جدًا", "راض جدا");
    check_key("Not much\xc2\xa0", "not much");
    check_key("N/A", "n/a");
    check_key("Very  satisfied!", "very satisfied");
    check_key("Agree (somewhat)", "agree (somewhat)");
}

/* What a label is worth in a set, in hundredths; -1: it is not there. */
static int64_t worth(const struct labels *labels, const char *set, const char *label)
{
    int number = label_set_find(labels, slice_of(set));
    if (number < 0)
        return -2;
    struct slice key = label_key(&arena, text_key(&arena, slice_of(label)));
    const struct label *found = label_in_set(labels, key, (size_t)number);
    return found == NULL ? -1 : number_rescale(found->score, 6, 2);
}

static void sets(const struct labels *labels)
{
    CHECK_NUMBER(worth(labels, "agreement-5", "Agree"), 7500);
    CHECK_NUMBER(worth(labels, "agreement-7", "Agree"), 8333);
    CHECK_NUMBER(worth(labels, "agreement-7", "Затрудняюсь ответить"), 5000);
    CHECK_NUMBER(worth(labels, "agreement-5", "Затрудняюсь ответить"), -1);
    CHECK_NUMBER(worth(labels, "satisfaction-5", "Raczej niezadowolony(a)"), 2500);
    CHECK_NUMBER(worth(labels, "satisfaction-5", "Zdecydowanie zadowolony(a)"), 10000);
    CHECK_NUMBER(worth(labels, "satisfaction-5", "Удовлетворен"), 7500);
    CHECK_NUMBER(worth(labels, "satisfaction-5", "راض جداً"), 10000);
    CHECK_NUMBER(worth(labels, "satisfaction-5", "غير راضٍ أبدًا"), 0);
    CHECK_NUMBER(worth(labels, "satisfaction-4", "Very satisfied"), 10000);
    CHECK_NUMBER(worth(labels, "satisfaction-4", "Dissatisfied"), 3333);
    CHECK_NUMBER(worth(labels, "satisfaction-4", "Neutral"), -1);
    CHECK_NUMBER(worth(labels, "yesno-2", "Όχι"), 0);
    CHECK_NUMBER(worth(labels, "thumb-2", "👍"), 10000);
    CHECK_NUMBER(worth(labels, "satisfaction-9", "Satisfied"), -2);
    CHECK(label_in_set(labels, SLICE("dont know"), labels->unsure) != NULL);
    CHECK(label_in_set(labels, SLICE("na"), labels->blank) != NULL);
}

/* Each label's score lies on a step of its set, and no set has two values for the same words. */
static void steps(const struct labels *labels)
{
    for (size_t i = 0; i < labels->count; i++) {
        const struct label *l = &labels->all[i];
        int points = labels->sets[l->set].points;
        if (points == 0)
            continue;
        int64_t step = number_rescale((int64_t)l->score * (points - 1) / 100, 6, 0);
        int64_t back = step * SCORE_MAX / (points - 1);
        CHECK(back - l->score <= 1 && l->score - back <= 1);
    }
    CHECK(labels->count > 1500);
}

static void own(struct world *w)
{
    struct error e = {0};
    struct world_file file = {SLICE("own"), SLICE("set,language,points,score,label\n"
                                                  "agreement,en,5,70,Agree\n"
                                                  "mood,,3,100,Sunny\n")};
    w->files = &file;
    w->file_count = 1;
    struct labels *labels = labels_load(w, &arena, "own", &e);
    CHECK(labels != NULL);
    if (labels != NULL) {
        CHECK_NUMBER(worth(labels, "agreement-5", "Agree"), 7000);
        CHECK_NUMBER(worth(labels, "mood-3", "sunny"), 10000);
    }
    file.bytes = SLICE("set,points,label\nx,2,y\n");
    CHECK(labels_load(w, &arena, "own", &e) == NULL);
    CHECK_TEXT(slice_of(e.text),
               "needs a column 'score': a table of labels has set,language,points,score,label");
}

int main(void)
{
    struct world w = {.arena = &arena, .in_memory = true, .tool = "test"};
    struct error e = {0};
    shapes();
    keys();
    struct labels *labels = labels_load(&w, &arena, NULL, &e);
    CHECK(labels != NULL);
    if (labels != NULL) {
        sets(labels);
        steps(labels);
    }
    own(&w);
    arena_free(&arena);
    return test_report("ingest-survey_labels");
}
