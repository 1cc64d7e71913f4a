/* SPDX-License-Identifier: MIT */
#include <stdlib.h>

#include "lib/civil.h"
#include "lib/datetime.h"
#include "track-cases/case_split.h"

enum { REPEAT_DAYS = 90 };

/*
 * A case without a case_id is named by who, how and when, so that the name stays when further messages come: the
 * stamp is in UTC whatever --tz says.
 */
static struct slice made_up_id(const struct case_log *log, const struct case_state *c, struct arena *arena)
{
    char stamp[DATETIME_TEXT_MAX];
    struct slice channel = case_log_channel(log, c->channel);
    struct slice at = datetime_format_instant(c->opened_at, NULL, stamp);
    struct slice who = identity_name(log->identity, c->customer);
    return arena_print(arena, "%.*s/%.*s/%.*s", SLICE_ARG(who), SLICE_ARG(channel), SLICE_ARG(at));
}

static int compare_opened(const void *left, const void *right)
{
    const struct case_state *a = *(const struct case_state *const *)left;
    const struct case_state *b = *(const struct case_state *const *)right;
    if (a->opened_at != b->opened_at)
        return a->opened_at < b->opened_at ? -1 : 1;
    return slice_compare(a->id, b->id);
}

/* Cases mostly come in the order in which they were opened, since messages do. */
static void sort_cases(struct case_list *list)
{
    list->sorted = memory_array(list->count, sizeof *list->sorted);
    bool in_order = true;
    for (size_t i = 0; i < list->count; i++) {
        list->sorted[i] = &list->cases[i];
        in_order = in_order && (i == 0 || compare_opened(&list->sorted[i - 1], &list->sorted[i]) <= 0);
    }
    if (!in_order)
        qsort(list->sorted, list->count, sizeof *list->sorted, compare_opened);
}

/* A case's place in the sorted list, with what it can repeat. */
struct topical {
    uint32_t customer, topic, place;
};

static int compare_topical(const void *left, const void *right)
{
    const struct topical *a = left, *b = right;
    if (a->customer != b->customer)
        return a->customer < b->customer ? -1 : 1;
    if (a->topic != b->topic)
        return a->topic < b->topic ? -1 : 1;
    return (a->place > b->place) - (a->place < b->place);
}

static int64_t ended_at(const struct case_state *c)
{
    return c->solved_at != NO_MOMENT ? c->solved_at : c->last_at;
}

/* Cases are sorted, so that the one before with the same customer and topic is the latest earlier one. */
static void find_repeats(struct case_list *list)
{
    struct topical *all = memory_array(list->count, sizeof *all);
    size_t n = 0;
    for (size_t i = 0; i < list->count; i++) {
        const struct case_state *c = list->sorted[i];
        if (c->customer != INTERN_NONE && c->topic != LABEL_SET_EMPTY)
            all[n++] = (struct topical){c->customer, c->topic, (uint32_t)i};
    }
    if (n > 0)
        qsort(all, n, sizeof *all, compare_topical);
    for (size_t i = 1; i < n; i++) {
        struct case_state *c = &list->cases[list->sorted[all[i].place] - list->cases];
        const struct case_state *before = list->sorted[all[i - 1].place];
        bool same = all[i].customer == all[i - 1].customer && all[i].topic == all[i - 1].topic;
        if (same && c->opened_at - ended_at(before) <= (int64_t)REPEAT_DAYS * SECONDS_PER_DAY)
            c->repeat_of = (uint32_t)(before - list->cases) + 1;
    }
    memory_release(all);
}

void case_list_settle(struct case_list *list, const struct case_log *log, struct arena *arena)
{
    for (size_t i = 0; i < list->count; i++) {
        struct case_state *c = &list->cases[i];
        const struct case_group *g = &log->groups[c->group];
        c->due_at = g->due_at;
        c->id = g->case_id != INTERN_NONE ? intern_text(&log->case_ids, g->case_id)
                                          : made_up_id(log, c, arena);
    }
    sort_cases(list);
    find_repeats(list);
}
