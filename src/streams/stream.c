/* SPDX-License-Identifier: MIT */
#include "streams/stream_state.h"

#include <inttypes.h>

#include "streams/odd_header.h"
#include "streams/spellings.h"

static struct role_search search_of(const struct stream *s)
{
    return (struct role_search){s->plan.kind, s->plan.uses, s->plan.use_count, s->options.maps,
                                s->options.map_count, s->spellings, s->options.csv.encoding_for};
}

/* For choosing the delimiter: whether this header would do. */
static size_t suits(void *context, const struct slice *names, size_t count)
{
    const struct stream *s = context;
    struct role_search search = search_of(s);
    struct arena scratch = {0};
    bool enough;
    size_t found = roles_suit(&search, names, count, &scratch, &enough);
    arena_free(&scratch);
    return enough && found > 0;
}

/* --- one file --- */

/* "Created (UTC)": the zone of stamps that have none themselves. */
static bool load_header_zones(struct stream *s, const struct slice *header, struct error *e)
{
    for (unsigned role = 0; role < ROLE_COUNT; role++) {
        int column = s->columns.column[role];
        enum role_type type = role_info((enum role)role)->type;
        s->zones[role] = NULL;
        if (column < 0 || (type != TYPE_INSTANT && type != TYPE_DATE))
            continue;
        struct slice zone = header_zone(header[column]);
        if (zone.len == 0)
            continue;
        s->zones[role] = zone_load(s->run->world, s->run->arena, zone, e);
        if (s->zones[role] == NULL)
            return error_place(e, csv_reader_name(s->reader), 1, header[column]);
    }
    return true;
}

/* "First reply time in minutes": what is read as hours is brought to them. */
static void load_header_units(struct stream *s, const struct slice *header)
{
    static const enum role hours[] = {ROLE_FIRST_REPLY_HOURS, ROLE_LONGEST_WAIT_HOURS, ROLE_RESOLVED_HOURS};
    for (size_t i = 0; i < sizeof hours / sizeof *hours; i++) {
        int column = s->columns.column[hours[i]];
        s->units[hours[i]] = column < 0 ? (struct header_unit){0, 0} : header_unit(header[column]);
    }
}

/* A side file's layout knows better than what was said for all streams. */
static enum date_order order_in_file(const struct stream *s)
{
    char fixed = s->columns.layout.date_order;
    bool stated = s->options.date_order != DATE_ORDER_NONE;
    if (fixed == '\0' || (stated && (s->plan.is_main || !s->options.order_is_general)))
        return s->options.date_order;
    return fixed == 'm' ? DATE_ORDER_MDY : DATE_ORDER_DMY;
}

/* Before the file's first row: until then it may be read as another stream. */
void stream_say_news(struct stream *s)
{
    struct slice line;
    while (slice_cut(&s->news, '\n', &line)) {
        if (line.len > 0)
            world_say(s->run->world, "%s: %.*s", csv_reader_name(s->reader), SLICE_ARG(line));
    }
}

/* Columns are missing: where that is the encoding's fault, this is said before the columns. */
static bool blame_encoding(const struct stream *s, const struct role_search *search, struct arena *scratch, struct error *e)
{
    size_t count;
    const struct slice *header = csv_reader_header(s->reader, &count);
    const struct csv_options *csv = &s->options.csv;
    struct slice advice = odd_header_advice(search, header, count, csv->encoding, csv->encoding_for, scratch);
    if (advice.len > 0) {
        struct error missing = *e;
        error_clear(e);
        error_set(e, "%.*s; %s", SLICE_ARG(advice), missing.text);
    }
    return error_place(e, csv_reader_name(s->reader), 1, SLICE(""));
}

static bool find_columns(struct stream *s, struct error *e)
{
    size_t count;
    const struct slice *header = csv_reader_header(s->reader, &count);
    struct role_search search = search_of(s);
    struct slice also;
    struct arena scratch = {0};
    bool found = roles_resolve(&search, header, count, &scratch, &s->columns, &also, e);
    if (found && s->run->verbose)
        s->news = arena_print(s->run->arena, "delimiter %s, layout %s\n%.*s\n%.*s",
                              csv_delimiter_name(csv_reader_delimiter(s->reader)), s->columns.layout.name,
                              SLICE_ARG(roles_tell(&s->columns, header, count, &scratch)), SLICE_ARG(also));
    if (!found)
        blame_encoding(s, &search, &scratch, e);
    arena_free(&scratch);
    if (!found)
        return false;
    s->date_order = order_in_file(s);
    load_header_units(s, header);
    return load_header_zones(s, header, e);
}

bool stream_read_as(struct stream *s, enum stream_kind kind, struct error *e)
{
    s->plan.kind = kind;
    return find_columns(s, e);
}

static bool close_file(struct stream *s, struct error *e)
{
    struct csv_reader *reader = s->reader;
    s->reader = NULL;
    return csv_reader_close(reader, e);
}

/* --header-from: the columns and the delimiter are those of that file. */
static bool take_header(struct stream *s, struct error *e)
{
    struct csv_options *csv = &s->options.csv;
    struct csv_reader *reader = csv_reader_open(s->run->world, s->run->arena, s->options.header_from, csv, e);
    if (reader == NULL)
        return false;
    csv->names = csv_reader_header(reader, &csv->name_count);
    csv->delimiter = csv_reader_delimiter(reader);
    return csv_reader_close(reader, e);
}

static bool open_with_columns(struct stream *s, struct error *e)
{
    const char *path = s->plan.path_count > 0 ? s->plan.paths[s->file] : NULL;
    s->options.csv.suits = suits;
    s->options.csv.context = s;
    s->options.csv.needed = 1;
    if (s->options.header_from != NULL && s->options.csv.names == NULL && !take_header(s, e))
        return false;
    s->reader = csv_reader_open(s->run->world, s->run->arena, path, &s->options.csv, e);
    if (s->reader == NULL)
        return false;
    if (find_columns(s, e))
        return true;
    struct error ignored = {0};
    close_file(s, &ignored);
    return false;
}

static bool open_file(struct stream *s, struct error *e)
{
    struct arena arena = {0};
    struct spellings spellings; /* for the trial of each delimiter */
    spellings_load(&spellings, s->plan.kind, &arena);
    s->spellings = &spellings;
    bool opened = open_with_columns(s, e);
    s->spellings = NULL;
    arena_free(&arena);
    return opened;
}

struct stream *stream_open(const struct tool_run *run, const struct stream_plan *plan,
                           struct rejects *rejects, struct error *e)
{
    struct stream *s = arena_zeroed(run->arena, sizeof *s);
    s->run = run;
    s->plan = *plan;
    s->rejects = rejects;
    s->row = arena_child(run->arena);
    if (!stream_options_read(&s->options, run, plan->kind, plan->is_main, e) || !open_file(s, e))
        return NULL;
    progress_start(&s->progress, run, stream_name(plan->kind));
    return s;
}

/* --- rows --- */

bool stream_refuse(struct stream *s, struct error *why, struct slice record, struct error *e)
{
    struct rejects none = {.writer = NULL};
    struct rejects *rejects = s->rejects != NULL ? s->rejects : &none;
    if (s->batch != NULL)
        return stream_batch_refuse(s, why, e);
    s->failed = !rejects_add(rejects, why, record, e);
    s->account.rejected += !s->failed;
    return !s->failed;
}

enum stream_result stream_fail(struct stream *s, struct error *e)
{
    s->failed = true;
    if (!e->set)
        *e = s->fault;
    return STREAM_FAILED;
}

enum stream_result stream_next_file(struct stream *s, struct error *e)
{
    if (!close_file(s, e))
        return STREAM_FAILED;
    if (s->file + 1 >= s->plan.path_count)
        return STREAM_END;
    s->file++;
    return open_file(s, e) ? STREAM_ROW : STREAM_FAILED;
}

enum stream_result stream_next(struct stream *s, struct error *e)
{
    if (s->fault.set)
        error_clear(&s->fault);
    if (s->batch != NULL)
        return stream_batch_next(s, e);
    if (s->row->blocks != NULL)
        arena_reset(s->row);
    if (s->news.len > 0)
        stream_say_news(s);
    while (s->reader != NULL) {
        enum stream_result result = STREAM_ROW;
        switch (csv_reader_next(s->reader, &s->record, &s->fault)) {
        case CSV_RECORD:
            progress_row(&s->progress, ++s->account.read);
            return STREAM_ROW;
        case CSV_BAD:
            s->account.read++;
            if (!stream_refuse(s, &s->fault, s->record.raw, e))
                return STREAM_FAILED;
            break;
        case CSV_END:
            result = stream_next_file(s, e);
            break;
        case CSV_FAILED:
            return stream_fail(s, e);
        }
        if (result != STREAM_ROW)
            return result;
    }
    return STREAM_END;
}

bool stream_reject(struct stream *s, struct error *e)
{
    if (!s->fault.set)
        error_set(&s->fault, "this row cannot be used");
    error_place(&s->fault, stream_file(s), stream_line(s), SLICE(""));
    return stream_refuse(s, &s->fault, s->record.raw, e);
}

void stream_skip(struct stream *s, const char *reason)
{
    account_skip(&s->account, reason);
}

static uint64_t skipped_for(const struct account *a, const char *reason)
{
    for (size_t i = 0; i < ACCOUNT_REASONS && a->skips[i].reason != NULL; i++) {
        if (strcmp(a->skips[i].reason, reason) == 0)
            return a->skips[i].count;
    }
    return 0;
}

/* An empty result would look as if there were nothing to do, where the day is wrong: said without -v, too. */
static void warn_if_all_is_later(const struct stream *s)
{
    const struct account *a = &s->account;
    uint64_t later = skipped_for(a, "after as-of");
    if (!s->plan.is_main || s->failed || s->run->quiet || later == 0 || a->skipped < a->read)
        return;
    const char *as_of = options_value(s->run->options, "as-of");
    struct slice now = as_of != NULL ? arena_print(s->run->arena, "--as-of %s", quote(slice_of(as_of)).text)
                                     : SLICE("now");
    world_say(s->run->world, "%s: no row is left: %" PRIu64 " of %" PRIu64 " are after %.*s; give a later --as-of%s",
              stream_name(s->plan.kind), later, a->read, SLICE_ARG(now), as_of != NULL ? ", or none" : "");
}

bool stream_close(struct stream *s, struct error *e)
{
    bool closed = s->reader == NULL || close_file(s, e);
    progress_end(&s->progress);
    if (s->run->verbose && !s->failed) {
        struct slice text = account_text(&s->account, s->run->arena);
        world_say(s->run->world, "%s: %.*s", stream_name(s->plan.kind), SLICE_ARG(text));
    }
    warn_if_all_is_later(s);
    return closed;
}

/* --- what is known of the present row --- */

bool stream_has(const struct stream *s, enum role role)
{
    return s->columns.column[role] >= 0;
}

int stream_column(const struct stream *s, enum role role)
{
    return s->columns.column[role];
}

struct arena *stream_scratch(struct stream *s)
{
    return s->row;
}

struct csv_record *stream_record(struct stream *s)
{
    return &s->record;
}

const struct slice *stream_header(const struct stream *s, size_t *count)
{
    *count = 0;
    return s->reader != NULL ? csv_reader_header(s->reader, count) : NULL;
}

const char *stream_file(const struct stream *s)
{
    return s->reader != NULL ? csv_reader_name(s->reader) : stream_name(s->plan.kind);
}

uint64_t stream_line(const struct stream *s)
{
    return s->record.line;
}

const struct layout *stream_layout(const struct stream *s)
{
    return &s->columns.layout;
}

size_t stream_file_number(const struct stream *s)
{
    return s->file;
}

const struct zone *stream_zone(const struct stream *s)
{
    return s->options.zone;
}

const struct zone *stream_zone_of(const struct stream *s, enum role role)
{
    return s->zones[role] != NULL ? s->zones[role] : s->options.zone;
}

const struct account *stream_account(const struct stream *s)
{
    return &s->account;
}
