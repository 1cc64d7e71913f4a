/* SPDX-License-Identifier: MIT */
#include "streams/stream_options.h"

/*
 * Refuses "order:WINDOWS-1253": small letters before the colon are meant for a stream, and no delimiter, encoding, zone,
 * mark or order of dates begins so.
 */
static bool prefixes_are_known(const struct tool_run *run, const char *name, struct error *e)
{
    for (size_t i = 0; i < options_count(run->options, name); i++) {
        const char *value = options_nth(run->options, name, i);
        size_t n = strspn(value, "abcdefghijklmnopqrstuvwxyz_");
        if (n == 0 || value[n] != ':')
            continue;
        struct slice prefix = {value, n};
        size_t at = 0;
        while (stream_names()[at] != NULL && !slice_equal(prefix, slice_of(stream_names()[at])))
            at++;
        if (stream_names()[at] == NULL)
            return error_set(e, "option --%s: there is no stream '%s'; --columns lists them", name, quote(prefix).text);
    }
    return true;
}

static bool all_prefixes_are_known(const struct tool_run *run, struct error *e)
{
    return prefixes_are_known(run, "delimiter", e) && prefixes_are_known(run, "encoding", e) &&
           prefixes_are_known(run, "map", e) && prefixes_are_known(run, "decimal", e) &&
           prefixes_are_known(run, "date-order", e);
}

/* The value for this stream; *general tells whether it was said for all. */
static const char *value_for(const struct tool_run *run, const char *name, enum stream_kind kind,
                             bool *general)
{
    const char *value = options_for_stream(run->options, name, stream_name(kind), stream_names());
    *general = value != NULL && value == options_for_stream(run->options, name, "", stream_names());
    return value;
}

static bool read_delimiter(struct stream_options *o, const struct tool_run *run, enum stream_kind kind,
                           bool is_main, struct error *e)
{
    bool general;
    const char *text = value_for(run, "delimiter", kind, &general);
    if (text == NULL)
        return true;
    bool tab = strcmp(text, "tab") == 0 || strcmp(text, "TAB") == 0 || strcmp(text, "\\t") == 0;
    char delimiter = tab ? '\t' : text[0];
    bool one = tab || (text[0] != '\0' && text[1] == '\0' && (unsigned char)text[0] < 0x80);
    if (!one || delimiter == '"' || delimiter == '\r' || delimiter == '\n')
        return error_set(e, "option --delimiter: '%s' is not a delimiter: give one character, or tab",
                         quote(slice_of(text)).text);
    bool choosable = strchr(",;\t|", delimiter) != NULL;
    if (is_main || !general || !choosable)
        o->csv.delimiter = delimiter;
    return true;
}

static bool read_decimal(struct stream_options *o, const struct tool_run *run, enum stream_kind kind,
                         struct error *e)
{
    bool general;
    const char *text = value_for(run, "decimal", kind, &general);
    if (text == NULL)
        return true;
    if (strcmp(text, ",") != 0 && strcmp(text, ".") != 0)
        return error_set(e, "option --decimal: '%s' is neither . nor ,", quote(slice_of(text)).text);
    o->decimal = text[0] == ',' ? DECIMAL_COMMA : DECIMAL_POINT;
    return true;
}

bool stream_options_zone(const struct tool_run *run, const char *stream, const struct zone **zone, struct error *e)
{
    const char *name = options_for_stream(run->options, "tz", stream, stream_names());
    *zone = NULL;
    if (!prefixes_are_known(run, "tz", e))
        return false;
    if (name == NULL)
        return true;
    struct error why = {0};
    *zone = zone_load(run->world, run->arena, slice_of(name), &why);
    return *zone != NULL || error_set(e, "option --tz: %s", why.text);
}

static bool read_dates(struct stream_options *o, const struct tool_run *run, enum stream_kind kind,
                       struct error *e)
{
    const char *order = value_for(run, "date-order", kind, &o->order_is_general);
    if (order != NULL && !datetime_parse_order(slice_of(order), &o->date_order))
        return error_set(e, "option --date-order: '%s' is neither dmy nor mdy", quote(slice_of(order)).text);
    return stream_options_zone(run, stream_name(kind), &o->zone, e);
}

static bool read_limit(const struct tool_run *run, const char *name, size_t *limit, struct error *e)
{
    enum { LARGEST = 1024 * 1024 * 1024 };
    int64_t value;
    if (!options_integer(run->options, name, 1, LARGEST, 0, &value, e))
        return false;
    *limit = (size_t)value;
    return true;
}

/* Which stream a mapping is for: the name before a colon that comes before the equals sign; empty: for all. */
static struct slice cut_stream(struct slice *map)
{
    const char *colon = memchr(map->ptr, ':', map->len);
    struct slice prefix = {map->ptr, colon != NULL ? (size_t)(colon - map->ptr) : 0};
    for (size_t i = 0; colon != NULL && stream_names()[i] != NULL; i++) {
        if (!slice_equal(prefix, slice_of(stream_names()[i])))
            continue;
        *map = slice_from(*map, prefix.len + 1);
        return prefix;
    }
    return (struct slice){"", 0};
}

/* The last mapping of a role wins; one for this stream wins over one for all. */
static void add_map(struct stream_options *o, struct role_mapping map, bool special, bool *specials)
{
    size_t i = 0;
    while (i < o->map_count && o->maps[i].role != map.role)
        i++;
    if (i < o->map_count && specials[i] && !special)
        return;
    o->map_count += i == o->map_count;
    o->maps[i] = map;
    specials[i] = special;
}

static bool read_maps(struct stream_options *o, const struct tool_run *run, enum stream_kind kind,
                      bool is_main, struct error *e)
{
    size_t count = options_count(run->options, "map");
    o->maps = arena_array(run->arena, count, sizeof *o->maps);
    bool *specials = arena_array(run->arena, count, sizeof *specials);
    for (size_t i = 0; i < count; i++) {
        struct slice given = slice_of(options_nth(run->options, "map", i));
        struct slice rest = given;
        struct slice stream = cut_stream(&rest);
        struct slice name;
        slice_cut(&rest, '=', &name);
        if (rest.ptr == NULL)
            return error_set(e, "option --map: '%s' is not ROLE=HEADER", quote(given).text);
        struct role_mapping map = {role_by_name(name), rest, !is_main && stream.len == 0};
        if (map.role == ROLE_COUNT)
            return error_set(e, "option --map: there is no role '%s'; --columns lists them", quote(name).text);
        if (stream.len == 0 || slice_equal(stream, slice_of(stream_name(kind))))
            add_map(o, map, stream.len > 0, specials);
    }
    return true;
}

/* How the main stream is cut and named; side files are CSV with a header. */
static bool read_records(struct stream_options *o, const struct tool_run *run, bool is_main, struct error *e)
{
    struct record_lines lines;
    if (!stream_options_records(run, &lines, e))
        return false;
    o->csv.lines = lines.read && (is_main || run->sides_only);
    o->header_from = is_main ? options_value(run->options, "header-from") : NULL;
    return true;
}

bool stream_options_records(const struct tool_run *run, struct record_lines *lines, struct error *e)
{
    *lines = (struct record_lines){false, false};
    for (size_t i = 0; i < options_count(run->options, "records"); i++) {
        const char *given = options_nth(run->options, "records", i);
        bool both = strcmp(given, "line") == 0;
        bool in = strcmp(given, "in:line") == 0;
        bool out = strcmp(given, "out:line") == 0;
        if (!both && !in && !out)
            return error_set(e, "option --records: '%s' is none of line, in:line and out:line", quote(slice_of(given)).text);
        lines->read = lines->read || both || in;
        lines->written = lines->written || both || out;
    }
    return true;
}

bool stream_options_read(struct stream_options *o, const struct tool_run *run, enum stream_kind kind,
                         bool is_main, struct error *e)
{
    bool general;
    *o = (struct stream_options){.decimal = DECIMAL_UNSTATED};
    o->csv.encoding = value_for(run, "encoding", kind, &general);
    o->csv.encoding_for = is_main ? NULL : arena_print(run->arena, "%s:", stream_name(kind)).ptr;
    o->csv.lenient_quotes = options_has(run->options, "lenient-quotes");
    return all_prefixes_are_known(run, e) && read_delimiter(o, run, kind, is_main, e) && read_decimal(o, run, kind, e) &&
           read_dates(o, run, kind, e) && read_records(o, run, is_main, e) && read_limit(run, "max-field", &o->csv.max_field, e) &&
           read_limit(run, "max-record", &o->csv.max_record, e) && read_maps(o, run, kind, is_main, e);
}
