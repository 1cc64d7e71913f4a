/* SPDX-License-Identifier: MIT */
#include "track-cases/case_marks.h"

static const struct {
    const char *label;
    unsigned marks;
} meanings[] = {
    /* flags of customers' messages */
    {"anger", MARK_COMPLAINS | MARK_ASKS},
    {"leave", MARK_COMPLAINS | MARK_ASKS},
    {"public", MARK_COMPLAINS | MARK_ASKS},
    {"legal", MARK_COMPLAINS | MARK_ASKS},
    {"manager", MARK_ASKS},
    {"repeat_contact", MARK_ASKS},
    {"interest", MARK_ASKS},
    {"suggestion", MARK_ASKS},
    /* flags of staff's messages */
    {"apology", MARK_APOLOGISES | MARK_ACKNOWLEDGES},
    {"no_apology", MARK_ACKNOWLEDGES},
    {"nonapology", MARK_REGRETS_ONLY},
    /* topics: the ten ways to lose customers, and those that are questions */
    {"untrained_staff", MARK_COMPLAINS | MARK_ASKS},
    {"restricted_hours", MARK_COMPLAINS | MARK_ASKS},
    {"unprofessional_looks", MARK_COMPLAINS | MARK_ASKS},
    {"hard_to_deal_with", MARK_COMPLAINS | MARK_ASKS},
    {"hard_returns", MARK_COMPLAINS | MARK_ASKS},
    {"substandard", MARK_COMPLAINS | MARK_ASKS},
    {"unresponsive", MARK_COMPLAINS | MARK_ASKS},
    {"unimportant", MARK_COMPLAINS | MARK_ASKS},
    {"lied_to", MARK_COMPLAINS | MARK_ASKS},
    {"cheated", MARK_COMPLAINS | MARK_ASKS},
    {"how_to", MARK_ASKS},
    {"advice", MARK_ASKS},
};

static unsigned work_out(const struct label_sets *sets, uint32_t set)
{
    unsigned marks = 0;
    for (size_t i = 0; i < sizeof meanings / sizeof *meanings; i++) {
        if (label_sets_grade(sets, set, slice_of(meanings[i].label)) >= 0)
            marks |= meanings[i].marks;
    }
    return marks;
}

unsigned case_marks_of(struct case_marks *m, const struct label_sets *sets, uint32_t set)
{
    if (set == LABEL_SET_EMPTY)
        return 0;
    size_t had = m->capacity;
    if (set >= had) {
        m->known = memory_grow(m->known, &m->capacity, (size_t)set + 1, sizeof *m->known);
        memset(m->known + had, 0, m->capacity - had);
    }
    if (m->known[set] == 0)
        m->known[set] = (uint8_t)(work_out(sets, set) + 1);
    return m->known[set] - 1u;
}

void case_marks_free(struct case_marks *m)
{
    memory_release(m->known);
    *m = (struct case_marks){0};
}
