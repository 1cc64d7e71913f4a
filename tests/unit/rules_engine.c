/* SPDX-License-Identifier: MIT */
/* The engine: what rules find, both with the index and by each rule by itself. */
#include "rules/rule_check.h"

#include "test.h"

static const uint64_t seed[2] = {1, 2};

/* Rules made for one test. */
struct bench {
    struct arena arena;
    struct rule_set set;
    struct engine *engine;
};

static void start(struct bench *b, const char *rows)
{
    struct error e = {0};
    *b = (struct bench){.engine = NULL};
    rule_set_start(&b->set, &b->arena, seed);
    struct slice text = arena_print(&b->arena, "id,lang,role,category,severity,kind,pattern,unless,if,scope\n%s", rows);
    struct csv_table *t = csv_table_parse(&b->arena, "test.csv", text, &e);
    bool good = t != NULL && rule_set_add(&b->set, t, false, &e) && rule_set_check_patterns(&b->set, 0, &e);
    CHECK(good);
    if (!good)
        printf("    %s\n", e.text);
    b->engine = engine_make(&b->arena, &b->set);
}

static void finish(struct bench *b)
{
    engine_free(b->engine);
    rule_set_free(&b->set);
    arena_free(&b->arena);
}

static void scan_text(struct bench *b, struct slice text, bool plain, struct message *m, struct findings *found)
{
    message_read(engine_reader(b->engine), &b->arena, text, m);
    struct scan scan = {.message = m, .language = LANGUAGE_EN, .role = RULE_STAFF, .plain = plain,
                        .name = SLICE("anna nowak"), .agent = {"", 0}};
    engine_scan(b->engine, &scan, &b->arena, found);
}

/* What is found, as "id@start-end ...", both with the index and without. */
static void finds(struct bench *b, const char *text, const char *expected)
{
    for (int plain = 0; plain < 2; plain++) {
        struct message m;
        struct findings found;
        char got[2000] = "";
        scan_text(b, slice_of(text), plain != 0, &m, &found);
        for (size_t i = 0; i < found.count; i++) {
            const struct finding *f = &found.list[i];
            size_t used = strlen(got);
            snprintf(got + used, sizeof got - used, "%s%.*s@%u-%u", i > 0 ? " " : "", SLICE_ARG(f->rule->id), f->start, f->end);
        }
        CHECK_TEXT(slice_of(got), expected);
    }
}

static void test_matches(void)
{
    struct bench b;
    start(&b, "owe,en,staff,accuse,error,match,you owe( us)?,,,\n"
              "was,en,staff,accuse,warn,match,as,,,\n"
              "sign,any,any,accuse,warn,match,\\$\\$,,,\n"
              "cust,en,customer,accuse,warn,match,you,,,\n"
              "slow,en,staff,accuse,warn,match,\\w+ish,,,\n"
              "inner,en,staff,accuse,warn,match,\\Bzz\\B,,,\n"
              "exact,en,staff,accuse,warn,match,US,,,\n"
              "out,en,staff,accuse,warn,match,are so,,,\n");
    ((struct rule *)&b.set.rules[6])->exact = true;
    ((struct rule *)&b.set.rules[7])->exact = true; /* and a word of it may be written out of an apostrophe */
    finds(&b, "You owe us. As it was", "owe@0-10 was@12-14");
    finds(&b, "I think you OWE, $$ selfish", "owe@8-15 sign@17-19 slow@20-27");
    finds(&b, "pizza fizzy", "inner@2-4 inner@8-10");
    finds(&b, "give us US you", "exact@8-10");
    finds(&b, "we\xe2\x80\x99re so, US are so", "exact@11-13 out@14-20");
    finds(&b, "", "");
    finish(&b);
}

/* What lies between the parts of a match is counted in words, in sentences and across them, also behind the 64th word. */
static void test_distances(void)
{
    struct bench b;
    start(&b, "near,en,staff,a,warn,match,\"you (\\S+ ){0,2}owe\",,,\n"
              "far,en,staff,a,warn,match,worst[.!]+ \\S+[.!]+ ever,,,\n"
              "first,en,staff,a,warn,match,^you,,,\n"
              "last,en,staff,a,warn,match,bye[.!]?$,,,\n");
    ((struct rule *)&b.set.rules[1])->scope = SCOPE_MESSAGE;
    finds(&b, "You owe. I say you do not owe", "near@0-7 first@0-3 near@15-29");
    finds(&b, "He says you do not really owe", "");
    finds(&b, "Worst. Airline. Ever. No, worst! b! ever", "far@0-20 far@26-40");
    finds(&b, "Worst. Airline. Not ever. Worst.Ever", "");
    finds(&b, "Bye now. Bye bye", "last@13-16");
    char words[80 * 3 + 80] = "";
    for (int i = 0; i < 80; i++)
        strcat(words, "ab ");
    strcat(words, "you do not really owe you do owe worst. x. y ever worst. x. ever");
    finds(&b, words, "near@262-272 far@290-304");
    finish(&b);
}

/* Exact rules see blanks, contractions and letters that the folded text does not have. */
static void test_exact(void)
{
    struct bench b;
    start(&b, "blanks,en,staff,a,warn,match,one[ ]+two,,,\n"
              "short,en,staff,a,warn,match,DON.T,,,\n"
              "sharp,en,staff,a,warn,match,Stra[\xc3\x9fs]e,,,\n"
              "option,en,staff,a,warn,match,(?i)foo|bar,,,\n"
              "full,en,staff,a,warn,match,WON'T|it's,,,\n");
    for (size_t i = 0; i < b.set.count; i++)
        ((struct rule *)&b.set.rules[i])->exact = true;
    finds(&b, "one  two", "blanks@0-7");
    finds(&b, "DON'T", "short@0-5");
    finds(&b, "Stra\xc3\x9f" "e", "sharp@0-7");
    finds(&b, "say BAR", "option@4-7");
    finds(&b, "we WON'T say it's so", "full@3-8 full@16-20");
    finish(&b);
}

/* Matches of nothing end too, where a contraction is longer than the original text. */
static void test_empty(void)
{
    struct bench b;
    start(&b, "empty,en,staff,a,warn,match,(so )?,,,\n");
    b.set.rules[0].exact = true;
    finds(&b, "you're so it", "empty@0-0 empty@3-3 empty@4-4 empty@6-6 empty@8-11 empty@11-11 empty@13-13");
    finish(&b);
}

/* A match may begin with the blank between two sentences, which is in neither. */
static void test_blanks(void)
{
    struct bench b;
    start(&b, "gap,en,staff,a,warn,match,(?:fees)? owe,,,message\n"
              "near,en,staff,a,warn,match,(?:fees)? now,,,\n");
    finds(&b, "No fees owe. Owe it now. Now", "gap@3-11 gap@12-16 near@19-23");
    finds(&b, "Why? Owe", "gap@4-8");
    finish(&b);
}

static void test_conditions(void)
{
    struct bench b;
    start(&b, "u1,en,staff,a,warn,match,wrong,(nothing|not) wrong,,\n"
              "u2,en,staff,a,warn,match,wrong,nothing,,message\n"
              "i1,en,staff,a,warn,match,fee,,why|because,\n"
              "c2,en,staff,a,warn,count>=2,sorry,,,message\n"
              "m1,en,staff,a,warn,missing,sorry|apologi\\w+,,our mistake,message\n"
              "m2,en,staff,a,info,missing,\"^.{0,20}\\bhello\",,,message\n"
              "r1,en,staff,refused,none,match,we can not,,,\n"
              "r2,en,staff,refusal,warn,missing,because|since,,category:refused,\n"
              "r3,en,staff,b,warn,match,never,,r1,\n"
              "n1,en,staff,no_name,info,missing,{name},,,message\n");
    finds(&b, "Hello Anna, something is wrong.", "u1@25-30 u2@25-30");
    finds(&b, "Hello Anna, not wrong.", "u2@16-21");
    finds(&b, "Hello Anna. Nothing. It is wrong", "u1@27-32");
    finds(&b, "Hello Anna, a fee because", "i1@14-17");
    finds(&b, "Hello Anna, a fee. Because", "");
    finds(&b, "Hello Anna. Sorry. So sorry, sorry.", "c2@12-27");
    finds(&b, "Hello Anna. Our mistake.", "m1@12-23");
    finds(&b, "Hello Anna. Our mistake. Apologies", "");
    finds(&b, "Goodbye", "m2@0-0 n1@0-0");
    finds(&b, "Hello Anna, we can't. Since", "r1@12-22 r2@12-22");
    finds(&b, "Hello Anna, we can't since", "r1@12-22");
    finds(&b, "Hello Anna, we cannot ever, never. Never because", "r1@12-22 r2@12-22 r3@29-34");
    finish(&b);
}

static void add_rows(struct bench *b, const char *rows, bool built_in)
{
    struct error e = {0};
    struct slice text = arena_print(&b->arena, "id,lang,role,category,severity,kind,pattern,unless,if,replace,enabled\n%s", rows);
    struct csv_table *t = csv_table_parse(&b->arena, "test.csv", text, &e);
    CHECK(t != NULL && rule_set_add(&b->set, t, built_in, &e));
}

/* Rules whose tables were made before others took the place of some, are named by their `if` or were added. */
static void test_layers(void)
{
    static const char rows[] = "owe,en,any,a,warn,match,you owe,no fee,,,\n"
                               "late,en,any,a,warn,match,too late|very late,,,,\n"
                               "gone,en,any,a,warn,match,gone,,,,\n"
                               "off,en,any,a,warn,match,off,,,,\n"
                               "cond,en,any,a,warn,missing,sorry|apologies,,delay,,\n"
                               "slow,en,any,a,warn,match,\\w+ish,,,,\n";
    struct bench made = {.engine = NULL};
    struct bench b = {.engine = NULL};
    rule_set_start(&made.set, &made.arena, seed);
    add_rows(&made, rows, true);
    made.engine = engine_make(&made.arena, &made.set);
    rule_set_start(&b.set, &b.arena, seed);
    add_rows(&b, rows, true);
    b.set.index = engine_save_index(made.engine, &made.arena);
    add_rows(&b, "late,en,any,a,warn,match,so late,,,yes,\n"
                 "gone,en,any,a,warn,match,gone,,,yes,no\n"
                 "delay,en,any,a,none,match,a wait,,,,\n"
                 "mine,en,any,a,warn,match,fee,,owe,,\n", false);
    CHECK(rule_set_disable(&b.set, SLICE("off")));
    b.engine = engine_make(&b.arena, &b.set);
    finds(&made, "You owe, too late. Gone off. Delay, childish", "owe@0-7 late@9-17 gone@19-23 off@24-27 cond@29-34 slow@36-44");
    finds(&b, "You owe, very late. Gone off. Delay, childish", "owe@0-7 slow@37-45");
    finds(&b, "So late. You owe no fee. You owe a fee", "late@0-7 owe@25-32 mine@35-38");
    finds(&b, "A wait. A wait, apologies", "cond@0-6 delay@0-6 delay@8-14");
    finish(&b);
    finish(&made);
}

static void test_lists(void)
{
    struct bench b;
    start(&b, "member,en,any,list,none,list,colleague|manager,,,\n"
              "staff,en,any,list,none,list,(my|our) {member}s?,,,\n"
              "member,el,any,list,none,list,συνάδελφος,,,\n"
              "mark,any,any,list,none,list,[!?]{2},,,\n"
              "lost,en,staff,blame_colleague,error,match,{staff} (has|have) lost( it)?,{staff} has lost weight,,\n"
              "braces,en,staff,a,warn,match,\\{member\\} o{2}f{mark},,,\n");
    CHECK_NUMBER((int64_t)b.set.count, 2);
    finds(&b, "Our colleagues have lost it", "lost@0-27");
    finds(&b, "Yes, my manager has lost weight", "");
    finds(&b, "your manager has lost it", "");
    finds(&b, "{member} oof!!", "braces@0-14");
    finish(&b);
}

static void refuses(const char *rows, const char *expected)
{
    struct bench b = {.engine = NULL};
    struct error e = {0};
    rule_set_start(&b.set, &b.arena, seed);
    struct slice text = arena_print(&b.arena, "id,lang,role,category,severity,kind,pattern,replace\n%s", rows);
    struct csv_table *t = csv_table_parse(&b.arena, "test.csv", text, &e);
    CHECK(t != NULL && !rule_set_add(&b.set, t, false, &e));
    CHECK_TEXT(slice_of(e.text), expected);
    rule_set_free(&b.set);
    arena_free(&b.arena);
}

static void test_bad_lists(void)
{
    refuses("a,en,staff,a,warn,match,{who} lost,\n",
            "{who} is no list of words for 'en': add a row of kind list with that id before it");
    refuses("who,el,any,list,none,list,x,\na,en,staff,a,warn,match,{who} lost,\n",
            "{who} is no list of words for 'en': add a row of kind list with that id before it");
    refuses("who,en,any,list,none,list,x,\nwho,en,any,list,none,list,y,\n",
            "'who' is already a list of that language; set replace to yes to take its place");
    refuses("who,en,any,list,none,list,x,yes\n", "'who' replaces a list, but there is none of that id and language");
    refuses("who,en,any,list,none,list,(x,\n", "a group that does not end at character 3 of the pattern");
}

static void test_long_texts(void)
{
    struct bench b;
    start(&b, "w,en,staff,a,warn,match,\"you (\\w+ ){0,3}owe\",,,\n"
              "e,en,staff,a,warn,match,bad$,,,\n"
              "s,en,staff,a,warn,match,^good,,,\n");
    char text[6000];
    memset(text, 'x', sizeof text);
    for (size_t i = 5; i < sizeof text; i += 6)
        text[i] = ' ';
    memcpy(text, "good ", 5);
    memcpy(text + 1000, " good you all owe bad ", 22);
    memcpy(text + 2040, " you all do owe it ", 19);
    memcpy(text + 5990, " is so bad", 10);
    struct message m;
    for (int plain = 0; plain < 2; plain++) {
        struct findings found;
        scan_text(&b, (struct slice){text, sizeof text}, plain != 0, &m, &found);
        CHECK(m.sentence_count == 1);
        CHECK(found.count == 4);
        if (found.count != 4)
            continue;
        CHECK_NUMBER(found.list[0].start, 0);
        CHECK_NUMBER(found.list[1].start, 1005);
        CHECK_NUMBER(found.list[2].start, 2039);
        CHECK_NUMBER(found.list[3].start, 5995);
        CHECK(!found.unscanned);
    }
    finish(&b);
}

/* Texts are looked up in pieces of 64 bytes, 512 at once: what stands across the end of some is found. */
static void test_places(void)
{
    enum { MOST = 1100 };
    static const char behind[] = "! you owe us предоставление";
    struct bench b;
    start(&b, "owe,en,staff,a,warn,match,you owe us,,,\n"
              "long,any,any,a,warn,match,предоставление,,,\n" /* its first 16 bytes are those of the other one */
              "else,any,any,a,warn,match,предоставляем,,,\n");
    char text[MOST + sizeof behind];
    memset(text, 'x', MOST);
    for (size_t n = 1; n < MOST; n++) {
        struct message m;
        struct findings found;
        memcpy(text + n, behind, sizeof behind);
        scan_text(&b, (struct slice){text, n + sizeof behind - 1}, false, &m, &found);
        CHECK(m.sentence_count == 2 && found.count == 2 && found.list[0].start == n + 2 && found.list[1].start == n + 13 &&
              found.list[1].rule == &b.set.rules[1]);
        memset(text + n, 'x', sizeof behind);
    }
    finish(&b);
}

/* A rule that runs away is reported, not passed over. */
static void test_bombs(void)
{
    struct bench b;
    start(&b, "bomb,en,staff,a,warn,match,(a|aa)+c,,,\nok,en,staff,a,warn,match,fine,,,\n");
    char text[300];
    memset(text, 'a', sizeof text);
    memcpy(text + 280, " fine scene", 11);
    struct message m;
    struct findings found;
    scan_text(&b, (struct slice){text, sizeof text}, false, &m, &found);
    CHECK(found.unscanned);
    CHECK(found.count == 2); /* that, and "fine" */
    CHECK_TEXT(found.list[0].rule->category, "unscanned");
    CHECK(found.list[0].about == &b.set.rules[0]);
    finish(&b);
}

/* Each rule tells that its exception could not be searched for to the end, though they share it. */
static void test_shared_bombs(void)
{
    struct bench b;
    start(&b, "one,en,staff,a,warn,match,fine,(a|aa)+c,,message\ntwo,en,staff,a,warn,match,scene,yes|((a|aa)+c),,message\n"
              "three,en,staff,a,warn,match,scene,(a|aa)+c,,message\n");
    char text[60];
    memset(text, 'a', sizeof text);
    memcpy(text + 49, " fine scene", 11);
    struct message m;
    struct findings found;
    scan_text(&b, (struct slice){text, sizeof text}, false, &m, &found);
    CHECK_NUMBER((int64_t)found.count, 6);
    for (size_t i = 0; i < found.count && i < 3; i++)
        CHECK(found.list[i].about == &b.set.rules[i]);
    finish(&b);
}

/* An exception of many alternatives that may begin with anything costs a long message no more than one search. */
static void test_long_exceptions(void)
{
    enum { ALTERNATIVES = 200, LENGTH = 200000 };
    struct bench b;
    struct arena arena = {0};
    struct arena_text row = {.arena = &arena};
    arena_text_put(&row, SLICE("owe,en,staff,a,warn,match,you owe,"));
    for (int i = 0; i < ALTERNATIVES; i++)
        arena_text_put(&row, arena_print(&arena, "%s\\S?q%dz", i > 0 ? "|" : "", i));
    start(&b, arena_string(&arena, arena_print(&arena, "%.*s,,message\n", (int)row.len, row.bytes)));
    char *text = arena_bytes(&arena, LENGTH);
    for (size_t i = 0; i < LENGTH; i += 8)
        memcpy(text + i, "you owe ", 8);
    struct message m;
    struct findings found;
    scan_text(&b, (struct slice){text, LENGTH}, false, &m, &found);
    CHECK(!found.unscanned && found.count == LENGTH / 8);
    memcpy(text + LENGTH - 8, " xq199z ", 8);
    scan_text(&b, (struct slice){text, LENGTH}, false, &m, &found);
    CHECK(!found.unscanned && found.count == 0);
    finish(&b);
    arena_free(&arena);
}

int main(void)
{
    test_matches();
    test_distances();
    test_exact();
    test_blanks();
    test_empty();
    test_conditions();
    test_layers();
    test_lists();
    test_bad_lists();
    test_long_texts();
    test_places();
    test_bombs();
    test_shared_bombs();
    test_long_exceptions();
    return test_report("rules_engine");
}
