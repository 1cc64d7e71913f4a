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

/* The next row of the table of distances; returns the least in it, which no later one falls below. */
static size_t next_row(size_t *row, size_t i, uint32_t c, const uint32_t *other, size_t n)
{
    size_t corner = row[0];
    size_t lowest = row[0] = i;
    for (size_t j = 1; j <= n; j++) {
        size_t best = least(corner + (c != other[j - 1]), row[j] + 1, row[j - 1] + 1);
        corner = row[j];
        row[j] = best;
        lowest = best < lowest ? best : lowest;
    }
    return lowest;
}

size_t near_farness(struct slice a, struct slice b, size_t most)
{
    uint32_t one[NEAR_LONGEST], other[NEAR_LONGEST];
    size_t m = characters_of(a, one);
    size_t n = characters_of(b, other);
    size_t longer = m > n ? m : n, shorter = m > n ? n : m;
    if (shorter == 0 || (longer - shorter) * NEAR_NOTHING / longer > most)
        return NEAR_NOTHING;
    size_t row[NEAR_LONGEST + 1];
    for (size_t j = 0; j <= n; j++)
        row[j] = j;
    for (size_t i = 1; i <= m; i++) {
        if (next_row(row, i, one[i - 1], other, n) * NEAR_NOTHING / longer > most)
            return NEAR_NOTHING;
    }
    size_t far = row[n] * NEAR_NOTHING / longer;
    return far <= most ? far : NEAR_NOTHING;
}
