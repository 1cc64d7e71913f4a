/* SPDX-License-Identifier: MIT */
#include "ingest-survey/pairs.h"

#include "lib/pool.h"

enum { HALF = 1024 }; /* records of one thread: fewer, and the threads wait for each other more often */

/* What the second thread has to itself. */
struct aside {
    struct arena arena; /* of its responder */
    struct respond_plan plan;
    struct stamps stamps;
    struct responder *responder;
    const struct csv_record *records;
    size_t count;
    size_t done; /* of them: it stops at what only the first thread may do */
    const char *skipped[HALF];
    struct tally tally;
};

struct pairs {
    struct survey_file *file;
    struct csv_record records[2 * HALF];
    size_t count;
    struct arena bytes;     /* of the records */
    struct arena values[2]; /* of unquoted cells, by half */
    struct aside aside;
};

/* --- the second half --- */

static void start_aside(struct aside *a, const struct survey_file *f)
{
    a->plan = f->survey->plan;
    a->plan.arena = &a->arena;
    a->plan.out = csv_writer_side(f->survey->plan.out, &a->arena);
    a->stamps = f->stamps;
    a->stamps.arena = &a->arena;
    a->stamps.fixed = NULL;
    a->responder = respond_start(&a->plan, &f->book, f->layout, &a->stamps);
}

/* Bad records and those without an id are left to the first thread, and all behind them. */
static void work_aside(void *context)
{
    struct aside *a = context;
    for (a->done = 0; a->done < a->count; a->done++) {
        const struct csv_record *record = &a->records[a->done];
        struct error ignored = {0};
        const char **skipped = &a->skipped[a->done];
        *skipped = NULL;
        if (respond_id(a->responder, record).len == 0 ||
            respond(a->responder, record, &a->tally, skipped, &ignored) == RESPOND_BAD)
            break;
    }
}

/* --- both --- */

static bool respond_to(struct survey_file *f, const struct csv_record *records, size_t count,
                       struct error *e)
{
    for (size_t i = 0; i < count; i++) {
        survey_file_count(f);
        if (!survey_file_respond(f, &records[i], e))
            return false;
    }
    return true;
}

/* Takes over what was done aside, and does the rest of it. */
static bool take_aside(struct survey_file *f, struct aside *a, struct error *e)
{
    for (size_t i = 0; i < a->done; i++) {
        survey_file_count(f);
        if (a->skipped[i] != NULL)
            account_skip(&f->account, a->skipped[i]);
    }
    respond_add_tally(&f->tally, &a->tally);
    a->tally = (struct tally){0};
    return csv_writer_take(f->survey->plan.out, a->plan.out) &&
           respond_to(f, a->records + a->done, a->count - a->done, e);
}

/* How many of the records the first thread takes. */
static size_t first_half(const struct pairs *p)
{
    return p->count < HALF ? p->count : (p->count + 1) / 2;
}

/* The first thread's half. */
struct front {
    struct survey_file *file;
    const struct csv_record *records;
    size_t count;
    struct error *e;
    bool good;
};

static void work_in_front(void *context)
{
    struct front *f = context;
    f->good = respond_to(f->file, f->records, f->count, f->e);
}

static bool respond_to_all(struct pairs *p, struct error *e)
{
    struct aside *a = &p->aside;
    struct front front = {p->file, p->records, first_half(p), e, false};
    a->records = p->records + front.count;
    a->count = p->count - front.count;
    a->done = 0;
    const struct pool_job jobs[] = {{work_in_front, &front}, {work_aside, a}};
    pool_do(jobs, a->count > 0 ? 2 : 1);
    return front.good && take_aside(p->file, a, e);
}

/* --- reading ahead --- */

/* Reads records up to one that is bad or the last. */
static enum csv_result read_ahead(struct pairs *p, struct csv_record *bad, struct error *why)
{
    arena_reset(&p->bytes);
    arena_reset(&p->values[0]);
    arena_reset(&p->values[1]);
    for (p->count = 0; p->count < 2 * HALF; p->count++) {
        struct csv_record *kept = &p->records[p->count];
        enum csv_result result = survey_file_read(p->file, bad, why);
        if (result != CSV_RECORD)
            return result;
        csv_record_keep(&p->bytes, bad, kept);
    }
    return CSV_RECORD;
}

/* The cells of each half are unquoted in an arena of its own. */
static void share_out(struct pairs *p)
{
    for (size_t i = 0, first = first_half(p); i < p->count; i++)
        p->records[i].scratch = &p->values[i >= first];
}

static bool work_off(struct pairs *p, struct error *e)
{
    enum csv_result result = CSV_RECORD;
    while (result != CSV_END) {
        struct csv_record bad;
        struct error why = {0};
        result = read_ahead(p, &bad, &why);
        share_out(p);
        if (!respond_to_all(p, e))
            return false;
        if (result == CSV_FAILED) {
            *e = why;
            return false;
        }
        if (result != CSV_BAD)
            continue;
        survey_file_count(p->file);
        if (!survey_file_reject(p->file, &why, &bad, e))
            return false;
    }
    return true;
}

bool pairs_work_off(struct survey_file *f, struct error *e)
{
    struct pairs *p = arena_zeroed(f->survey->run->arena, sizeof *p);
    struct error ignored = {0};
    p->file = f;
    start_aside(&p->aside, f);
    bool good = work_off(p, e);
    (void)csv_writer_close(p->aside.plan.out, false, &ignored);
    arena_free(&p->aside.arena);
    arena_free(&p->bytes);
    arena_free(&p->values[0]);
    arena_free(&p->values[1]);
    return good;
}
