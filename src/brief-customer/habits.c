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

/* The habit that some purchases make. */
static struct habit habit_of_lines(const struct purchase *const *lines, size_t count, struct slice name, int64_t *days)
{
    struct habit h = {.name = name};
    for (size_t i = 0; i < count; i++) {
        days[h.times++] = lines[i]->day;
        h.money += lines[i]->amount;
        h.last_day = h.times == 1 || lines[i]->day > h.last_day ? lines[i]->day : h.last_day;
    }
    h.days = (uint32_t)distinct_days(days, h.times);
    h.gap = usual_gap(days, h.days);
    return h;
}

/* The purchases that count, and have such a name where one is asked for; returns how many. */
static size_t counting(const struct subject *p, const enum habit_of *what, const struct purchase **lines)
{
    size_t count = 0;
    for (size_t i = 0; i < p->purchases.count; i++) {
        const struct purchase *b = &p->purchases.at[i];
        if (b->counts && (what == NULL || name_of(b, *what).len != 0))
            lines[count++] = b;
    }
    return count;
}

/* Puts the lines of one name beside each other, in their order; start[number of the name]: where its lines begin. */
static void group_lines(const struct purchase **lines, size_t count, enum habit_of what, struct intern *names,
                        struct arena *arena, size_t **start)
{
    const struct purchase **before = arena_array(arena, count + 1, sizeof *before);
    uint32_t *number = arena_array(arena, count + 1, sizeof *number);
    for (size_t i = 0; i < count; i++) {
        before[i] = lines[i];
        number[i] = intern_add(names, name_of(lines[i], what));
    }
    size_t *next = arena_array(arena, (size_t)names->count + 2, sizeof *next);
    for (size_t i = 0; i < count; i++)
        next[number[i] + 2]++;
    for (size_t i = 2; i < (size_t)names->count + 2; i++)
        next[i] += next[i - 1];
    for (size_t i = 0; i < count; i++)
        lines[next[number[i] + 1]++] = before[i];
    *start = next;
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
    const struct purchase **lines = arena_array(arena, room, sizeof *lines);
    size_t *start;
    struct intern names;
    intern_start(&names, arena, seed);
    group_lines(lines, counting(p, &what, lines), what, &names, arena, &start);
    size_t count = names.count;
    *habits = arena_array(arena, count + 1, sizeof **habits);
    for (uint32_t i = 0; i < count; i++)
        (*habits)[i] = habit_of_lines(lines + start[i], start[i + 1] - start[i], intern_text(&names, i), days);
    if (count > 0)
        qsort(*habits, count, sizeof **habits, compare_habits);
    intern_free(&names);
    return count;
}

struct habit habits_total(const struct subject *p, struct arena *arena)
{
    size_t room = p->purchases.count + 1;
    int64_t *days = arena_array(arena, room, sizeof *days);
    const struct purchase **lines = arena_array(arena, room, sizeof *lines);
    return habit_of_lines(lines, counting(p, NULL, lines), SLICE(""), days);
}

bool habit_is_due(const struct habit *h, int64_t today)
{
    if (h->gap <= 0)
        return false;
    int64_t since = today - h->last_day;
    return since >= h->gap - h->gap / 8 && since < 3 * h->gap;
}
