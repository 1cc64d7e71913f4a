/* SPDX-License-Identifier: MIT */
#include "brief-customer/habits.h"

#include <stdlib.h>

static int compare_days(const void *left, const void *right)
{
    const int64_t *a = left, *b = right;
    return (*a > *b) - (*a < *b);
}

/* Different days in order; returns how many. */
static size_t distinct_days(int64_t *days, size_t count)
{
    if (count == 0)
        return 0;
    qsort(days, count, sizeof *days, compare_days);
    size_t kept = 1;
    for (size_t i = 1; i < count; i++) {
        if (days[i] != days[kept - 1])
            days[kept++] = days[i];
    }
    return kept;
}

/* The lower median of the gaps between days in order; the days are overwritten. */
static int64_t usual_gap(int64_t *days, size_t count)
{
    if (count < HABIT_DAYS)
        return 0;
    for (size_t i = 0; i + 1 < count; i++)
        days[i] = days[i + 1] - days[i];
    qsort(days, count - 1, sizeof *days, compare_days);
    return days[(count - 2) / 2];
}

static struct slice name_of(const struct purchase *b, enum habit_of what)
{
    return what == HABIT_PRODUCT ? b->product : b->channel;
}

/* The habit that the purchases with one name make; a NULL name: all purchases. */
static struct habit habit_of_name(const struct subject *p, enum habit_of what, const struct slice *name,
                                  int64_t *days)
{
    struct habit h = {.name = name != NULL ? *name : slice_of("")};
    for (size_t i = 0; i < p->purchases.count; i++) {
        const struct purchase *b = &p->purchases.at[i];
        if (!b->counts || (name != NULL && !slice_equal(name_of(b, what), *name)))
            continue;
        days[h.times++] = b->day;
        h.money += b->amount;
        h.last_day = h.times == 1 || b->day > h.last_day ? b->day : h.last_day;
    }
    h.days = (uint32_t)distinct_days(days, h.times);
    h.gap = usual_gap(days, h.days);
    return h;
}

static int compare_habits(const void *left, const void *right)
{
    const struct habit *a = left, *b = right;
    if (a->times != b->times)
        return a->times > b->times ? -1 : 1;
    if (a->money != b->money)
        return a->money > b->money ? -1 : 1;
    return slice_compare(a->name, b->name);
}

size_t habits_of(const struct subject *p, enum habit_of what, struct arena *arena, struct habit **habits)
{
    static const uint64_t seed[2] = {0, 0}; /* order and result do not depend on it */
    size_t room = p->purchases.count + 1;
    int64_t *days = arena_array(arena, room, sizeof *days);
    struct intern names;
    intern_start(&names, arena, seed);
    for (size_t i = 0; i < p->purchases.count; i++) {
        const struct purchase *b = &p->purchases.at[i];
        if (b->counts && name_of(b, what).len != 0)
            intern_add(&names, name_of(b, what));
    }
    size_t count = names.count;
    *habits = arena_array(arena, count + 1, sizeof **habits);
    for (uint32_t i = 0; i < count; i++) {
        struct slice name = intern_text(&names, i);
        (*habits)[i] = habit_of_name(p, what, &name, days);
    }
    if (count > 0)
        qsort(*habits, count, sizeof **habits, compare_habits);
    intern_free(&names);
    return count;
}

struct habit habits_total(const struct subject *p, struct arena *arena)
{
    int64_t *days = arena_array(arena, p->purchases.count + 1, sizeof *days);
    return habit_of_name(p, HABIT_PRODUCT, NULL, days);
}

bool habit_is_due(const struct habit *h, int64_t today)
{
    if (h->gap <= 0)
        return false;
    int64_t since = today - h->last_day;
    return since >= h->gap - h->gap / 8 && since < 3 * h->gap;
}
