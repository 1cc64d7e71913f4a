/* SPDX-License-Identifier: MIT */
#include "due-followups/ics.h"

#include "lib/civil.h"
#include "lib/tool.h"
#include "lib/utf8.h"

enum { LINE_OCTETS = 75 };

/* Bytes of the character at the start of s; a byte that is none counts by itself. */
static size_t character(struct slice s)
{
    uint32_t c;
    size_t n = utf8_decode(s, &c);
    return n > 0 ? n : 1;
}

void ics_line(struct output *out, struct slice line)
{
    size_t room = LINE_OCTETS;
    while (line.len > room) {
        size_t cut = 0;
        for (size_t n = character(line); cut + n <= room; n = character(slice_from(line, cut)))
            cut += n;
        output_write(out, (struct slice){line.ptr, cut});
        output_write(out, SLICE("\r\n "));
        line = slice_from(line, cut);
        room = LINE_OCTETS - 1; /* the blank that begins a continuation counts */
    }
    output_write(out, line);
    output_write(out, SLICE("\r\n"));
}

struct slice ics_escape(struct slice text, struct arena *arena)
{
    char *to = arena_bytes(arena, memory_multiply(text.len, 2) + 1);
    size_t n = 0;
    for (size_t i = 0; i < text.len; i++) {
        char c = text.ptr[i];
        bool after_cr = c == '\n' && i > 0 && text.ptr[i - 1] == '\r';
        if (c == '\n' || c == '\r') {
            if (!after_cr) {
                to[n++] = '\\';
                to[n++] = 'n';
            }
            continue;
        }
        if (((unsigned char)c < ' ' && c != '\t') || c == 0x7f)
            continue;
        if (c == '\\' || c == ',' || c == ';')
            to[n++] = '\\';
        to[n++] = c;
    }
    return (struct slice){to, n};
}

static struct slice stamp(int64_t at, struct arena *arena)
{
    int64_t day = zone_day_at(zone_utc(), at), second = at - day * SECONDS_PER_DAY;
    struct civil c = civil_from_days(day);
    return arena_print(arena, "%04d%02d%02dT%02d%02d%02dZ", (int)c.year, (int)c.month, (int)c.day,
                       (int)(second / 3600), (int)(second / 60 % 60), (int)(second % 60));
}

/* A line "NAME:value" of a text. */
static void text_line(struct output *out, const char *name, struct slice value, struct arena *arena)
{
    struct slice escaped = ics_escape(value, arena);
    ics_line(out, arena_print(arena, "%s:%.*s", name, SLICE_ARG(escaped)));
}

void ics_begin(struct output *out)
{
    output_write(out, SLICE("BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//regulars//due-followups "));
    output_write(out, slice_of(tool_version));
    output_write(out, SLICE("//EN\r\nCALSCALE:GREGORIAN\r\nMETHOD:PUBLISH\r\n"));
}

void ics_end(struct output *out, bool empty)
{
    if (empty)
        output_write(out, SLICE("BEGIN:VTIMEZONE\r\nTZID:Etc/UTC\r\nBEGIN:STANDARD\r\n"
                                "DTSTART:19700101T000000\r\nTZOFFSETFROM:+0000\r\nTZOFFSETTO:+0000\r\n"
                                "END:STANDARD\r\nEND:VTIMEZONE\r\n"));
    output_write(out, SLICE("END:VCALENDAR\r\n"));
}

/* All that the row says, a line each. */
static struct slice description(const struct row *r, struct arena *arena)
{
    const struct {
        const char *name;
        struct slice value;
    } parts[] = {{"", r->note},
                 {"Owner: ", r->owner},
                 {"Escalate to: ", r->escalate_to},
                 {"Also due: ", r->other_reasons},
                 {"Case: ", r->case_id},
                 {"Order: ", r->order_id},
                 {"", r->opener}};
    struct slice text = arena_print(arena, "Customer %.*s, %s, by %.*s", SLICE_ARG(r->customer_id),
                                    reason_name(r->matter->reason), SLICE_ARG(r->channel));
    for (size_t i = 0; i < sizeof parts / sizeof *parts; i++) {
        if (parts[i].value.len > 0)
            text = arena_print(arena, "%.*s\n%s%.*s", SLICE_ARG(text), parts[i].name,
                               SLICE_ARG(parts[i].value));
    }
    return text;
}

bool ics_write(struct output *out, const struct row *r, int64_t now, struct arena *arena)
{
    struct slice who = r->name.len > 0 ? r->name : r->customer_id;
    int64_t start = r->not_before == NO_MOMENT ? now : r->not_before;
    struct slice summary = arena_print(arena, "%s: %.*s (%.*s)", reason_name(r->matter->reason),
                                       SLICE_ARG(who), SLICE_ARG(r->channel));
    struct slice made = stamp(now, arena), starts = stamp(start, arena);
    output_write(out, SLICE("BEGIN:VEVENT\r\n"));
    ics_line(out, arena_print(arena, "UID:%s@regulars", r->id));
    ics_line(out, arena_print(arena, "DTSTAMP:%.*s", SLICE_ARG(made)));
    ics_line(out, arena_print(arena, "DTSTART:%.*s", SLICE_ARG(starts)));
    output_write(out, SLICE("DURATION:PT15M\r\n"));
    text_line(out, "SUMMARY", summary, arena);
    text_line(out, "DESCRIPTION", description(r, arena), arena);
    ics_line(out, arena_print(arena, "CATEGORIES:%s", reason_name(r->matter->reason)));
    ics_line(out, arena_print(arena, "PRIORITY:%d", 9 - r->urgency * 8 / 100));
    output_write(out, SLICE("TRANSP:TRANSPARENT\r\n"));
    return output_write(out, SLICE("END:VEVENT\r\n"));
}
