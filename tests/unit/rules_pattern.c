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

static size_t put_chain(char *out, const struct chain *c)
{
    int used = 0;
    size_t rarest = 0;
    for (size_t i = 1; i < c->count; i++)
        rarest = c->elements[i].frequency < c->elements[rarest].frequency ? i : rarest;
    for (size_t i = 0; i < c->count; i++) {
        const struct chain_element *x = &c->elements[i];
        if (i > 0)
            used += sprintf(out + used, " %u-%u ", (unsigned)x->nearest, (unsigned)x->farthest);
        for (size_t k = 0; k < x->text_count; k++)
            used += sprintf(out + used, "%s%.*s%s", k > 0 ? "|" : "", SLICE_ARG(x->texts[k].text), x->texts[k].ends ? "/" : "");
        used += sprintf(out + used, "%s", i == rarest ? "!" : "");
    }
    used += sprintf(out + used, "%s", c->place == CHAIN_AT_START ? " start" : c->place == CHAIN_BEHIND_START ? " behind start" : "");
    if (c->from_end != 0)
        used += sprintf(out + used, " end %u", (unsigned)c->from_end);
    return (size_t)used;
}

/* The chains of all alternatives: elements with the blanks between them, "/" behind texts that end a word, "!" behind the element of the least frequency; "none" where one cannot be told. */
static void chains(const char *source, const char *expected)
{
    struct pattern p;
    struct error e = {0};
    struct chains all;
    char out[4000] = "";
    size_t used = 0;
    CHECK(pattern_parse(&arena, slice_of(source), &p, &e));
    for (size_t branch = 0; branch < pattern_branches(&p); branch++) {
        if (!pattern_chains(&arena, &p, branch, &all)) {
            CHECK_TEXT(SLICE("none"), expected);
            return;
        }
        for (size_t i = 0; i < all.count; i++) {
            used += (size_t)sprintf(out + used, "%s", used > 0 ? "; " : "");
            used += put_chain(out + used, &all.list[i]);
        }
    }
    CHECK_TEXT(((struct slice){out, used}), expected);
}

static void test_chains(void)
{
    chains("owe us", "owe us/!");
    chains("you (\\S+ ){0,3}owe us|pay up", "you  1-4 owe us/!; pay up/!");
    chains("you .{0,9}owe", "you !");
    chains("you \\w* (owe|must pay)", "you ! 2-2 must pay/|owe/");
    chains("you (\\S+ )*owe", "you ! 1-63 owe/");
    chains("you \\p{L}+ owe", "you ! 2-63 owe/");
    chains("(never|not) (\\S+ )?(again)", "never |not  1-2 again/!");
    chains("I (\\S+ )?a", "i !");                       /* one letter tells nothing */
    chains("you (\\S+ )?[-a]b", "you !");               /* where no word begins nothing is looked up */
    chains("x(yz)?\\b (\\S+ )+call", "x |xyz  2-63 call/!");
    chains("abc|abcd|ab", "abc/!; abcd/!; ab/!");
    chains("(abc|abcd|ab) off", "ab off/|abc off/|abcd off/! 1-1 off/");
    chains("(abc|abcd|ab)\\w* off", "ab 1-1 off/!");      /* what begins as another text does is not needed */
    chains("(go (\\S+ )?home|stay (\\S+ )?here) now", "go  1-2 home now/!; stay  1-2 here now/!");
    chains("κακή (\\S+ )?εξυπηρέτηση", "κακη  1-2 εξυπηρετ!");
    chains("(a |b |c |d |e |f |g |h )?you", "a you/|b you/|c you/|d you/|e you/|f you/|g you/|h you/|you/ 0-1 you/!");
    chains("^you", "you/! start");
    chains("^(\\S+ )?never again", "never again/! behind start");
    chains("(\\S+ )?never", "none");
    chains("regards[.!]?$", "regards/! end 33");
    chains("(bye|regards).*$", "bye|regards!");
    chains("(so|such)[^\\w\\s]* (\\S+ ){0,2}(bad|\\w+ly )", "so/|such/!");
    chains("(so|such)[^\\w\\s]* (\\S+ ){0,2}(bad|sad)", "so/|such/ 1-3 bad/|sad/!");
    chains("(so|such)[^\\w]* (\\S+ ){0,2}bad", "so/|such/ 1-63 bad/!");
    chains("is \\S+ (100|hundred) ?%", "is  2-2 100 %|100%|hundred %|hundred%!");
    chains("he said \\S+ [\"(]?never", "he said ! 3-3 never/");
    chains("he said \\S+ x?never", "he said ! 3-3 never/|xnever/");
    chains("he said \\S+ (^|so,? )?never", "he said ! 3-3 never/|so never/|so, never/ 0-1 never/");
    chains("he said \\S+ (so,?)?never", "he said ! 3-3 never/|so,never/|sonever/");
    chains("never,? (\\S+ )?again\\b", "never |never, ! 1-2 again/");
    chains("(go|gone)\\B", "go!");
    chains("go(?=ing)", "go/!"); /* matches nothing */
    chains("go\\w*(x|y)? on", "go! 1-1 on/");
    chains("go-?\\bon", "go-on/|goon/! 0-0 on/");
    chains("here we are again and again you do this", "here we are ! 3-3 again and ag 3-3 you do this/");
    chains("\\w+ again", "none");
    chains("again|\\S+ more", "none");
    chains("\\Bing", "none");
}

/* More alternatives than have numbers: the last number stands for all the rest. */
static void test_many_alternatives(void)
{
    char source[2000] = "w0";
    for (int i = 1; i < BRANCHES_MAX + 10; i++)
        sprintf(source + strlen(source), "|w%d", i);
    struct pattern p;
    struct error e = {0};
    struct chains all;
    struct slice sources[BRANCHES_MAX];
    CHECK(pattern_parse(&arena, slice_of(source), &p, &e));
    CHECK(pattern_branches(&p) == BRANCHES_MAX);
    CHECK(pattern_chains(&arena, &p, 0, &all));
    CHECK(all.count == 1);
    CHECK(pattern_chains(&arena, &p, BRANCHES_MAX - 1, &all));
    CHECK(all.count == 11);
    pattern_branch_sources(&p, sources);
    CHECK_TEXT(sources[1], "w1");
    CHECK(slice_starts(sources[BRANCHES_MAX - 1], SLICE("w63|w64|")));
    CHECK(sources[BRANCHES_MAX - 1].len == 11 * 4 - 1);
}

static void test_writing(void)
{
    writes("owe", "\\bowe\\b");
    writes("ΧΡΩΣΤΆΤΕ", "\\bχρωστατε\\b");
    writes("don't  go", "\\bdo not go\\b");
    writes("don'?t go", "\\bdo not go\\b");
    writes("(do|did)n't go", "\\b(?:d(?:o|id)) not go\\b");
    writes("you('re| are) late", "\\byou(?: are(?:|)) late\\b");
    writes("jak(i|im)", "\\bjak(?:i(?:|m))\\b"); /* no contractions: rests of words, and their beginnings */
    writes("g(ive|et)", "\\bg(?:ive|et)\\b");
    writes("(im|on)ien", "\\b(?:im|on)ien\\b");
    writes("(im|ive) late", "\\b(?:i (?:am|have)) late\\b");
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
    refuses("[\\101]", "an escape in a class that rules do not have at character 1 of the pattern");
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

/* The portions of a pattern, joined by " / ". */
static void portions(const char *source, const char *expected)
{
    struct pattern p;
    struct error e = {0};
    struct slice parts[PORTIONS_MAX];
    char joined[2000];
    size_t used = 0;
    CHECK(pattern_parse(&arena, slice_of(source), &p, &e));
    size_t count = pattern_portions(&p, parts);
    for (size_t i = 0; i < count; i++)
        used += (size_t)sprintf(joined + used, "%s%.*s", i > 0 ? " / " : "", (int)parts[i].len, parts[i].ptr);
    CHECK_TEXT(((struct slice){joined, used}), expected);
}

static void test_portions(void)
{
    portions("a|b", "a|b");
    portions("(?:a|b)|c", "a|b / c");
    portions("c|(?:a|(?:b|d))|e|f", "c / a / b|d / e|f");
    portions("(?:a|b)?|c", "(?:a|b)?|c");
    portions("(?:a|b) x|c", "(?:a|b) x|c");
    portions("a|b|c|d|e|f|g|h|i|j", "a|b|c|d|e|f|g|h / i|j");
    /* within a group an edge is asked for that by itself \\B does not ask for */
    portions("(?:a|\\Bb)|c", "(?:a|\\Bb)|c");
    portions("(?:a|b\\B)|c", "(?:a|b\\B)|c");
    /* what an atomic group or one with options says of its alternatives they do not say themselves */
    portions("(?>a|ab)|c", "(?>a|ab)|c");
    portions("(?i:a|b)|c", "(?i:a|b)|c");
    /* what matches everywhere is no pattern by itself */
    portions("(?:a|b)|", "(?:a|b)|");
    portions("(?:a|b)| ", "(?:a|b)| ");
    portions("a|b|c|d|e|f|g|h|", "a|b|c|d|e|f|g|h|");
    /* an option holds for what is behind it, and a reference needs its group */
    portions("(?i)a|(?:b|c)", "(?i)a|(?:b|c)");
    portions("(?:(?i)a|b)|c", "(?:(?i)a|b)|c");
    portions("(a)|(?:b|c\\1)", "(a)|(?:b|c\\1)");
}

int main(void)
{
    test_writing();
    test_chains();
    test_many_alternatives();
    test_refusals();
    test_beginnings();
    test_nesting();
    test_portions();
    test_matching();
    arena_free(&arena);
    return test_report("rules_pattern");
}
