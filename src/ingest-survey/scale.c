/* SPDX-License-Identifier: MIT */
#include "ingest-survey/scale.h"

#include "lib/number.h"
#include "lib/text.h"

enum {
    STATED_MAX = 12,
    HIGHEST_END = 100,
    USUAL_HIGHEST = 10, /* of the scales that are not in per cent */
    LEAST_HIGH = 3 /* answers that all lie below it may as well be codes of choices */
};

/* A whole number that stands alone in the words. */
struct stated {
    int64_t value;
    size_t start, end;
};

static bool is_digit(char c)
{
    return c >= '0' && c <= '9';
}

/* Not "q3", "3rd", "$5". */
static bool stands_alone(struct slice text, size_t start, size_t end)
{
    unsigned char before = start > 0 ? (unsigned char)text.ptr[start - 1] : ' ';
    unsigned char after = end < text.len ? (unsigned char)text.ptr[end] : ' ';
    bool letter = (before >= 'a' && before <= 'z') || (after >= 'a' && after <= 'z');
    return !letter && before < 0x80 && before != '$';
}

static size_t numbers_in(struct slice text, struct stated found[STATED_MAX])
{
    size_t n = 0;
    for (size_t i = 0; i < text.len && n < STATED_MAX;) {
        if (!is_digit(text.ptr[i])) {
            i++;
            continue;
        }
        size_t start = i;
        int64_t value = 0;
        for (; i < text.len && is_digit(text.ptr[i]); i++)
            value = value > HIGHEST_END ? value : value * 10 + (text.ptr[i] - '0');
        if (value <= HIGHEST_END && stands_alone(text, start, i))
            found[n++] = (struct stated){value, start, i};
    }
    return n;
}

/* "-", "to", "έως" ... and nothing else between two numbers. */
static bool joins(struct slice between)
{
    static const char *const words[] = {"-",       "to",  "..",     "...",   "/",        "and",
                                        "through", "εωσ", "εωσ το", "ωσ το", "μεχρι το", "ωσ",
                                        "μεχρι",   "και", "do",     "a",     "i",        "до",
                                        "и",       "الي", "و",      "حتي",   "~"};
    between = slice_trim(between);
    for (size_t i = 0; i < sizeof words / sizeof *words; i++) {
        if (slice_equal(between, slice_of(words[i])))
            return true;
    }
    return false;
}

static bool is_scale(int64_t low, int64_t high)
{
    return (low == 0 || low == 1) && ((high >= 3 && high <= 11) || high == 100);
}

/* Whether a number is explained: "1 = simple", "5 - difficult", "0 (like least)". */
static bool is_explained(struct slice text, size_t end)
{
    while (end < text.len && text.ptr[end] == ' ')
        end++;
    if (end >= text.len || strchr("=-(:", text.ptr[end]) == NULL)
        return false;
    end++;
    while (end < text.len && text.ptr[end] == ' ')
        end++;
    return end < text.len && !is_digit(text.ptr[end]);
}

bool scale_stated(struct slice text, int64_t *min, int64_t *max)
{
    struct stated found[STATED_MAX];
    size_t n = numbers_in(text, found);
    for (size_t i = 0; i + 1 < n; i++) {
        struct slice between = {text.ptr + found[i].end, found[i + 1].start - found[i].end};
        int64_t a = found[i].value;
        int64_t b = found[i + 1].value;
        *min = a < b ? a : b;
        *max = a < b ? b : a;
        if (joins(between) && is_scale(*min, *max))
            return true;
    }
    size_t explained = 0;
    for (size_t i = 0; i < n; i++) {
        if (!is_explained(text, found[i].end))
            continue;
        *min = explained == 0 || found[i].value < *min ? found[i].value : *min;
        *max = explained == 0 || found[i].value > *max ? found[i].value : *max;
        explained++;
    }
    return explained >= 2 && is_scale(*min, *max);
}

/* The usual scale that holds numbers from low to high. */
static bool usual(enum metric metric, int64_t low, int64_t high, int64_t *min, int64_t *max)
{
    static const int64_t ends[] = {5, 7, 10, 100};
    if (metric == METRIC_NPS) {
        *min = 0;
        *max = 10;
        return low >= 0 && high <= 10;
    }
    *min = low == 0 ? 0 : 1;
    if (low == 0 && high == 1 && metric == METRIC_RATING) {
        *max = 1; /* a thumb */
        return true;
    }
    for (size_t i = 0; i < sizeof ends / sizeof *ends && high >= LEAST_HIGH; i++) {
        *max = ends[i];
        if (low >= 0 && high <= ends[i]) {
            *min = ends[i] == 100 ? 0 : *min;
            return true;
        }
    }
    return false;
}

/* How many of the numbers lie outside; all of them where there are too many different ones to be
 * listed. */
static size_t outside(const struct profile *p, int64_t min, int64_t max)
{
    size_t count = 0;
    for (size_t i = 0; i < p->distinct; i++) {
        const struct profile_value *v = &p->values[i];
        if (v->has_code && (v->code < min * NUMBER_ONE || v->code > max * NUMBER_ONE))
            count += v->count;
    }
    return p->more ? p->filled : count;
}

/* Whether a scale holds the answers but for some slips of the pen, which are bad rows then: a scale
 * that held them too would change the score of all others. */
static bool holds(const struct profile *p, int64_t min, int64_t max)
{
    return (p->min >= min * NUMBER_ONE && p->max <= max * NUMBER_ONE) ||
           outside(p, min, max) * PROFILE_SLIPS <= p->filled;
}

/* The greatest answer but for slips: a 55 among 1 to 5 is no reason to take 0 to 100. */
static int64_t greatest(const struct profile *p)
{
    int64_t high = 0;
    if (p->max <= USUAL_HIGHEST * NUMBER_ONE || !holds(p, 0, USUAL_HIGHEST))
        return number_rescale(p->max, 6, 0);
    for (size_t i = 0; i < p->distinct; i++) {
        int64_t code = p->values[i].code;
        if (p->values[i].has_code && code <= USUAL_HIGHEST * NUMBER_ONE && code > high)
            high = code;
    }
    return number_rescale(high, 6, 0);
}

bool scale_settle(struct slice question, const struct profile *answers, struct entry *entry,
                  bool *assumed)
{
    int64_t low = number_rescale(answers->min, 6, 0);
    int64_t high = greatest(answers);
    int64_t min = 0;
    int64_t max = 0;
    bool stated = scale_stated(question, &min, &max) && holds(answers, min, max);
    *assumed = !stated;
    if (!stated && !usual(entry->metric, low, high, &min, &max))
        return false;
    if (entry->metric == METRIC_NPS && (min != 0 || max != 10) && !(stated && max == 10))
        return false;
    entry->has_scale = true;
    entry->min = min * NUMBER_ONE;
    entry->max = max * NUMBER_ONE;
    return holds(answers, min, max);
}
