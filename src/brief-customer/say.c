/* SPDX-License-Identifier: MIT */
#include "brief-customer/say.h"

#include "lib/datetime.h"
#include "lib/number.h"
#include "lib/utf8.h"

struct slice say_day(struct arena *arena, int64_t day)
{
    char text[DATETIME_TEXT_MAX];
    return arena_copy(arena, datetime_format_day(day, text));
}

struct slice say_moment(struct arena *arena, int64_t instant, const struct zone *zone)
{
    char text[DATETIME_TEXT_MAX];
    struct slice stamp = datetime_format_instant(instant, zone, text);
    if (stamp.len < 16)
        return arena_copy(arena, stamp);
    return arena_print(arena, "%.10s %.5s", stamp.ptr, stamp.ptr + 11);
}

struct slice say_distance(struct arena *arena, int64_t day, int64_t today)
{
    long long days = day - today;
    if (days == 0)
        return SLICE("today");
    if (days == 1)
        return SLICE("tomorrow");
    if (days == -1)
        return SLICE("yesterday");
    return days > 0 ? arena_print(arena, "in %lld days", days) : arena_print(arena, "%lld days ago", -days);
}

struct slice say_span(struct arena *arena, int64_t seconds)
{
    if (seconds >= 2 * 86400)
        return say_count(arena, seconds / 86400, "day", "days");
    if (seconds >= 3600)
        return say_count(arena, seconds / 3600, "hour", "hours");
    return say_count(arena, seconds / 60, "minute", "minutes");
}

struct slice say_number(struct arena *arena, int64_t millionths, unsigned places)
{
    char text[NUMBER_TEXT_MAX];
    size_t len = number_format(number_rescale(millionths, 6, places), places, NUMBER_SHORTEST, text);
    return arena_copy(arena, (struct slice){text, len});
}

struct slice say_count(struct arena *arena, int64_t count, const char *one, const char *many)
{
    return arena_print(arena, "%lld %s", (long long)count, count == 1 ? one : many);
}

struct slice say_times(struct arena *arena, int64_t count)
{
    if (count == 1)
        return SLICE("once");
    return count == 2 ? SLICE("twice") : arena_print(arena, "%lld times", (long long)count);
}

struct slice say_list(struct arena *arena, struct slice list)
{
    char *text = arena_bytes(arena, memory_add(memory_multiply(list.len, 2), 1));
    size_t out = 0;
    struct slice piece;
    while (slice_cut(&list, ';', &piece)) {
        piece = slice_trim(piece);
        for (size_t i = 0; i < piece.len; i++) {
            if (piece.ptr[i] == ':')
                piece.len = i;
        }
        if (piece.len == 0)
            continue;
        if (out > 0) {
            memcpy(text + out, ", ", 2);
            out += 2;
        }
        for (size_t i = 0; i < piece.len; i++)
            text[out++] = piece.ptr[i] == '_' ? ' ' : piece.ptr[i];
    }
    return (struct slice){text, out};
}

struct slice say_excerpt(struct arena *arena, struct slice text, size_t characters)
{
    text = slice_trim(text);
    if (text.len == 0)
        return text;
    struct slice head = utf8_head(text, characters);
    return arena_print(arena, "\"%.*s%s\"", SLICE_ARG(head), head.len < text.len ? "..." : "");
}
