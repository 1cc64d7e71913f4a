/* SPDX-License-Identifier: MIT */
#include "rank-touchpoints/report.h"

#include <math.h>
#include <stdlib.h>

#include "rank-touchpoints/period.h"

static int compare_values(const void *a, const void *b)
{
    int64_t x = *(const int64_t *)a;
    int64_t y = *(const int64_t *)b;
    return (x > y) - (x < y);
}

static struct estimate scaled(struct estimate e, double by)
{
    return (struct estimate){e.value * by, e.low * by, e.high * by};
}

/* An infinite bound stays: nothing is known of one value alone. */
static double within(double x, double low, double high)
{
    return isinf(x) ? x : x < low ? low : x > high ? high : x;
}

static struct estimate mean_of_scores(const struct cell *c)
{
    struct estimate e = scaled(estimate_mean(c->values, c->count), 1.0 / (double)NUMBER_ONE);
    return (struct estimate){e.value, within(e.low, 0, 100), within(e.high, 0, 100)};
}

/* How many the counted things are counted against: 0 where nothing is known. */
static uint64_t base_of(const struct report_terms *terms, const struct cell *c)
{
    if (c->measure == MEASURE_FINDINGS)
        return terms->denominators != NULL ? terms->denominators[c->place] : 0;
    return c->boxes[1];
}

/* Counted things per 100; an interval only where they are a part of the base. */
static bool estimate_count(struct report_row *row, uint64_t base)
{
    uint64_t hits = row->cell->boxes[0];
    row->estimated = base > 0 && hits <= base;
    if (row->estimated)
        row->estimate = scaled(estimate_share(hits, base), 100);
    else if (base > 0)
        row->estimate.value = 100 * (double)hits / (double)base;
    else
        row->estimate.value = (double)hits;
    return true;
}

static void estimate_row(struct report_row *row, uint64_t base)
{
    const struct cell *c = row->cell;
    row->estimated = true;
    switch (measures[c->measure].shape) {
    case SHAPE_NPS:
        row->estimate = estimate_nps(c->boxes[0], c->boxes[1], c->boxes[2]);
        break;
    case SHAPE_SHARE:
        row->estimate = scaled(estimate_share(c->boxes[0], row->n), 100);
        break;
    case SHAPE_MEAN:
        row->estimate = mean_of_scores(c);
        break;
    case SHAPE_MEDIAN:
        row->estimate = scaled(estimate_median(c->values, c->count), 1.0 / (double)NUMBER_ONE);
        row->has_ninetieth = true;
        row->ninetieth = (double)estimate_ninetieth(c->values, c->count) / (double)NUMBER_ONE;
        break;
    case SHAPE_COUNT:
        estimate_count(row, base);
        break;
    }
}

/* p of the test that a cell and the same of the period before are alike. */
static double test_change(const struct cell *now, const struct cell *before, uint64_t base_now, uint64_t base_before)
{
    switch (measures[now->measure].shape) {
    case SHAPE_NPS:
        return test_nps(now->boxes, before->boxes);
    case SHAPE_SHARE:
        return test_shares(now->boxes[0], cell_size(now), before->boxes[0], cell_size(before));
    case SHAPE_MEAN:
        return test_means(now->values, now->count, before->values, before->count);
    case SHAPE_MEDIAN:
        return test_ranks(now->values, now->count, before->values, before->count);
    default:
        if (base_now < now->boxes[0] || base_before < before->boxes[0] || base_now == 0 || base_before == 0)
            return NAN;
        return test_shares(now->boxes[0], base_now, before->boxes[0], base_before);
    }
}

static void compare_with_before(struct report_row *row, struct table *t, const struct report_terms *terms, uint64_t base)
{
    row->p = NAN;
    if (row->place->period == NO_PERIOD)
        return;
    uint32_t place = table_find_place(t, row->place, row->place->period - 1);
    struct cell *before = place != INTERN_NONE ? table_find(t, place, row->cell->measure) : NULL;
    if (before == NULL || cell_size(before) == 0)
        return;
    struct report_row old = {.cell = before, .n = cell_size(before)};
    uint64_t old_base = base_of(terms, before);
    estimate_row(&old, old_base);
    row->has_change = true;
    row->change = row->estimate.value - old.estimate.value;
    row->p = test_change(row->cell, before, base, old_base);
}

static int64_t sum_at_risk(const struct place *p, const struct report_terms *terms)
{
    int64_t sum = 0;
    for (size_t i = 0; i < p->low_count; i++) {
        uint32_t customer = p->low_customers[i];
        bool again = i > 0 && p->low_customers[i - 1] == customer;
        if (!again && customer < terms->customer_count && !number_add(sum, terms->value_at_risk[customer], &sum))
            return INT64_MAX;
    }
    return sum;
}

/* From bad to good: what sorts first is worse. */
static double badness(const struct report_row *row)
{
    return measures[row->cell->measure].more_is_better ? row->estimate.value : -row->estimate.value;
}

static int compare_groups(const struct place *a, const struct place *b)
{
    for (size_t i = 0; i < BY_MAX; i++) {
        int order = slice_compare(a->group[i], b->group[i]);
        if (order != 0)
            return order;
    }
    return 0;
}

/* By measure, then the latest period first, ranked before too small, worst first, then by name. */
static int compare_rows(const void *left, const void *right)
{
    const struct report_row *a = left;
    const struct report_row *b = right;
    if (a->cell->measure != b->cell->measure)
        return a->cell->measure < b->cell->measure ? -1 : 1;
    if (a->place->period != b->place->period)
        return a->place->period > b->place->period ? -1 : 1;
    if ((a->rank == 0) != (b->rank == 0))
        return a->rank == 0 ? 1 : -1;
    double x = badness(a);
    double y = badness(b);
    if (x < y || x > y)
        return x < y ? -1 : 1;
    return compare_groups(a->place, b->place);
}

/* Numbers the ranked rows of each measure and period, and marks both ends. */
static void number_rows(struct report_row *rows, size_t count)
{
    size_t first = 0;
    for (size_t i = 0; i < count; i++) {
        bool starts = i == 0 || rows[i].cell->measure != rows[i - 1].cell->measure ||
                      rows[i].place->period != rows[i - 1].place->period;
        if (starts)
            first = i;
        bool last = i + 1 == count || rows[i + 1].rank == 0 || rows[i + 1].cell->measure != rows[i].cell->measure ||
                    rows[i + 1].place->period != rows[i].place->period;
        if (rows[i].rank == 0) {
            rows[i].mark = "too small";
            continue;
        }
        rows[i].rank = i - first + 1;
        if (rows[i].cell->measure == MEASURE_MENTIONS)
            continue; /* praise is a topic too: the commonest comes first, and is no worse for it */
        if (i == first && !last)
            rows[i].mark = "worst";
        else if (last && i != first)
            rows[i].mark = "best";
    }
}

static void settle_row(struct report_row *row, struct table *t, const struct report_terms *terms)
{
    struct place *p = &t->places[row->cell->place];
    uint64_t base = base_of(terms, row->cell);
    row->place = p;
    row->n = cell_size(row->cell);
    row->mark = "";
    row->customers = count_distinct(p->customers, p->customer_count);
    count_distinct(p->low_customers, p->low_count); /* sorts them */
    estimate_row(row, base);
    compare_with_before(row, t, terms, base);
    row->rank = (measures[row->cell->measure].shape == SHAPE_COUNT && base > 0 ? base : row->n) >= terms->min_n;
    if (terms->value_at_risk != NULL)
        row->value_at_risk = sum_at_risk(p, terms);
}

struct report_row *report_make(struct table *t, const struct report_terms *terms, struct arena *arena, size_t *count)
{
    uint32_t cells = t->cell_keys.count;
    struct report_row *rows = arena_array(arena, (size_t)cells + 1, sizeof *rows);
    *count = 0;
    for (uint32_t i = 0; i < cells; i++) {
        struct cell *c = &t->cells[i];
        if (c->count > 0)
            qsort(c->values, c->count, sizeof *c->values, compare_values);
    }
    for (uint32_t i = 0; i < cells; i++) {
        if (!terms->wanted[t->cells[i].measure] || cell_size(&t->cells[i]) == 0)
            continue;
        rows[*count].cell = &t->cells[i];
        settle_row(&rows[(*count)++], t, terms);
    }
    qsort(rows, *count, sizeof *rows, compare_rows);
    number_rows(rows, *count);
    double *p = arena_array(arena, *count + 1, sizeof *p);
    for (size_t i = 0; i < *count; i++)
        p[i] = rows[i].p;
    adjust_holm(p, *count);
    for (size_t i = 0; i < *count; i++)
        rows[i].p = p[i];
    return rows;
}
