/* SPDX-License-Identifier: MIT */
#include "streams/stream_state.h"

#include <stdarg.h>
#include <stdio.h>

/* Given and family name, date and time: the cells that are not blank, with a blank between. */
static struct slice join_cells(struct stream *s, enum role role, struct slice first)
{
    struct slice text = first;
    for (size_t i = 0; i < JOINED_MAX && s->columns.joined[role][i] >= 0; i++) {
        struct slice more = csv_record_value(&s->record, (size_t)s->columns.joined[role][i]);
        if (slice_trim(more).len == 0)
            continue;
        text = slice_trim(text).len == 0
                   ? more
                   : arena_print(s->row, "%.*s %.*s", SLICE_ARG(text), SLICE_ARG(more));
    }
    return text;
}

static inline struct slice cell_of(struct stream *s, enum role role)
{
    int column = s->columns.column[role];
    if (column < 0)
        return (struct slice){"", 0};
    struct slice cell = csv_record_value(&s->record, (size_t)column);
    if (cell.len == 0 && s->columns.spare[role] >= 0)
        return csv_record_value(&s->record, (size_t)s->columns.spare[role]);
    return s->columns.joined[role][0] < 0 ? cell : join_cells(s, role, cell);
}

struct slice stream_raw(struct stream *s, enum role role)
{
    return cell_of(s, role);
}

/* Most cells have no blanks around them, and are seen not to at once. */
static inline struct slice text_of(struct stream *s, enum role role)
{
    struct slice cell = cell_of(s, role);
    if (cell.len == 0)
        return cell;
    unsigned char first = (unsigned char)cell.ptr[0];
    unsigned char last = (unsigned char)cell.ptr[cell.len - 1];
    bool plain = first > ' ' && first < 0x80 && last > ' ' && last < 0x80;
    return plain ? cell : slice_trim(cell);
}

struct slice stream_text(struct stream *s, enum role role)
{
    return text_of(s, role);
}

/* Puts the prefix behind an option wherever the fault's text names it. */
static void aim_option(struct stream *s, const char *option, const char *prefix)
{
    char *text = s->fault.text;
    size_t more = strlen(prefix);
    for (char *found = text; (found = strstr(found, option)) != NULL; found += more) {
        found += strlen(option);
        size_t rest = strlen(found) + 1;
        if ((size_t)(found - text) + more + rest > sizeof s->fault.text)
            return;
        memmove(found + more, found, rest);
        memcpy(found, prefix, more);
    }
}

/* How a side file is to be read must not be said of all files: the advice gets the stream's prefix. */
static void aim_advice(struct stream *s)
{
    const char *prefix = s->options.csv.encoding_for;
    if (prefix == NULL)
        return;
    aim_option(s, "--decimal ", prefix);
    aim_option(s, "--date-order ", prefix);
}

/* The fault gets its place: file, line, and the header of the role's column. */
static enum value bad_value(struct stream *s, enum role role)
{
    size_t count;
    aim_advice(s);
    const struct slice *header = stream_header(s, &count);
    int column = s->columns.column[role];
    struct slice name = column >= 0 && (size_t)column < count ? header[column] : slice_of(role_info(role)->name);
    error_place(&s->fault, stream_file(s), stream_line(s), name);
    return VALUE_BAD;
}

void stream_blame(struct stream *s, enum role role, const char *format, ...)
{
    char text[sizeof s->fault.text];
    va_list args;
    va_start(args, format);
    vsnprintf(text, sizeof text, format, args);
    va_end(args);
    error_set(&s->fault, "%s", text);
    bad_value(s, role);
}

enum value stream_number(struct stream *s, enum role role, int64_t *millionths)
{
    struct slice text = text_of(s, role);
    if (text.len == 0)
        return VALUE_ABSENT;
    if (!number_parse(text, s->options.decimal, millionths, &s->fault))
        return bad_value(s, role);
    if (header_unit_hours(s->units[role], millionths))
        return VALUE_PRESENT;
    error_set(&s->fault, "'%s' is too large", quote(text).text);
    return bad_value(s, role);
}

enum value stream_whole(struct stream *s, enum role role, int64_t *value)
{
    struct slice text = text_of(s, role);
    if (text.len == 0)
        return VALUE_ABSENT;
    if (number_parse_integer(text, INT64_MIN, INT64_MAX, value, &s->fault))
        return VALUE_PRESENT;
    return bad_value(s, role);
}

enum value stream_datetime(struct stream *s, enum role role, struct datetime *stamp)
{
    struct slice text = text_of(s, role);
    if (text.len == 0)
        return VALUE_ABSENT;
    if (datetime_parse_next(text, s->date_order, &s->days[role], stamp, &s->fault))
        return VALUE_PRESENT;
    return bad_value(s, role);
}

/* Only where the header has a zone, and another is asked for, is the day not that of the stamp. */
static bool to_day(struct stream *s, enum role role, const struct datetime *stamp, int64_t *day)
{
    const struct zone *of_header = s->zones[role];
    bool shifts = of_header != NULL && s->options.zone != NULL && !stamp->has_offset &&
                  stamp->second_of_day >= 0;
    if (!shifts) {
        *day = datetime_day_in_zone(stamp, s->options.zone);
        return true;
    }
    int64_t instant;
    if (!datetime_instant(stamp, of_header, &instant, &s->fault))
        return false;
    *day = zone_day_at(s->options.zone, instant);
    return true;
}

enum value stream_day(struct stream *s, enum role role, int64_t *day)
{
    struct datetime stamp;
    enum value value = stream_datetime(s, role, &stamp);
    if (value != VALUE_PRESENT || to_day(s, role, &stamp, day))
        return value;
    return bad_value(s, role);
}

enum value stream_moment(struct stream *s, enum role role, bool end_of_day, int64_t *instant)
{
    struct datetime stamp;
    enum value value = stream_datetime(s, role, &stamp);
    if (value != VALUE_PRESENT)
        return value;
    const struct zone *zone = stream_zone_of(s, role);
    bool until = end_of_day && stamp.second_of_day < 0;
    if (!(until ? datetime_end : datetime_instant)(&stamp, zone, instant, &s->fault))
        return bad_value(s, role);
    *instant -= until; /* the last second that belongs to the day */
    return VALUE_PRESENT;
}

enum value stream_stamp(struct stream *s, enum role role, struct stamp *stamp)
{
    struct datetime parsed;
    enum value value = stream_datetime(s, role, &parsed);
    if (value != VALUE_PRESENT)
        return value;
    const struct zone *zone = stream_zone_of(s, role);
    stamp->has_moment = parsed.second_of_day >= 0 && (parsed.has_offset || zone != NULL);
    if (!to_day(s, role, &parsed, &stamp->day) ||
        (stamp->has_moment && !datetime_instant(&parsed, zone, &stamp->moment, &s->fault)))
        return bad_value(s, role);
    return VALUE_PRESENT;
}

/* Another channel or language than ours is none of our business, but no fault. */
static bool is_open(enum vocabulary vocabulary)
{
    return vocabulary == VOCABULARY_CHANNEL || vocabulary == VOCABULARY_LANGUAGE;
}

void stream_load_vocabularies(struct stream *s)
{
    if (s->vocabularies == NULL)
        s->vocabularies = vocabularies_load(s->run->arena, s->run->world->seed);
}

int stream_code(struct stream *s, enum role role, enum vocabulary vocabulary)
{
    struct slice word = text_of(s, role);
    if (word.len == 0)
        return -1;
    struct remembered *known = &s->words[role][((unsigned char)word.ptr[0] + word.len) % REMEMBERED_WORDS];
    if (word.len == known->len && memcmp(word.ptr, known->text, word.len) == 0)
        return known->code;
    stream_load_vocabularies(s);
    int code = vocabulary_find(s->vocabularies, vocabulary, word);
    if (word.len <= REMEMBERED_WORD) {
        memcpy(known->text, word.ptr, word.len);
        known->len = (unsigned char)word.len;
        known->code = (signed char)code;
    }
    return code;
}

int stream_language(struct stream *s)
{
    int code = stream_code(s, ROLE_LANGUAGE, VOCABULARY_LANGUAGE);
    return code < 0 && text_of(s, ROLE_LANGUAGE).len != 0 ? LANGUAGE_OTHER : code;
}

enum value stream_word(struct stream *s, enum role role, enum vocabulary vocabulary, int *code)
{
    struct slice word = text_of(s, role);
    if (word.len == 0)
        return VALUE_ABSENT;
    *code = stream_code(s, role, vocabulary);
    if (*code >= 0 || is_open(vocabulary))
        return VALUE_PRESENT;
    struct slice known = vocabulary_list(vocabulary, s->row);
    error_set(&s->fault, "'%s' is not a known word: use one of %.*s", quote(word).text, SLICE_ARG(known));
    return bad_value(s, role);
}
