/* SPDX-License-Identifier: MIT */
#include "streams/stream_parts.h"

#include "streams/stream_batch.h"
#include "streams/stream_state.h"

struct stream_shape stream_shape(struct stream *s)
{
    struct stream_shape shape = {.columns = s->columns.column,
                                 .decimal = s->options.decimal,
                                 .date_order = s->date_order,
                                 .zone = s->options.zone};
    stream_load_vocabularies(s);
    shape.vocabularies = s->vocabularies;
    for (size_t role = 0; role < ROLE_COUNT; role++) {
        shape.joined |= s->columns.column[role] >= 0 && (s->columns.joined[role][0] >= 0 || s->columns.spare[role] >= 0);
        shape.zone_in_header |= s->zones[role] != NULL;
    }
    return shape;
}

size_t stream_halves(struct stream *s, struct csv_part halves[2])
{
    if (s->reader == NULL || s->account.read != 0 || s->plan.path_count > 1 || s->options.csv.lenient_quotes)
        return 0;
    if (!s->run->world->in_memory && !csv_reader_is_mapped(s->reader))
        return 0;
    size_t count = csv_reader_guess_halves(s->reader, halves);
    return count != 0 ? count : csv_reader_split(s->reader, halves, 2);
}

struct csv_reader *stream_open_part(const struct stream *s, struct arena *arena,
                                    const struct csv_part *part)
{
    struct csv_options options = s->options.csv;
    size_t count;
    const struct slice *names = csv_reader_header(s->reader, &count);
    options.delimiter = csv_reader_delimiter(s->reader);
    options.suits = NULL;
    options.mapped = csv_reader_is_mapped(s->reader);
    return csv_reader_open_bytes(s->run->world, arena, csv_reader_name(s->reader), part->bytes,
                                 part->line, &options, names, count);
}

struct stream *stream_of_part(struct stream *s, struct arena *arena, const struct csv_part *part)
{
    struct stream *own = stream_side(s, arena);
    own->reader = stream_open_part(s, arena, part);
    own->plan.path_count = 0;
    own->rejects = NULL;
    if (part->bytes.ptr != csv_reader_position(s->reader))
        own->progress.next = UINT64_MAX;
    return own;
}

void stream_close_part(struct stream *part)
{
    struct error ignored = {0};
    (void)csv_reader_close(part->reader, &ignored);
    progress_end(&part->progress);
}

void stream_count_part(struct stream *s, const struct stream *part)
{
    const struct account *a = &part->account;
    stream_count(s, a->read);
    for (size_t i = 0; i < ACCOUNT_REASONS && a->skips[i].reason != NULL; i++)
        stream_count_skipped(s, a->skips[i].reason, a->skips[i].count);
}

void stream_count(struct stream *s, uint64_t rows)
{
    stream_say_news(s);
    s->account.read += rows;
}

void stream_count_skipped(struct stream *s, const char *reason, uint64_t rows)
{
    for (uint64_t i = 0; i < rows; i++)
        account_skip(&s->account, reason);
}
