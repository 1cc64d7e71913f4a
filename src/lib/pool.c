/* SPDX-License-Identifier: MIT */
#ifdef __linux__
#define _GNU_SOURCE /* sched_getaffinity */
#endif
#include "lib/pool.h"

#include <pthread.h>
#include <sched.h>
#include <unistd.h>

#include "lib/memory.h"

struct slot {
    void *task;
    bool done;
};

struct thread {
    struct pool *pool;
    pthread_t thread;
    size_t hand;
};

/* Tasks are counted from the first ever: those before `taken` are with the caller again, those before `begun` are in work or done. */
struct pool {
    struct pool_plan plan;
    pthread_mutex_t lock; /* of all that is below */
    pthread_cond_t submitted, done;
    struct slot *slots; /* plan.room of them: the place of a task is its number, modulo that */
    size_t taken, begun, count;
    size_t started; /* threads */
    size_t idle;    /* those of them that wait for a task, or are about to */
    bool refused;   /* the system gives no more threads */
    bool closing;
    struct thread threads[POOL_HANDS_MAX];
};

struct pool *pool_open(const struct pool_plan *plan)
{
    struct pool *p = memory_zeroed(1, sizeof *p);
    p->plan = *plan;
    p->slots = memory_zeroed(plan->room, sizeof *p->slots);
    pthread_mutex_init(&p->lock, NULL);
    pthread_cond_init(&p->submitted, NULL);
    pthread_cond_init(&p->done, NULL);
    return p;
}

static struct slot *slot_of(struct pool *p, size_t number)
{
    return &p->slots[number % p->plan.room];
}

/* Does the next task that nobody has begun. The lock is held, but for the work itself. */
static void do_next(struct pool *p, size_t hand)
{
    struct slot *slot = slot_of(p, p->begun++);
    pthread_mutex_unlock(&p->lock);
    p->plan.work(p->plan.context, hand, slot->task);
    pthread_mutex_lock(&p->lock);
    slot->done = true;
    pthread_cond_signal(&p->done);
}

static void *run_thread(void *context)
{
    const struct thread *t = context;
    struct pool *p = t->pool;
    pthread_mutex_lock(&p->lock);
    for (;;) {
        while (p->begun == p->count && !p->closing)
            pthread_cond_wait(&p->submitted, &p->lock);
        if (p->closing)
            break;
        p->idle--;
        do_next(p, t->hand);
        p->idle++;
    }
    pthread_mutex_unlock(&p->lock);
    return NULL;
}

/* One more thread, if there may be one. The lock is not held: new hands are the caller's business alone. */
static void start_thread(struct pool *p)
{
    struct thread *t = &p->threads[p->started];
    *t = (struct thread){.pool = p, .hand = p->started + 1};
    if (p->plan.hire != NULL)
        p->plan.hire(p->plan.context, t->hand);
    pthread_mutex_lock(&p->lock);
    p->idle++;
    pthread_mutex_unlock(&p->lock);
    if (pthread_create(&t->thread, NULL, run_thread, t) == 0) {
        p->started++;
        return;
    }
    pthread_mutex_lock(&p->lock);
    p->idle--;
    p->refused = true;
    pthread_mutex_unlock(&p->lock);
}

bool pool_is_full(const struct pool *p)
{
    return p->count - p->taken == p->plan.room;
}

void pool_submit(struct pool *p, void *task)
{
    pthread_mutex_lock(&p->lock);
    *slot_of(p, p->count++) = (struct slot){task, false};
    bool lacks_hands = p->count - p->begun > p->idle + !p->plan.is_busy && p->started + 1 < p->plan.hands && !p->refused;
    pthread_cond_signal(&p->submitted);
    pthread_mutex_unlock(&p->lock);
    if (lacks_hands)
        start_thread(p);
}

void *pool_take(struct pool *p)
{
    void *task = NULL;
    pthread_mutex_lock(&p->lock);
    if (p->taken < p->count) {
        struct slot *oldest = slot_of(p, p->taken);
        while (!oldest->done) {
            if (p->begun < p->count)
                do_next(p, 0);
            else
                pthread_cond_wait(&p->done, &p->lock);
        }
        task = oldest->task;
        p->taken++;
    }
    pthread_mutex_unlock(&p->lock);
    return task;
}

void pool_close(struct pool *p)
{
    if (p == NULL)
        return;
    pthread_mutex_lock(&p->lock);
    p->closing = true;
    pthread_cond_broadcast(&p->submitted);
    pthread_mutex_unlock(&p->lock);
    for (size_t i = 0; i < p->started; i++)
        pthread_join(p->threads[i].thread, NULL);
    pthread_cond_destroy(&p->done);
    pthread_cond_destroy(&p->submitted);
    pthread_mutex_destroy(&p->lock);
    memory_release(p->slots);
    memory_release(p);
}

static void do_job(void *context, size_t hand, void *task)
{
    const struct pool_job *job = task;
    (void)context;
    (void)hand;
    job->work(job->context);
}

void pool_do(const struct pool_job *jobs, size_t count)
{
    struct pool_job own[POOL_HANDS_MAX];
    struct pool *p = pool_open(&(struct pool_plan){.hands = count, .room = count, .work = do_job, .is_busy = true});
    for (size_t i = 1; i < count; i++) {
        own[i] = jobs[i];
        pool_submit(p, &own[i]);
    }
    jobs[0].work(jobs[0].context);
    while (pool_take(p) != NULL)
        continue;
    pool_close(p);
}

size_t pool_processors(void)
{
#ifdef __linux__
    cpu_set_t set;
    if (sched_getaffinity(0, sizeof set, &set) == 0 && CPU_COUNT(&set) > 0)
        return (size_t)CPU_COUNT(&set);
#endif
    long online = sysconf(_SC_NPROCESSORS_ONLN);
    return online > 0 ? (size_t)online : 1;
}
