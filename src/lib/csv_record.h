/* SPDX-License-Identifier: MIT */
/*
 * One record of a CSV file: views of the reader's bytes, good until the next record is asked for, or of a copy.
 */
#ifndef REGULARS_CSV_RECORD_H
#define REGULARS_CSV_RECORD_H

#include "lib/csv_dialect.h"

struct csv_record {
    uint64_t line;    /* where it starts, from 1 */
    size_t count;     /* of fields; 0 in a bad record that cannot be cut into fields */
    struct slice raw; /* all of it without the line break, as it stands (in UTF-8) */
    bool quoted;      /* there are quotes in it */
    char delimiter;
    const char *base;     /* ends count from here */
    const uint32_t *ends; /* where each field ends */
    struct arena *scratch;
};

/* A field as it stands, quotes included. Past the last field: empty. */
static inline struct slice csv_record_cell(const struct csv_record *r, size_t column)
{
    if (column >= r->count)
        return (struct slice){"", 0};
    const char *start = column == 0 ? r->raw.ptr : r->base + r->ends[column - 1] + 1;
    return (struct slice){start, (size_t)(r->base + r->ends[column] - start)};
}

/* A field's value: without quotes, pairs of quotes undone. Past the last field: empty. */
static inline struct slice csv_record_value(const struct csv_record *r, size_t column)
{
    struct slice cell = csv_record_cell(r, column);
    return cell.len > 0 && cell.ptr[0] == '"' ? csv_unquote(cell, r->scratch) : cell;
}

/* Copies a record's bytes into the arena, so that it outlives the reader's buffer. Its scratch is still the reader's. */
void csv_record_keep(struct arena *arena, const struct csv_record *from, struct csv_record *to);

/* The same of a record whose bytes stay where they are (csv_reader_holds): they are not copied. */
void csv_record_keep_ends(struct arena *arena, const struct csv_record *from, struct csv_record *to);

#endif
