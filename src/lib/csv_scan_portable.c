/* SPDX-License-Identifier: MIT */
/* The kernel in plain C: eight bytes at a time in a 64-bit word. */
#include "lib/buffer.h"
#include "lib/bytes.h"
#include "lib/csv_index.h"

/* Bit i of the result: byte i of the word equals the byte that `repeated` holds eight times. */
static inline uint64_t equal_bytes(uint64_t word, uint64_t repeated)
{
    const uint64_t low = UINT64_C(0x7f7f7f7f7f7f7f7f);
    uint64_t differ = word ^ repeated;
    uint64_t high = ~(((differ & low) + low) | differ | low);
    return (high >> 7) * UINT64_C(0x0102040810204080) >> 56;
}

static inline uint64_t repeat(char c)
{
    return (unsigned char)c * UINT64_C(0x0101010101010101);
}

static inline struct scan_masks scan_masks(const char *p, char delimiter)
{
    struct scan_masks m = {0};
    for (unsigned i = 0; i < 8; i++) {
        uint64_t word = bytes_little_endian(p + 8 * i);
        m.delimiter |= equal_bytes(word, repeat(delimiter)) << (8 * i);
        m.quote |= equal_bytes(word, repeat('"')) << (8 * i);
        m.lf |= equal_bytes(word, repeat('\n')) << (8 * i);
        m.cr |= equal_bytes(word, repeat('\r')) << (8 * i);
        m.unusual |= (word & repeat('\x80')) | equal_bytes(word, 0);
    }
    return m;
}

static inline uint32_t scan_lowest(uint64_t bits)
{
    return (uint32_t)__builtin_ctzll(bits | (uint64_t)1 << 63);
}

#define SCAN_TARGET
#define SCAN_NAME csv_scan_portable
#include "lib/csv_scan_body.h"
