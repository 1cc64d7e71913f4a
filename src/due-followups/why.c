/* SPDX-License-Identifier: MIT */
#include "due-followups/why.h"

#include <inttypes.h>
#include <stdarg.h>

#include "due-followups/gate.h"
#include "due-followups/row_words.h"
#include "lib/business_time.h"
#include "lib/civil.h"

enum { SPANS_SHOWN = 12 };

/* The text as it grows. */
struct teller {
    struct arena *arena;
    const struct desk *desk;
    struct slice text;
};

#define TELL(t, ...) tell((t), arena_print((t)->arena, __VA_ARGS__))

static void tell(struct teller *t, struct slice more)
{
    t->text = arena_print(t->arena, "%.*s%.*s", SLICE_ARG(t->text), SLICE_ARG(more));
}

/* A moment on the business's clock. */
static struct slice moment(const struct teller *t, int64_t at)
{
    char text[DATETIME_TEXT_MAX];
    return arena_copy(t->arena, datetime_format_instant(at, t->desk->book->zone, text));
}

static struct slice length(const struct teller *t, struct duration d)
{
    if (d.days)
        return arena_print(t->arena, "%" PRId64 " day%s", d.amount, d.amount == 1 ? "" : "s");
    return arena_print(t->arena, "%" PRId64 " h %02" PRId64 " min", d.amount / 3600, d.amount / 60 % 60);
}

static struct slice seconds(const struct teller *t, int64_t s)
{
    return length(t, (struct duration){.amount = s});
}

/* The stretches of open time that were counted. */
static void tell_spans(struct teller *t, int64_t from, int64_t until)
{
    struct time_span span;
    int shown = 0;
    while (business_next_span(t->desk->book->calendar, NULL, &from, until, &span)) {
        if (++shown > SPANS_SHOWN) {
            TELL(t, "    ...\n");
            return;
        }
        struct slice a = moment(t, span.from), b = moment(t, span.until);
        struct slice l = seconds(t, span.until - span.from);
        TELL(t, "    %.*s to %.*s: %.*s\n", SLICE_ARG(a), SLICE_ARG(b), SLICE_ARG(l));
    }
}

static void tell_business_days(struct teller *t, int64_t from, int64_t days)
{
    struct calendar *c = t->desk->book->calendar;
    int64_t day = zone_day_at(t->desk->book->zone, from);
    for (int64_t n = 0, tried = 0; n < days && n < SPANS_SHOWN && tried < 400; tried++) {
        char text[DATETIME_TEXT_MAX];
        if (!business_is_day(c, ++day))
            continue;
        n++;
        TELL(t, "    business day %" PRId64 ": %.*s\n", n,
             SLICE_ARG(datetime_format_day(day, text)));
    }
}

static void tell_clock(struct teller *t, const struct matter *m)
{
    const struct policy_rule *r = &t->desk->policy->rule[m->reason];
    struct duration after = m->complaint ? r->after_complaint : r->after;
    const char *clock = r->clock == CLOCK_BUSINESS ? "business" : "elapsed";
    struct slice since = moment(t, m->since), l = length(t, after), due = moment(t, m->due_at);
    TELL(t, "  trigger: %.*s\n", SLICE_ARG(since));
    if (m->done_at != NO_MOMENT) {
        struct slice done = moment(t, m->done_at);
        TELL(t, "  done: %d time%s, last at %.*s\n", m->done_count, m->done_count == 1 ? "" : "s",
             SLICE_ARG(done));
    }
    if (m->outcome == OUTCOME_DONE) /* and so it is not due again */
        return;
    TELL(t, "  clock: %s, %.*s%s\n", clock, SLICE_ARG(l), m->complaint ? " (a complaint)" : "");
    if (m->done_at != NO_MOMENT) {
        struct slice again = length(t, r->repeat_after);
        TELL(t, "  again: %.*s after it was done\n", SLICE_ARG(again));
    } else if (r->clock == CLOCK_BUSINESS && after.days) {
        tell_business_days(t, m->since, after.amount);
    } else if (r->clock == CLOCK_BUSINESS) {
        tell_spans(t, m->since, m->due_at);
    }
    TELL(t, "  due: %.*s\n", SLICE_ARG(due));
    int64_t overdue = business_elapsed(t->desk->book->calendar, NULL, m->due_at, t->desk->now);
    if (overdue > 0) {
        struct slice late = seconds(t, overdue);
        TELL(t, "  overdue: %.*s of business time\n", SLICE_ARG(late));
    }
    if (m->expires_at != INT64_MAX) {
        struct slice lapses = moment(t, m->expires_at);
        TELL(t, "  lapses: %.*s\n", SLICE_ARG(lapses));
    }
}

static void tell_bars(struct teller *t, const struct touch *touch)
{
    const struct book *b = t->desk->book;
    bool any = touch->barred_all != GATE_OPEN || touch->barred_courtesy != GATE_OPEN;
    if (touch->barred_all != GATE_OPEN)
        TELL(t, "  gate 1, all channels: %s\n", gate_reason((enum gate)touch->barred_all, touch));
    if (touch->barred_courtesy != GATE_OPEN)
        TELL(t, "  gate 1, courtesy: %s\n", gate_words((enum gate)touch->barred_courtesy));
    for (int c = 0; c < b->channel_count; c++) {
        if (touch->barred[c] == GATE_OPEN)
            continue;
        any = true;
        TELL(t, "  gate 1, %s: %s\n", quote(book_channel_word(b, c)).text,
             gate_words((enum gate)touch->barred[c]));
    }
    if (!any)
        TELL(t, "  gate 1, opt-out, unsubscribe, block, bounce: nothing is in the way\n");
}

static void tell_courtesy_gates(struct teller *t, const struct view *v)
{
    static const char *const interests[] = {"none", "an order", "an e-mail was opened", "a click", "a question"};
    const struct desk *d = t->desk;
    TELL(t, "  gate 2, consent: %s\n",
         !v->person->known ? "none, the customer is not in the customers file"
         : v->person->consent == 1 ? "given"
                                   : "not given");
    if (v->touch.interest == INTEREST_NONE) {
        TELL(t, "  gate 2, interest: none\n");
    } else {
        struct slice at = moment(t, v->touch.interest_at);
        TELL(t, "  gate 2, interest: %s, %.*s\n", interests[v->touch.interest], SLICE_ARG(at));
    }
    int64_t *moments, oldest = d->now - d->cap_seconds;
    size_t n = view_contacts(v, oldest, d->now, t->arena, &moments);
    struct slice since = moment(t, oldest);
    TELL(t, "  gate 3, cap: %zu of %d contacts since %.*s\n", n, d->cap, SLICE_ARG(since));
}

static void tell_gates(struct teller *t, const struct view *v, const struct matter *m)
{
    const struct policy_rule *r = &t->desk->policy->rule[m->reason];
    if (m->outcome != OUTCOME_DUE && m->outcome != OUTCOME_BLOCKED)
        return;
    if (r->channel == CHANNEL_NO) {
        TELL(t, "  gate: none, the customer is not contacted\n");
        return;
    }
    tell_bars(t, &v->touch);
    if (r->class == CLASS_COURTESY)
        tell_courtesy_gates(t, v);
    else
        TELL(t, "  gates 2 and 3: not for service\n");
    if (m->outcome == OUTCOME_BLOCKED) {
        TELL(t, "  blocked: %s\n", gate_reason(m->gate, &v->touch));
        if (m->earliest != NO_MOMENT) {
            struct slice at = moment(t, m->earliest);
            TELL(t, "  earliest: %.*s\n", SLICE_ARG(at));
        }
        return;
    }
    TELL(t, "  channel: %s%s\n",
         m->channel == CHANNEL_NO ? "none, for the staff alone"
                                  : quote(book_channel_word(t->desk->book, m->channel)).text,
         m->channel == CHANNEL_PHONE && gate_needs_call(v) ? ", since writing has not led to a talk" : "");
}

struct slice why_text(const struct row_frame *frame, const struct agenda *a, struct arena *arena)
{
    static const char *const outcomes[] = {"listed", "blocked", "expired", "done", "not due yet"};
    struct teller t = {.arena = arena, .desk = frame->desk, .text = {"", 0}};
    struct slice who = identity_name(frame->desk->book->identity, a->view.customer);
    struct slice name = row_name(&a->view), now = moment(&t, frame->desk->now);
    struct slice until = moment(&t, frame->desk->horizon);
    TELL(&t, "%s%s%s, as of %.*s, looking ahead to %.*s\n", quote(who).text, name.len > 0 ? ", " : "",
         name.len > 0 ? quote(name).text : "", SLICE_ARG(now), SLICE_ARG(until));
    if (a->matters.count == 0)
        TELL(&t, "no reason to contact this customer\n");
    for (size_t i = 0; i < a->matters.count; i++) {
        const struct matter *m = &a->matters.item[i];
        TELL(&t, "\n%s %s: %s\n", reason_name(m->reason), quote(m->trigger).text, outcomes[m->outcome]);
        tell_clock(&t, m);
        tell_gates(&t, &a->view, m);
    }
    return t.text;
}
