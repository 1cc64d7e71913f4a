/* SPDX-License-Identifier: MIT */
#include "streams/flags.h"

static enum grade grade_of(struct slice s)
{
    return slice_equal(s, SLICE("error"))  ? GRADE_ERROR
           : slice_equal(s, SLICE("warn")) ? GRADE_WARN
                                           : GRADE_INFO;
}

bool flags_hold(struct slice flags, const char *category, enum grade at_least)
{
    struct slice flag;
    while (slice_cut(&flags, ';', &flag)) {
        struct slice name = {"", 0}, grade = slice_trim(flag);
        slice_cut(&grade, ':', &name);
        if (slice_equal(name, slice_of(category)) && grade_of(grade) >= at_least)
            return true;
    }
    return false;
}

bool flags_complain(struct slice flags)
{
    static const char *const complaints[] = {"anger", "leave", "public", "legal"};
    for (size_t i = 0; i < sizeof complaints / sizeof *complaints; i++) {
        if (flags_hold(flags, complaints[i], GRADE_INFO))
            return true;
    }
    return false;
}
