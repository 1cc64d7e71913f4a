/* SPDX-License-Identifier: MIT */
/* utf8_check against utf8_decode, character by character: all pairs and many triples and quadruples
 * of bytes, everywhere. */
#include "lib/utf8.h"

#include "test.h"

static size_t check_plainly(struct slice s)
{
    size_t at = 0;
    uint32_t c;
    size_t n;
    while ((n = utf8_decode(slice_from(s, at), &c)) > 0)
        at += n;
    return at;
}

enum { SIZE = 160 };

/* The bytes at `at` in ASCII and in a text of letters of two bytes; the check must stop where
 * decoding does. */
static size_t disagreements(const unsigned char *bytes, size_t count, size_t at)
{
    static const char letters[] = "\xce\xb1\xce\xb2";
    char text[SIZE];
    size_t wrong = 0;
    for (int greek = 0; greek < 2; greek++) {
        for (size_t i = 0; i < SIZE; i++)
            text[i] = greek ? letters[(i + (at & 1)) % 4] : 'x';
        if (greek && (at & 1))
            text[0] = 'x';
        memcpy(text + at, bytes, count);
        struct slice whole = {text, SIZE};
        struct slice cut = {text, at + count};
        wrong += utf8_check(whole) != check_plainly(whole);
        wrong += utf8_check(cut) != check_plainly(cut);
    }
    return wrong;
}

static void all_pairs(void)
{
    size_t wrong = 0;
    for (unsigned first = 0x7f; first < 0x100; first++) {
        for (unsigned second = 0; second < 0x100; second++) {
            unsigned char bytes[] = {(unsigned char)first, (unsigned char)second};
            for (size_t at = 60; at < 66; at++)
                wrong += disagreements(bytes, 2, at);
            wrong += disagreements(bytes, 2, 95) + disagreements(bytes, 2, 126);
        }
    }
    CHECK_NUMBER((int64_t)wrong, 0);
}

/* The bytes at the edges of the ranges of RFC 3629. */
static void edges(void)
{
    static const unsigned char leads[] = {0xc1, 0xc2, 0xdf, 0xe0, 0xe1, 0xec, 0xed, 0xee,
                                          0xef, 0xf0, 0xf1, 0xf3, 0xf4, 0xf5, 0xff};
    static const unsigned char seconds[] = {0x00, 0x7f, 0x80, 0x8f, 0x90,
                                            0x9f, 0xa0, 0xbf, 0xc0, 0xf0};
    static const unsigned char thirds[] = {0x7f, 0x80, 0xbf, 0xc2};
    size_t wrong = 0;
    for (size_t i = 0; i < sizeof leads * sizeof seconds * sizeof thirds * sizeof thirds; i++) {
        unsigned char bytes[] = {leads[i % sizeof leads],
                                 seconds[i / sizeof leads % sizeof seconds],
                                 thirds[i / sizeof leads / sizeof seconds % sizeof thirds],
                                 thirds[i / sizeof leads / sizeof seconds / sizeof thirds]};
        for (size_t count = 1; count <= 4; count++)
            for (size_t at = 58; at < 68; at++)
                wrong += disagreements(bytes, count, at);
    }
    CHECK_NUMBER((int64_t)wrong, 0);
}

static void short_texts(void)
{
    CHECK_NUMBER((int64_t)utf8_check(SLICE("")), 0);
    CHECK_NUMBER((int64_t)utf8_check(SLICE("plain text")), 10);
    CHECK_NUMBER((int64_t)utf8_check(SLICE("plain \xce")), 6);
    CHECK_NUMBER((int64_t)utf8_check(SLICE("\xed\xa0\x80")), 0);
    CHECK_NUMBER((int64_t)utf8_check(SLICE("\xf4\x8f\xbf\xbf")), 4);
    CHECK_NUMBER((int64_t)utf8_check(SLICE("\xf4\x90\x80\x80")), 0);
}

int main(void)
{
    short_texts();
    all_pairs();
    edges();
    return test_report("utf8_check");
}
