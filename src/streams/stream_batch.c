/* SPDX-License-Identifier: MIT */
#include "streams/stream_batch.h"

#include "lib/buffer.h"
#include "streams/stream_state.h"

struct batch_row {
    struct csv_record record;
    const struct error *fault; /* of a row that the reader refuses, else NULL */
};

/* A bad row, found by a side. */
struct refused {
    struct error why;
    struct slice record;
};

struct stream_batch {
    struct arena bytes; /* of the rows, and what is made of them */
    struct batch_row rows[BUFFER_ROWS];
    size_t count;
    size_t given; /* to the side */
    struct refused *refused;
    size_t refused_count, refused_capacity;
};

struct stream_batch *stream_batch_open(struct arena *arena)
{
    return arena_zeroed(arena, sizeof(struct stream_batch));
}

void stream_batch_close(struct stream_batch *b)
{
    arena_free(&b->bytes);
    memory_release(b->refused);
    b->refused = NULL;
    b->count = b->refused_capacity = b->refused_count = 0;
}

bool stream_batch_is_empty(const struct stream_batch *b)
{
    return b->count == 0;
}

/* --- reading --- */

static const struct error *keep_fault(struct stream_batch *b, struct error *fault)
{
    struct error *kept = arena_alloc(&b->bytes, sizeof *kept);
    *kept = *fault;
    error_clear(fault);
    return kept;
}

bool stream_read_ahead(struct stream *s, struct stream_batch *b)
{
    size_t size = 0;
    arena_reset(&b->bytes);
    b->count = b->given = b->refused_count = 0;
    if (s->news.len > 0)
        stream_say_news(s);
    while (b->count < BUFFER_ROWS && size < BUFFER_ROWS_BYTES) {
        s->ahead = csv_reader_next(s->reader, &s->record, &s->fault);
        if (s->ahead == CSV_FAILED) {
            s->ahead_fault = s->fault;
            error_clear(&s->fault); /* of rows that are still to be kept */
        }
        if (s->ahead == CSV_END || s->ahead == CSV_FAILED)
            return false;
        struct batch_row *row = &b->rows[b->count++];
        bool held = csv_reader_holds(s->reader, &s->record);
        (held ? csv_record_keep_ends : csv_record_keep)(&b->bytes, &s->record, &row->record);
        row->fault = s->ahead == CSV_BAD ? keep_fault(b, &s->fault) : NULL;
        size += s->record.raw.len;
    }
    return true;
}

enum stream_result stream_go_on(struct stream *s, struct error *e)
{
    if (s->ahead == CSV_END)
        return stream_next_file(s, e);
    s->fault = s->ahead_fault;
    return stream_fail(s, e);
}

/* --- a side --- */

struct stream *stream_side(struct stream *s, struct arena *arena)
{
    struct stream *side = arena_zeroed(arena, sizeof *side);
    stream_load_vocabularies(s);
    side->row = arena_child(arena); /* until it takes a batch */
    stream_side_follow(side, s);
    return side;
}

void stream_side_follow(struct stream *side, const struct stream *s)
{
    struct arena *row = side->row;
    *side = *s;
    side->row = row;
    side->batch = NULL;
    side->news = (struct slice){"", 0};
}

void stream_side_take(struct stream *side, struct stream_batch *b)
{
    side->batch = b;
    side->row = &b->bytes;
}

size_t stream_side_row(const struct stream *side)
{
    return side->batch->given - 1;
}

void stream_show(struct stream *s, const struct stream_batch *b, size_t row)
{
    if (s->row->blocks != NULL)
        arena_reset(s->row);
    if (s->fault.set)
        error_clear(&s->fault);
    s->record = b->rows[row].record;
    s->record.scratch = s->row;
}

enum stream_result stream_batch_next(struct stream *side, struct error *e)
{
    struct stream_batch *b = side->batch;
    while (b->given < b->count) {
        const struct batch_row *row = &b->rows[b->given++];
        side->record = row->record;
        side->record.scratch = side->row;
        if (row->fault == NULL)
            return STREAM_ROW;
        struct error why = *row->fault;
        if (!stream_batch_refuse(side, &why, e))
            return STREAM_FAILED;
    }
    return STREAM_END;
}

bool stream_batch_refuse(struct stream *side, struct error *why, struct error *e)
{
    struct stream_batch *b = side->batch;
    b->refused = memory_grow(b->refused, &b->refused_capacity, b->refused_count + 1, sizeof *b->refused);
    b->refused[b->refused_count++] = (struct refused){*why, side->record.raw};
    side->failed = side->rejects == NULL || side->rejects->writer == NULL;
    if (side->failed && !e->set)
        *e = *why;
    error_clear(why);
    return !side->failed;
}

/* --- settling --- */

bool stream_settle(struct stream *s, struct stream_batch *b, struct error *e)
{
    s->account.read += b->given;
    progress_row(&s->progress, s->account.read);
    for (size_t i = 0; i < b->refused_count; i++) {
        if (!stream_refuse(s, &b->refused[i].why, b->refused[i].record, e))
            return false;
    }
    return true;
}
