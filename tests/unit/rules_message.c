/* SPDX-License-Identifier: MIT */
#include "lib/utf8.h"
#include "rules/language.h"
#include "rules/message.h"
#include "streams/vocabulary.h"

#include "test.h"

static struct arena arena;
static const struct message_reader *reader;

static struct message read_text(const char *text)
{
    struct message m;
    message_read(reader, &arena, slice_of(text), &m);
    return m;
}

static void folds(const char *text, const char *expected)
{
    struct message m = read_text(text);
    CHECK_TEXT(m.text, expected);
}

/* The excerpt of the first occurrence of a folded text. */
static void excerpt(const char *text, const char *folded, const char *expected)
{
    struct message m = read_text(text);
    const char *at = strstr(m.text.ptr, folded);
    CHECK(at != NULL);
    if (at != NULL)
        CHECK_TEXT(message_excerpt(&m, (size_t)(at - m.text.ptr), (size_t)(at - m.text.ptr) + strlen(folded)), expected);
}

static void sentences(const char *text, const char *expected)
{
    struct message m = read_text(text);
    char joined[1000] = "";
    size_t used = 0;
    for (size_t i = 0; i < m.sentence_count; i++) {
        struct message_part p = m.sentences[i];
        memcpy(joined + used, m.text.ptr + p.start, p.end - p.start);
        used += p.end - p.start;
        joined[used++] = '|';
    }
    CHECK_TEXT(((struct slice){joined, used}), expected);
}

static void test_folding(void)
{
    folds("Hello  World", "hello world");
    folds(" \t\r\n a \n\n b \xc2\xa0 c ", "a b c");
    folds("ΕΥΧΑΡΙΣΤΏ ΠΟΛΎ", "ευχαριστω πολυ");
    folds("Ευχαριστω\xcc\x81", "ευχαριστω");
    folds("мои\xcc\x86 ещё", "мой еще");
    folds("Zażółć", "zazolc");
    folds("z\xcc\x87o\xcc\x81" "x", "zox");
    folds("أإآ ة ى ـــ مَرْحَبًا", "ااا ه ي مرحبا");
    folds("don't", "do not");
    folds("Don\xe2\x80\x99t you'RE", "do not you are");
    folds("dont cant im youve", "do not can not i am you have");
    folds("can't won't cannot", "can not will not can not");
    folds("it's that's john's", "it is that is john's");
    folds("its were klient", "its were klient");
    folds("should've", "should have");
    folds("dont\xe2\x80\xa6 I dont\xe2\x80\x94 im\xf0\x9f\x98\x80", "do not... i do not- i am\xf0\x9f\x98\x80");
    folds("dont\xe2\x80\x9d said the man who never wrote", "do not\" said the man who never wrote");
    folds("x1im dont1 2havent \xd0\xb9im im\xd0\xb9", "x1im dont1 2havent \xd0\xb9im im\xd0\xb9");
    folds("_isn't working_ and _dont ask_ or _cant_", "_is not working_ and _do not ask_ or _can not_");
    folds("a\xff" "b", "a\xef\xbf\xbd" "b");
    folds("stra\xc3\x9f" "e", "strasse");
    folds("wait\xe2\x80\xa6", "wait...");
    folds("", "");
    folds("  ", "");
    folds("\xcc\x81", "");
    folds("caf\xc3\xa9 e\xcc\x81t", "cafe et");
}

static void test_excerpts(void)
{
    excerpt("You DON'T say", "do not", "DON'T");
    excerpt("So, Ευχαριστώ  πολύ!", "ευχαριστω πολυ", "Ευχαριστώ  πολύ");
    excerpt("x мои\xcc\x86 дом", "мой", "мои\xcc\x86");
    excerpt("a \n b", "a b", "a \n b");
    excerpt("1 wait\xe2\x80\xa6 2", "2", "2");
    excerpt("ـــ مَرْحَبًا بك", "مرحبا", "مَرْحَبًا");
    excerpt("we can't. ok", "ok", "ok");
}

static void test_sentences(void)
{
    sentences("One. Two! Three?", "one.|two!|three?|");
    sentences("It costs 3.50 euros. Visit www.example.com now.", "it costs 3.50 euros.|visit www.example.com now.|");
    sentences("Dear Mr. Smith, hello. Bye.", "dear mr. smith, hello.|bye.|");
    sentences("Hello Anna,\nwe sent it.\nRegards\nIan", "hello anna, we sent it.|regards|ian|");
    sentences("Τι λέτε; Καλά.", "τι λετε;|καλα.|");
    sentences("sorry; we try", "sorry; we try|");
    sentences("Ул. Мира, д. 5. Ждём вас.", "ул. мира, д. 5.|ждем вас.|");
    sentences("Really?! Yes...", "really?!|yes...|");
    sentences("i am angry. never again", "i am angry.|never again|");
    sentences("(Done.) \"Good.\" End", "(done.)|\"good.\"|end|");
    sentences("متى يصل؟ لا أعرف.", "متي يصل?|لا اعرف.|");
}

static void test_shouting(void)
{
    struct message m = read_text("PLEASE READ YOUR EMAIL AGAIN");
    CHECK(m.shouts);
    CHECK_NUMBER(m.caps_words, 5);
    m = read_text("Please read the FAQ and the PDF");
    CHECK(!m.shouts);
    m = read_text("ΔΕΝ ΚΑΤΑΛΑΒΑΊΝΕΤΕ ΤΊΠΟΤΑ ΑΠΟΛΎΤΩΣ");
    CHECK(m.shouts);
    m = read_text("НЕМЕДЛЕННО ВЕРНИТЕ МОИ ДЕНЬГИ");
    CHECK(m.shouts);
    m = read_text("what!!! really");
    CHECK_NUMBER(m.exclaim.start, 4);
    CHECK_NUMBER(m.exclaim.end, 7);
    m = read_text("what? really!");
    CHECK_NUMBER(m.exclaim.end, 0);
}

static void test_languages(void)
{
    static const struct {
        const char *text;
        int language;
    } cases[] = {{"Where is my order?", LANGUAGE_EN},
                 {"Gdzie jest moje zamówienie?", LANGUAGE_PL},
                 {"prosze o kontakt, bo nie dziala", LANGUAGE_PL},
                 {"Πού είναι η παραγγελία μου;", LANGUAGE_EL},
                 {"Где мой заказ iPhone?", LANGUAGE_RU},
                 {"أين طلبي؟", LANGUAGE_AR},
                 {"", -1},
                 {"12345", -1},
                 {"注文はどこですか", -1}};
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct message m = read_text(cases[i].text);
        CHECK_NUMBER(language_of(&m), cases[i].language);
    }
}

/* Offsets never run backwards or beyond the text, whatever the bytes. */
static void test_origins(void)
{
    uint64_t state = 1;
    for (int round = 0; round < 300; round++) {
        static const char *const pieces[] = {"don't ", "é", "e\xcc\x81", "ـ", "\xff", "\n", "  ", "ß", "can't", "😀", ".", "!", "Ώ", "й", "и\xcc\x86", "x"};
        char text[400];
        size_t len = 0;
        for (int i = 0; i < 30; i++) {
            state = state * UINT64_C(6364136223846793005) + 1442695040888963407U;
            const char *piece = pieces[(state >> 40) % (sizeof pieces / sizeof *pieces)];
            memcpy(text + len, piece, strlen(piece));
            len += strlen(piece);
        }
        struct message m;
        message_read(reader, &arena, (struct slice){text, len}, &m);
        bool good = utf8_check(m.text) == m.text.len;
        for (size_t i = 1; i <= m.text.len; i++)
            good = good && message_origin(&m, i) >= message_origin(&m, i - 1) && message_origin(&m, i) <= len;
        for (size_t i = 0; i < m.sentence_count; i++)
            good = good && m.sentences[i].start < m.sentences[i].end && m.sentences[i].end <= m.text.len;
        CHECK(good);
        arena_reset(&arena);
        reader = message_reader_make(&arena);
    }
}

int main(void)
{
    reader = message_reader_make(&arena);
    test_folding();
    test_excerpts();
    test_sentences();
    test_shouting();
    test_languages();
    test_origins();
    arena_free(&arena);
    return test_report("rules_message");
}
