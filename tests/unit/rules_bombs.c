/* SPDX-License-Identifier: MIT */
/*
 * Texts made to be dear: 20 KB each, of the kinds that stop naive engines, and made from the built-in rules' own patterns. Every
 * message is finished in less than 50 ms, or reported as unscanned.
 */
#include <stdlib.h>
#include <time.h>

#include "rules/packs.h"
#include "rules/rule_check.h"

#include "test.h"

static const uint64_t seed[2] = {1, 2};
enum { EVERY = 7, MILLISECONDS = 50 };

#if defined(__SANITIZE_ADDRESS__)
enum { SLOWER = 20 };
#else
enum { SLOWER = 3 }; /* a busy machine takes twice the time of a quiet one, and the bound is of a quiet one */
#endif

struct bench {
    struct arena arena, scratch;
    struct rule_set set;
    struct engine *engine;
    double worst; /* milliseconds */
};

static double milliseconds(void)
{
    struct timespec t;
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &t);
    return (double)t.tv_sec * 1e3 + (double)t.tv_nsec / 1e6;
}

static double scan_once(struct bench *b, struct slice text, int language, enum rule_role role)
{
    struct message m;
    struct findings found;
    double start = milliseconds();
    message_read(engine_reader(b->engine), &b->scratch, text, &m);
    struct scan scan = {.message = &m, .language = language, .role = role, .name = {"", 0}, .agent = {"", 0}};
    engine_scan(b->engine, &scan, &b->scratch, &found);
    double spent = milliseconds() - start;
    arena_reset(&b->scratch);
    return spent;
}

/* The quickest of a few tries counts: what makes one slower is the machine, not the text. */
static void judge(struct bench *b, struct slice text, int language, enum rule_role role)
{
    enum { TRIES = 6 };
    double quickest = scan_once(b, text, language, role);
    for (int i = 1; i < TRIES && quickest >= MILLISECONDS * SLOWER; i++) {
        double spent = scan_once(b, text, language, role);
        quickest = spent < quickest ? spent : quickest;
    }
    b->worst = quickest > b->worst ? quickest : b->worst;
    CHECK(quickest < MILLISECONDS * SLOWER);
}

static const char *const pieces[] = {"a",       "a ",      "you ",    "you are ", "!",     "?!",           "don't ",
                                     "ё",       "é",       "e\xcc\x81", "الله ",  "ـ",     "sorry ",       "Sorry, sorry. ",
                                     "((((",    "can't ",  "θα σας ", "\xe2\x80\x8b", "1.2.", "\"\xe2\x80\x99`", "a.\n",
                                     "I WILL ", "не могу ", "nie ",   "\xff",     "Dr. ",  "aaaaaaaaab "};

static void test_pieces(struct bench *b)
{
    static char text[BOMB_SIZE];
    for (size_t i = 0; i < sizeof pieces / sizeof *pieces; i++) {
        size_t len = strlen(pieces[i]);
        size_t used = 0;
        for (; used + len <= sizeof text; used += len)
            memcpy(text + used, pieces[i], len);
        for (int language = 0; language < LANGUAGE_COUNT; language++) {
            judge(b, (struct slice){text, used}, language, RULE_STAFF);
            judge(b, (struct slice){text, used}, language, RULE_CUSTOMER);
        }
    }
}

static void test_rules(struct bench *b)
{
    struct arena arena = {0};
    for (size_t i = 0; i < b->set.count; i += EVERY) {
        const struct rule *rule = &b->set.rules[i];
        struct slice bombs[BOMBS_MAX];
        size_t count = rule_bombs(&arena, rule_expression(rule), BOMB_SIZE, bombs);
        for (size_t k = 0; k < count; k++)
            judge(b, bombs[k], rule->language, rule->role == RULE_CUSTOMER ? RULE_CUSTOMER : RULE_STAFF);
        arena_reset(&arena);
    }
    arena_free(&arena);
}

/* Rules that nobody should write, on the texts that are worst for them. */
static void test_dear_rules(void)
{
    static const char *const patterns[] = {"a{0,300}a{0,300}b", "(a|aa)+ ?c", "(\\w+ ?)+ !", "\\w* \\w* \\w* \\w* \\w*z9",
                                           "(a?){30}a{30}b"};
    static char text[BOMB_SIZE];
    for (size_t i = 0; i < sizeof patterns / sizeof *patterns; i++) {
        struct bench b = {.worst = 0};
        struct error e = {0};
        rule_set_start(&b.set, &b.arena, seed);
        struct slice pack = arena_print(&b.arena, "id,lang,role,category,severity,pattern\nx,any,any,a,warn,\"%s\"\n", patterns[i]);
        struct csv_table *t = csv_table_parse(&b.arena, "test", pack, &e);
        CHECK(t != NULL && rule_set_add(&b.set, t, false, &e));
        b.engine = engine_make(&b.arena, &b.set);
        static const char *const words[] = {"aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa -c b ", "a", "a ", "aaa ab "};
        for (size_t k = 0; k < sizeof words / sizeof *words; k++) {
            size_t used = 0;
            for (size_t len = strlen(words[k]); used + len <= sizeof text; used += len)
                memcpy(text + used, words[k], len);
            judge(&b, (struct slice){text, used}, LANGUAGE_EN, RULE_STAFF);
        }
        engine_free(b.engine);
        rule_set_free(&b.set);
        arena_free(&b.scratch);
        arena_free(&b.arena);
    }
}

static void test_packs(const struct packs *packs)
{
    struct bench b = {.worst = 0};
    struct error e = {0};
    rule_set_start(&b.set, &b.arena, seed);
    CHECK(packs_add(&b.set, packs, &e));
    b.engine = engine_make(&b.arena, &b.set);
    test_pieces(&b);
    test_rules(&b);
    printf("worst: %.1f ms\n", b.worst);
    engine_free(b.engine);
    rule_set_free(&b.set);
    arena_free(&b.scratch);
    arena_free(&b.arena);
}

int main(void)
{
    test_packs(&packs_tone);
    test_packs(&packs_topics);
    test_dear_rules();
    return test_report("rules_bombs");
}
