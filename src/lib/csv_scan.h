/* SPDX-License-Identifier: MIT */
/*
 * Finds where the fields and records of CSV text end, 64 bytes at a time, and whether its quotes
 * keep to RFC 4180 section 2. Knows nothing of files, headers or meaning; csv_reader.h is built on
 * it.
 */
#ifndef REGULARS_CSV_SCAN_H
#define REGULARS_CSV_SCAN_H

#include <stdint.h>

#include "lib/memory.h"

#define CSV_NOWHERE SIZE_MAX

/* Where one record ends. Both counts run from the start of the text, quotes and breaks of this
 * record included. */
struct csv_row {
    uint32_t mark;   /* index in marks of the record's last mark */
    uint32_t breaks; /* line breaks within quotes */
    uint32_t quotes;
};

/* What a scan finds. Zero-initialise before the first; the arrays are used again by the next. */
struct csv_index {
    uint32_t
        *marks; /* offsets of the delimiters and record ends outside quotes; of a CRLF, the CR */
    size_t mark_count, mark_capacity;
    struct csv_row *rows;
    size_t row_count, row_capacity;
    size_t flaw;  /* offset of the first byte that breaks the rules of quoting, where the scan
                     stopped; or CSV_NOWHERE */
    bool inside;  /* the text ends within quotes */
    bool unusual; /* it holds NUL or bytes above 0x7f */
};

/*
 * Scans text that begins at the start of a record. `final`: nothing follows, so that the last
 * record may lack its line break; otherwise an unfinished record at the end is left out. At most
 * UINT32_MAX - 64 bytes.
 */
void csv_scan(struct csv_index *x, struct slice text, char delimiter, bool final);

/* Gives back the arrays. */
void csv_index_free(struct csv_index *x);

/* The ways to scan: all give the same result. csv_scan takes the fastest that the processor has. */
enum csv_kernel { CSV_KERNEL_PORTABLE, CSV_KERNEL_BASE, CSV_KERNEL_WIDE, CSV_KERNELS };

/* Scans in one way, for tests; false when this machine does not have it. */
bool csv_scan_with(enum csv_kernel kernel, struct csv_index *x, struct slice text, char delimiter,
                   bool final);

/* The kernels: portable C, the vectors that every processor of this kind has, AVX2. */
void csv_scan_portable(struct csv_index *x, struct slice text, char delimiter, bool final);
void csv_scan_base(struct csv_index *x, struct slice text, char delimiter, bool final);
void csv_scan_wide(struct csv_index *x, struct slice text, char delimiter, bool final);

/* Number of line breaks in text; CR, LF and CRLF each count as one. */
uint64_t csv_count_breaks(struct slice text);

#endif
