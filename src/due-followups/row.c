/* SPDX-License-Identifier: MIT */
#include "due-followups/row.h"

#include <inttypes.h>

#include "due-followups/gate.h"
#include "due-followups/row_words.h"
#include "due-followups/who.h"
#include "lib/business_time.h"
#include "lib/civil.h"

#define WRITTEN(role) {ROLE_##role, NEED_WRITTEN}

const struct role_use row_uses[] = {
    WRITTEN(FOLLOWUP_ID), WRITTEN(AS_OF),         WRITTEN(CUSTOMER_ID), WRITTEN(NAME),
    WRITTEN(REASON),      WRITTEN(TRIGGER_ID),    WRITTEN(OTHER_REASONS), WRITTEN(CLASS),
    WRITTEN(DUE_AT),      WRITTEN(OVERDUE_HOURS), WRITTEN(URGENCY),     WRITTEN(CHANNEL),
    WRITTEN(NOT_BEFORE),  WRITTEN(NOT_AFTER),     WRITTEN(OWNER),       WRITTEN(ESCALATE_TO),
    WRITTEN(CASE_ID),     WRITTEN(ORDER_ID),      WRITTEN(NOTE),        WRITTEN(OPENER),
};
const size_t row_use_count = sizeof row_uses / sizeof *row_uses;

bool row_write_header(struct csv_writer *w)
{
    for (size_t i = 0; i < row_use_count; i++)
        csv_writer_field(w, slice_of(role_info(row_uses[i].role)->name));
    return csv_writer_end(w);
}

void row_id(struct slice customer, enum reason reason, struct slice trigger, char id[17])
{
    static const char digits[] = "0123456789abcdef";
    static const char unit[] = "\x1f"; /* keeps "ab","c" and "a","bc" apart */
    uint64_t h = hash_stable(HASH_STABLE_START, customer);
    h = hash_stable(h, (struct slice){unit, 1});
    h = hash_stable(h, slice_of(reason_name(reason)));
    h = hash_stable(h, (struct slice){unit, 1});
    h = hash_stable(h, trigger);
    for (int i = 15; i >= 0; i--, h >>= 4)
        id[i] = digits[h & 15];
    id[16] = '\0';
}

/* From eight in the morning to nine in the evening where the customer lives: now, later today, or tomorrow. */
static void set_window(struct row *r, int64_t now)
{
    int64_t day = zone_day_at(r->zone, now);
    int64_t opens = zone_to_instant(r->zone, day * SECONDS_PER_DAY + QUIET_UNTIL, NULL);
    int64_t closes = zone_to_instant(r->zone, day * SECONDS_PER_DAY + QUIET_FROM, NULL);
    if (now >= closes) {
        day++;
        opens = zone_to_instant(r->zone, day * SECONDS_PER_DAY + QUIET_UNTIL, NULL);
        closes = zone_to_instant(r->zone, day * SECONDS_PER_DAY + QUIET_FROM, NULL);
    }
    r->not_before = now > opens ? now : opens;
    r->not_after = closes;
}

static char *append(char *to, struct slice text)
{
    if (text.len > 0)
        memcpy(to, text.ptr, text.len);
    return to + text.len;
}

/* "reason:trigger;..." in the order of gravity. Somebody may have thousands: room for all is made at once. */
static struct slice others(const struct agenda *a, const struct matter *lead, struct arena *arena)
{
    size_t room = 0;
    for (size_t i = 0; i < a->listed; i++)
        room += strlen(reason_name(a->matters.item[i].reason)) + a->matters.item[i].trigger.len + 2;
    char *text = arena_bytes(arena, room), *end = text;
    for (size_t i = 0; i < a->listed; i++) {
        const struct matter *m = &a->matters.item[i];
        if (m == lead)
            continue;
        end = end == text ? end : append(end, SLICE(";"));
        end = append(append(end, slice_of(reason_name(m->reason))), SLICE(":"));
        end = append(end, m->trigger);
    }
    return (struct slice){text, (size_t)(end - text)};
}

void row_make(struct row *r, const struct row_frame *frame, const struct agenda *a, struct arena *arena)
{
    const struct desk *d = frame->desk;
    const struct matter *m = agenda_lead(a);
    const struct book *b = d->book;
    *r = (struct row){.matter = m, .not_before = NO_MOMENT, .not_after = NO_MOMENT};
    r->customer_id = identity_name(b->identity, a->view.customer);
    row_id(r->customer_id, m->reason, m->trigger, r->id);
    r->name = row_name(&a->view);
    r->other_reasons = others(a, m, arena);
    r->class = d->policy->rule[m->reason].class == CLASS_COURTESY ? "courtesy" : "service";
    r->overdue = business_elapsed(b->calendar, NULL, m->due_at, d->now);
    r->urgency = m->urgency;
    r->channel = m->channel == CHANNEL_NO ? SLICE("none") : book_channel_word(b, m->channel);
    r->zone = a->view.person->zone != NULL ? a->view.person->zone : b->zone;
    if (m->channel != CHANNEL_NO)
        set_window(r, d->now);
    struct who who = who_does(d, &a->view, m, r->overdue);
    r->owner = book_text(&b->words, who.owner);
    r->escalate_to = book_text(&b->words, who.escalate_to);
    r->case_id = m->of_case != NULL ? m->of_case->case_id : (struct slice){"", 0};
    r->order_id = m->of_order != NULL  ? book_order_id(b, m->of_order, arena)
                  : m->of_case != NULL ? m->of_case->order_id
                                       : (struct slice){"", 0};
    row_fill_words(r, frame, &a->view, arena);
}

static void write_instant(struct csv_writer *w, int64_t at, const struct zone *zone)
{
    char text[DATETIME_TEXT_MAX];
    csv_writer_field(w, at == NO_MOMENT ? (struct slice){"", 0} : datetime_format_instant(at, zone, text));
}

bool row_write(const struct row *r, const struct row_frame *frame, struct csv_writer *w)
{
    csv_writer_field(w, (struct slice){r->id, 16});
    csv_writer_field(w, frame->as_of);
    csv_writer_field(w, r->customer_id);
    csv_writer_field(w, r->name);
    csv_writer_field(w, slice_of(reason_name(r->matter->reason)));
    csv_writer_field(w, r->matter->trigger);
    csv_writer_field(w, r->other_reasons);
    csv_writer_field(w, slice_of(r->class));
    write_instant(w, r->matter->due_at, frame->desk->book->zone);
    csv_writer_decimal(w, r->overdue * 100 / 3600, 2, 2);
    csv_writer_integer(w, r->urgency);
    csv_writer_field(w, r->channel);
    write_instant(w, r->not_before, r->zone);
    write_instant(w, r->not_after, r->zone);
    const struct slice texts[] = {r->owner, r->escalate_to, r->case_id, r->order_id, r->note, r->opener};
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++)
        csv_writer_field(w, texts[i]);
    return csv_writer_end(w);
}
