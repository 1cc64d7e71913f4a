/* SPDX-License-Identifier: MIT */
#include "due-followups/shifts.h"

#include "lib/pool.h"

enum { HANDS_MOST = 4, SHIFTS_A_HAND = SHIFTS_MOST / HANDS_MOST, SHIFT_LENGTH = 512 };

/* The calendar works out its years when they are asked for: each hand has one of its own, and all that leads to it. */
struct hand {
    struct arena arena;
    struct book book;
    struct desk desk;
    struct row_frame frame;
};

struct shifts {
    const struct shift_plan *plan;
    struct hand hands[HANDS_MOST];
    struct shift shifts[SHIFTS_MOST];
};

static void hire(void *context, size_t number)
{
    struct shifts *s = context;
    struct hand *h = &s->hands[number];
    h->frame = *s->plan->frame;
    h->desk = *h->frame.desk;
    h->book = *h->desk.book;
    h->book.calendar = calendar_fork(h->book.calendar, &h->arena);
    h->desk.book = &h->book;
    h->frame.desk = &h->desk;
}

static void work(void *context, size_t hand, void *task)
{
    struct shifts *s = context;
    s->plan->work(s->plan->context, hand == 0 ? s->plan->frame : &s->hands[hand].frame, task);
}

static struct pool *open_pool(struct shifts *s)
{
    size_t processors = pool_processors();
    size_t hands = processors < HANDS_MOST ? processors : HANDS_MOST;
    return pool_open(&(struct pool_plan){
        .hands = hands, .room = hands == 1 ? 1 : hands * SHIFTS_A_HAND, .work = work, .hire = hire, .context = s});
}

bool shifts_run(const struct shift_plan *plan)
{
    struct shifts *s = memory_zeroed(1, sizeof *s);
    s->plan = plan;
    struct pool *pool = open_pool(s);
    struct shift *done;
    bool going = true;
    size_t number = 0;
    for (size_t from = 0; going && from < plan->count; from += SHIFT_LENGTH) {
        size_t until = plan->count - from < SHIFT_LENGTH ? plan->count : from + SHIFT_LENGTH;
        s->shifts[number] = (struct shift){from, until, number};
        pool_submit(pool, &s->shifts[number]);
        number = (number + 1) % SHIFTS_MOST;
        if (pool_is_full(pool))
            going = plan->take(plan->context, pool_take(pool));
    }
    while (going && (done = pool_take(pool)) != NULL)
        going = plan->take(plan->context, done);
    pool_close(pool);
    for (size_t i = 0; i < HANDS_MOST; i++)
        arena_free(&s->hands[i].arena);
    memory_release(s);
    return going;
}
