/* SPDX-License-Identifier: MIT */
/*
 * The bytes under a CSV reader: a mapped file, bytes in memory, or a buffer that is filled by reads
 * and, where need be, by a conversion to UTF-8. Knows nothing of CSV.
 */
#ifndef REGULARS_CSV_SOURCE_H
#define REGULARS_CSV_SOURCE_H

#include "lib/csv_dialect.h"
#include "lib/encoding.h"

struct csv_source {
    struct input input;
    struct encoding *encoding; /* NULL: the bytes as they are */
    char *buffer;              /* NULL: data is somebody else's */
    size_t capacity;
    const char *data; /* what can be seen now */
    size_t size;
    bool ended; /* there is nothing behind it */
    struct error failure; /* set: nothing more can be read, for this reason */
};

/*
 * Opens path (see input_open) in the encoding of the options, which may be NULL: UTF-8. On failure nothing is
 * left open.
 */
bool csv_source_open(struct csv_source *s, struct world *w, struct arena *arena, const char *path,
                     const struct csv_options *options, struct error *e);

/* Sees the given bytes, and nothing behind them. `mapped`: they lie in a mapped file, and are let go when they were read. */
void csv_source_of(struct csv_source *s, struct world *w, const char *name, struct slice bytes, bool mapped);

/*
 * Forgets what is before *keep, which becomes 0, and reads on: at least one byte more, or `ended`.
 * Pointers into the old data are dead. False: reading failed; what was read before the failure has been given.
 */
bool csv_source_more(struct csv_source *s, size_t *keep, struct error *e);

/* Closes the input. */
bool csv_source_close(struct csv_source *s, struct error *e);

#endif
