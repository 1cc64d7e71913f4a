/* SPDX-License-Identifier: MIT */
/*
 * A stable radix sort of records of sixteen bytes by unsigned fields: for the rows of the models,
 * of which there may be millions, and whose order must not depend on how customers came in.
 */
#ifndef REGULARS_SCORE_LOYALTY_RADIX_H
#define REGULARS_SCORE_LOYALTY_RADIX_H

#include <stddef.h>

enum { RADIX_RECORD = 16 };

/* An unsigned integer within the record, in the machine's byte order. */
struct radix_field {
    size_t offset;
    size_t width; /* 4 or 8 bytes */
};

/* Sorts `count` records by fields[0], among equals by fields[1], and so on. */
void radix_sort(void *records, size_t count, const struct radix_field *fields, size_t field_count);

#endif
