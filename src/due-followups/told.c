/* SPDX-License-Identifier: MIT */
#include "due-followups/told.h"

#include <stdlib.h>

static int compare(const void *left, const void *right)
{
    const struct telling *a = left, *b = right;
    if (a->about != b->about)
        return a->about < b->about ? -1 : 1;
    return (a->at > b->at) - (a->at < b->at);
}

void told_sort(struct told *t)
{
    if (t->count > 1)
        qsort(t->list, t->count, sizeof *t->list, compare);
}

/* How many come before one. */
static size_t count_before(const struct told *t, struct telling one)
{
    size_t low = 0;
    for (size_t high = t->count; low < high;) {
        size_t middle = low + (high - low) / 2;
        if (compare(&t->list[middle], &one) < 0)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

void told_note(const struct told *t, uint32_t about, struct matter *m)
{
    size_t from = count_before(t, (struct telling){about, m->done_from});
    size_t until = about == BOOK_NONE ? t->count : count_before(t, (struct telling){about + 1, INT64_MIN});
    if (from == until)
        return;
    m->done_count += (int)(until - from - 1);
    matter_note_done(m, t->list[until - 1].at);
}
