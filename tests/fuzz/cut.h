/* SPDX-License-Identifier: MIT */
/* One input of a fuzz target as several files: one behind the other, parted by lines "%%". */
#ifndef REGULARS_FUZZ_CUT_H
#define REGULARS_FUZZ_CUT_H

#include "lib/slice.h"

/* Takes the next file off; the last one is all that is left. Whether a mark stood behind it. */
static inline bool cut_file(struct slice *rest, struct slice *file)
{
    const struct slice mark = SLICE("%%\n");
    size_t i = 0;
    while (i + mark.len <= rest->len && !slice_starts(slice_from(*rest, i), mark))
        i++;
    bool found = i + mark.len <= rest->len;
    *file = (struct slice){rest->ptr, found ? i : rest->len};
    *rest = slice_from(*rest, found ? i + mark.len : rest->len);
    return found;
}

#endif
