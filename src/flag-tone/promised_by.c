/* SPDX-License-Identifier: MIT */
#include "flag-tone/flagging.h"
#include "lib/civil.h"

/* When the message was sent, by the clock of --tz where there is one, else as the cell says it. */
static struct sent when_sent(const struct flagging *f, const struct datetime *stamp)
{
    const struct zone *zone = stream_zone(f->stream);
    struct sent sent = {true, datetime_day_in_zone(stamp, zone), stamp->second_of_day, f->order};
    int64_t instant;
    struct error ignored = {0};
    if (stamp->second_of_day >= 0 && stamp->has_offset && zone != NULL &&
        datetime_instant(stamp, zone, &instant, &ignored)) {
        int64_t local = instant + zone_offset_at(zone, instant);
        sent.second_of_day = (int32_t)(local - sent.day * SECONDS_PER_DAY);
    }
    return sent;
}

/* A day and its second, by the clock of nowhere in particular. */
static struct slice local_text(struct flagging *f, int64_t of_day, int32_t second)
{
    char text[DATETIME_TEXT_MAX];
    struct slice day = datetime_format_day(of_day, text);
    return arena_print(&f->scratch, "%.*sT%02d:%02d:%02d", SLICE_ARG(day), second / 3600, second / 60 % 60, second % 60);
}

static struct slice day_text(struct flagging *f, int64_t day)
{
    char text[DATETIME_TEXT_MAX];
    return arena_copy(&f->scratch, datetime_format_day(day, text));
}

/* The zone by whose clock a stamp is written: --tz, else its own offset; NULL: none is known. */
static const struct zone *zone_to_write(struct flagging *f, const struct datetime *stamp)
{
    const struct zone *zone = stream_zone(f->stream);
    return zone == NULL && stamp->has_offset ? zone_fixed(&f->scratch, SLICE(""), stamp->offset) : zone;
}

/* A day as a date; a time of day as an instant, or without a zone where none is known. */
static struct slice promise_text(struct flagging *f, const struct promise *p, const struct datetime *stamp)
{
    char text[DATETIME_TEXT_MAX];
    const struct zone *zone = zone_to_write(f, stamp);
    int64_t local = p->day * SECONDS_PER_DAY + p->second_of_day;
    if (p->second_of_day < 0)
        return day_text(f, p->day);
    if (zone != NULL)
        return arena_copy(&f->scratch, datetime_format_instant(zone_to_instant(zone, local, NULL), zone, text));
    return local_text(f, p->day, (int32_t)p->second_of_day);
}

/* The same of when it was sent. A header may name a zone, too: "Created (UTC)". */
static struct slice sent_text(struct flagging *f, const struct datetime *stamp)
{
    char text[DATETIME_TEXT_MAX];
    int64_t instant;
    struct error ignored = {0};
    const struct zone *of_cell = stream_zone_of(f->stream, ROLE_SENT_AT);
    const struct zone *zone = zone_to_write(f, stamp);
    if (stamp->second_of_day < 0)
        return day_text(f, stamp->day);
    struct slice moment = {"", 0};
    if (datetime_instant(stamp, of_cell, &instant, &ignored))
        moment = datetime_format_instant(instant, zone != NULL ? zone : of_cell, text);
    if (moment.len == 0) /* no zone; or there it is the year 0, as of "0001-01-01 00:00", which some programs write for none */
        return local_text(f, stamp->day, stamp->second_of_day);
    return arena_copy(&f->scratch, moment);
}

bool flagging_dates(struct flagging *f, struct judged *j)
{
    struct datetime stamp = {0};
    enum value value = stream_datetime(f->stream, ROLE_SENT_AT, &stamp);
    if (value == VALUE_BAD)
        return false;
    struct sent sent = {.order = f->order};
    struct promise promise;
    if (value == VALUE_PRESENT)
        sent = when_sent(f, &stamp);
    if (value == VALUE_PRESENT && f->iso_dates)
        j->sent_at = sent_text(f, &stamp);
    if (j->role == RULE_STAFF && promise_find(f->promise_words, &j->message, j->language, &sent, &promise))
        j->promised_by = promise_text(f, &promise, &stamp);
    return true;
}
