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

/* A block of 16 bytes, looked at. */
struct block {
    __m128i small;  /* its letters made small */
    unsigned upper; /* capitals */
    unsigned word;  /* letters, digits, _ */
    unsigned care;  /* what must be done by hand */
    unsigned stops;
};

static inline struct block look_at(__m128i v, bool after_blank)
{
    struct block b;
    __m128i capital = _mm_and_si128(_mm_cmpgt_epi8(v, _mm_set1_epi8('A' - 1)), _mm_cmplt_epi8(v, _mm_set1_epi8('Z' + 1)));
    __m128i blank = _mm_cmpeq_epi8(v, _mm_set1_epi8(' '));
    __m128i odd = _mm_or_si128(_mm_cmplt_epi8(v, _mm_set1_epi8(' ')), /* signed: what is not ASCII as well */
                               _mm_or_si128(_mm_cmpeq_epi8(v, _mm_set1_epi8('\'')),
                                            _mm_or_si128(_mm_cmpeq_epi8(v, _mm_set1_epi8('`')),
                                                         _mm_cmpeq_epi8(v, _mm_set1_epi8(0x7f)))));
    __m128i stop = _mm_or_si128(_mm_or_si128(_mm_cmpeq_epi8(v, _mm_set1_epi8('.')), _mm_cmpeq_epi8(v, _mm_set1_epi8('!'))),
                                _mm_or_si128(_mm_cmpeq_epi8(v, _mm_set1_epi8('?')), _mm_cmpeq_epi8(v, _mm_set1_epi8(';'))));
    unsigned blanks = (unsigned)_mm_movemask_epi8(blank);
    b.small = _mm_add_epi8(v, _mm_and_si128(capital, _mm_set1_epi8(0x20)));
    b.upper = (unsigned)_mm_movemask_epi8(capital);
    b.stops = (unsigned)_mm_movemask_epi8(stop);
    b.word = between(b.small, 'a', 'z') | between(v, '0', '9') | equal(v, '_');
    b.care = (unsigned)_mm_movemask_epi8(odd) | (blanks & (blanks << 1 | after_blank));
    return b;
}

/* Letters of the block that with the one before are the end of a word contracted without its apostrophe. */
static inline unsigned bare_pairs(__m128i small, char before)
{
    unsigned t = equal(small, 't');
    unsigned e = equal(small, 'e');
    unsigned l = equal(small, 'l');
    unsigned n_o = equal(small, 'n') | equal(small, 'o');
    unsigned v_r = equal(small, 'v') | equal(small, 'r');
    unsigned pairs = (t & (n_o << 1)) | (e & (v_r << 1)) | (equal(small, 'm') & (equal(small, 'i') << 1)) |
                     (equal(small, 's') & ((t | e) << 1)) | (l & (l << 1));
    return pairs | (contraction_may_end(before, (char)_mm_cvtsi128_si32(small)) ? 1 : 0);
}

static bool is_word_byte(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' || c == '\'' || c == '`' || (c & 0x80) != 0;
}

/* Whether the word that ends at byte `end` of the output is a contraction without its apostrophe. */
static bool is_contraction(const struct folding *f, size_t end)
{
    size_t start = end;
    while (start > 0 && end - start <= CONTRACTION_BARE_MAX && f->out[start - 1] >= 'a' && f->out[start - 1] <= 'z')
        start--;
    return end - start <= CONTRACTION_BARE_MAX && contraction_of((struct slice){f->out + start, end - start}).cut != 0;
}

/*
 * The end of the first word among `ends` that is such a contraction, 0: none. Whether the last letter taken ends its word, the
 * byte behind it tells.
 */
static unsigned first_contraction(const struct folding *f, unsigned ends, unsigned length)
{
    for (; ends != 0; ends &= ends - 1) {
        unsigned at = (unsigned)__builtin_ctz(ends) + 1;
        bool inside = at == length && f->at + at < f->len && is_word_byte(f->in[f->at + at]);
        if (!inside && is_contraction(f, f->used + at))
            return at;
    }
    return 0;
}

/* Takes the first bytes of a block that stands in the output already. */
static inline void take(struct folding *f, const struct block *b, unsigned length)
{
    unsigned taken = (1u << length) - 1;
    for (unsigned stops = b->stops & taken; stops != 0; stops &= stops - 1)
        message_note_stop(f, f->used + (unsigned)__builtin_ctz(stops) + 1, 0);
    for (unsigned upper = b->upper & taken; upper != 0; upper &= upper - 1)
        f->capitals++;
    f->used += length;
    f->at += length;
}

size_t message_fold_block(struct folding *f, bool *word_ended)
{
    size_t start = f->at;
    unsigned length = BLOCK;
    *word_ended = false;
    while (length == BLOCK && f->len - f->at >= BLOCK) {
        char before = f->used > 0 ? f->out[f->used - 1] : ' ';
        __m128i v = _mm_loadu_si128((const __m128i *)(const void *)(f->in + f->at));
        struct block b = look_at(v, before == ' ');
        length = (unsigned)__builtin_ctz(b.care | 1u << BLOCK);
        if (length == 0)
            break;
        _mm_storeu_si128((__m128i *)(void *)(f->out + f->used), b.small);
        unsigned ends = bare_pairs(b.small, before) & b.word & ~(b.word >> 1) & ((1u << length) - 1);
        unsigned cut = ends != 0 ? first_contraction(f, ends, length) : 0;
        *word_ended = cut != 0;
        length = cut != 0 ? cut : length;
        take(f, &b, length);
        if (cut != 0)
            break;
    }
    if (f->at == start)
        return 0;
    f->previous = (unsigned char)f->in[f->at - 1];
    f->previous_at = f->used - 1;
    return f->at - start;
}

#else

size_t message_fold_block(struct folding *f, bool *word_ended)
{
    (void)f;
    *word_ended = false;
    return 0;
}

#endif
