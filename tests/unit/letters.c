/* SPDX-License-Identifier: MIT */
#include "streams/letters.h"

#include "test.h"

static void check_case(void)
{
    static const struct {
        const char *small, *capital;
    } pairs[] = {
        {"a", "A"}, {"z", "Z"}, {"é", "É"}, {"ø", "Ø"}, {"ą", "Ą"}, {"ł", "Ł"}, {"ń", "Ń"}, {"ś", "Ś"},
        {"ź", "Ź"}, {"ż", "Ż"}, {"ž", "Ž"}, {"ÿ", "Ÿ"}, {"ά", "Ά"}, {"έ", "Έ"}, {"ί", "Ί"}, {"ό", "Ό"},
        {"ύ", "Ύ"}, {"ώ", "Ώ"}, {"α", "Α"}, {"ρ", "Ρ"}, {"σ", "Σ"}, {"ϊ", "Ϊ"}, {"ё", "Ё"}, {"а", "А"},
        {"я", "Я"}, {"і", "І"}, {"ґ", "Ґ"},
    };
    for (size_t i = 0; i < sizeof pairs / sizeof *pairs; i++) {
        uint32_t small, capital;
        utf8_decode(slice_of(pairs[i].small), &small);
        utf8_decode(slice_of(pairs[i].capital), &capital);
        CHECK_NUMBER(letter_upper(small), capital);
        CHECK_NUMBER(letter_lower(capital), small);
        CHECK_NUMBER(letter_lower(small), small);
        CHECK_NUMBER(letter_upper(capital), capital);
    }
    static const uint32_t alone[] = {'1', ' ', 0xd7, 0xf7, 0x3a2, 0x627, 0x643, 0x4e00};
    for (size_t i = 0; i < sizeof alone / sizeof *alone; i++) {
        CHECK_NUMBER(letter_lower(alone[i]), alone[i]);
        CHECK_NUMBER(letter_upper(alone[i]), alone[i]);
    }
    CHECK_NUMBER(letter_upper(0x3c2), 0x3a3); /* ς */
    for (uint32_t c = 0; c < 0x600; c++) /* a letter's small letter is small, and going there and back ends there */
        CHECK(letter_lower(letter_lower(c)) == letter_lower(c) && letter_lower(letter_upper(c)) == letter_lower(c == 0x3c2 ? 0x3c3 : c));
}

static void check_words(struct arena *a)
{
    CHECK_NUMBER(letters_case(SLICE("NOVÁK")), LETTERS_UPPER);
    CHECK_NUMBER(letters_case(SLICE("novák")), LETTERS_LOWER);
    CHECK_NUMBER(letters_case(SLICE("Novák")), LETTERS_MIXED);
    CHECK_NUMBER(letters_case(SLICE("J.")), LETTERS_UPPER);
    CHECK_NUMBER(letters_case(SLICE("سعاد")), LETTERS_NONE);
    CHECK_NUMBER(letters_case(SLICE("")), LETTERS_NONE);
    CHECK_NUMBER(letters_script(SLICE("- Анна")), SCRIPT_CYRILLIC);
    CHECK_NUMBER(letters_script(SLICE("Ελένη")), SCRIPT_GREEK);
    CHECK_NUMBER(letters_script(SLICE("12 سعاد")), SCRIPT_ARABIC);
    CHECK_NUMBER(letters_script(SLICE("Łucja")), SCRIPT_LATIN);
    CHECK_NUMBER(letters_script(SLICE("12")), SCRIPT_OTHER);
    CHECK(letters_count(SLICE("O'Brien 2")) == 6);
    CHECK_TEXT(letters_capitalise(a, SLICE("NOVAK")), "Novak");
    CHECK_TEXT(letters_capitalise(a, SLICE("O'BRIEN")), "O'Brien");
    CHECK_TEXT(letters_capitalise(a, SLICE("MCTAVISH")), "McTavish");
    CHECK_TEXT(letters_capitalise(a, SLICE("MC")), "Mc");
    CHECK_TEXT(letters_capitalise(a, SLICE("nowak-kowalska")), "Nowak-Kowalska");
    CHECK_TEXT(letters_capitalise(a, SLICE("ŻÓŁĆ")), "Żółć");
    CHECK_TEXT(letters_capitalise(a, SLICE("ΒΛΆΧΟΣ")), "Βλάχος");
    CHECK_TEXT(letters_capitalise(a, SLICE("ΣΑΒΒΑΣ-ΣΟΥΣ")), "Σαββας-Σους");
    CHECK_TEXT(letters_capitalise(a, SLICE("СЕМЁНОВ")), "Семёнов");
    CHECK_TEXT(letters_capitalise(a, SLICE("")), "");
}

static void check_tidy(struct arena *a)
{
    CHECK_TEXT(letters_tidy(a, SLICE("  Anna \t Maria\r\n Novak ")), "Anna Maria Novak");
    CHECK_TEXT(letters_tidy(a, SLICE("Anna\xc2\xa0Novak")), "Anna Novak");
    CHECK_TEXT(letters_tidy(a, SLICE("Nova\xcc\x81k")), "Novák");
    CHECK_TEXT(letters_tidy(a, SLICE("Μαρι\xcc\x81α")), "Μαρία");
    CHECK_TEXT(letters_tidy(a, SLICE("\xe2\x80\xaa" "Anna\xe2\x80\x8b\xe2\x80\xac")), "Anna");
    CHECK_TEXT(letters_tidy(a, SLICE("Anna\x1b[31m")), "Anna [31m");
    CHECK_TEXT(letters_tidy(a, SLICE("Nov\xe1k")), "");
    CHECK_TEXT(letters_tidy(a, SLICE("")), "");
    CHECK(letters_end(SLICE("Γιώργος"), SLICE("ος")) && !letters_end(SLICE("ς"), SLICE("ος")));
}

int main(void)
{
    struct arena a = {0};
    check_case();
    check_words(&a);
    check_tidy(&a);
    arena_free(&a);
    return test_report("letters");
}
