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

/* Whether there is anything to say of a cell: of things counted against a base none is news too. */
static bool is_known(const struct cell *c)
{
    return cell_size(c) > 0 || (measures[c->measure].shape == SHAPE_COUNT && c->boxes[1] > 0);
}

/* Counted things per 100; an interval only where they are a part of the base. Without a base the
 * count alone, unless others in the report have one: a count among rates would be misread. */
static void estimate_count(struct report_row *row, uint64_t base, bool alone)
{
    uint64_t hits = row->cell->boxes[0];
    row->estimated = base > 0 && hits <= base;
    if (row->estimated)
        row->estimate = scaled(estimate_share(hits, base), 100);
    else if (base > 0)
        row->estimate.value = 100 * (double)hits / (double)base;
    else
        row->estimate.value = alone ? (double)hits : NAN;
}

static void estimate_row(struct report_row *row, const struct report_terms *terms, uint64_t base)
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
        estimate_count(row, base, terms->denominators == NULL);
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

/* The same in the period before; a topic that nobody spoke of then had no mention. NULL: not known. */
static const struct cell *cell_before(const struct report_row *row, struct table *t, const struct report_terms *terms,
                                      struct cell *none)
{
    uint32_t place = table_find_place(t, row->place, row->place->period - 1);
    const struct cell *before = place != INTERN_NONE ? table_find(t, place, row->cell->measure) : NULL;
    if (before != NULL || row->cell->measure != MEASURE_MENTIONS)
        return before != NULL && is_known(before) ? before : NULL;
    *none = (struct cell){.measure = MEASURE_MENTIONS};
    for (size_t i = 0; i < terms->total_count; i++) {
        if (terms->totals[i].period == row->place->period - 1)
            none->boxes[1] = terms->totals[i].messages;
    }
    return none->boxes[1] > 0 ? none : NULL;
}

static void compare_with_before(struct report_row *row, struct table *t, const struct report_terms *terms, uint64_t base)
{
    row->p = NAN;
    if (row->place->period == NO_PERIOD)
        return;
    struct cell none;
    const struct cell *before = cell_before(row, t, terms, &none);
    if (before == NULL)
        return;
    struct report_row old = {.cell = before, .n = cell_size(before)};
    uint64_t old_base = base_of(terms, before);
    estimate_row(&old, terms, old_base);
    if (isnan(row->estimate.value) || isnan(old.estimate.value))
        return;
    row->has_change = true;
    row->change = row->estimate.value - old.estimate.value;
    row->p = test_change(row->cell, before, base, old_base);
}

static int64_t sum_at_risk(const struct place *p, const struct report_terms *terms)
{
    int64_t sum = 0;
    uint32_t customer;
    for (size_t at = 0; members_next(&p->low_customers, &at, &customer);) {
        if (customer < terms->customer_count && !number_add(sum, terms->value_at_risk[customer], &sum))
            return INT64_MAX;
    }
    return sum;
}

/* From bad to good: what sorts first is worse. Nothing known comes last. */
static double badness(const struct report_row *row)
{
    if (isnan(row->estimate.value))
        return INFINITY;
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

/* Whether two rows are compared with each other. */
static bool same_list(const struct report_row *a, const struct report_row *b)
{
    return a->cell->measure == b->cell->measure && a->place->period == b->place->period;
}

/* Marks both ends of a list of ranked rows, where they differ. */
static void mark_ends(struct report_row *first, struct report_row *last)
{
    enum measure_id measure = first->cell->measure;
    if (measure == MEASURE_MENTIONS || !(badness(first) < badness(last)))
        return; /* praise is a topic too: the commonest comes first, and is no worse for it */
    first->mark = "worst";
    if (measure != MEASURE_FINDINGS)
        last->mark = "best"; /* of findings the best have none, and no row */
}

/* Numbers the ranked rows of each measure and period, and marks both ends. */
static void number_rows(struct report_row *rows, size_t count)
{
    size_t end;
    for (size_t first = 0; first < count; first = end) {
        size_t ranked = 0;
        for (end = first; end < count && same_list(&rows[first], &rows[end]); end++) {
            if (rows[end].rank != 0)
                rows[end].rank = ++ranked;
            else
                rows[end].mark = isnan(rows[end].estimate.value) ? "no messages" : "too small";
        }
        if (ranked > 1)
            mark_ends(&rows[first], &rows[first + ranked - 1]);
    }
}

static void settle_row(struct report_row *row, struct table *t, const struct report_terms *terms)
{
    const struct place *p = &t->places[row->cell->place];
    uint64_t base = base_of(terms, row->cell);
    row->place = p;
    row->n = cell_size(row->cell);
    row->mark = "";
    row->customers = p->customers.count;
    estimate_row(row, terms, base);
    compare_with_before(row, t, terms, base);
    row->rank = !isnan(row->estimate.value) &&
                (measures[row->cell->measure].shape == SHAPE_COUNT && base > 0 ? base : row->n) >= terms->min_n;
    if (terms->value_at_risk != NULL)
        row->value_at_risk = sum_at_risk(p, terms);
}

struct report_row *report_make(struct table *t, const struct report_terms *terms, struct arena *arena, size_t *count)
{
    uint32_t cells = t->cell_count;
    struct report_row *rows = arena_array(arena, (size_t)cells + 1, sizeof *rows);
    *count = 0;
    for (uint32_t i = 0; i < cells; i++) {
        struct cell *c = &t->cells[i];
        if (c->count > 0)
            qsort(c->values, c->count, sizeof *c->values, compare_values);
    }
    for (uint32_t i = 0; i < cells; i++) {
        if (!terms->wanted[t->cells[i].measure] || !is_known(&t->cells[i]))
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
