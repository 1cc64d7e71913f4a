/* SPDX-License-Identifier: MIT */
/* The kernel for AVX2, used only where message_block.c has found the processor to have it. */
#include "rules/contraction.h"
#include "rules/message_parts.h"

#if defined(__x86_64__) && defined(__GNUC__)
#include <immintrin.h>

enum { BLOCK = 32 };
#define BLOCK_TARGET __attribute__((target("avx2,bmi,popcnt")))
#define BLOCK_NAME   message_fold_wide

static BLOCK_TARGET inline uint32_t bits(__m256i v)
{
    return (uint32_t)_mm256_movemask_epi8(v);
}

static BLOCK_TARGET inline __m256i equal(__m256i v, char c)
{
    return _mm256_cmpeq_epi8(v, _mm256_set1_epi8(c));
}

static BLOCK_TARGET inline uint32_t not_zero(__m256i v)
{
    return ~bits(equal(v, 0));
}

/* The entry for each byte in a table of 16. */
static BLOCK_TARGET inline __m256i look_up(__m128i table, __m256i places)
{
    return _mm256_shuffle_epi8(_mm256_broadcastsi128_si256(table), places);
}

/*
 * Kinds of bytes, of which both halves must agree: a to o, p to z, and digits are of words; stops are those of ! and . and those
 * of ; and ?.
 */
enum { A_TO_O = 1, P_TO_Z = 2, DIGIT = 4, WORD = 7, STOP_LOW = 8, STOP_HIGH = 16, STOPS = 24 };

static BLOCK_TARGET inline __m256i kinds_of(__m256i low, __m256i high)
{
    const __m128i by_low = _mm_setr_epi8(P_TO_Z | DIGIT, A_TO_O | P_TO_Z | DIGIT | STOP_LOW, A_TO_O | P_TO_Z | DIGIT,
                                         A_TO_O | P_TO_Z | DIGIT, A_TO_O | P_TO_Z | DIGIT, A_TO_O | P_TO_Z | DIGIT,
                                         A_TO_O | P_TO_Z | DIGIT, A_TO_O | P_TO_Z | DIGIT, A_TO_O | P_TO_Z | DIGIT,
                                         A_TO_O | P_TO_Z | DIGIT, A_TO_O | P_TO_Z, A_TO_O | STOP_HIGH, A_TO_O, A_TO_O,
                                         A_TO_O | STOP_LOW, A_TO_O | STOP_HIGH);
    const __m128i by_high = _mm_setr_epi8(0, 0, STOP_LOW, DIGIT | STOP_HIGH, 0, 0, A_TO_O, P_TO_Z, 0, 0, 0, 0, 0, 0, 0, 0);
    return _mm256_and_si256(look_up(by_low, low), look_up(by_high, high));
}

/* Ends of words contracted without an apostrophe, as bits: nt ot, ve re, im, ts es, ll. */
enum { N_T = 1, V_E = 2, I_M = 4, T_S = 8, L_L = 16 };

/* The bits of letters, which are in the second table from p on. */
static BLOCK_TARGET inline __m256i pair_bits(__m128i to_o, __m128i from_p, __m256i small, __m256i low)
{
    return _mm256_blendv_epi8(look_up(to_o, low), look_up(from_p, low), _mm256_slli_epi16(small, 3));
}

/* Letters that with the one before are such an end; the first one of a block is none. */
static BLOCK_TARGET inline uint32_t bare_pairs(__m256i small, __m256i low)
{
    const __m128i last_to_o = _mm_setr_epi8(0, 0, 0, 0, 0, V_E, 0, 0, 0, 0, 0, 0, L_L, I_M, 0, 0);
    const __m128i last_from_p = _mm_setr_epi8(0, 0, 0, T_S, N_T, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0);
    const __m128i first_to_o = _mm_setr_epi8(0, 0, 0, 0, 0, T_S, 0, 0, 0, I_M, 0, 0, L_L, 0, N_T, N_T);
    const __m128i first_from_p = _mm_setr_epi8(0, 0, V_E, 0, T_S, 0, V_E, 0, 0, 0, 0, 0, 0, 0, 0, 0);
    __m256i first = pair_bits(first_to_o, first_from_p, small, low);
    __m256i last = pair_bits(last_to_o, last_from_p, small, low);
    __m256i before = _mm256_alignr_epi8(first, _mm256_permute2x128_si256(first, first, 0x08), 15);
    return not_zero(_mm256_and_si256(before, last));
}

/* Writes a block with its letters made small. */
static BLOCK_TARGET inline struct block look_at(const char *in, char *out, bool after_blank)
{
    __m256i v = _mm256_loadu_si256((const __m256i *)(const void *)in);
    __m256i capital = _mm256_and_si256(_mm256_cmpgt_epi8(v, _mm256_set1_epi8('A' - 1)), _mm256_cmpgt_epi8(_mm256_set1_epi8('Z' + 1), v));
    __m256i small = _mm256_add_epi8(v, _mm256_and_si256(capital, _mm256_set1_epi8(0x20)));
    __m256i low = _mm256_and_si256(small, _mm256_set1_epi8(15));
    __m256i kinds = kinds_of(low, _mm256_and_si256(_mm256_srli_epi16(small, 4), _mm256_set1_epi8(15)));
    __m256i odd = _mm256_or_si256(_mm256_or_si256(equal(v, '\''), equal(v, '`')),
                                  _mm256_or_si256(equal(v, 0x7f), _mm256_cmpgt_epi8(_mm256_set1_epi8(' '), v)));
    uint32_t blanks = bits(equal(v, ' '));
    _mm256_storeu_si256((__m256i *)(void *)out, small);
    return (struct block){
        .upper = bits(capital),
        .word = not_zero(_mm256_and_si256(kinds, _mm256_set1_epi8(WORD))),
        .care = bits(odd) | (blanks & (blanks << 1 | after_blank)),
        .stops = not_zero(_mm256_and_si256(kinds, _mm256_set1_epi8(STOPS))),
        .pairs = bare_pairs(small, low),
    };
}

#include "rules/message_block_body.h"
#else
size_t message_fold_wide(struct folding *f, bool *word_ended)
{
    return message_fold_base(f, word_ended);
}
#endif
