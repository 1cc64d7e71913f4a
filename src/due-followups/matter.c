/* SPDX-License-Identifier: MIT */
#include "due-followups/matter.h"

#include "lib/business_time.h"
#include "lib/civil.h"

struct matter matter_of(enum reason reason, struct slice trigger, int64_t since)
{
    return (struct matter){.reason = reason,
                           .trigger = trigger,
                           .since = since,
                           .done_from = since,
                           .until = INT64_MAX,
                           .done_at = NO_MOMENT,
                           .product = BOOK_NONE,
                           .topic = BOOK_NONE,
                           .day = NO_DAY};
}

struct matter matter_of_day(const struct desk *d, enum reason reason, struct slice trigger, int64_t day)
{
    struct matter m = matter_of(reason, trigger, desk_day_start(d, day));
    m.whole_day = true;
    return m;
}

struct matter matter_foreseen(const struct desk *d, enum reason reason, struct slice trigger, int64_t day)
{
    struct matter m = matter_of_day(d, reason, trigger, day);
    int64_t steps = d->ahead - business_is_day(d->book->calendar, day), list = day;
    for (int64_t tried = 0; steps > 0 && tried < 400; tried++)
        steps -= business_is_day(d->book->calendar, --list);
    m.done_from = desk_day_start(d, list);
    return m;
}

void matter_note_done(struct matter *m, int64_t at)
{
    if (at == NO_MOMENT || at < m->done_from)
        return;
    m->done_at = at > m->done_at ? at : m->done_at;
    m->done_count++;
}

int64_t desk_after(const struct desk *d, enum clock_kind clock, int64_t since, struct duration duration)
{
    if (clock == CLOCK_BUSINESS) {
        struct error never = {0};
        int64_t due;
        bool comes = duration.days
                         ? business_due_days(d->book->calendar, since, duration.amount, &due, &never)
                         : business_due(d->book->calendar, NULL, since, duration.amount, &due, &never);
        if (comes)
            return due;
    }
    return since + duration.amount * (duration.days ? SECONDS_PER_DAY : 1);
}

/* What --done adds to what the log shows. */
static void add_done(const struct view *v, struct matter *m)
{
    for (size_t i = 0; i < v->done_count; i++) {
        const struct done_row *done = view_done(v, i);
        bool same = done->reason == (uint8_t)m->reason &&
                    (done->trigger.len == 0 || slice_equal(done->trigger, m->trigger));
        if (same)
            matter_note_done(m, done->at);
    }
}

/* Wishes on the day before would be early; a reply that is due at opening tomorrow is not. */
static bool is_ahead(const struct desk *d, const struct matter *m)
{
    if (m->whole_day && m->due_at > d->now)
        return m->due_at >= d->horizon_day;
    return m->due_at > d->horizon;
}

static void settle(const struct desk *d, const struct view *v, struct matter *m)
{
    const struct policy_rule *r = &d->policy->rule[m->reason];
    add_done(v, m);
    m->due_at = desk_after(d, r->clock, m->since, m->complaint ? r->after_complaint : r->after);
    m->expires_at = m->until;
    if (!r->expires_after.never) {
        int64_t lapses = desk_after(d, CLOCK_ELAPSED, m->due_at, r->expires_after);
        m->expires_at = lapses < m->until ? lapses : m->until;
    }
    int urgency = r->urgency + m->graver;
    m->urgency = urgency > 100 ? 100 : urgency;
    bool again = !r->repeat_after.never && (r->times == 0 || m->done_count < r->times);
    if (m->done_at != NO_MOMENT && again) {
        int64_t next = desk_after(d, r->clock, m->done_at, r->repeat_after);
        m->due_at = next > m->due_at ? next : m->due_at;
    }
    m->outcome = m->done_at != NO_MOMENT && !again ? OUTCOME_DONE
                 : m->expires_at <= d->now         ? OUTCOME_EXPIRED
                 : is_ahead(d, m)                  ? OUTCOME_FUTURE
                                                   : OUTCOME_DUE;
}

void matter_add(struct matters *list, struct matter m)
{
    if (list->desk->policy->rule[m.reason].class == CLASS_OFF)
        return;
    settle(list->desk, list->view, &m);
    list->item = arena_grow(list->arena, list->item, list->count, &list->capacity, sizeof *list->item);
    list->item[list->count++] = m;
}
