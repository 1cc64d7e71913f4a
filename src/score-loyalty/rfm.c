/* SPDX-License-Identifier: MIT */
#include "score-loyalty/rfm.h"

#include <stdio.h>

#include "lib/memory.h"

/* ---- cuts ---- */

/*
 * Order statistics by histogram: count the values in BUCKETS equal parts of their range, go on
 * within the part where the wanted one lies, until the parts are single values. Linear, and exact
 * for any spread.
 */
enum { BUCKET_BITS = 12, BUCKETS = 1 << BUCKET_BITS };

struct range {
    int64_t low;
    unsigned shift; /* parts are 2^shift wide */
};

static size_t bucket_of(const struct range *range, int64_t value)
{
    return (size_t)(((uint64_t)value - (uint64_t)range->low) >> range->shift);
}

static struct range range_of(const int64_t *values, size_t count)
{
    int64_t low = values[0];
    int64_t high = values[0];
    for (size_t i = 1; i < count; i++) {
        low = values[i] < low ? values[i] : low;
        high = values[i] > high ? values[i] : high;
    }
    struct range range = {low, 0};
    while (bucket_of(&range, high) >= BUCKETS)
        range.shift++;
    return range;
}

static void count_buckets(const int64_t *values, size_t count, const struct range *range,
                          size_t *buckets)
{
    memset(buckets, 0, BUCKETS * sizeof *buckets);
    for (size_t i = 0; i < count; i++)
        buckets[bucket_of(range, values[i])]++;
}

/* The bucket that holds the value of this rank; *rank becomes the rank within it. */
static size_t find_bucket(const size_t *buckets, size_t *rank)
{
    size_t b = 0;
    while (*rank >= buckets[b])
        *rank -= buckets[b++];
    return b;
}

/* Copies the values of one bucket; returns how many there are. */
static size_t take_bucket(const int64_t *values, size_t count, const struct range *range,
                          size_t bucket, int64_t *taken)
{
    size_t n = 0;
    for (size_t i = 0; i < count; i++)
        if (bucket_of(range, values[i]) == bucket)
            taken[n++] = values[i];
    return n;
}

/* The value of this rank, from 0, among values already counted; `taken` is room for the largest
 * bucket. */
static int64_t ranked(const int64_t *values, size_t count, struct range range,
                      const size_t *counted, size_t rank, int64_t *taken)
{
    size_t own[BUCKETS];
    size_t bucket = find_bucket(counted, &rank);
    while (range.shift != 0) {
        count = take_bucket(values, count, &range, bucket, taken);
        values = taken;
        range = range_of(values, count);
        count_buckets(values, count, &range, own);
        bucket = find_bucket(own, &rank);
    }
    return (int64_t)((uint64_t)range.low + bucket);
}

static size_t largest_bucket(const size_t *buckets)
{
    size_t largest = 0;
    for (size_t b = 0; b < BUCKETS; b++)
        largest = buckets[b] > largest ? buckets[b] : largest;
    return largest;
}

struct rfm_cuts rfm_cuts_of(const int64_t *values, size_t count)
{
    struct rfm_cuts cuts = {{INT64_MAX, INT64_MAX, INT64_MAX, INT64_MAX}};
    size_t buckets[BUCKETS];
    if (count == 0)
        return cuts;
    struct range range = range_of(values, count);
    count_buckets(values, count, &range, buckets);
    int64_t *taken = memory_array(range.shift != 0 ? largest_bucket(buckets) : 0, sizeof *taken);
    for (size_t i = 0; i < RFM_CUTS; i++) {
        /* floor(5 L / N) > i needs L >= (i + 1) N / 5 lower values: the last of those is the cut */
        size_t whole = count / RFM_SCORES * (i + 1);
        size_t rest = (count % RFM_SCORES * (i + 1) + RFM_SCORES - 1) / RFM_SCORES;
        cuts.cut[i] = ranked(values, count, range, buckets, whole + rest - 1, taken);
    }
    memory_release(taken);
    return cuts;
}

int rfm_score(const struct rfm_cuts *cuts, int64_t value)
{
    int score = 1;
    for (size_t i = 0; i < RFM_CUTS; i++)
        score += value > cuts->cut[i];
    return score;
}

/* ---- segments ---- */

const char rfm_no_purchase[] = "no_purchase";

struct rfm_segments rfm_segments_default(void)
{
    static const char *const usual[RFM_SCORES][RFM_SCORES] = {
        {"hibernating", "hibernating", "at_risk", "at_risk", "cant_lose"},
        {"hibernating", "hibernating", "at_risk", "at_risk", "cant_lose"},
        {"about_to_sleep", "about_to_sleep", "need_attention", "loyal", "loyal"},
        {"promising", "potential_loyalist", "potential_loyalist", "loyal", "loyal"},
        {"new", "potential_loyalist", "potential_loyalist", "champions", "champions"},
    };
    struct rfm_segments table;
    for (size_t r = 0; r < RFM_SCORES; r++)
        for (size_t f = 0; f < RFM_SCORES; f++)
            table.name[r][f] = slice_of(usual[r][f]);
    return table;
}

static bool parse_digit(char c, int *score)
{
    *score = c - '0';
    return *score >= 1 && *score <= RFM_SCORES;
}

/* "4" or "4-5". */
static bool parse_scores(struct slice text, int *from, int *to)
{
    text = slice_trim(text);
    if (text.len == 1)
        return parse_digit(text.ptr[0], from) && parse_digit(text.ptr[0], to);
    return text.len == 3 && text.ptr[1] == '-' && parse_digit(text.ptr[0], from) &&
           parse_digit(text.ptr[2], to) && *from <= *to;
}

bool rfm_segments_put(struct rfm_segments *table, struct slice r, struct slice f,
                      struct slice segment, struct error *e)
{
    int r_from, r_to, f_from, f_to;
    if (!parse_scores(r, &r_from, &r_to))
        return error_set(e, "'%s' is not a score 1 to 5 or a range like 4-5", quote(r).text);
    if (!parse_scores(f, &f_from, &f_to))
        return error_set(e, "'%s' is not a score 1 to 5 or a range like 4-5", quote(f).text);
    segment = slice_trim(segment);
    if (segment.len == 0)
        return error_set(e, "the segment has no name");
    for (int i = r_from; i <= r_to; i++)
        for (int j = f_from; j <= f_to; j++)
            if (table->name[i - 1][j - 1].len != 0)
                return error_set(e, "r %d, f %d already is '%s'", i, j,
                                 quote(table->name[i - 1][j - 1]).text);
    for (int i = r_from; i <= r_to; i++)
        for (int j = f_from; j <= f_to; j++)
            table->name[i - 1][j - 1] = segment;
    return true;
}

bool rfm_segments_complete(const struct rfm_segments *table, struct error *e)
{
    char missing[RFM_SCORES * RFM_SCORES * 4 + 1] = "";
    size_t used = 0;
    for (int r = 1; r <= RFM_SCORES; r++)
        for (int f = 1; f <= RFM_SCORES; f++)
            if (table->name[r - 1][f - 1].len == 0)
                used += (size_t)snprintf(missing + used, sizeof missing - used, " %d-%d", r, f);
    if (used == 0)
        return true;
    return error_set(e, "no segment for r-f%s: each of the 25 pairs needs one", missing);
}

struct slice rfm_segment(const struct rfm_segments *table, int r, int f)
{
    return table->name[r - 1][f - 1];
}
