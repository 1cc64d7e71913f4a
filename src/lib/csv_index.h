/* SPDX-License-Identifier: MIT */
/* Between the kernels of csv_scan.h: the index that they fill, and the masks that they make of 64
 * bytes. */
#ifndef REGULARS_CSV_INDEX_H
#define REGULARS_CSV_INDEX_H

#include "lib/csv_scan.h"

/* Bit i: byte i is a delimiter, a quote, LF, CR; unusual: not zero when some byte is NUL or above
 * 0x7f. */
struct scan_masks {
    uint64_t delimiter, quote, lf, cr, unusual;
};

enum { CSV_INDEX_SLACK = 16 }; /* marks are written many at a time */

/* Makes room for so many more marks and rows. */
static inline void csv_index_reserve(struct csv_index *x, size_t count)
{
    size_t marks = x->mark_count + count + CSV_INDEX_SLACK;
    if (marks > x->mark_capacity)
        x->marks = memory_grow(x->marks, &x->mark_capacity, marks, sizeof *x->marks);
    if (x->row_count + count > x->row_capacity)
        x->rows = memory_grow(x->rows, &x->row_capacity, x->row_count + count, sizeof *x->rows);
}

/* Empty, its arrays kept. */
static inline void csv_index_clear(struct csv_index *x)
{
    x->mark_count = x->row_count = 0;
    x->flaw = CSV_NOWHERE;
    x->inside = x->unusual = false;
}

#endif
