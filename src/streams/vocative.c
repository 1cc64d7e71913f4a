/* SPDX-License-Identifier: MIT */
#include "streams/vocative.h"

#include "streams/letters.h"

static bool is_greek_vowel(uint32_t c)
{
    uint32_t folded[4];
    if (text_fold_character(c, folded) != 1)
        return false;
    switch (folded[0]) {
    case 0x3b1: /* α */
    case 0x3b5:
    case 0x3b7:
    case 0x3b9:
    case 0x3bf:
    case 0x3c5:
    case 0x3c9:
        return true;
    default:
        return false;
    }
}

static bool is_accented(uint32_t c)
{
    static const uint32_t accented[] = {0x390, 0x3ac, 0x3ad, 0x3ae, 0x3af, 0x3b0, 0x3cc, 0x3cd, 0x3ce};
    c = letter_lower(c);
    for (size_t i = 0; i < sizeof accented / sizeof *accented; i++) {
        if (c == accented[i])
            return true;
    }
    return false;
}

/* αι, ει, οι, υι, ου are one sound, and αυ, ευ, ηυ too. */
static bool is_digraph(uint32_t first, uint32_t second)
{
    if (second == 0x3b9)
        return first == 0x3b1 || first == 0x3b5 || first == 0x3bf || first == 0x3c5;
    return second == 0x3c5 && (first == 0x3b1 || first == 0x3b5 || first == 0x3b7 || first == 0x3bf);
}

/* Syllables behind the accented one; -1: no accent is written. */
static int syllables_after_accent(struct slice word)
{
    int after = -1;
    uint32_t before = 0;
    uint32_t c;
    for (size_t n; (n = utf8_decode(word, &c)) != 0; word = slice_from(word, n)) {
        uint32_t small = letter_lower(c);
        if (is_accented(c)) {
            after = 0;
            small = 0;
        } else if (after >= 0 && is_greek_vowel(c) && !is_digraph(before, small))
            after++;
        before = small;
    }
    return after;
}

static size_t count_vowels(struct slice word)
{
    size_t count = 0;
    uint32_t c;
    for (size_t n; (n = utf8_decode(word, &c)) != 0; word = slice_from(word, n))
        count += is_greek_vowel(c);
    return count;
}

static struct slice with_ending(struct arena *a, struct slice word, size_t cut, const char *ending)
{
    return arena_print(a, "%.*s%s", (int)(word.len - cut), word.ptr, ending);
}

static bool greek_word(struct arena *a, struct slice word, struct slice *vocative)
{
    *vocative = word;
    if (!letters_end(word, SLICE("ς")))
        return true;
    if (letters_end(word, SLICE("ός")))
        *vocative = with_ending(a, word, sizeof "ός" - 1, "έ");
    else if (letters_end(word, SLICE("μένος")))
        *vocative = with_ending(a, word, sizeof "ος" - 1, "ε");
    else if (letters_end(word, SLICE("ος"))) {
        int after = syllables_after_accent(word);
        *vocative = with_ending(a, word, sizeof "ος" - 1, after == 1 ? "ο" : "ε");
        return after >= 1;
    } else
        *vocative = with_ending(a, word, sizeof "ς" - 1, "");
    return true;
}

struct accented_ending {
    const char *bare, *accented;
};

static const struct accented_ending endings[] = {
    {"οπουλος", "όπουλος"}, {"οπουλου", "οπούλου"}, {"ογλου", "όγλου"},   {"ιδης", "ίδης"},
    {"αδης", "άδης"},       {"ιδου", "ίδου"},       {"αδου", "άδου"},     {"ακης", "άκης"},
    {"ακη", "άκη"},         {"ακος", "άκος"},       {"ακου", "άκου"},     {"ατος", "άτος"},
    {"ατου", "άτου"},       {"ελλης", "έλλης"},     {"ελλη", "έλλη"},     {"εας", "έας"},
    {"εα", "έα"},           {"αιος", "αίος"},       {"αιου", "αίου"},     {"ιωτης", "ιώτης"},
    {"ιωτη", "ιώτη"},       {"μενος", "μένος"},     {"μενου", "μένου"},   {"ειου", "είου"},
    {"ιου", "ίου"},
};

static bool accent_word(struct arena *a, struct slice word, struct slice *accented)
{
    *accented = word;
    if (letters_script(word) != SCRIPT_GREEK || syllables_after_accent(word) >= 0 || count_vowels(word) < 2)
        return true;
    for (size_t i = 0; i < sizeof endings / sizeof *endings; i++) {
        struct slice bare = slice_of(endings[i].bare);
        if (letters_end(word, bare) && word.len > bare.len) {
            *accented = with_ending(a, word, bare.len, endings[i].accented);
            return true;
        }
    }
    return false;
}

/* Does something to each part of a double name, "Α-Β" or "Α Β". */
static bool each_part(struct arena *a, struct slice name, struct slice *out,
                      bool (*change)(struct arena *a, struct slice word, struct slice *changed))
{
    bool good = true;
    *out = SLICE("");
    while (name.len > 0) {
        size_t len = 0;
        while (len < name.len && name.ptr[len] != '-' && name.ptr[len] != ' ')
            len++;
        struct slice changed;
        good &= change(a, (struct slice){name.ptr, len}, &changed);
        *out = arena_print(a, "%.*s%.*s%.*s", SLICE_ARG(*out), SLICE_ARG(changed), len < name.len, name.ptr + len);
        name = slice_from(name, len + (len < name.len));
    }
    return good;
}

bool vocative_greek(struct arena *arena, struct slice family, struct slice *vocative)
{
    return each_part(arena, family, vocative, greek_word);
}

bool accent_greek(struct arena *arena, struct slice family, struct slice *accented)
{
    return each_part(arena, family, accented, accent_word);
}

/* -a behind these makes -o; Ania, Ola and Maja (Aniu, Olu, Maju) are for the table. */
static const char *const firm_endings[] = {"ba", "da", "fa", "ga", "ka", "ma", "na", "pa", "ra", "ta",
                                           "wa", "za", "ła", "ria", "tia", "fia", "dia", "lia", "bia"};

static bool is_firm(struct slice given)
{
    for (size_t i = 0; i < sizeof firm_endings / sizeof *firm_endings; i++) {
        if (letters_end(given, slice_of(firm_endings[i])))
            return true;
    }
    return false;
}

struct slice vocative_polish(const struct name_book *book, struct arena *arena, struct slice given,
                             enum gender gender)
{
    const struct name_word *known = name_book_given(book, given);
    if (known != NULL && known->vocative.len > 0)
        return known->gender == gender ? known->vocative : SLICE("");
    if (gender == GENDER_FEMALE && letters_script(given) == SCRIPT_LATIN && is_firm(given))
        return with_ending(arena, given, 1, "o");
    return SLICE("");
}
