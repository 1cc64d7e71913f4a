/* SPDX-License-Identifier: MIT */
#include "streams/flags.h"

static enum grade grade_of(struct slice s)
{
    return slice_equal(s, SLICE("error"))  ? GRADE_ERROR
           : slice_equal(s, SLICE("warn")) ? GRADE_WARN
                                           : GRADE_INFO;
}

unsigned flags_find(struct slice flags, const struct flag_sought *sought, size_t count)
{
    unsigned found = 0;
    struct slice flag;
    while (flags.len > 0 && slice_cut(&flags, ';', &flag)) {
        struct slice name = {"", 0}, grade = slice_trim(flag);
        slice_cut(&grade, ':', &name);
        for (size_t i = 0; i < count; i++) {
            if (slice_equal(name, sought[i].category) && grade_of(grade) >= sought[i].at_least)
                found |= 1U << i;
        }
    }
    return found;
}

bool flags_hold(struct slice flags, const char *category, enum grade at_least)
{
    return flags_find(flags, &(struct flag_sought){slice_of(category), at_least}, 1) != 0;
}

bool flags_complain(struct slice flags)
{
    static const struct flag_sought complaints[] = {
        {{"anger", 5}, GRADE_INFO}, {{"leave", 5}, GRADE_INFO}, {{"public", 6}, GRADE_INFO}, {{"legal", 5}, GRADE_INFO}};
    return flags_find(flags, complaints, sizeof complaints / sizeof *complaints) != 0;
}
