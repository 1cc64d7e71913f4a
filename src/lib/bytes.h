/* SPDX-License-Identifier: MIT */
/* Numbers in bytes. */
#ifndef REGULARS_BYTES_H
#define REGULARS_BYTES_H

#include <stdint.h>

/* The 8 bytes at a place as a number, the first one lowest, on every machine. (Compilers make one instruction of it.) */
static inline uint64_t bytes_little_endian(const char *at)
{
    const unsigned char *b = (const unsigned char *)at;
    return (uint64_t)b[0] | (uint64_t)b[1] << 8 | (uint64_t)b[2] << 16 | (uint64_t)b[3] << 24 | (uint64_t)b[4] << 32 |
           (uint64_t)b[5] << 40 | (uint64_t)b[6] << 48 | (uint64_t)b[7] << 56;
}

#endif
