/* SPDX-License-Identifier: MIT */
/*
 * Small CSV files held whole: rules, policies, holidays, tables that are part of the program. Read
 * with libcsv in its strict mode; values are exact, blanks included. Streams of any size are for
 * csv_reader.h.
 */
#ifndef REGULARS_CSV_TABLE_H
#define REGULARS_CSV_TABLE_H

#include "lib/csv_dialect.h"
#include "lib/world.h"

struct csv_table;

/*
 * Reads path ("-": standard input). options may be NULL; no_header and lenient_quotes are not for
 * tables. The table lives in the arena. NULL: *e says what is wrong, and on which line. A table
 * without rows is fine, one without a header is not.
 */
struct csv_table *csv_table_read(struct world *w, struct arena *arena, const char *path,
                                 const struct csv_options *options, struct error *e);

/* The same of bytes in memory in UTF-8, with commas; `name` is for messages and lives as long as
 * the table. */
struct csv_table *csv_table_parse(struct arena *arena, const char *name, struct slice bytes,
                                  struct error *e);

/* How many columns, and rows without the header. */
size_t csv_table_columns(const struct csv_table *t);
size_t csv_table_rows(const struct csv_table *t);

/* A column's name as it stands in the header; its number by exact name, the first of equals, or -1.
 */
struct slice csv_table_name(const struct csv_table *t, size_t column);
ptrdiff_t csv_table_column(const struct csv_table *t, const char *name);

/*
 * A cell's value. Row or column out of range, and so column -1: empty, so that an optional column
 * needs no branch.
 */
struct slice csv_table_cell(const struct csv_table *t, size_t row, ptrdiff_t column);

/* The line on which a row starts. */
uint64_t csv_table_line(const struct csv_table *t, size_t row);

/* The file's name, for messages. */
const char *csv_table_file(const struct csv_table *t);

/* Places an error at a cell: file, line, column's name. Returns false. */
bool csv_table_place(const struct csv_table *t, size_t row, ptrdiff_t column, struct error *e);

#endif
