/* SPDX-License-Identifier: MIT */
/*
 * The built-in openers, all of them: complete, well formed, no variant that can never be reached, none that flag-tone
 * would warn of; and what each says with all facts and with none, against openers_rendered.csv, which people have
 * read. With an argument the program prints that file.
 */
#include "due-followups/opener.h"
#include "due-followups/opener_table.h"
#include "due-followups/reason.h"
#include "lib/embed.h"
#include "lib/utf8.h"
#include "rules/engine.h"
#include "rules/packs.h"
#include "test.h"

EMBED(openers_of_test, "src/due-followups/openers.csv")
EMBED(topics_of_test, "src/tag-topics/topics.csv")

enum { MARCH_12 = 20524 }; /* 2026 */

static const char *const occasions[] = {
    "reply:late",         "promise_broken:again",    "feedback_reply:praise", "feedback_reply:suggestion",
    "feedback_reply:question", "thanks:first_order", "thanks:tenth_order",    "thanks:year",
    "wishes:birthday",    "wishes:name_day",
};
enum { OCCASIONS = sizeof occasions / sizeof *occasions, KEYS = REASON_COUNT + OCCASIONS };

/* "reply", ..., "wishes:name_day". */
static struct slice key_of(int i)
{
    return slice_of(i < REASON_COUNT ? reason_name((enum reason)i) : occasions[i - REASON_COUNT]);
}

static const struct person people[LANGUAGE_COUNT] = {
    [LANGUAGE_EN] = {.name = {"Anna Novak", 10}, .salutation = {"Ms", 2}},
    [LANGUAGE_EL] = {.name = {"Γιώργος Παπαδόπουλος", sizeof "Γιώργος Παπαδόπουλος" - 1}, .salutation = {"κ.", 3}},
    [LANGUAGE_PL] = {.name = {"Anna Kowalska", 13}, .salutation = {"Pani", 4}},
    [LANGUAGE_RU] = {.name = {"Анна Ивановна Соколова", sizeof "Анна Ивановна Соколова" - 1}},
    [LANGUAGE_AR] = {.name = {"سعاد منصور", sizeof "سعاد منصور" - 1}, .salutation = {"السيدة", sizeof "السيدة" - 1}},
};

/* All that can be known. */
static struct opener_facts all_facts(int language)
{
    struct opener_facts f = {.order = SLICE("1001"), .product = SLICE("Milk oolong 100 g"), .status = SLICE("shipped"),
                             .place = SLICE("Thessaloniki"), .offer = SLICE("Milk oolong, new harvest"),
                             .owner = SLICE("Eleni Vafiadou"), .case_id = SLICE("C-17"), .topic = SLICE("billing"),
                             .currency = SLICE("EUR"), .old_price = 42000000, .new_price = 35000000, .day = MARCH_12,
                             .count = 3, .has_old_price = true, .has_new_price = true, .has_day = true};
    if (language < LANGUAGE_COUNT)
        f.person = people[language];
    return f;
}

/* What a key says in a language with these facts. */
static struct slice say(const struct openers *o, struct slice key, int language, struct opener_facts f,
                        struct arena *a)
{
    struct slice reason;
    slice_cut(&key, ':', &reason);
    f.occasion = key;
    const char *name = arena_string(a, reason);
    return language == LANGUAGE_NOTE ? opener_note(o, name, &f, a) : opener_fill(o, name, language, &f, a);
}

static bool is_for(struct slice key, int language)
{
    return language == LANGUAGE_NOTE || !slice_equal(key, SLICE("note_missing"));
}

static bool ends_sentence(struct slice text)
{
    static const char *const ends[] = {".", "?", ";", "؟"};
    for (size_t i = 0; i < sizeof ends / sizeof *ends; i++) {
        struct slice end = slice_of(ends[i]);
        if (text.len > end.len && slice_equal(slice_from(text, text.len - end.len), end))
            return true;
    }
    return false;
}

static bool has(struct slice text, const char *part)
{
    size_t n = strlen(part);
    for (size_t i = 0; i + n <= text.len; i++) {
        if (memcmp(text.ptr + i, part, n) == 0)
            return true;
    }
    return false;
}

static void check_form(struct slice text, const char *what)
{
    bool good = ends_sentence(text) && !has(text, "{") && !has(text, "}") && !has(text, "  ") && !has(text, " .") &&
                !has(text, " ,") && !has(text, "..") && utf8_check(text) == text.len;
    CHECK(good);
    if (!good)
        printf("    %s: %.*s\n", what, SLICE_ARG(text));
}

/* A set of slots as bits. */
static unsigned slots_of(struct slice text)
{
    unsigned set = 0;
    struct slice part;
    int slot;
    while (opener_next_part(&text, &part, &slot))
        set |= slot >= SLOT_FIRST_OPEN && slot < SLOT_END ? 1U << slot : 0;
    return set;
}

static void check_group(const struct opener_group *g, struct slice key, int language)
{
    CHECK(g != NULL);
    if (g == NULL) {
        printf("    %.*s has nothing in language %d\n", SLICE_ARG(key), language);
        return;
    }
    for (size_t i = 0; i < g->count; i++) {
        CHECK(slice_starts(g->texts[i].text, SLICE("{greeting} ")) == (language != LANGUAGE_NOTE));
        for (size_t j = 0; j < i; j++) {
            bool reachable = (slots_of(g->texts[j].text) & ~slots_of(g->texts[i].text)) != 0;
            CHECK(reachable);
            if (!reachable)
                printf("    never reached: %.*s\n", SLICE_ARG(g->texts[i].text));
        }
    }
    CHECK(slots_of(g->texts[g->count - 1].text) == 0);
}

/*
 * The colleague is told of every topic of tag-topics; a customer only of those that one would name to a customer, and of
 * these in all languages.
 */
static void check_topics(const struct openers *o, struct arena *a)
{
    struct error e = {.set = false};
    const struct csv_table *topics = csv_table_parse(a, "topics.csv", topics_of_test(), &e);
    CHECK(topics != NULL);
    for (size_t row = 0; topics != NULL && row < csv_table_rows(topics); row++) {
        struct slice key = arena_print(a, "word:topic.%.*s", SLICE_ARG(csv_table_cell(topics, row, 0)));
        bool known = opener_group_find(&o->built_in, key, LANGUAGE_NOTE) != NULL;
        CHECK(known);
        if (!known)
            printf("    %.*s\n", SLICE_ARG(key));
        struct slice touchpoint = csv_table_cell(topics, row, 2);
        key = arena_print(a, "word:topic.%.*s", SLICE_ARG(touchpoint));
        CHECK(touchpoint.len == 0 || opener_group_find(&o->built_in, key, LANGUAGE_EL) != NULL);
    }
    const struct csv_table *t = csv_table_parse(a, "openers.csv", openers_of_test(), &e);
    CHECK(t != NULL);
    for (size_t row = 0; t != NULL && row < csv_table_rows(t); row++) {
        struct slice reason = csv_table_cell(t, row, 0);
        if (!slice_starts(reason, SLICE("word:")) || slice_equal(csv_table_cell(t, row, 1), SLICE("note")))
            continue;
        for (int language = 0; language < LANGUAGE_COUNT; language++)
            CHECK(opener_group_find(&o->built_in, reason, language) != NULL);
    }
}

/* Every reason and occasion speaks every language. */
static void check_complete(const struct openers *o, struct arena *a)
{
    for (int i = 0; i < KEYS; i++) {
        for (int language = 0; language < OPENER_LANGUAGES; language++) {
            if (is_for(key_of(i), language))
                check_group(opener_group_find(&o->built_in, key_of(i), language), key_of(i), language);
        }
    }
    check_topics(o, a);
}

/* --- tone --- */

struct judge {
    struct arena arena;
    struct rule_set set;
    struct engine *engine;
    size_t texts;
};

static bool judge_open(struct judge *j)
{
    static const uint64_t seed[2] = {1, 2};
    struct error e = {.set = false};
    *j = (struct judge){.engine = NULL};
    rule_set_start(&j->set, &j->arena, seed);
    bool good = packs_add(&j->set, &packs_tone, &e);
    CHECK(good);
    j->engine = engine_make(&j->arena, &j->set);
    return good;
}

static void judge_close(struct judge *j)
{
    engine_free(j->engine);
    rule_set_free(&j->set);
    arena_free(&j->arena);
}

/* Warnings and errors that flag-tone finds in a text of ours. */
static void check_tone(struct judge *j, struct slice text, int language)
{
    struct message m;
    struct findings found = {.count = 0};
    message_read(engine_reader(j->engine), &j->arena, text, &m);
    struct scan scan = {.message = &m, .language = language, .role = RULE_STAFF, .name = {"", 0}, .agent = {"", 0}};
    engine_scan(j->engine, &scan, &j->arena, &found);
    j->texts++;
    for (size_t i = 0; i < found.count; i++) {
        const struct finding *f = &found.list[i];
        bool mild = f->rule->severity < SEVERITY_WARN;
        CHECK(mild);
        if (!mild)
            printf("    %.*s '%.*s': %.*s\n", SLICE_ARG(f->rule->id),
                   SLICE_ARG(message_excerpt(&m, f->start, f->end)), SLICE_ARG(text));
    }
}

/* Each variant by itself, in a copy of the table that has only that one in its place. */
static void check_variants(const struct openers *o, struct judge *j, struct arena *a)
{
    struct openers copy = *o;
    size_t count = o->built_in.reasons.count;
    copy.built_in.groups = arena_array(a, count, sizeof *copy.built_in.groups);
    memcpy(copy.built_in.groups, o->built_in.groups, count * sizeof *copy.built_in.groups);
    for (int i = 0; i < KEYS; i++) {
        for (int language = 0; language < LANGUAGE_COUNT; language++) {
            const struct opener_group *g = opener_group_find(&o->built_in, key_of(i), language);
            for (size_t v = 0; g != NULL && v < g->count; v++) {
                ptrdiff_t at = g - (const struct opener_group *)o->built_in.groups;
                struct opener_group *place = (struct opener_group *)copy.built_in.groups + at;
                *place = (struct opener_group){.texts = &g->texts[v], .count = 1};
                struct slice text = say(&copy, key_of(i), language, all_facts(language), a);
                *place = *g;
                check_form(text, "variant");
                check_tone(j, text, language);
            }
        }
    }
}

/* The judge must be able to object. */
static void check_judge(struct judge *j)
{
    struct message m;
    struct findings found = {.count = 0};
    message_read(engine_reader(j->engine), &j->arena, SLICE("I see here that you owe us."), &m);
    struct scan scan = {.message = &m, .language = LANGUAGE_EN, .role = RULE_STAFF};
    engine_scan(j->engine, &scan, &j->arena, &found);
    bool objects = false;
    for (size_t i = 0; i < found.count; i++)
        objects |= found.list[i].rule->severity >= SEVERITY_WARN;
    CHECK(objects);
}

/* --- the rendered texts --- */

static const char *language_word(int language)
{
    return language == LANGUAGE_NOTE ? "note" : vocabulary_word(VOCABULARY_LANGUAGE, language);
}

static void print_cell(struct slice text)
{
    bool quoted = has(text, "\"") || has(text, ",");
    printf(quoted ? "\"%.*s\"" : "%.*s", SLICE_ARG(text));
}

static void print_rendered(const struct openers *o, struct arena *a)
{
    printf("reason,language,facts,text\n");
    for (int i = 0; i < KEYS; i++) {
        for (int language = 0; language < OPENER_LANGUAGES; language++) {
            for (int full = 1; full >= 0 && is_for(key_of(i), language); full--) {
                struct opener_facts f = full ? all_facts(language) : (struct opener_facts){.count = 0};
                printf("%.*s,%s,%s,", SLICE_ARG(key_of(i)), language_word(language), full ? "all" : "none");
                print_cell(say(o, key_of(i), language, f, a));
                printf("\n");
            }
        }
    }
}

static int language_by_word(struct slice word)
{
    int language = 0;
    while (language < LANGUAGE_NOTE && !slice_equal(word, slice_of(language_word(language))))
        language++;
    return language;
}

static void check_rendered(const struct openers *o, struct arena *a)
{
    struct world w = {.arena = a, .tool = "test"};
    struct error e = {.set = false};
    const struct csv_table *t = csv_table_read(&w, a, "tests/unit/openers_rendered.csv", NULL, &e);
    CHECK(t != NULL);
    size_t rows = t != NULL ? csv_table_rows(t) : 0;
    CHECK(rows == 2 * (KEYS * OPENER_LANGUAGES - LANGUAGE_COUNT));
    for (size_t row = 0; row < rows; row++) {
        struct slice key = csv_table_cell(t, row, 0);
        int language = language_by_word(csv_table_cell(t, row, 1));
        bool full = slice_equal(csv_table_cell(t, row, 2), SLICE("all"));
        struct opener_facts f = full ? all_facts(language) : (struct opener_facts){.count = 0};
        struct slice text = say(o, key, language, f, a);
        CHECK_TEXT(text, arena_string(a, csv_table_cell(t, row, 3)));
        check_form(text, "rendered");
    }
}

int main(int argc, char **argv)
{
    struct arena a = {0};
    struct world w = {.arena = &a, .tool = "test", .in_memory = true};
    struct error e = {.set = false};
    struct judge j;
    const struct openers *o = openers_load(&w, &a, NULL, &e);
    CHECK(o != NULL);
    if (o == NULL) {
        printf("%s:%d: %s\n", e.file, (int)e.line, e.text);
        return test_report("openers");
    }
    if (argc > 1 && argv[1] != NULL) {
        print_rendered(o, &a);
        return 0;
    }
    check_complete(o, &a);
    check_rendered(o, &a);
    if (judge_open(&j)) {
        check_judge(&j);
        check_variants(o, &j, &a);
    }
    judge_close(&j);
    arena_free(&a);
    return test_report("openers");
}
