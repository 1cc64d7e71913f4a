/* SPDX-License-Identifier: MIT */
#include "streams/letters.h"

/* Capitals from..to stand `step` apart from each other, and `away` from their small letters. */
static const struct case_range {
    uint32_t from, to, step, away;
} ranges[] = {
    {0x41, 0x5a, 1, 32},    {0xc0, 0xd6, 1, 32},    {0xd8, 0xde, 1, 32},    {0x100, 0x12e, 2, 1},
    {0x132, 0x136, 2, 1},   {0x139, 0x147, 2, 1},   {0x14a, 0x176, 2, 1},   {0x179, 0x17d, 2, 1},
    {0x386, 0x386, 1, 38},  {0x388, 0x38a, 1, 37},  {0x38c, 0x38c, 1, 64},  {0x38e, 0x38f, 1, 63},
    {0x391, 0x3a1, 1, 32},  {0x3a3, 0x3ab, 1, 32},  {0x400, 0x40f, 1, 80},  {0x410, 0x42f, 1, 32},
    {0x490, 0x490, 1, 1},
};
enum { GREEK = 8, CYRILLIC = 14, RANGES = sizeof ranges / sizeof *ranges }; /* where the scripts begin */
enum { CAPITAL_SIGMA = 0x3a3, FINAL_SIGMA = 0x3c2, SIGMA = 0x3c3 };

/* Where to begin to look. */
static size_t first_range(uint32_t c)
{
    return c < 0x386 ? 0 : c < 0x400 ? GREEK : c <= 0x491 ? CYRILLIC : RANGES;
}

static bool in_range(uint32_t c, const struct case_range *r, uint32_t shift)
{
    return c >= r->from + shift && c <= r->to + shift && (c - shift - r->from) % r->step == 0;
}

uint32_t letter_lower(uint32_t c)
{
    for (size_t i = first_range(c); i < RANGES; i++) {
        if (in_range(c, &ranges[i], 0))
            return c + ranges[i].away;
    }
    return c == 0x178 ? 0xff : c;
}

uint32_t letter_upper(uint32_t c)
{
    if (c == FINAL_SIGMA)
        return CAPITAL_SIGMA;
    for (size_t i = first_range(c); i < RANGES; i++) {
        if (in_range(c, &ranges[i], ranges[i].away))
            return c - ranges[i].away;
    }
    return c == 0xff ? 0x178 : c;
}

static bool is_digit(uint32_t c)
{
    return (c >= '0' && c <= '9') || (c >= 0x660 && c <= 0x669) || (c >= 0x6f0 && c <= 0x6f9);
}

static bool is_letter(uint32_t c)
{
    return text_is_word(c) && !is_digit(c);
}

static enum script script_of(uint32_t c)
{
    if (c < 0x250)
        return SCRIPT_LATIN;
    if ((c >= 0x370 && c < 0x400) || (c >= 0x1f00 && c < 0x2000))
        return SCRIPT_GREEK;
    if (c >= 0x400 && c < 0x530)
        return SCRIPT_CYRILLIC;
    return (c >= 0x600 && c < 0x780) || (c >= 0xfb50 && c < 0xff00) ? SCRIPT_ARABIC : SCRIPT_OTHER;
}

/* The next character of a text; a byte that is not UTF-8 counts as a blank. False at the end. */
static bool next_character(struct slice *rest, uint32_t *c)
{
    if (rest->len == 0)
        return false;
    size_t n = utf8_decode(*rest, c);
    if (n == 0) {
        *c = ' ';
        n = 1;
    }
    *rest = slice_from(*rest, n);
    return true;
}

enum script letters_script(struct slice text)
{
    uint32_t c;
    while (next_character(&text, &c)) {
        if (is_letter(c))
            return script_of(c);
    }
    return SCRIPT_OTHER;
}

size_t letters_count(struct slice text)
{
    size_t count = 0;
    uint32_t c;
    while (next_character(&text, &c))
        count += is_letter(c);
    return count;
}

enum letter_case letters_case(struct slice word)
{
    size_t lower = 0;
    size_t upper = 0;
    uint32_t c;
    while (next_character(&word, &c)) {
        lower += letter_upper(c) != c;
        upper += letter_lower(c) != c;
    }
    if (lower == 0 && upper == 0)
        return LETTERS_NONE;
    if (lower == 0)
        return LETTERS_UPPER;
    return upper == 0 ? LETTERS_LOWER : LETTERS_MIXED;
}

static bool starts_part(uint32_t before)
{
    return before == '-' || before == '\'' || before == 0x2019 || before == '.' || before == 0x2010;
}

static bool letter_follows(struct slice rest)
{
    uint32_t c;
    return next_character(&rest, &c) && is_letter(c);
}

struct slice letters_capitalise(struct arena *a, struct slice word)
{
    char *text = arena_bytes(a, memory_add(memory_multiply(word.len, 2), 4));
    size_t out = 0;
    bool first = true;
    uint32_t c;
    bool mc = word.len > 4 && (word.ptr[0] == 'M' || word.ptr[0] == 'm') &&
              (word.ptr[1] == 'C' || word.ptr[1] == 'c');
    while (next_character(&word, &c)) {
        uint32_t small = letter_lower(c);
        if (small == SIGMA && !first && !letter_follows(word))
            small = FINAL_SIGMA;
        size_t n = utf8_encode(first || (mc && out == 2) ? letter_upper(c) : small, text + out);
        out += n;
        first = starts_part(c);
    }
    return (struct slice){text, out};
}

static bool is_space(uint32_t c)
{
    return c <= ' ' || c == 0xa0 || c == 0x3000 || (c >= 0x2000 && c <= 0x200a) || c == 0x202f;
}

/* What makes no mark on paper: DEL, C1, soft hyphen, zero width and bidi characters, byte order mark. */
static bool is_invisible(uint32_t c)
{
    return (c >= 0x7f && c < 0xa0) || c == 0xad || (c >= 0x200b && c <= 0x200f) ||
           (c >= 0x2028 && c <= 0x202e) || (c >= 0x2060 && c <= 0x206f) || c == 0x61c || c == 0xfeff;
}

/* Nearly all names in Latin letters: nothing but marks of ASCII, with single blanks between them. */
static bool is_tidy(struct slice text)
{
    for (size_t i = 0; i < text.len; i++) {
        unsigned char c = (unsigned char)text.ptr[i];
        bool blank = c == ' ' && i > 0 && i + 1 < text.len && text.ptr[i - 1] != ' ';
        if (!blank && (c <= ' ' || c >= 0x7f))
            return false;
    }
    return true;
}

struct slice letters_tidy(struct arena *a, struct slice text)
{
    if (is_tidy(text))
        return text;
    if (utf8_check(text) != text.len)
        return SLICE("");
    char *tidy = arena_bytes(a, memory_add(memory_multiply(text.len, 2), 4));
    size_t out = 0;
    size_t before = 0; /* where the last character begins */
    uint32_t previous = ' ';
    uint32_t c;
    while (next_character(&text, &c)) {
        uint32_t both = c >= 0x300 ? text_compose(previous, c) : 0;
        if (is_invisible(c) || (is_space(c) && previous == ' '))
            continue;
        if (both != 0)
            out = before;
        previous = is_space(c) ? ' ' : both != 0 ? both : c;
        before = out;
        out += utf8_encode(previous, tidy + out);
    }
    return slice_trim((struct slice){tidy, out});
}

bool letters_end(struct slice text, struct slice ending)
{
    return text.len >= ending.len && slice_equal(slice_from(text, text.len - ending.len), ending);
}
