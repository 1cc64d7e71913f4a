/* SPDX-License-Identifier: MIT */
/*
 * How large the buffers between files and records are, in bytes. With -DSMALL_BUFFERS they are tiny, for fuzz targets: inputs of a few
 * hundred bytes then reach the ends of reads, windows, batches and arenas, and a sanitizer sees each step beyond.
 */
#ifndef REGULARS_BUFFER_H
#define REGULARS_BUFFER_H

#ifdef SMALL_BUFFERS
enum {
    BUFFER_READ = 512,
    BUFFER_LARGE_REST = 128,
    BUFFER_RAW = 128,
    BUFFER_WINDOW = 128,
    BUFFER_WRITE = 256,
    BUFFER_ROWS = 2,
    BUFFER_ROWS_BYTES = 128,
    BUFFER_BATCH_BLOCKS = 2,
    BUFFER_ARENA = 1024
};
#else
enum {
    BUFFER_READ = 256 * 1024,      /* at least this much room for a read */
    BUFFER_LARGE_REST = 64 * 1024, /* a record begun that is this long is doubled before it is looked at again */
    BUFFER_RAW = 64 * 1024,        /* of input that is converted */
    BUFFER_WINDOW = 64 * 1024,     /* scanned at a time */
    BUFFER_WRITE = 128 * 1024,
    BUFFER_ROWS = 512, /* that a thread works on at a time, */
    BUFFER_ROWS_BYTES = 128 * 1024, /* or fewer that are so long together */
    BUFFER_BATCH_BLOCKS = 64, /* of 64 bytes, for which a scan makes room at a time */
    BUFFER_ARENA = 16 * 1024  /* an arena's first block */
};
#endif

#endif
