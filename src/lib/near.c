/* SPDX-License-Identifier: MIT */
#include "lib/near.h"

#include "lib/utf8.h"

/* The characters of a short text; a byte that is not UTF-8 is one. 0 when it is too long. */
static size_t characters_of(struct slice s, uint32_t out[NEAR_LONGEST])
{
    size_t count = 0;
    while (s.len > 0) {
        if (count == NEAR_LONGEST)
            return 0;
        size_t n = utf8_decode(s, &out[count]);
        if (n == 0)
            out[count] = (unsigned char)s.ptr[0];
        count++;
        s = slice_from(s, n > 0 ? n : 1);
    }
    return count;
}

static size_t least(size_t a, size_t b, size_t c)
{
    size_t ab = a < b ? a : b;
    return ab < c ? ab : c;
}

size_t near_farness(struct slice a, struct slice b)
{
    uint32_t one[NEAR_LONGEST], other[NEAR_LONGEST];
    size_t m = characters_of(a, one);
    size_t n = characters_of(b, other);
    if (m == 0 || n == 0)
        return 1000;
    size_t row[NEAR_LONGEST + 1];
    for (size_t j = 0; j <= n; j++)
        row[j] = j;
    for (size_t i = 1; i <= m; i++) {
        size_t corner = row[0];
        row[0] = i;
        for (size_t j = 1; j <= n; j++) {
            size_t best = least(corner + (one[i - 1] != other[j - 1]), row[j] + 1, row[j - 1] + 1);
            corner = row[j];
            row[j] = best;
        }
    }
    return row[n] * 1000 / (m > n ? m : n);
}
