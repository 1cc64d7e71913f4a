/* SPDX-License-Identifier: MIT */
/* The kernel for the vectors that every processor of this kind has: SSE2. */
#include "rules/contraction.h"
#include "rules/message_parts.h"

#if defined(__SSE2__)
#include <emmintrin.h>

enum { BLOCK = 16 };
#define BLOCK_TARGET
#define BLOCK_NAME message_fold_base

static inline uint32_t bits(__m128i v)
{
    return (uint32_t)_mm_movemask_epi8(v);
}

static inline uint32_t equal(__m128i v, char c)
{
    return bits(_mm_cmpeq_epi8(v, _mm_set1_epi8(c)));
}

static inline __m128i between(__m128i v, char low, char high)
{
    return _mm_and_si128(_mm_cmpgt_epi8(v, _mm_set1_epi8((char)(low - 1))), _mm_cmplt_epi8(v, _mm_set1_epi8((char)(high + 1))));
}

/* Letters that with the one before are the end of a word contracted without its apostrophe. */
static inline uint32_t bare_pairs(__m128i small)
{
    uint32_t t = equal(small, 't');
    uint32_t e = equal(small, 'e');
    uint32_t l = equal(small, 'l');
    uint32_t n_o = equal(small, 'n') | equal(small, 'o');
    uint32_t v_r = equal(small, 'v') | equal(small, 'r');
    return (t & (n_o << 1)) | (e & (v_r << 1)) | (equal(small, 'm') & (equal(small, 'i') << 1)) |
           (equal(small, 's') & ((t | e) << 1)) | (l & (l << 1));
}

/* Writes a block with its letters made small. */
static inline struct block look_at(const char *in, char *out, bool after_blank)
{
    __m128i v = _mm_loadu_si128((const __m128i *)(const void *)in);
    __m128i capital = between(v, 'A', 'Z');
    __m128i small = _mm_add_epi8(v, _mm_and_si128(capital, _mm_set1_epi8(0x20)));
    uint32_t blanks = equal(v, ' ');
    uint32_t odd = bits(_mm_cmplt_epi8(v, _mm_set1_epi8(' '))); /* signed: what is not ASCII as well */
    _mm_storeu_si128((__m128i *)(void *)out, small);
    return (struct block){
        .upper = bits(capital),
        .word = bits(between(small, 'a', 'z')) | bits(between(v, '0', '9')),
        .care = odd | equal(v, '\'') | equal(v, '`') | equal(v, 0x7f) | (blanks & (blanks << 1 | after_blank)),
        .stops = equal(v, '.') | equal(v, '!') | equal(v, '?') | equal(v, ';'),
        .pairs = bare_pairs(small),
    };
}

#include "rules/message_block_body.h"
#else
size_t message_fold_base(struct folding *f, bool *word_ended)
{
    return message_fold_portable(f, word_ended);
}
#endif
