/* SPDX-License-Identifier: MIT */
/*
 * Reads the comma-separated test files of the loyalty models: no quoted commas, lines below 1 KiB.
 * A file that is not there is a skipped test.
 */
#ifndef REGULARS_TESTS_LOYALTY_DATA_H
#define REGULARS_TESTS_LOYALTY_DATA_H

#include <stdlib.h>

#include "test.h"

enum { DATA_CELLS = 24, DATA_LINE = 1024, DATA_ROWS = 2400 };

struct data_file {
    FILE *stream;
    char line[DATA_LINE];
    const char *cells[DATA_CELLS];
    size_t count;
};

static inline bool data_next(struct data_file *d)
{
    if (fgets(d->line, sizeof d->line, d->stream) == NULL) {
        fclose(d->stream);
        return false;
    }
    d->line[strcspn(d->line, "\r\n")] = '\0';
    char *rest = d->line;
    for (d->count = 0; d->count < DATA_CELLS; d->count++) {
        char *comma = strchr(rest, ',');
        d->cells[d->count] = rest;
        if (comma == NULL)
            break;
        *comma = '\0';
        rest = comma + 1;
    }
    d->count++;
    return true;
}

/* Opens the file and passes over its header. */
static inline bool data_open(struct data_file *d, const char *path)
{
    d->stream = fopen(path, "r");
    if (d->stream == NULL) {
        SKIP(path);
        return false;
    }
    return data_next(d);
}

static inline double data_number(const struct data_file *d, size_t cell)
{
    return cell < d->count ? strtod(d->cells[cell], NULL) : 0;
}

/* The nearest whole number of scale * cell. */
static inline int64_t data_scaled(const struct data_file *d, size_t cell, double scale)
{
    double value = data_number(d, cell) * scale;
    return (int64_t)(value < 0 ? value - 0.5 : value + 0.5);
}

static inline struct slice data_text(const struct data_file *d, size_t cell)
{
    return slice_of(cell < d->count ? d->cells[cell] : "");
}

#endif
