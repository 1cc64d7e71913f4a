/* SPDX-License-Identifier: MIT */
#include "track-cases/case_promise.h"

/* Counters stop at their end instead of starting anew. */
static void count(uint16_t *counter)
{
    *counter = (uint16_t)(*counter + (*counter < UINT16_MAX));
}

bool promise_make(struct promises *p, int64_t at, int64_t due)
{
    if (due < at || due == p->last)
        return false;
    promise_pass(p, at);
    if (p->due != NO_MOMENT && due > p->due)
        count(&p->moved);
    count(&p->made);
    p->due = p->last = due;
    p->made_at = at;
    p->late = false;
    return true;
}

void promise_meet(struct promises *p, int64_t at)
{
    if (p->due == NO_MOMENT)
        return;
    promise_pass(p, at);
    if (!p->late)
        count(&p->kept);
    p->due = p->made_at = NO_MOMENT;
    p->late = false;
}

void promise_pass(struct promises *p, int64_t now)
{
    if (p->due == NO_MOMENT || p->late || now <= p->due)
        return;
    count(&p->broken);
    p->late = true;
}
