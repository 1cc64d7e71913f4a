/* SPDX-License-Identifier: MIT */
#include "due-followups/agenda.h"

#include <stdlib.h>

#include "due-followups/gate.h"
#include "due-followups/reasons.h"

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
    for (size_t i = 0; i < a->matters.count; i++) {
        struct matter *m = &a->matters.item[i];
        if (m->outcome == OUTCOME_DUE)
            gate_pass(d, &a->view, m, arena);
        a->listed += m->outcome == OUTCOME_DUE;
    }
    if (a->matters.count > 1)
        qsort(a->matters.item, a->matters.count, sizeof *a->matters.item, compare);
}

const struct matter *agenda_lead(const struct agenda *a)
{
    for (size_t i = 0; i < a->listed; i++) {
        if (a->matters.item[i].channel != CHANNEL_NO)
            return &a->matters.item[i];
    }
    return &a->matters.item[0];
}
