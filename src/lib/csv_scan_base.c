/* SPDX-License-Identifier: MIT */
/* The kernel for the vectors that every processor of this kind has: SSE2, NEON. */
#include "lib/buffer.h"
#include "lib/csv_index.h"

#if defined(__SSE2__)
#include <emmintrin.h>

static inline uint64_t equal_bytes(const __m128i v[4], char c)
{
    __m128i wanted = _mm_set1_epi8(c);
    uint64_t mask = 0;
    for (unsigned i = 0; i < 4; i++)
        mask |= (uint64_t)(unsigned)_mm_movemask_epi8(_mm_cmpeq_epi8(v[i], wanted)) << (16 * i);
    return mask;
}

static inline struct scan_masks scan_masks(const char *p, char delimiter)
{
    __m128i v[4];
    __m128i usual = _mm_set1_epi8(-1);
    for (unsigned i = 0; i < 4; i++) {
        v[i] = _mm_loadu_si128((const __m128i *)(const void *)(p + 16 * i));
        usual = _mm_and_si128(usual, _mm_cmpgt_epi8(v[i], _mm_setzero_si128()));
    }
    return (struct scan_masks){
        .delimiter = equal_bytes(v, delimiter),
        .quote = equal_bytes(v, '"'),
        .lf = equal_bytes(v, '\n'),
        .cr = equal_bytes(v, '\r'),
        .unusual = _mm_movemask_epi8(usual) != 0xffff,
    };
}

#define SCAN_BASE_VECTORS
#elif defined(__aarch64__) && defined(__ARM_NEON)
#include <arm_neon.h>

/* One bit a byte, from 64 bytes that are 0x00 or 0xff. */
static inline uint64_t gather_bits(const uint8x16_t v[4])
{
    static const uint8_t weights[16] = {1, 2, 4, 8, 16, 32, 64, 128, 1, 2, 4, 8, 16, 32, 64, 128};
    uint8x16_t weight = vld1q_u8(weights);
    uint8x16_t low = vpaddq_u8(vandq_u8(v[0], weight), vandq_u8(v[1], weight));
    uint8x16_t high = vpaddq_u8(vandq_u8(v[2], weight), vandq_u8(v[3], weight));
    uint8x16_t all = vpaddq_u8(low, high);
    all = vpaddq_u8(all, all);
    return vgetq_lane_u64(vreinterpretq_u64_u8(all), 0);
}

static inline uint64_t equal_bytes(const uint8x16_t v[4], char c)
{
    uint8x16_t same[4];
    for (unsigned i = 0; i < 4; i++)
        same[i] = vceqq_u8(v[i], vdupq_n_u8((uint8_t)c));
    return gather_bits(same);
}

static inline struct scan_masks scan_masks(const char *p, char delimiter)
{
    uint8x16_t v[4];
    uint8x16_t usual = vdupq_n_u8(0xff);
    for (unsigned i = 0; i < 4; i++) {
        v[i] = vld1q_u8((const uint8_t *)p + 16 * i);
        usual = vandq_u8(usual, vcgtq_s8(vreinterpretq_s8_u8(v[i]), vdupq_n_s8(0)));
    }
    return (struct scan_masks){
        .delimiter = equal_bytes(v, delimiter),
        .quote = equal_bytes(v, '"'),
        .lf = equal_bytes(v, '\n'),
        .cr = equal_bytes(v, '\r'),
        .unusual = vminvq_u8(usual) != 0xff,
    };
}

#define SCAN_BASE_VECTORS
#endif

#ifdef SCAN_BASE_VECTORS
static inline uint32_t scan_lowest(uint64_t bits)
{
    return (uint32_t)__builtin_ctzll(bits | (uint64_t)1 << 63);
}

#define SCAN_TARGET
#define SCAN_NAME csv_scan_base
#include "lib/csv_scan_body.h"
#else
void csv_scan_base(struct csv_index *x, struct slice text, char delimiter, bool final)
{
    csv_scan_portable(x, text, delimiter, final);
}
#endif
