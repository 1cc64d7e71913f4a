/* SPDX-License-Identifier: MIT */
#include "lib/text.h"

#include "test.h"

static struct arena arena;

static void same(const char *a, const char *b)
{
    CHECK_TEXT(text_key(&arena, slice_of(a)), b);
}

static void check_origins(const char *text)
{
    struct slice s = slice_of(text);
    struct folded f = text_fold(&arena, s);
    CHECK(f.origin[f.text.len] == s.len);
    bool rising = true;
    for (size_t i = 1; i <= f.text.len; i++)
        rising = rising && f.origin[i] >= f.origin[i - 1] && f.origin[i] <= s.len;
    CHECK(rising);
    CHECK(utf8_check(f.text) == f.text.len || utf8_check(s) != s.len);
}

int main(void)
{
    same("ΕΥΧΑΡΙΣΤΏ", "ευχαριστω");
    same("Ευχαριστω\xcc\x81", "ευχαριστω");
    same("Ο ΔΙΕΥΘΥΝΤΉΣ", "ο διευθυντησ");
    same("удовлетворён", "удовлетворен");
    same("МОЙ", "мой");
    same("мои\xcc\x86", "мой");
    same("Zażalenie Łódź", "zazalenie lodz");
    same("راضٍ جدًا", "راض جدا");
    same("أإآ ى ة ـــ", "ااا ي ه");
    same("  Not\tmuch\xc2\xa0 \n", "not much");
    same("It\xe2\x80\x99s \xc2\xab" "fine\xc2\xbb", "it's \"fine\"");
    same("stra\xc3\x9f" "e \xef\xac\x81ne", "strasse fine");
    same("٣ ۴", "3 4");
    same("soft\xc2\xadhyphen\xe2\x80\x8f", "softhyphen");
    same("a\xff" "b", "a\xff" "b");
    CHECK_TEXT(text_squeezed_key(&arena, SLICE("Customer_ID")), "customerid");
    CHECK_TEXT(text_squeezed_key(&arena, SLICE("e-mail ")), "email");
    CHECK_TEXT(text_phone(&arena, SLICE("+30 210 123-4567")), "+302101234567");
    CHECK_TEXT(text_phone(&arena, SLICE("0030 (210) 1234567")), "+302101234567");
    CHECK_TEXT(text_phone(&arena, SLICE("210 1234567 x12")), "2101234567");
    CHECK_TEXT(text_phone(&arena, SLICE("12345")), "");
    check_origins("Ώρα ́ x");
    check_origins("plain ascii");
    check_origins("a\xcc\x81\xcc\x81 \xff\xfe e\xcc\x88");
    check_origins("");
    CHECK(text_is_word('a') && text_is_word(0x3b1) && text_is_word(0x623) && !text_is_word(' ') &&
          !text_is_word(0x60c) && !text_is_word(0x2019));
    CHECK_NUMBER((int64_t)utf8_length(SLICE("a€😀")), 3);
    CHECK_TEXT(utf8_head(SLICE("a€😀b"), 2), "a€");
    CHECK(utf8_check(SLICE("abcdefghij\xc0\x80")) == 10);
    CHECK(utf8_check(SLICE("\xed\xa0\x80")) == 0);
    arena_free(&arena);
    return test_report("text");
}
