/* SPDX-License-Identifier: MIT */
#include "rules/pattern.h"
#include "rules/regex.h"

#include "test.h"

static struct arena arena;

static void writes(const char *source, const char *expected)
{
    struct pattern p;
    struct error e = {0};
    CHECK(pattern_parse(&arena, slice_of(source), &p, &e));
    CHECK_TEXT(pattern_write(&arena, &p, false), expected);
}

static void refuses(const char *source, const char *why)
{
    struct pattern p;
    struct error e = {0};
    CHECK(!pattern_parse(&arena, slice_of(source), &p, &e));
    CHECK_TEXT(slice_of(e.text), why);
}

/* The beginnings, joined by '|', in the order of the pattern. */
static void begins(const char *source, const char *expected)
{
    struct pattern p;
    struct error e = {0};
    static struct prefixes prefixes;
    char joined[2000];
    size_t used = 0;
    CHECK(pattern_parse(&arena, slice_of(source), &p, &e));
    pattern_prefixes(&arena, &p, &prefixes);
    for (size_t i = 0; i < prefixes.count; i++) {
        memcpy(joined + used, prefixes.texts[i].ptr, prefixes.texts[i].len);
        used += prefixes.texts[i].len;
        joined[used++] = '|';
    }
    CHECK_TEXT(((struct slice){joined, used}), expected);
}

static void test_writing(void)
{
    writes("owe", "\\bowe\\b");
    writes("ΧΡΩΣΤΆΤΕ", "\\bχρωστατε\\b");
    writes("don't  go", "\\bdo not go\\b");
    writes("don'?t go", "\\bdo not go\\b");
    writes("(do|did)n't go", "\\b(?:d(?:o|id)) not go\\b");
    writes("you('re| are) late", "\\byou(?: are(?:|)) late\\b");
    writes("can't|won't", "\\b(?:can not\\b|will not\\b)");
    writes("(ab|c|abc|\\w|ad|ac) (y|y)?", "(?:(?<!\\w)|(?!\\w))(?:ab(?:|c)|c|\\w|a(?:d|c)) (?:y(?:|))?(?:(?<!\\w)|(?!\\w))");
    writes("(a)(b|c)\\1", "\\b(a)(b|c)\\1(?:(?<!\\w)|(?!\\w))");
    writes("(?<!a |ab )c(?=d|do)", "(?:(?<!\\w)|(?!\\w))(?<!a |ab )c(?=d(?:|o))(?:(?<!\\w)|(?!\\w))");
    writes("abc|ab|x|abd", "\\b(?:ab(?:c\\b|\\b|d\\b)|x\\b)");
    writes("ab+|abb|a", "\\b(?:a(?:b+\\b|bb\\b|\\b))");
    writes("its", "\\bits\\b");
    writes("wants?", "\\bwants?(?:(?<!\\w)|(?!\\w))");
    writes("^hello", "^hello\\b");
    writes("bye$", "\\bbye$");
    writes("\\Bing", "\\Bing\\b");
    writes("ещё[её]", "\\bеще[ее](?:(?<!\\w)|(?!\\w))");
    writes("\\W\\p{Lu}x", "(?:(?<!\\w)|(?!\\w))\\W\\p{Lu}x\\b");
    writes("(?<Who>ABC)", "\\b(?<Who>abc)\\b");
    writes("Straße", "\\bstrasse\\b");
    writes("[А-В]х", "(?:(?<!\\w)|(?!\\w))[А-Ва-в]х\\b");
    writes("e\\.g\\.", "\\be\\.g\\.(?:(?<!\\w)|(?!\\w))");
}

static void test_refusals(void)
{
    refuses("", "the pattern is empty");
    refuses("(a", "a group that does not end at character 3 of the pattern");
    refuses("a)", "a ) without its ( at character 2 of the pattern");
    refuses("λ[α", "a class that does not end at character 2 of the pattern");
    refuses("+a", "a quantifier with nothing before it at character 1 of the pattern");
    refuses("a(?R)", "a kind of group that rules do not have at character 2 of the pattern");
    refuses("(?x)a b", "a kind of group that rules do not have at character 1 of the pattern");
    refuses("(*ACCEPT)", "a kind of group that rules do not have at character 1 of the pattern");
    refuses("a\\", "a backslash without what it escapes at character 2 of the pattern");
}

static void test_beginnings(void)
{
    begins("owe us", "owe us|");
    begins("(i |we )?owe", "owe|i owe|we owe|");
    begins("you (are|were) \\w+", "you are |you were |");
    begins("цен[аы]", "цена|цены|");
    begins("ab?c", "ac|abc|");
    begins("ab+c", "abc|abb|");
    begins("ab{2}c", "abbc|");
    begins("a*b", "b|a|");
    begins("x{3,}", "xxx|xxxx|");
    begins("\\w+ idiot", "");
    begins("x?\\w", "");
    begins("don't", "do not|");
    begins("^hi", "hi|");
    begins("(?=x)ab", "ab|");
    begins("abcdefghijklmnopqrstuvwxyz", "abcdefghijkl|");
    begins("[^a]b", "");
}

static void test_nesting(void)
{
    static const struct {
        const char *source;
        bool nested;
    } cases[] = {{"(a+)+b", true},    {"(a*b*)*c", true},  {"((ab)?c+)*", true}, {"(a|b+)+", true},
                 {"(ab)+", false},    {"\\w+ \\w+", false}, {"(\\w+ ){0,5}x", false}, {"a+b+", false}};
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct pattern p;
        struct error e = {0};
        CHECK(pattern_parse(&arena, slice_of(cases[i].source), &p, &e));
        CHECK(pattern_has_nested_repeats(&p) == cases[i].nested);
    }
}

/* What is written is what PCRE2 takes, and a runaway match is told from none. */
static void test_matching(void)
{
    struct regex_bench *b = regex_bench_make(&arena);
    struct error e = {0};
    struct regex_match m;
    struct regex *r = regex_compile(b, SLICE("(?:a+)+$"), REGEX_ANYWHERE, &e);
    char text[64];
    memset(text, 'a', sizeof text);
    text[40] = 'b';
    CHECK(r != NULL);
    enum regex_result result = regex_match(b, r, (struct regex_subject){{text, 41}, false, false}, 0, true, &m);
    CHECK_NUMBER(result, REGEX_LIMIT);
    CHECK(m.work > REGEX_STEP);
    result = regex_match(b, r, (struct regex_subject){{text, 10}, false, false}, 0, true, &m);
    CHECK_NUMBER(result, REGEX_MATCH);
    result = regex_match(b, r, (struct regex_subject){{text, 10}, false, true}, 0, true, &m);
    CHECK_NUMBER(result, REGEX_NONE); /* the subject goes on: $ does not hold */
    result = regex_match(b, r, (struct regex_subject){SLICE("\xff"), false, false}, 0, false, &m);
    CHECK_NUMBER(result, REGEX_FAILURE);
    CHECK(regex_compile(b, SLICE("(a"), REGEX_HERE, &e) == NULL && e.set);
    regex_bench_free(b);
}

int main(void)
{
    test_writing();
    test_refusals();
    test_beginnings();
    test_nesting();
    test_matching();
    arena_free(&arena);
    return test_report("rules_pattern");
}
