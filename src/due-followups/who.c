/* SPDX-License-Identifier: MIT */
#include "due-followups/who.h"

/* A reply that is overdue by as long again as its target is the supervisor's concern; so is one asked for thrice. */
enum { ESCALATE_SECONDS = 8 * 3600, ESCALATE_REPEATS = 2 };

/* The first of the two who is there. */
static uint32_t either(const struct desk *d, uint32_t first, uint32_t second)
{
    uint32_t present = book_present(d->book, first, d->today);
    return present != BOOK_NONE ? present : book_present(d->book, second, d->today);
}

static uint32_t last_agent(const struct view *v)
{
    for (size_t i = v->case_count; i > 0; i--) {
        if (view_case(v, i - 1)->agent != BOOK_NONE)
            return view_case(v, i - 1)->agent;
    }
    return BOOK_NONE;
}

static bool is_grave(const struct matter *m, int64_t overdue)
{
    if (m->reason == REASON_SCENE || m->reason == REASON_PROMISE_BROKEN)
        return true;
    return m->reason == REASON_REPLY &&
           (overdue >= ESCALATE_SECONDS || m->of_case->repeats >= ESCALATE_REPEATS);
}

struct who who_does(const struct desk *d, const struct view *v, const struct matter *m, int64_t overdue)
{
    uint32_t supervisor = v->person->supervisor != BOOK_NONE ? v->person->supervisor : d->supervisor;
    supervisor = book_present(d->book, supervisor, d->today);
    uint32_t agent = m->of_case != NULL ? m->of_case->agent : BOOK_NONE;
    struct who who = {.owner = either(d, agent, v->person->owner), .escalate_to = BOOK_NONE};
    if (who.owner == BOOK_NONE)
        who.owner = either(d, last_agent(v), supervisor);
    if (m->reason == REASON_SCENE && supervisor != BOOK_NONE)
        who.owner = supervisor;
    if (is_grave(m, overdue) && supervisor != who.owner)
        who.escalate_to = supervisor;
    return who;
}
