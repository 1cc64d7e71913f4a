/* SPDX-License-Identifier: MIT */
#include "rules/contraction.h"
#include "rules/message_parts.h"

#if defined(__SSE2__)
#include <emmintrin.h>

enum { BLOCK = 16 };

static inline unsigned between(__m128i v, char low, char high)
{
    return (unsigned)_mm_movemask_epi8(_mm_and_si128(_mm_cmpgt_epi8(v, _mm_set1_epi8((char)(low - 1))),
                                                     _mm_cmplt_epi8(v, _mm_set1_epi8((char)(high + 1)))));
}

static inline unsigned equal(__m128i v, char c)
{
    return (unsigned)_mm_movemask_epi8(_mm_cmpeq_epi8(v, _mm_set1_epi8(c)));
}

/* Letters of the block whose word ends with them and may be a contraction that lost its apostrophe. */
static inline unsigned bare_ends(__m128i small, unsigned word, char before)
{
    unsigned t = equal(small, 't');
    unsigned e = equal(small, 'e');
    unsigned s = equal(small, 's');
    unsigned l = equal(small, 'l');
    unsigned n_o = equal(small, 'n') | equal(small, 'o');
    unsigned v_r = equal(small, 'v') | equal(small, 'r');
    unsigned pairs = (t & (n_o << 1)) | (e & (v_r << 1)) | (equal(small, 'm') & (equal(small, 'i') << 1)) |
                     (s & ((t | e) << 1)) | (l & (l << 1));
    pairs |= contraction_may_end(before, (char)_mm_cvtsi128_si32(small)) ? 1 : 0;
    return pairs & word & ~(word >> 1);
}

/* How many bytes can be taken: up to the first that needs care, and, if that is possible, up to the end of a word. */
static inline unsigned plain_length(unsigned care, unsigned word)
{
    unsigned length = (unsigned)__builtin_ctz(care | 1u << BLOCK);
    unsigned others = ~word & ((1u << length) - 1);
    if (length == BLOCK && others != 0 && (word >> (BLOCK - 1) & 1))
        length = 32 - (unsigned)__builtin_clz(others);
    return length;
}

static inline void note_stops(struct folding *f, unsigned stops)
{
    for (; stops != 0; stops &= stops - 1)
        message_note_stop(f, f->used + (unsigned)__builtin_ctz(stops) + 1, 0);
}

/* Whether the word that ends at byte `end` of the output is a contraction. */
static bool is_contraction(const struct folding *f, size_t end)
{
    size_t start = end;
    while (start > 0 && end - start <= CONTRACTION_BARE_MAX && f->out[start - 1] >= 'a' && f->out[start - 1] <= 'z')
        start--;
    return contraction_of((struct slice){f->out + start, end - start}).cut != 0;
}

size_t message_fold_block(struct folding *f, bool *word_ended)
{
    *word_ended = false;
    if (f->len - f->at < BLOCK)
        return 0;
    __m128i v = _mm_loadu_si128((const __m128i *)(const void *)(f->in + f->at));
    unsigned upper = between(v, 'A', 'Z');
    __m128i small = _mm_add_epi8(v, _mm_and_si128(_mm_cmpgt_epi8(v, _mm_set1_epi8('A' - 1)),
                                                  _mm_and_si128(_mm_cmplt_epi8(v, _mm_set1_epi8('Z' + 1)), _mm_set1_epi8(0x20))));
    unsigned letters = between(small, 'a', 'z');
    unsigned word = letters | between(v, '0', '9') | equal(v, '_');
    unsigned blanks = equal(v, ' ');
    bool after_blank = f->used == 0 || f->out[f->used - 1] == ' ';
    unsigned control = (unsigned)_mm_movemask_epi8(_mm_cmplt_epi8(v, _mm_set1_epi8(' '))); /* signed: not ASCII as well */
    unsigned care = control | equal(v, 0x7f) | equal(v, '\'') | equal(v, '`') | (blanks & (blanks << 1 | after_blank));
    unsigned length = plain_length(care, word);
    if (length == 0)
        return 0;
    _mm_storeu_si128((__m128i *)(void *)(f->out + f->used), small);
    unsigned taken = (1u << length) - 1;
    /* the last byte's word may go on beyond the block; a word cut by it is longer than any contraction or is seen later */
    unsigned next_is_word = length < BLOCK && (care >> length & 1) ? 1u << length : 0;
    unsigned ends = bare_ends(small, word, f->used > 0 ? f->out[f->used - 1] : ' ') & taken & ~(next_is_word >> 1);
    if (length == BLOCK)
        ends &= ~(1u << (BLOCK - 1));
    for (; ends != 0; ends &= ends - 1) {
        unsigned at = (unsigned)__builtin_ctz(ends) + 1;
        if (is_contraction(f, f->used + at)) {
            *word_ended = true;
            length = at;
            taken = (1u << length) - 1;
            break;
        }
    }
    note_stops(f, (equal(v, '.') | equal(v, '!') | equal(v, '?') | equal(v, ';')) & taken);
    for (upper &= taken; upper != 0; upper &= upper - 1)
        f->capitals++;
    f->used += length;
    f->at += length;
    f->previous = (unsigned char)f->in[f->at - 1];
    f->previous_at = f->used - 1;
    return length;
}

#else

size_t message_fold_block(struct folding *f, bool *word_ended)
{
    (void)f;
    *word_ended = false;
    return 0;
}

#endif
