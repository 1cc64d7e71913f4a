/* SPDX-License-Identifier: MIT */
#include "score-loyalty/experience.h"

#include <stdlib.h>

#include "lib/memory.h"
#include "lib/number.h"

/* Scores in millionths of a point. */
static const int64_t complaint_until = 40 * NUMBER_ONE;
static const int64_t content_from = 70 * NUMBER_ONE;
static const int64_t hour = 3600;

/* ---- the log ---- */

void experience_add_answer(struct experience_log *log, const struct answer *a)
{
    log->answers = memory_grow(log->answers, &log->answer_capacity, log->answer_count + 1,
                               sizeof *log->answers);
    log->answers[log->answer_count++] = *a;
}

void experience_add_matter(struct experience_log *log, const struct matter *m)
{
    log->matters = memory_grow(log->matters, &log->matter_capacity, log->matter_count + 1,
                               sizeof *log->matters);
    log->matters[log->matter_count++] = *m;
}

void experience_log_free(struct experience_log *log)
{
    memory_release(log->answers);
    memory_release(log->matters);
    *log = (struct experience_log){0};
}

static int order(int64_t a, int64_t b)
{
    return (a > b) - (a < b);
}

static int order_unsigned(uint64_t a, uint64_t b)
{
    return (a > b) - (a < b);
}

/* The answers of one sheet come together, the lowest first. */
static int compare_answers(const void *left, const void *right)
{
    const struct answer *a = left;
    const struct answer *b = right;
    int by = order(a->customer, b->customer);
    by = by != 0 ? by : order(a->when, b->when);
    by = by != 0 ? by : order_unsigned(a->sheet, b->sheet);
    by = by != 0 ? by : order(a->score, b->score);
    return by != 0 ? by : order(a->is_nps, b->is_nps);
}

static int compare_matters(const void *left, const void *right)
{
    const struct matter *a = left;
    const struct matter *b = right;
    int by = order(a->customer, b->customer);
    by = by != 0 ? by : order(a->opened, b->opened);
    by = by != 0 ? by : order(a->is_solved, b->is_solved);
    by = by != 0 ? by : order(a->solved, b->solved);
    by = by != 0 ? by : order(a->hours, b->hours);
    by = by != 0 ? by : order(a->is_complaint, b->is_complaint);
    return by != 0 ? by : order(a->promises_broken, b->promises_broken);
}

void experience_log_sort(struct experience_log *log)
{
    if (log->answer_count > 1)
        qsort(log->answers, log->answer_count, sizeof *log->answers, compare_answers);
    if (log->matter_count > 1)
        qsort(log->matters, log->matter_count, sizeof *log->matters, compare_matters);
}

/* The first of `count` sorted records, `size` bytes each, whose customer is not below. */
static size_t lower_bound(const char *customers, size_t count, size_t size, uint32_t customer)
{
    size_t from = 0;
    size_t to = count;
    while (from < to) {
        size_t middle = from + (to - from) / 2;
        uint32_t there;
        memcpy(&there, customers + middle * size, sizeof there);
        if (there < customer)
            from = middle + 1;
        else
            to = middle;
    }
    return from;
}

struct experience_part experience_find(const struct experience_log *log, uint32_t customer)
{
    struct experience_part part = {0};
    if (customer == UINT32_MAX) /* nobody that the log knows */
        return part;
    if (log->answer_count != 0) {
        const char *at = (const char *)log->answers + offsetof(struct answer, customer);
        size_t from = lower_bound(at, log->answer_count, sizeof *log->answers, customer);
        part.answers = log->answers + from;
        part.answer_count =
            lower_bound(at, log->answer_count, sizeof *log->answers, customer + 1) - from;
    }
    if (log->matter_count != 0) {
        const char *at = (const char *)log->matters + offsetof(struct matter, customer);
        size_t from = lower_bound(at, log->matter_count, sizeof *log->matters, customer);
        part.matters = log->matters + from;
        part.matter_count =
            lower_bound(at, log->matter_count, sizeof *log->matters, customer + 1) - from;
    }
    return part;
}

/* ---- answers ---- */

/* The answers until as_of stand first: they are sorted by time. */
static size_t count_answers(const struct experience_part *part,
                            const struct experience_terms *terms)
{
    size_t count = part->answer_count;
    while (count > 0 && part->answers[count - 1].day > terms->as_of)
        count--;
    return count;
}

/* Of several answers of the last moment the lowest counts. */
static void add_answers(struct experience *x, const struct answer *answers, size_t count)
{
    int64_t sum = 0;
    int64_t asked = INT64_MIN;
    int64_t asked_nps = INT64_MIN;
    for (size_t i = 0; i < count; i++) {
        const struct answer *a = &answers[i];
        int nps = (int)number_rescale(a->score, 7, 0);
        sum += a->score;
        if (a->when != asked || a->score < x->answer)
            x->answer = a->score;
        asked = a->when;
        x->has_answer = true;
        if (!a->is_nps)
            continue;
        if (a->when != asked_nps || nps < x->nps)
            x->nps = nps;
        asked_nps = a->when;
        x->has_nps = true;
    }
    x->mean = count != 0 ? (sum + (int64_t)count / 2) / (int64_t)count : 0;
}

/* ---- complaints ---- */

/* One complaint, from wherever it came. */
struct complaint {
    int64_t solved; /* when */
    int64_t hours;
    int32_t solved_day;
    bool is_solved;
};

/* What is known of the customer as of the day: the terms, and answers until then. */
struct customer_view {
    const struct experience_terms *terms;
    const struct answer *answers;
    size_t count;
};

/* After the solution an answer is better than the last one before it, or plainly content. */
static bool answered_better(const struct customer_view *view, int64_t solved)
{
    int64_t before = INT64_MAX;
    for (size_t i = 0; i < view->count; i++) {
        const struct answer *a = &view->answers[i];
        if (a->when <= solved)
            before = a->score;
        else if (a->score >= content_from || a->score > before)
            return true;
    }
    return false;
}

static enum loyalty_complaint state_of(const struct complaint *c,
                                       const struct experience_terms *terms)
{
    if (!c->is_solved)
        return LOYALTY_OPEN;
    return c->hours != NO_HOURS && c->hours <= terms->resolve_target ? LOYALTY_RESOLVED
                                                                     : LOYALTY_RESOLVED_LATE;
}

static void add_complaint(struct experience *x, const struct customer_view *view,
                          const struct complaint *c)
{
    enum loyalty_complaint state = state_of(c, view->terms);
    x->complaints++;
    x->open_complaints += state == LOYALTY_OPEN;
    x->worst = state > x->worst ? state : x->worst;
    if (!c->is_solved)
        return;
    bool bought = view->terms->has_purchase && view->terms->last_purchase > c->solved_day;
    x->recovered += bought || answered_better(view, c->solved);
}

static void add_matters(struct experience *x, const struct experience_part *part,
                        const struct customer_view *view)
{
    for (size_t i = 0; i < part->matter_count; i++) {
        const struct matter *m = &part->matters[i];
        if (m->opened_day > view->terms->as_of)
            continue;
        x->promises_broken += m->promises_broken;
        if (!m->is_complaint)
            continue;
        bool is_solved = m->is_solved && m->solved_day <= view->terms->as_of;
        struct complaint c = {m->solved, m->hours, m->solved_day, is_solved};
        x->cases++;
        add_complaint(x, view, &c);
    }
}

/* So much elapsed time, in millionths of an hour. */
static int64_t hours_between(int64_t from, int64_t until)
{
    return (until - from) / hour * NUMBER_ONE + (until - from) % hour * NUMBER_ONE / hour;
}

static bool same_sheet(const struct answer *a, const struct answer *b)
{
    return a->when == b->when && a->sheet == b->sheet;
}

/* A low sheet is solved by the next later answer that is content: from the last one back. */
static void add_low_answers(struct experience *x, const struct customer_view *view)
{
    const struct answer *content = NULL; /* the earliest moment behind the present one */
    const struct answer *present = NULL; /* the latest content answer of the present moment */
    for (size_t i = view->count; i-- > 0;) {
        const struct answer *a = &view->answers[i];
        if (present != NULL && present->when != a->when) {
            content = present;
            present = NULL;
        }
        if (a->score >= content_from)
            present = a;
        if (a->score > complaint_until || (i > 0 && same_sheet(a, a - 1)))
            continue;
        struct complaint c = {.hours = NO_HOURS, .is_solved = content != NULL};
        if (content != NULL) {
            c.solved = content->when - 1;
            c.solved_day = content->day;
            c.hours = hours_between(a->when, content->when);
        }
        add_complaint(x, view, &c);
    }
}

struct experience experience_of(const struct experience_part *part,
                                const struct experience_terms *terms)
{
    struct experience x = {.worst = LOYALTY_NO_COMPLAINT};
    struct customer_view view = {terms, part->answers, count_answers(part, terms)};
    add_answers(&x, view.answers, view.count);
    add_matters(&x, part, &view);
    add_low_answers(&x, &view);
    return x;
}

const char *nps_class_name(int nps)
{
    return nps >= NPS_PROMOTER_FROM  ? "promoter"
           : nps >= NPS_PASSIVE_FROM ? "passive"
                                     : "detractor";
}
