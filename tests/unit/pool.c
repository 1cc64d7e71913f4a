/* SPDX-License-Identifier: MIT */
#include "lib/pool.h"

#include <pthread.h>
#include <sched.h>
#include <stdatomic.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include "test.h"

enum { TASKS = 2000, ROOM = 7, HANDS = 4 };

struct task {
    unsigned number, result;
    size_t hand;
};

struct shop {
    atomic_uint at_work, most_at_work;
    atomic_uint by_hand[POOL_HANDS_MAX];
    bool hired[POOL_HANDS_MAX];
    bool hired_aside; /* by another thread than the caller's */
    bool waits;       /* no task ends before another one has begun */
    pthread_t caller;
    struct task tasks[TASKS];
};

static void hire(void *context, size_t hand)
{
    struct shop *s = context;
    s->hired[hand] = true;
    s->hired_aside = s->hired_aside || !pthread_equal(pthread_self(), s->caller);
}

/* Tasks take differently long, so that they do not end in their order by themselves. */
static void work(void *context, size_t hand, void *task)
{
    struct shop *s = context;
    struct task *t = task;
    unsigned now = atomic_fetch_add(&s->at_work, 1) + 1;
    unsigned most = atomic_load(&s->most_at_work);
    while (now > most && !atomic_compare_exchange_weak(&s->most_at_work, &most, now))
        continue;
    while (s->waits && atomic_load(&s->most_at_work) < 2)
        sched_yield();
    for (unsigned i = 0; i < (t->number * 7919) % 13; i++)
        sched_yield();
    t->result = t->number * t->number;
    t->hand = hand;
    atomic_fetch_add(&s->by_hand[hand], 1);
    atomic_fetch_sub(&s->at_work, 1);
}

static struct pool *open_shop(struct shop *s, size_t hands, size_t room)
{
    *s = (struct shop){.caller = pthread_self()};
    for (unsigned i = 0; i < TASKS; i++)
        s->tasks[i].number = i;
    return pool_open(&(struct pool_plan){.hands = hands, .room = room, .work = work, .hire = hire, .context = s});
}

/* Whether the next task back is that of this number, done. */
static bool is_next(struct pool *p, unsigned number)
{
    const struct task *t = pool_take(p);
    return t != NULL && t->number == number && t->result == number * number;
}

/* Hands all over, and takes them back as need be. Returns how many came back in order. */
static unsigned run_all(struct pool *p, struct shop *s, size_t room)
{
    unsigned back = 0;
    for (unsigned i = 0; i < TASKS; i++) {
        if (pool_is_full(p)) {
            CHECK(i - back == room);
            back += is_next(p, back);
        }
        pool_submit(p, &s->tasks[i]);
    }
    while (back < TASKS && is_next(p, back))
        back++;
    CHECK(pool_take(p) == NULL);
    return back;
}

static void check_order(size_t hands, size_t room)
{
    static struct shop s;
    struct pool *p = open_shop(&s, hands, room);
    CHECK(pool_take(p) == NULL);
    CHECK_NUMBER(run_all(p, &s, room), TASKS);
    pool_close(p);
    unsigned done = 0;
    for (size_t i = 0; i < POOL_HANDS_MAX; i++) {
        done += atomic_load(&s.by_hand[i]);
        CHECK(i == 0 || atomic_load(&s.by_hand[i]) == 0 || s.hired[i]);
        CHECK(i < hands || (atomic_load(&s.by_hand[i]) == 0 && !s.hired[i]));
    }
    CHECK_NUMBER(done, TASKS);
    CHECK(atomic_load(&s.most_at_work) <= hands);
    CHECK(!s.hired_aside && !s.hired[0]);
}

/* Two tasks that wait for each other end only where two hands are at work. */
static void check_together(void)
{
    static struct shop s;
    struct pool *p = open_shop(&s, HANDS, ROOM);
    s.waits = true;
    pool_submit(p, &s.tasks[0]);
    CHECK(!s.hired[1]);
    pool_submit(p, &s.tasks[1]);
    CHECK(s.hired[1] && !s.hired[2]);
    CHECK(is_next(p, 0));
    CHECK(is_next(p, 1));
    CHECK_NUMBER(atomic_load(&s.most_at_work), 2);
    pool_close(p);
}

/* One at a time needs nobody else. */
static void check_alone(void)
{
    static struct shop s;
    struct pool *p = open_shop(&s, HANDS, ROOM);
    for (unsigned i = 0; i < 20; i++) {
        pool_submit(p, &s.tasks[i]);
        CHECK(is_next(p, i));
    }
    CHECK(!s.hired[1]);
    CHECK_NUMBER(atomic_load(&s.by_hand[0]), 20);
    pool_close(p);
}

/* What an error does: the pool is closed while tasks are at work and others wait. */
static void check_given_up(void)
{
    static struct shop s;
    struct pool *p = open_shop(&s, HANDS, TASKS);
    for (unsigned i = 0; i < TASKS; i++)
        pool_submit(p, &s.tasks[i]);
    CHECK(is_next(p, 0));
    CHECK(is_next(p, 1));
    pool_close(p);
    CHECK_NUMBER(atomic_load(&s.at_work), 0);
    pool_close(NULL);
}

static void count_job(void *context)
{
    atomic_fetch_add((atomic_uint *)context, 1);
}

static void first_job(void *context)
{
    *(pthread_t *)context = pthread_self();
}

static void check_jobs(void)
{
    atomic_uint counts[3] = {0};
    pthread_t first;
    const struct pool_job jobs[] = {{first_job, &first}, {count_job, &counts[0]}, {count_job, &counts[1]}, {count_job, &counts[2]}};
    for (int i = 0; i < 50; i++) {
        first = (pthread_t){0};
        pool_do(jobs, sizeof jobs / sizeof *jobs);
        CHECK(pthread_equal(first, pthread_self()));
    }
    CHECK(counts[0] == 50 && counts[1] == 50 && counts[2] == 50);
    pool_do(jobs, 1);
    CHECK(counts[0] == 50);
}

enum { NOBODY = 65534, CANNOT_TELL = 77 };

/* Where the system gives no thread at all the caller does everything, in order. Returns a status for the process. */
static int run_refused(void)
{
    struct rlimit none = {0, 0};
    static struct shop s;
    if (getuid() == 0 && (setgid(NOBODY) != 0 || setuid(NOBODY) != 0)) /* root may start any number */
        return CANNOT_TELL;
    if (setrlimit(RLIMIT_NPROC, &none) != 0)
        return CANNOT_TELL;
    struct pool *p = open_shop(&s, HANDS, ROOM);
    unsigned back = run_all(p, &s, ROOM);
    pool_close(p);
    return back != TASKS || atomic_load(&s.by_hand[0]) != TASKS || s.hired[2];
}

static void check_refused(void)
{
    int status = -1;
    pid_t child = fork();
    if (child == 0)
        _exit(run_refused());
    CHECK(child > 0 && waitpid(child, &status, 0) == child && WIFEXITED(status));
    if (WEXITSTATUS(status) == CANNOT_TELL)
        SKIP("the number of threads cannot be limited");
    else
        CHECK_NUMBER(WEXITSTATUS(status), 0);
}

int main(void)
{
    CHECK(pool_processors() >= 1);
    check_order(1, 1);
    check_order(1, ROOM);
    check_order(2, 2);
    check_order(HANDS, ROOM);
    check_order(POOL_HANDS_MAX, POOL_HANDS_MAX);
    check_together();
    check_alone();
    check_given_up();
    check_jobs();
    check_refused();
    return test_report("pool");
}
