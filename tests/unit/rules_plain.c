/* SPDX-License-Identifier: MIT */
/* That the index finds in real texts just what each rule finds by itself: the built-in packs, and phrases. */
#include "rules/language.h"
#include "rules/packs.h"
#include "rules/rule_check.h"

#include "same_findings.h"
#include "test.h"

static const uint64_t seed[2] = {1, 2};

struct bench {
    struct arena arena;
    struct rule_set set;
    struct engine *engine;
};

static void finish(struct bench *b)
{
    engine_free(b->engine);
    rule_set_free(&b->set);
    arena_free(&b->arena);
}

/* Compares both ways on every `step`-th text of a file. Returns how many findings there were. */
static size_t compare_file(struct bench *b, const char *path, size_t step)
{
    struct world w = {.arena = &b->arena};
    struct error e = {0};
    struct csv_table *t = csv_table_read(&w, &b->arena, path, NULL, &e);
    size_t count = 0;
    size_t different = 0;
    for (size_t row = 0; t != NULL && row < csv_table_rows(t); row += step) {
        struct arena scratch = {0};
        struct message m;
        struct findings fast;
        struct findings plain;
        message_read(engine_reader(b->engine), &scratch, csv_table_cell(t, row, csv_table_column(t, "text")), &m);
        bool staff = slice_equal(csv_table_cell(t, row, csv_table_column(t, "role")), SLICE("staff"));
        struct scan scan = {.message = &m, .language = language_of(&m), .role = staff ? RULE_STAFF : RULE_CUSTOMER,
                            .name = {"", 0}, .agent = {"", 0}};
        engine_scan(b->engine, &scan, &scratch, &fast);
        scan.plain = true;
        engine_scan(b->engine, &scan, &scratch, &plain);
        bool given_up = plain.unscanned && !fast.unscanned; /* one by one, the rules cost too much for a long text */
        different += !given_up && !same_findings(&fast, &plain);
        count += fast.count;
        arena_free(&scratch);
    }
    CHECK_NUMBER((int64_t)different, 0);
    return t != NULL ? count : SIZE_MAX;
}

static const char *const texts[] = {"en_twcs_5000", "en_bitext_replies", "en_politeness_wiki_so", "el_skroutz",
                                    "ar_reviews_res2_prod", "ru_bank_reviews", "ru_politeness_tydip"};

static void compare_texts(struct bench *b, size_t step)
{
    size_t found = 0;
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
        char path[200];
        snprintf(path, sizeof path, "../shared/data/tone/%s.csv", texts[i]);
        size_t n = compare_file(b, path, step);
        if (n == SIZE_MAX) {
            SKIP("no real texts here");
            return;
        }
        found += n;
    }
    CHECK(found > 0 || b->set.count == 0);
}

static void compare_packs(const struct packs *packs, size_t step)
{
    struct bench b = {.engine = NULL};
    struct error e = {0};
    rule_set_start(&b.set, &b.arena, seed);
    CHECK(packs_add(&b.set, packs, &e));
    b.engine = engine_make(&b.arena, &b.set);
    compare_texts(&b, step);
    finish(&b);
}

/* All phrase facts as rules, for both roles. */
static void compare_phrases(size_t step)
{
    struct bench b = {.engine = NULL};
    struct world w = {.arena = &b.arena};
    struct error e = {0};
    struct csv_table *t = csv_table_read(&w, &b.arena, "../shared/data/tone/phrases.csv", NULL, &e);
    if (t == NULL) {
        SKIP("no phrases here");
        arena_free(&b.arena);
        return;
    }
    rule_set_start(&b.set, &b.arena, seed);
    for (size_t row = 0; row < csv_table_rows(t); row++) {
        struct slice phrase = csv_table_cell(t, row, csv_table_column(t, "phrase"));
        struct slice lang = csv_table_cell(t, row, csv_table_column(t, "lang"));
        char *quoted = arena_bytes(&b.arena, 2 * phrase.len + 1);
        size_t used = 0;
        for (size_t i = 0; i < phrase.len; i++) {
            quoted[used++] = phrase.ptr[i];
            if (phrase.ptr[i] == '"')
                quoted[used++] = '"';
        }
        struct slice text = arena_print(&b.arena, "id,lang,role,category,severity,pattern\np%zu,%.*s,any,a,warn,\"%.*s\"\n", row,
                                        SLICE_ARG(lang), (int)used, quoted);
        struct csv_table *pack = csv_table_parse(&b.arena, "phrases", text, &e);
        CHECK(pack != NULL && rule_set_add(&b.set, pack, false, &e));
    }
    CHECK(rule_set_check_patterns(&b.set, 0, &e));
    b.engine = engine_make(&b.arena, &b.set);
    compare_texts(&b, step);
    finish(&b);
}

int main(void)
{
    enum { PACK_STEP = 8, PHRASE_STEP = 60 };
    compare_packs(&packs_tone, PACK_STEP);
    compare_packs(&packs_topics, PACK_STEP);
    compare_phrases(PHRASE_STEP);
    return test_report("rules_plain");
}
