/* SPDX-License-Identifier: MIT */
/* What csv_writer_open.c and csv_writer.c share and nobody else sees. */
#ifndef REGULARS_CSV_WRITER_INSIDE_H
#define REGULARS_CSV_WRITER_INSIDE_H

#include "lib/csv_lines.h"
#include "lib/csv_writer.h"

struct csv_writer {
    struct csv_writer_options options;
    struct output out;
    struct arena scratch;
    size_t fields;   /* of this record so far */
    bool lone_empty; /* so far it is one empty field */
    char passes;     /* records with this delimiter may be written as they stand, but for quotes; 0:
                        none */
    bool special[256]; /* bytes that make a field need quotes */
    struct csv_lines lines;
    bool plain_numbers; /* no number needs quotes, or another decimal sign */
};

#endif
