/* SPDX-License-Identifier: MIT */
#include "ingest-survey/scale.h"

#include "lib/number.h"
#include "lib/text.h"

enum {
    STATED_MAX = 12,
    HIGHEST_END = 100,
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

bool scale_settle(struct slice question, const struct profile *answers, struct entry *entry,
                  bool *assumed)
{
    int64_t low = number_rescale(answers->min, 6, 0);
    int64_t high = number_rescale(answers->max, 6, 0);
    int64_t min = 0;
    int64_t max = 0;
    bool stated = scale_stated(question, &min, &max) && answers->min >= min * NUMBER_ONE &&
                  answers->max <= max * NUMBER_ONE;
    *assumed = !stated;
    if (!stated && !usual(entry->metric, low, high, &min, &max))
        return false;
    if (entry->metric == METRIC_NPS && (min != 0 || max != 10) && !(stated && max == 10))
        return false;
    entry->has_scale = true;
    entry->min = min * NUMBER_ONE;
    entry->max = max * NUMBER_ONE;
    return answers->min >= entry->min && answers->max <= entry->max;
}
