/* SPDX-License-Identifier: MIT */
/*
 * The format of compiled time zone files, TZif versions 1 to 4 (RFC 8536, RFC 9636). Only what is
 * needed to know a clock's offset is kept; files that count leap seconds ("right/...") are refused,
 * since all other systems' stamps do not count them.
 */
#ifndef REGULARS_ZONE_FILE_H
#define REGULARS_ZONE_FILE_H

#include <stdint.h>

#include "lib/error.h"
#include "lib/memory.h"
#include "lib/zone_rule.h"

struct zone_file {
    size_t count;         /* of changes, may be 0 */
    int64_t *at;          /* instants, ascending */
    int32_t *offset;      /* seconds east of UTC from at[i] on */
    int32_t first_offset; /* before at[0] */
    bool has_rule;        /* for the time after the last change */
    struct zone_rule rule;
};

/*
 * Reads the bytes of a file; the arrays are in the arena. Returns false with the reason when the
 * bytes are not such a file to the last byte.
 */
bool zone_file_parse(struct arena *a, struct slice bytes, struct zone_file *file, struct error *e);

#endif
