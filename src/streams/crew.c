/* SPDX-License-Identifier: MIT */
#include "streams/crew.h"

#include "lib/pool.h"
#include "streams/stream_batch.h"

enum { USUAL_HANDS = 8, BATCHES_A_HAND = 3 };

struct batch {
    struct stream_batch *rows;
    struct csv_writer *out; /* what came of them */
    struct error error;     /* why the work ends behind that */
    bool good;
};

struct hand {
    struct arena arena;
    struct stream *side; /* NULL: not hired */
    void *held; /* by plan.hire */
};

struct crew {
    const struct crew_plan *plan;
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
    h->side = stream_side(c->plan->stream, &h->arena);
    h->held = c->plan->hire(c->plan->tool, number, h->side, &h->arena);
}

static void dismiss_all(struct crew *c)
{
    for (size_t i = 0; i < POOL_HANDS_MAX; i++) {
        if (c->hands[i].side != NULL)
            c->plan->dismiss(c->plan->tool, i, c->hands[i].held);
        arena_free(&c->hands[i].arena);
    }
}

/* Judges a batch. */
static void work(void *context, size_t number, void *task)
{
    const struct crew *c = context;
    const struct hand *h = &c->hands[number];
    struct batch *b = task;
    enum stream_result result = STREAM_ROW;
    stream_side_take(h->side, b->rows);
    error_clear(&b->error);
    b->good = true;
    while (b->good && (result = stream_next(h->side, &b->error)) == STREAM_ROW)
        b->good = c->plan->do_row(h->held, b->out, &b->error);
    b->good = b->good && result == STREAM_END;
}

/* --- the batches --- */

static void open_batches(struct crew *c)
{
    c->batch_count = c->plan->hands == 1 ? 1 : BATCHES_A_HAND * c->plan->hands;
    c->batches = arena_array(&c->arena, c->batch_count, sizeof *c->batches);
    for (size_t i = 0; i < c->batch_count; i++) {
        c->batches[i].rows = stream_batch_open(&c->arena);
        c->batches[i].out = csv_writer_side(c->plan->out, &c->arena);
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
    bool more = stream_read_ahead(c->plan->stream, b->rows);
    if (stream_batch_is_empty(b->rows))
        return more;
    c->next = (c->next + 1) % c->batch_count;
    pool_submit(c->pool, b);
    return more;
}

/* Writes what came of a batch that is judged. */
static bool write_batch(struct crew *c, struct batch *b, struct error *e)
{
    if (!csv_writer_take(c->plan->out, b->out) || !stream_settle(c->plan->stream, b->rows, e))
        return false;
    if (!b->good && !e->set)
        *e = b->error;
    return b->good;
}

/* Reads on as long as there are free batches, and writes the oldest one when there is none. */
static bool work_off_file(struct crew *c, struct error *e)
{
    struct batch *b;
    while (read_batch(c)) {
        if (pool_is_full(c->pool) && !write_batch(c, pool_take(c->pool), e))
            return false;
    }
    while ((b = pool_take(c->pool)) != NULL) {
        if (!write_batch(c, b, e))
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
        result = stream_go_on(c->plan->stream, e);
        for (size_t i = 0; result == STREAM_ROW && i < POOL_HANDS_MAX; i++) {
            if (c->hands[i].side != NULL)
                stream_side_follow(c->hands[i].side, c->plan->stream);
        }
    }
    return result == STREAM_END;
}

bool crew_run(const struct crew_plan *plan, struct error *e)
{
    struct crew *c = memory_zeroed(1, sizeof *c);
    c->plan = plan;
    open_batches(c);
    hire(c, 0);
    c->pool = pool_open(
        &(struct pool_plan){.hands = plan->hands, .room = c->batch_count, .work = work, .hire = hire, .context = c});
    bool good = work_off_files(c, e);
    pool_close(c->pool);
    dismiss_all(c);
    close_batches(c);
    arena_free(&c->arena);
    memory_release(c);
    return good;
}

bool crew_size(const struct options *o, size_t *hands, struct error *e)
{
    size_t processors = pool_processors();
    int64_t number;
    if (!options_integer(o, "jobs", 1, POOL_HANDS_MAX, (int64_t)(processors < USUAL_HANDS ? processors : USUAL_HANDS), &number, e))
        return false;
    *hands = (size_t)number;
    return true;
}
