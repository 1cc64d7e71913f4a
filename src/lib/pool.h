/* SPDX-License-Identifier: MIT */
/*
 * Tasks for several threads, taken back in the order in which they were handed over. The caller works too, whenever it would have
 * to wait; so a pool of one has no threads, and one whose threads the system refuses goes on with those it has. Nothing else in the
 * toolkit starts a thread.
 */
#ifndef REGULARS_POOL_H
#define REGULARS_POOL_H

#include <stdbool.h>
#include <stddef.h>

enum { POOL_HANDS_MAX = 64 };

struct pool;

struct pool_plan {
    size_t hands; /* how many may work at once, the caller among them: 1..POOL_HANDS_MAX */
    size_t room;  /* how many tasks may be handed over and not taken back yet: 1 at the least */
    /* Does a task, as the hand of that number; 0 is the caller. Of two tasks of one hand the second begins when the first has ended. */
    void (*work)(void *context, size_t hand, void *task);
    /* Makes ready what the hand of that number needs. The caller does this, before the thread starts; NULL: nothing is needed. */
    void (*hire)(void *context, size_t hand);
    void *context;
    bool is_busy; /* the caller has work of its own: a thread is started for a single task, too */
};

/* A pool without any thread yet. It must be closed. */
struct pool *pool_open(const struct pool_plan *plan);

/* Whether there is no room for a further task, so that one must be taken back first. */
bool pool_is_full(const struct pool *p);

/*
 * Hands a task over. A thread is started when more than one task waits for somebody, until all hands are there or the system has
 * refused one: a single task at a time starts none.
 */
void pool_submit(struct pool *p, void *task);

/* The oldest task not taken back yet, when it is done; NULL: there is none. */
void *pool_take(struct pool *p);

/* Ends the threads and frees all; tasks not begun are not done. NULL is allowed. */
void pool_close(struct pool *p);

/* Work that needs nothing of any other. */
struct pool_job {
    void (*work)(void *context);
    void *context;
};

/* Does all jobs, at most POOL_HANDS_MAX, at the same time as far as threads can be started. The first one is the caller's for certain. */
void pool_do(const struct pool_job *jobs, size_t count);

/* How many threads the system would run at once for this process: 1 at the least. */
size_t pool_processors(void);

#endif
