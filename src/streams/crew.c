/* SPDX-License-Identifier: MIT */
#include "streams/crew.h"

#include "lib/buffer.h"
#include "lib/pool.h"
#include "streams/stream_batch.h"

enum { USUAL_HANDS = 8, BATCHES_A_HAND = 3 };

struct batch {
    struct stream_batch *rows;
    struct csv_writer *out; /* what came of them, */
    char *records;          /* or what they say: without a gap, */
    size_t *row_of;         /* with the number of the row */
    size_t record_count;
    struct error error;     /* why the work ends behind that */
    bool good;
};

struct hand {
    struct arena arena;
    struct stream *side; /* NULL: not hired */
    void *held;         /* by plan.hire */
    struct arena spare; /* of a row that is gathered */
};

struct crew {
    const struct crew_plan *plan;           /* one of these two: passing on, */
    const struct crew_gathering *gathering; /* or gathering */
    struct stream *stream;
    size_t hand_count; /* at most */
    struct arena arena;
    struct pool *pool;
    struct batch *batches;
    size_t batch_count, next; /* as the pool gives them back, batches are free again one after the other */
    struct hand hands[POOL_HANDS_MAX];
};

/* --- the hands --- */

static void hire(void *context, size_t number)
{
    struct crew *c = context;
    struct hand *h = &c->hands[number];
    h->side = stream_side(c->stream, &h->arena);
    if (c->plan != NULL)
        h->held = c->plan->hire(c->plan->tool, number, h->side, &h->arena);
}

static void dismiss_all(struct crew *c)
{
    for (size_t i = 0; i < POOL_HANDS_MAX; i++) {
        if (c->plan != NULL && c->hands[i].side != NULL)
            c->plan->dismiss(c->plan->tool, i, c->hands[i].held);
        arena_free(&c->hands[i].arena);
        arena_free(&c->hands[i].spare);
    }
}

/* Makes the record of the side's present row, behind those of the batch. */
static bool read_row(const struct crew_gathering *g, struct hand *h, struct batch *b)
{
    if (h->spare.blocks != NULL)
        arena_reset(&h->spare);
    if (!g->read(g->tool, h->side, &h->spare, b->records + b->record_count * g->record_size))
        return stream_reject(h->side, &b->error);
    b->row_of[b->record_count++] = stream_side_row(h->side);
    return true;
}

/* Judges a batch. */
static void work(void *context, size_t number, void *task)
{
    struct crew *c = context;
    struct hand *h = &c->hands[number];
    struct batch *b = task;
    enum stream_result result = STREAM_ROW;
    stream_side_take(h->side, b->rows);
    error_clear(&b->error);
    b->record_count = 0;
    b->good = true;
    while (b->good && (result = stream_next(h->side, &b->error)) == STREAM_ROW)
        b->good = c->plan != NULL ? c->plan->do_row(h->held, b->out, &b->error) : read_row(c->gathering, h, b);
    b->good = b->good && result == STREAM_END;
}

/* --- the batches --- */

static void open_batches(struct crew *c)
{
    c->batch_count = c->hand_count == 1 ? 1 : BATCHES_A_HAND * c->hand_count;
    c->batches = arena_array(&c->arena, c->batch_count, sizeof *c->batches);
    for (size_t i = 0; i < c->batch_count; i++) {
        struct batch *b = &c->batches[i];
        b->rows = stream_batch_open(&c->arena);
        if (c->plan != NULL) {
            b->out = csv_writer_side(c->plan->out, &c->arena);
        } else {
            b->records = arena_alloc(&c->arena, memory_multiply(BUFFER_ROWS, c->gathering->record_size));
            b->row_of = arena_alloc(&c->arena, BUFFER_ROWS * sizeof *b->row_of);
        }
    }
}

static void close_batches(struct crew *c)
{
    struct error ignored = {0};
    for (size_t i = 0; i < c->batch_count; i++) {
        stream_batch_close(c->batches[i].rows);
        (void)csv_writer_close(c->batches[i].out, false, &ignored);
    }
}

/* Reads a batch and hands it to the crew. False: nothing more can be read ahead. */
static bool read_batch(struct crew *c)
{
    struct batch *b = &c->batches[c->next];
    bool more = stream_read_ahead(c->stream, b->rows);
    if (stream_batch_is_empty(b->rows))
        return more;
    c->next = (c->next + 1) % c->batch_count;
    pool_submit(c->pool, b);
    return more;
}

/* Hands what the rows say to the tool. */
static bool keep_records(const struct crew_gathering *g, const struct batch *b, struct error *e)
{
    for (size_t i = 0; i < b->record_count; i++) {
        stream_show(g->stream, b->rows, b->row_of[i]);
        if (!g->keep(g->tool, b->records + i * g->record_size, e))
            return false;
    }
    return true;
}

/* Writes or keeps what came of a batch that is judged. */
static bool take_batch(struct crew *c, struct batch *b, struct error *e)
{
    bool taken = c->plan != NULL ? csv_writer_take(c->plan->out, b->out) : keep_records(c->gathering, b, e);
    if (!taken || !stream_settle(c->stream, b->rows, e))
        return false;
    if (!b->good && !e->set)
        *e = b->error;
    return b->good;
}

/* Reads on as long as there are free batches, and takes the oldest one when there is none. */
static bool work_off_file(struct crew *c, struct error *e)
{
    struct batch *b;
    while (read_batch(c)) {
        if (pool_is_full(c->pool) && !take_batch(c, pool_take(c->pool), e))
            return false;
    }
    while ((b = pool_take(c->pool)) != NULL) {
        if (!take_batch(c, b, e))
            return false;
    }
    return true;
}

/* --- all --- */

static bool work_off_files(struct crew *c, struct error *e)
{
    enum stream_result result = STREAM_ROW;
    while (result == STREAM_ROW) {
        if (!work_off_file(c, e))
            return false;
        result = stream_go_on(c->stream, e);
        for (size_t i = 0; result == STREAM_ROW && i < POOL_HANDS_MAX; i++) {
            if (c->hands[i].side != NULL)
                stream_side_follow(c->hands[i].side, c->stream);
        }
    }
    return result == STREAM_END;
}

/* Works off all with a crew that knows what to do. */
static bool run(const struct crew *what, struct error *e)
{
    struct crew *c = memory_zeroed(1, sizeof *c);
    *c = *what;
    open_batches(c);
    hire(c, 0);
    c->pool = pool_open(
        &(struct pool_plan){.hands = c->hand_count, .room = c->batch_count, .work = work, .hire = hire, .context = c});
    bool good = work_off_files(c, e);
    pool_close(c->pool);
    dismiss_all(c);
    close_batches(c);
    arena_free(&c->arena);
    memory_release(c);
    return good;
}

bool crew_run(const struct crew_plan *plan, struct error *e)
{
    return run(&(struct crew){.plan = plan, .stream = plan->stream, .hand_count = plan->hands}, e);
}

bool crew_gather(const struct crew_gathering *g, struct error *e)
{
    return run(&(struct crew){.gathering = g, .stream = g->stream, .hand_count = g->hands}, e);
}

size_t crew_usual(void)
{
    size_t processors = pool_processors();
    return processors < USUAL_HANDS ? processors : USUAL_HANDS;
}

bool crew_size(const struct options *o, size_t *hands, struct error *e)
{
    int64_t number;
    if (!options_integer(o, "jobs", 1, POOL_HANDS_MAX, (int64_t)crew_usual(), &number, e))
        return false;
    *hands = (size_t)number;
    return true;
}
