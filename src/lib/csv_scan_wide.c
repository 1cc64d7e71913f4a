/* SPDX-License-Identifier: MIT */
/* The kernel for AVX2, called only where csv_scan.c has found the processor to have it. */
#include "lib/buffer.h"
#include "lib/csv_index.h"

#if defined(__x86_64__) && defined(__GNUC__)
#include <immintrin.h>

#define SCAN_TARGET __attribute__((target("avx2,bmi,popcnt")))
#define SCAN_NAME   csv_scan_wide

static SCAN_TARGET inline uint64_t equal_bytes(__m256i low, __m256i high, char c)
{
    __m256i wanted = _mm256_set1_epi8(c);
    uint64_t a = (uint32_t)_mm256_movemask_epi8(_mm256_cmpeq_epi8(low, wanted));
    uint64_t b = (uint32_t)_mm256_movemask_epi8(_mm256_cmpeq_epi8(high, wanted));
    return b << 32 | a;
}

static SCAN_TARGET inline struct scan_masks scan_masks(const char *p, char delimiter)
{
    __m256i low = _mm256_loadu_si256((const __m256i *)(const void *)p);
    __m256i high = _mm256_loadu_si256((const __m256i *)(const void *)(p + 32));
    __m256i usual = _mm256_cmpgt_epi8(_mm256_min_epi8(low, high), _mm256_setzero_si256());
    return (struct scan_masks){
        .delimiter = equal_bytes(low, high, delimiter),
        .quote = equal_bytes(low, high, '"'),
        .lf = equal_bytes(low, high, '\n'),
        .cr = equal_bytes(low, high, '\r'),
        .unusual = _mm256_movemask_epi8(usual) != -1,
    };
}

static SCAN_TARGET inline uint32_t scan_lowest(uint64_t bits)
{
    return (uint32_t)_tzcnt_u64(bits);
}

#include "lib/csv_scan_body.h"
#else
void csv_scan_wide(struct csv_index *x, struct slice text, char delimiter, bool final)
{
    csv_scan_base(x, text, delimiter, final);
}
#endif
