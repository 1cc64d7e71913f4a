/* SPDX-License-Identifier: MIT */
/* utf8_check: byte by byte, and with AVX2 where the processor has it. */
#include "lib/utf8.h"

/* Length of the character whose first byte is `lead`, 0 for none; the second byte's range is what
 * tells the rest apart. */
static size_t character_length(unsigned char lead)
{
    if (lead < 0x80)
        return 1;
    if (lead < 0xc2 || lead > 0xf4)
        return 0;
    return lead < 0xe0 ? 2 : lead < 0xf0 ? 3 : 4;
}

/* RFC 3629 section 4: no overlong forms, no surrogates, nothing above U+10FFFF. */
static bool second_is_valid(unsigned char lead, unsigned char second)
{
    unsigned char low = lead == 0xe0 ? 0xa0 : lead == 0xf0 ? 0x90 : 0x80;
    unsigned char high = lead == 0xed ? 0x9f : lead == 0xf4 ? 0x8f : 0xbf;
    return second >= low && second <= high;
}

static bool is_continuation(unsigned char c)
{
    return (c & 0xc0) == 0x80;
}

/* Length of the valid character at p, 0 for none. */
static size_t valid_length(const unsigned char *p, size_t left)
{
    size_t n = character_length(p[0]);
    if (n > left || (n > 1 && !second_is_valid(p[0], p[1])) || (n > 2 && !is_continuation(p[2])) ||
        (n > 3 && !is_continuation(p[3])))
        return 0;
    return n;
}

static size_t check_from(struct slice s, size_t at)
{
    const unsigned char *p = (const unsigned char *)s.ptr;
    while (at < s.len) {
        uint64_t word;
        if (p[at] < 0x80 && s.len - at >= sizeof word) {
            memcpy(&word, p + at, sizeof word);
            uint64_t high = word & UINT64_C(0x8080808080808080);
            if (high == 0) {
                at += sizeof word;
                continue;
            }
        }
        size_t n = valid_length(p + at, s.len - at);
        if (n == 0)
            return at;
        at += n;
    }
    return s.len;
}

#if defined(__x86_64__) && defined(__GNUC__)
#include <immintrin.h>

#define WIDE __attribute__((target("avx2")))

/*
 * After John Keiser and Daniel Lemire, "Validating UTF-8 in less than one instruction per byte"
 * (2021): each pair of bytes is looked up by three half-bytes; a bit that all three tables hold
 * names an error.
 */
enum {
    TOO_SHORT = 1 << 0, /* a lead byte, then none that continues it */
    TOO_LONG = 1 << 1,  /* ASCII, then a continuation */
    OVERLONG_3 = 1 << 2,
    TOO_LARGE = 1 << 3,
    SURROGATE = 1 << 4,
    OVERLONG_2 = 1 << 5,
    TOO_LARGE_1000 = 1 << 6,
    OVERLONG_4 = 1 << 6,
    TWO_CONTINUATIONS = 1 << 7, /* right only behind a lead byte of three or four */
    CARRY = TOO_SHORT | TOO_LONG | TWO_CONTINUATIONS
};

static inline WIDE __m256i look_up(const unsigned char table[16], __m256i half_bytes)
{
    __m128i half = _mm_loadu_si128((const __m128i *)(const void *)table);
    return _mm256_shuffle_epi8(_mm256_broadcastsi128_si256(half), half_bytes);
}

static inline WIDE __m256i high_half(__m256i v)
{
    return _mm256_and_si256(_mm256_srli_epi16(v, 4), _mm256_set1_epi8(0x0f));
}

static inline WIDE __m256i pair_errors(__m256i first, __m256i second)
{
    static const unsigned char first_high[16] = {TOO_LONG,
                                                 TOO_LONG,
                                                 TOO_LONG,
                                                 TOO_LONG,
                                                 TOO_LONG,
                                                 TOO_LONG,
                                                 TOO_LONG,
                                                 TOO_LONG,
                                                 TWO_CONTINUATIONS,
                                                 TWO_CONTINUATIONS,
                                                 TWO_CONTINUATIONS,
                                                 TWO_CONTINUATIONS,
                                                 TOO_SHORT | OVERLONG_2,
                                                 TOO_SHORT,
                                                 TOO_SHORT | OVERLONG_3 | SURROGATE,
                                                 TOO_SHORT | TOO_LARGE | TOO_LARGE_1000 |
                                                     OVERLONG_4};
    static const unsigned char first_low[16] = {CARRY | OVERLONG_3 | OVERLONG_2 | OVERLONG_4,
                                                CARRY | OVERLONG_2,
                                                CARRY,
                                                CARRY,
                                                CARRY | TOO_LARGE,
                                                CARRY | TOO_LARGE | TOO_LARGE_1000,
                                                CARRY | TOO_LARGE | TOO_LARGE_1000,
                                                CARRY | TOO_LARGE | TOO_LARGE_1000,
                                                CARRY | TOO_LARGE | TOO_LARGE_1000,
                                                CARRY | TOO_LARGE | TOO_LARGE_1000,
                                                CARRY | TOO_LARGE | TOO_LARGE_1000,
                                                CARRY | TOO_LARGE | TOO_LARGE_1000,
                                                CARRY | TOO_LARGE | TOO_LARGE_1000,
                                                CARRY | TOO_LARGE | TOO_LARGE_1000 | SURROGATE,
                                                CARRY | TOO_LARGE | TOO_LARGE_1000,
                                                CARRY | TOO_LARGE | TOO_LARGE_1000};
    static const unsigned char second_high[16] = {
        TOO_SHORT,
        TOO_SHORT,
        TOO_SHORT,
        TOO_SHORT,
        TOO_SHORT,
        TOO_SHORT,
        TOO_SHORT,
        TOO_SHORT,
        TOO_LONG | OVERLONG_2 | TWO_CONTINUATIONS | OVERLONG_3 | TOO_LARGE_1000 | OVERLONG_4,
        TOO_LONG | OVERLONG_2 | TWO_CONTINUATIONS | OVERLONG_3 | TOO_LARGE,
        TOO_LONG | OVERLONG_2 | TWO_CONTINUATIONS | SURROGATE | TOO_LARGE,
        TOO_LONG | OVERLONG_2 | TWO_CONTINUATIONS | SURROGATE | TOO_LARGE,
        TOO_SHORT,
        TOO_SHORT,
        TOO_SHORT,
        TOO_SHORT};
    __m256i a = look_up(first_high, high_half(first));
    __m256i b = look_up(first_low, _mm256_and_si256(first, _mm256_set1_epi8(0x0f)));
    __m256i c = look_up(second_high, high_half(second));
    return _mm256_and_si256(_mm256_and_si256(a, b), c);
}

/* Errors of the pairs that end in this block; the block before gives the first bytes of the first
 * three. */
static inline WIDE __m256i block_errors(__m256i before, __m256i block)
{
    __m256i across = _mm256_permute2x128_si256(before, block, 0x21);
    __m256i first = _mm256_alignr_epi8(block, across, 15);
    __m256i two_back = _mm256_alignr_epi8(block, across, 14);
    __m256i three_back = _mm256_alignr_epi8(block, across, 13);
    __m256i third = _mm256_subs_epu8(two_back, _mm256_set1_epi8((char)(0xe0 - 0x80)));
    __m256i fourth = _mm256_subs_epu8(three_back, _mm256_set1_epi8((char)(0xf0 - 0x80)));
    __m256i continues =
        _mm256_and_si256(_mm256_or_si256(third, fourth), _mm256_set1_epi8((char)0x80));
    return _mm256_xor_si256(continues, pair_errors(first, block));
}

/* Offset up to which whole blocks have no error; the last character before it may be cut off. */
static WIDE size_t check_blocks(struct slice s)
{
    enum { BLOCK = 32 };
    __m256i before = _mm256_setzero_si256();
    bool ascii_before = true;
    size_t at = 0;
    for (; at + BLOCK <= s.len; at += BLOCK) {
        __m256i block = _mm256_loadu_si256((const __m256i *)(const void *)(s.ptr + at));
        bool ascii = _mm256_movemask_epi8(block) == 0;
        if (!ascii || !ascii_before) {
            __m256i errors = block_errors(before, block);
            if (!_mm256_testz_si256(errors, errors))
                break;
        }
        before = block;
        ascii_before = ascii;
    }
    return at;
}

size_t utf8_check(struct slice s)
{
    if (s.len < 64 || !__builtin_cpu_supports("avx2"))
        return check_from(s, 0);
    size_t at = check_blocks(s);
    size_t back = at < 4 ? at : 4;
    while (back > 0 && is_continuation((unsigned char)s.ptr[at - back]))
        back--;
    return check_from(s, at - back);
}
#else
size_t utf8_check(struct slice s)
{
    return check_from(s, 0);
}
#endif
