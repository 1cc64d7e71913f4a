/* SPDX-License-Identifier: MIT */
/* Rules and texts made at random: the index finds just what each rule finds by itself, whether it was made with the program or not. */
#include "rules/rule_check.h"

#include "same_findings.h"
#include "test.h"

enum { ROUNDS = 1000, TEXTS = 15, RULES_MAX = 6, DEEPEST = 2 };

static const uint64_t seed[2] = {1, 2};

#define HEADER "id,lang,role,category,severity,kind,pattern,unless,if,scope,exact,replace\n"
#define LENGTH(list) (sizeof(list) / sizeof *(list))

static const char *const words[] = {"you", "owe", "bad", "no", "so",  "it",     "as",   "worst", "dont",
                                    "not", "ναι", "όχι", "да", "1", "you're", "ever", "always", "100", "go", "gone", "done so", "owed"};
static const char *const gaps[] = {" ", " ", " ", " ", " ", "(\\S+ ){0,2}", " (\\w+ )?", " (\\S+ )*", ".{0,12}", ".*", "(so |very )?",
                                   "(,? (no|it))? ", "\\W+", " .{0,5}\\b", "[^.]{0,10}\\b", "(\\w+,? ){1,3}", ", ", "[ ,]",
                                   "[.!?]+ ", "[^\\w\\s]* ", "[^\\w\\s]* (\\S+ ){0,2}", " [\"\"(]?", "[,.]? ", "\\b ", "\\B", "[^\\w]+", "(?!no)", "(?<=no )", "(\\S+\\s){0,70}", " (\\w+ ){2}", "\\w* ", " ?"};
static const char *const starts[] = {"", "", "", "", "", "", "^", "^", "^\\W*", "^(\\S+ )?", "^.{0,9}\\b", "(so )?", "(?: )?",
                                     "[.!?] ?", "(^|[.,] )", "\\b", "(?<!no )", "\\B"};
static const char *const ends[] = {"", "", "", "", "", "", "", "$", "[.!?]*$", "(\\S+ )?", "(?! no)", "\\b", "\\B", "[^\\w\\s]*$"};
static const char *const separators[] = {" ", " ", " ", " ", " ", " ", " ",  ", ",  ". ",   "! ",   "\n",       "  ",
                                         "? ", "-", "... ", " - ", "\n\n", " $$ ", "; ", " 😀 ", "\xc2\xa0", "'", " ("};

static uint32_t roll(uint64_t *dice, size_t sides)
{
    *dice ^= *dice << 13; /* Marsaglia 2003, xorshift64 */
    *dice ^= *dice >> 7;
    *dice ^= *dice << 17;
    return (uint32_t)(*dice >> 33) % (uint32_t)sides;
}

/* A text being made. */
struct making {
    uint64_t dice;
    struct arena_text text;
};

static void put(struct making *m, const char *text)
{
    arena_text_put(&m->text, slice_of(text));
}

static void put_one_of(struct making *m, const char *const *list, size_t count)
{
    put(m, list[roll(&m->dice, count)]);
}

static void put_alternatives(struct making *m, unsigned depth);

static void put_item(struct making *m, unsigned depth)
{
    static const char *const quantifiers[] = {")", ")", ")?", "){1,2}", " )?"};
    if (depth < DEEPEST && roll(&m->dice, 4) == 0) {
        put(m, "(");
        put_alternatives(m, depth + 1);
        put_one_of(m, quantifiers, LENGTH(quantifiers));
    } else {
        put_one_of(m, words, LENGTH(words));
        put(m, roll(&m->dice, 8) == 0 ? "\\w*" : "");
    }
}

static void put_alternatives(struct making *m, unsigned depth)
{
    for (uint32_t count = 1 + roll(&m->dice, 3); count > 0; count--) {
        for (uint32_t items = 1 + roll(&m->dice, depth == 0 ? 4 : 2); items > 0; items--) {
            put_item(m, depth);
            if (items > 1)
                put_one_of(m, gaps, LENGTH(gaps));
        }
        put(m, count > 1 ? "|" : "");
    }
}

static void put_pattern(struct making *m)
{
    put(m, "\"");
    put_one_of(m, starts, LENGTH(starts));
    put_alternatives(m, 0);
    put_one_of(m, ends, LENGTH(ends));
    put(m, "\"");
}

/* Exceptions begin with a list, often one that other rules have too. */
static void put_exception(struct making *m)
{
    static const char *const lists[] = {"", "(?:no|not so)|", "(?:you|(?:as|it\\w*)|owe)|", "(?:\\Bo|no)|", "(?>no|not|go|gone)|", "(?:"};
    uint32_t list = roll(&m->dice, LENGTH(lists));
    put(m, "\"");
    put(m, lists[list]);
    put_alternatives(m, 0);
    put(m, list == LENGTH(lists) - 1 ? ")|never" : "");
    put(m, "\"");
}

static void put_condition(struct making *m)
{
    static const char *const others[] = {"", "", "", "", "", "r0", "r1", "category:cat", "category:other"};
    if (roll(&m->dice, 4) == 0)
        put_pattern(m);
    else
        put_one_of(m, others, LENGTH(others));
}

/* The row of a rule. */
static struct slice make_rule(struct arena *arena, uint64_t *dice, const char *name, unsigned number, const char *replace)
{
    static const char *const kinds[] = {"match,", "match,", "match,", "missing,", "count>=2,"};
    static const char *const categories[] = {"cat,warn,", "other,warn,", "cat,none,"};
    struct making m = {*dice, {.arena = arena}};
    arena_text_put(&m.text, arena_print(arena, "%s%u,%s,staff,", name, number, roll(&m.dice, 4) == 0 ? "any" : "en"));
    put_one_of(&m, categories, LENGTH(categories));
    put_one_of(&m, kinds, LENGTH(kinds));
    put_pattern(&m);
    put(&m, ",");
    if (roll(&m.dice, 3) == 0)
        put_exception(&m);
    put(&m, ",");
    put_condition(&m);
    put(&m, roll(&m.dice, 3) == 0 ? ",message," : ",sentence,");
    put(&m, roll(&m.dice, 12) == 0 ? "yes," : ",");
    put(&m, replace);
    put(&m, "\n");
    *dice = m.dice;
    return (struct slice){m.text.bytes, m.text.len};
}

/* A text of a few words, or sometimes of more than a number has bits. */
static struct slice make_text(struct arena *arena, uint64_t *dice)
{
    struct making m = {*dice, {.arena = arena}};
    uint32_t count = 1 + roll(&m.dice, roll(&m.dice, 10) == 0 ? 150 : 14);
    if (roll(&m.dice, 4) == 0)
        put_one_of(&m, separators, LENGTH(separators));
    for (uint32_t i = 0; i < count; i++) {
        if (roll(&m.dice, 5) == 0)
            put(&m, "xx");
        else
            put_one_of(&m, words, LENGTH(words));
        put_one_of(&m, separators, count > 50 ? 8 : LENGTH(separators));
    }
    *dice = m.dice;
    return (struct slice){m.text.bytes, m.text.len};
}

static bool add_rows(struct rule_set *set, struct arena *arena, struct slice rows, bool built_in)
{
    struct error e = {0};
    size_t first = set->count;
    struct csv_table *t = csv_table_parse(arena, "random", rows, &e);
    return t != NULL && rule_set_add(set, t, built_in, &e) && rule_set_check_patterns(set, first, &e);
}

/* The rows of some rules behind the header; those that are refused, such as nested repeats, are left out. `before`: what they replace. */
static struct slice make_rules(struct arena *arena, uint64_t *dice, uint32_t count, struct slice before)
{
    struct arena_text all = {.arena = arena};
    arena_text_put(&all, SLICE(HEADER));
    for (uint32_t i = 0; i < count; i++) {
        bool replaces = before.len != 0 && roll(dice, 2) == 0;
        struct slice row = make_rule(arena, dice, before.len == 0 || replaces ? "r" : "u", i, replaces ? "yes" : "");
        struct arena scratch = {0};
        struct rule_set trial;
        rule_set_start(&trial, &scratch, seed);
        struct slice rows = arena_print(&scratch, HEADER "%.*s", SLICE_ARG(row));
        if ((before.len == 0 || add_rows(&trial, &scratch, before, true)) && add_rows(&trial, &scratch, rows, false))
            arena_text_put(&all, row);
        rule_set_free(&trial);
        arena_free(&scratch);
    }
    return (struct slice){all.bytes, all.len};
}

/* Compares both ways on some texts; returns how many findings there were. */
static size_t compare(struct engine *e, uint64_t *dice, unsigned round)
{
    size_t found = 0;
    for (unsigned i = 0; i < TEXTS; i++) {
        struct arena scratch = {0};
        struct message m;
        struct findings fast;
        struct findings plain;
        struct slice text = make_text(&scratch, dice);
        message_read(engine_reader(e), &scratch, text, &m);
        struct scan scan = {.message = &m, .language = LANGUAGE_EN, .role = RULE_STAFF, .name = {"", 0}, .agent = {"", 0}};
        engine_scan(e, &scan, &scratch, &fast);
        scan.plain = true;
        engine_scan(e, &scan, &scratch, &plain);
        bool equal = fast.unscanned || plain.unscanned || same_findings(&fast, &plain);
        CHECK(equal);
        if (!equal)
            printf("    round %u, text '%.*s'\n", round, SLICE_ARG(text));
        found += plain.count;
        arena_free(&scratch);
    }
    return found;
}

/* Some rules as a program has them, with their index, and a user's rules beside them. */
static size_t compare_round(unsigned round)
{
    struct arena arena = {0};
    struct rule_set made;
    struct rule_set used;
    uint64_t dice = (round + 1) * UINT64_C(0x9e3779b97f4a7c15);
    struct slice built_in = make_rules(&arena, &dice, 1 + roll(&dice, RULES_MAX), (struct slice){"", 0});
    struct slice further = make_rules(&arena, &dice, roll(&dice, RULES_MAX), built_in);
    rule_set_start(&made, &arena, seed);
    rule_set_start(&used, &arena, seed);
    CHECK(add_rows(&made, &arena, built_in, true) && add_rows(&used, &arena, built_in, true));
    struct engine *maker = engine_make(&arena, &made);
    used.index = engine_save_index(maker, &arena);
    CHECK(add_rows(&used, &arena, further, false));
    struct engine *user = engine_make(&arena, &used);
    size_t found = compare(maker, &dice, round) + compare(user, &dice, round);
    engine_free(maker);
    engine_free(user);
    rule_set_free(&made);
    rule_set_free(&used);
    arena_free(&arena);
    return found;
}

int main(void)
{
    size_t found = 0;
    for (unsigned round = 0; round < ROUNDS; round++)
        found += compare_round(round);
    CHECK(found > ROUNDS); /* or the comparison says little */
    return test_report("rules_random");
}
