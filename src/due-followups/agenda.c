/* SPDX-License-Identifier: MIT */
#include "due-followups/agenda.h"

#include <stdlib.h>

#include "due-followups/gate.h"
#include "due-followups/reasons.h"

/* The same reason and trigger together, the one that is due first before the others. */
static int compare_sameness(const void *left, const void *right)
{
    const struct matter *x = left, *y = right;
    if (x->reason != y->reason)
        return (int)x->reason - (int)y->reason;
    int order = slice_compare(x->trigger, y->trigger);
    return order != 0 ? order : (x->due_at > y->due_at) - (x->due_at < y->due_at);
}

/* As qsort. Nearly everybody has a handful of matters, mostly in order: that is not worth its while. */
static void sort_matters(struct matter *item, size_t count, int (*order)(const void *left, const void *right))
{
    enum { HANDFUL = 8 };
    if (count > HANDFUL) {
        qsort(item, count, sizeof *item, order);
        return;
    }
    for (size_t i = 1; i < count; i++) {
        size_t at = i;
        while (at > 0 && order(&item[at - 1], &item[i]) > 0)
            at--;
        if (at == i)
            continue;
        struct matter m = item[i];
        memmove(&item[at + 1], &item[at], (i - at) * sizeof *item);
        item[at] = m;
    }
}

/* Two lines of one late order are one matter. */
static void drop_doubles(struct matters *list)
{
    if (list->count < 2)
        return;
    sort_matters(list->item, list->count, compare_sameness);
    size_t kept = 1;
    for (size_t i = 1; i < list->count; i++) {
        const struct matter *last = &list->item[kept - 1], *m = &list->item[i];
        if (m->reason != last->reason || !slice_equal(m->trigger, last->trigger))
            list->item[kept++] = *m;
    }
    list->count = kept;
}

static int compare(const void *left, const void *right)
{
    const struct matter *x = left, *y = right;
    bool x_listed = x->outcome == OUTCOME_DUE, y_listed = y->outcome == OUTCOME_DUE;
    if (x_listed != y_listed)
        return y_listed - x_listed;
    if (x->urgency != y->urgency)
        return y->urgency - x->urgency;
    if (x->due_at != y->due_at)
        return (x->due_at > y->due_at) - (x->due_at < y->due_at);
    if (x->reason != y->reason)
        return (int)x->reason - (int)y->reason;
    return slice_compare(x->trigger, y->trigger);
}

void agenda_make(struct agenda *a, const struct desk *d, uint32_t customer, struct arena *arena)
{
    *a = (struct agenda){0};
    view_open(&a->view, d->book, customer);
    a->matters = (struct matters){.desk = d, .view = &a->view, .arena = arena};
    reasons_find(&a->matters);
    drop_doubles(&a->matters);
    struct gate_cap cap = {.reckoned = false};
    for (size_t i = 0; i < a->matters.count; i++) {
        struct matter *m = &a->matters.item[i];
        if (m->outcome == OUTCOME_DUE)
            gate_pass(d, &a->view, m, &cap, arena);
        a->listed += m->outcome == OUTCOME_DUE;
    }
    sort_matters(a->matters.item, a->matters.count, compare);
}

const struct matter *agenda_lead(const struct agenda *a)
{
    for (size_t i = 0; i < a->listed; i++) {
        if (a->matters.item[i].channel != CHANNEL_NO)
            return &a->matters.item[i];
    }
    return &a->matters.item[0];
}
