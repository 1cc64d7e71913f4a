/* SPDX-License-Identifier: MIT */
#include "score-loyalty/radix.h"

#include <stdint.h>
#include <string.h>

#include "lib/memory.h"

enum { DIGIT_BITS = 11, DIGITS = 1 << DIGIT_BITS };

struct record {
    unsigned char bytes[RADIX_RECORD];
};

static uint64_t field_of(const struct record *record, const struct radix_field *field)
{
    uint64_t wide;
    uint32_t narrow;
    if (field->width == sizeof wide) {
        memcpy(&wide, record->bytes + field->offset, sizeof wide);
        return wide;
    }
    memcpy(&narrow, record->bytes + field->offset, sizeof narrow);
    return narrow;
}

static void sort_pass(const struct record *from, struct record *to, size_t count,
                      const struct radix_field *field, unsigned shift)
{
    size_t place[DIGITS] = {0};
    for (size_t i = 0; i < count; i++)
        place[field_of(&from[i], field) >> shift & (DIGITS - 1)]++;
    size_t start = 0;
    for (size_t digit = 0; digit < DIGITS; digit++) {
        size_t here = place[digit];
        place[digit] = start;
        start += here;
    }
    for (size_t i = 0; i < count; i++)
        to[place[field_of(&from[i], field) >> shift & (DIGITS - 1)]++] = from[i];
}

/* The bits that are set in any record's field: digits that are zero everywhere need no pass. */
static uint64_t bits_used(const struct record *records, size_t count,
                          const struct radix_field *field)
{
    uint64_t bits = 0;
    for (size_t i = 0; i < count; i++)
        bits |= field_of(&records[i], field);
    return bits;
}

void radix_sort(void *records, size_t count, const struct radix_field *fields, size_t field_count)
{
    struct record *other = memory_array(count, sizeof *other);
    struct record *from = records;
    struct record *to = other;
    for (size_t f = field_count; f-- > 0;) {
        uint64_t bits = bits_used(from, count, &fields[f]);
        for (unsigned shift = 0; shift < 64 && bits >> shift != 0; shift += DIGIT_BITS) {
            sort_pass(from, to, count, &fields[f], shift);
            struct record *swap = from;
            from = to;
            to = swap;
        }
    }
    if (from != records)
        memcpy(records, from, count * sizeof *from);
    memory_release(other);
}
