/* SPDX-License-Identifier: MIT */
/* Where in a folded text words begin, and blanks stand. */
#include "rules/message_parts.h"

/* Which of 64 bytes are of words, as far as bytes tell, and which are blanks. */
struct bytes {
    uint64_t word, blank;
};

#if defined(__SSE2__)
#include <emmintrin.h>

static inline struct bytes look_at_16(const char *at)
{
    __m128i v = _mm_loadu_si128((const __m128i *)(const void *)at);
    __m128i small = _mm_and_si128(_mm_cmpgt_epi8(v, _mm_set1_epi8('a' - 1)), _mm_cmplt_epi8(v, _mm_set1_epi8('z' + 1)));
    __m128i digit = _mm_and_si128(_mm_cmpgt_epi8(v, _mm_set1_epi8('0' - 1)), _mm_cmplt_epi8(v, _mm_set1_epi8('9' + 1)));
    __m128i word = _mm_or_si128(_mm_or_si128(small, digit), _mm_cmpeq_epi8(v, _mm_set1_epi8('_')));
    return (struct bytes){(uint64_t)(unsigned)_mm_movemask_epi8(_mm_or_si128(word, v)), /* the top bit: not ASCII */
                          (uint64_t)(unsigned)_mm_movemask_epi8(_mm_cmpeq_epi8(v, _mm_set1_epi8(' ')))};
}

static inline struct bytes look_at(const char *at)
{
    struct bytes all = {0, 0};
    for (unsigned i = 0; i < 64; i += 16) {
        struct bytes some = look_at_16(at + i);
        all.word |= some.word << i;
        all.blank |= some.blank << i;
    }
    return all;
}

#else

static struct bytes look_at(const char *at)
{
    struct bytes all = {0, 0};
    for (unsigned i = 0; i < 64; i++) {
        all.word |= (uint64_t)message_word_byte(at[i]) << i;
        all.blank |= (uint64_t)(at[i] == ' ') << i;
    }
    return all;
}

#endif

/*
 * The bytes of doubtful characters are no letters: takes them from the word bytes of a piece, from the character *next on, and
 * returns where such characters begin in it.
 */
static uint64_t part_doubtful(const struct message *m, uint32_t from, size_t *next, uint64_t *word)
{
    uint64_t starts = 0;
    for (; *next < m->doubtful_count && m->doubtful[*next] < from + MESSAGE_PIECE; (*next)++) {
        uint32_t at = m->doubtful[*next];
        unsigned char lead = (unsigned char)m->text.ptr[at];
        unsigned width = lead >= 0xf0 ? 4 : lead >= 0xe0 ? 3 : 2;
        uint64_t bytes = (UINT64_C(1) << width) - 1;
        *word &= ~(at < from ? bytes >> (from - at) : bytes << (at - from));
        starts |= at < from ? 0 : UINT64_C(1) << (at - from);
        if (at + width > from + MESSAGE_PIECE) /* the next piece must know it too */
            break;
    }
    return starts;
}

void message_find_words(struct message *m, struct arena *arena)
{
    size_t count = m->text.len / MESSAGE_PIECE + 1;
    struct message_piece *pieces = arena_alloc(arena, memory_multiply(count, sizeof *pieces));
    uint64_t in_word = 0;
    uint32_t blanks = 0;
    size_t doubtful = 0;
    for (size_t i = 0; i < count; i++) {
        uint32_t from = (uint32_t)i * MESSAGE_PIECE;
        struct bytes b = look_at(m->text.ptr + from);
        uint64_t word = b.word;
        uint64_t doubts = doubtful < m->doubtful_count ? part_doubtful(m, from, &doubtful, &word) : 0;
        pieces[i] = (struct message_piece){(word & ~(word << 1 | in_word)) | doubts, ~b.word, b.blank, blanks};
        in_word = word >> 63;
        blanks += message_count_bits(b.blank);
    }
    m->pieces = pieces;
}
