/* SPDX-License-Identifier: MIT */
/*
 * The options alike in every tool, as far as they say how one stream is to be read. Between stream_options.c and
 * stream.c; others use stream.h, and stream_options_zone.
 */
#ifndef REGULARS_STREAM_OPTIONS_H
#define REGULARS_STREAM_OPTIONS_H

#include "lib/csv_reader.h"
#include "lib/datetime.h"
#include "lib/number.h"
#include "lib/tool.h"
#include "streams/roles.h"

struct stream_options {
    struct csv_options csv; /* delimiter, encoding, limits */
    const char *header_from; /* of the main stream: the file that has its header; NULL: it has its own */
    enum decimal_mark decimal;
    enum date_order date_order;
    bool order_is_general; /* the date order was given for all streams: a side file's layout knows better */
    const struct zone *zone; /* NULL: none was given */
    struct role_mapping *maps;
    size_t map_count;
};

/*
 * What was said for this stream, "orders:..." before what was said for all. A side file (is_main false) takes -d of all
 * only where it could not be chosen, and -m of all as wishes. False: *e names the option and what is wrong.
 */
bool stream_options_read(struct stream_options *o, const struct tool_run *run, enum stream_kind kind,
                         bool is_main, struct error *e);

/* --records: whether records stand on a line each in the main stream, and in what is written. False: another word was said. */
struct record_lines {
    bool read, written;
};
bool stream_options_records(const struct tool_run *run, struct record_lines *lines, struct error *e);

/* --tz for this stream ("": for all): NULL when none was given. False: *e says what is wrong with the option. */
bool stream_options_zone(const struct tool_run *run, const char *stream, const struct zone **zone, struct error *e);

#endif
