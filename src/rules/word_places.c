/* SPDX-License-Identifier: MIT */
#include "rules/word_places.h"

#include "lib/utf8.h"

#if defined(__SSE2__)
#include <emmintrin.h>

static inline uint64_t word_bytes_16(const char *at)
{
    __m128i v = _mm_loadu_si128((const __m128i *)(const void *)at);
    __m128i small = _mm_and_si128(_mm_cmpgt_epi8(v, _mm_set1_epi8('a' - 1)), _mm_cmplt_epi8(v, _mm_set1_epi8('z' + 1)));
    __m128i digit = _mm_and_si128(_mm_cmpgt_epi8(v, _mm_set1_epi8('0' - 1)), _mm_cmplt_epi8(v, _mm_set1_epi8('9' + 1)));
    __m128i word = _mm_or_si128(_mm_or_si128(small, digit), _mm_cmpeq_epi8(v, _mm_set1_epi8('_')));
    return (uint64_t)(unsigned)_mm_movemask_epi8(_mm_or_si128(word, v)); /* the top bit: not ASCII */
}

static inline uint64_t blanks_16(const char *at)
{
    __m128i v = _mm_loadu_si128((const __m128i *)(const void *)at);
    return (uint64_t)(unsigned)_mm_movemask_epi8(_mm_cmpeq_epi8(v, _mm_set1_epi8(' ')));
}

static uint64_t blank_bytes(const char *at)
{
    return blanks_16(at) | blanks_16(at + 16) << 16 | blanks_16(at + 32) << 32 | blanks_16(at + 48) << 48;
}

static uint64_t word_bytes(const char *at)
{
    return word_bytes_16(at) | word_bytes_16(at + 16) << 16 | word_bytes_16(at + 32) << 32 | word_bytes_16(at + 48) << 48;
}

#else

static uint64_t blank_bytes(const char *at)
{
    uint64_t bits = 0;
    for (unsigned i = 0; i < 64; i++)
        bits |= (uint64_t)(at[i] == ' ') << i;
    return bits;
}

static uint64_t word_bytes(const char *at)
{
    uint64_t bits = 0;
    for (unsigned i = 0; i < 64; i++) {
        bits |= (uint64_t)word_byte(at[i]) << i;
    }
    return bits;
}

#endif

/* The same where there are characters beyond ASCII that are no letters: one by one. */
static uint64_t careful_places(const struct message_reader *reader, const struct message *m, uint32_t from, uint32_t end,
                               bool *in_word)
{
    uint64_t places = 0;
    const char *text = m->text.ptr;
    uint32_t at = from;
    for (; at < end && at < from + 64 && ((unsigned char)text[at] & 0xc0) == 0x80; at++)
        ; /* the rest of a character that the last call has judged */
    while (at < end && at < from + 64) {
        uint32_t c = (unsigned char)text[at];
        size_t width = c < 0x80 ? 1 : utf8_decode((struct slice){text + at, m->text.len - at}, &c);
        bool letter = message_is_letter(reader, c);
        if (!letter || !*in_word)
            places |= UINT64_C(1) << (at - from);
        *in_word = letter;
        at += (uint32_t)(width != 0 ? width : 1);
    }
    return places;
}

/* The bits of places before `end`. */
static uint64_t before_end(uint32_t from, uint32_t end)
{
    return end - from >= 64 ? ~UINT64_C(0) : (UINT64_C(1) << (end - from)) - 1;
}

uint64_t word_places(const struct message_reader *reader, const struct message *m, uint32_t from, uint32_t end, bool signs,
                     bool *in_word)
{
    if (!m->only_letters)
        return careful_places(reader, m, from, end, in_word);
    uint64_t word = word_bytes(m->text.ptr + from);
    uint64_t places = (word & ~(word << 1 | *in_word)) | (signs ? ~word : 0);
    *in_word = word >> 63;
    return places & before_end(from, end);
}

uint64_t word_blanks(const struct message *m, uint32_t from, uint32_t end)
{
    return blank_bytes(m->text.ptr + from) & before_end(from, end);
}
