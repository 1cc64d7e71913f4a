/* SPDX-License-Identifier: MIT */
/*
 * What is measured: one table of measures. Each belongs to one sort of input, has one unit, and one sense in which more
 * is better or worse; values of different measures are never mixed.
 */
#ifndef REGULARS_MEASURES_H
#define REGULARS_MEASURES_H

#include "streams/stream.h"

/* The sort of rows that are read. */
enum input_kind { INPUT_RESPONSES, INPUT_CASES, INPUT_FINDINGS, INPUT_MESSAGES, INPUT_COUNT };

enum measure_shape {
    SHAPE_NPS,    /* answers 0..10; the score -100..100 */
    SHAPE_SHARE,  /* yes or no; a percentage */
    SHAPE_MEAN,   /* scores 0..100 */
    SHAPE_MEDIAN, /* durations in hours */
    SHAPE_COUNT   /* how many; with a denominator: per 100 */
};

enum measure_id {
    MEASURE_NPS,
    MEASURE_CSAT,
    MEASURE_CES,
    MEASURE_AGREE,
    MEASURE_RATING,
    MEASURE_YES,
    MEASURE_FIRST_REPLY,
    MEASURE_LONGEST_WAIT,
    MEASURE_RESOLVED,
    MEASURE_FIRST_CONTACT,
    MEASURE_REPEATED,
    MEASURE_HANDED_OFF,
    MEASURE_PROMISES,
    MEASURE_OPEN,
    MEASURE_REPEAT_OF,
    MEASURE_RATED_GOOD,
    MEASURE_FINDINGS,
    MEASURE_MENTIONS,
    MEASURE_TONE_ERRORS,
    MEASURE_UNSUBSCRIBES,
    MEASURE_BLOCKS,
    MEASURE_COUNT
};

struct measure {
    const char *name;
    enum input_kind input;
    enum measure_shape shape;
    bool more_is_better;
    bool usual; /* shown without --measure */
};

extern const struct measure measures[MEASURE_COUNT];

/* The measure of that name for that input, or MEASURE_COUNT. */
enum measure_id measure_by_name(struct slice name, enum input_kind input);

enum { VALUES_MAX = 12 };

/* What one row says: up to VALUES_MAX values of measures (millionths; of a share 0 or NUMBER_ONE, `times` over). */
struct observed {
    struct {
        enum measure_id measure;
        int64_t value;
        uint64_t times;
    } values[VALUES_MAX];
    size_t count;
    bool low;     /* a bad experience: its customer's value is at risk */
    bool overall; /* an answer about the business as a whole */
    bool scored;  /* score holds */
    int64_t score;
};

/* Which sort of input this header is, by the roles that it has; INPUT_COUNT when none fits. */
enum input_kind input_kind_of(const struct stream *s);

/* "responses", ... as --input takes them; INPUT_COUNT for another word. */
enum input_kind input_kind_by_name(struct slice name);
const char *input_kind_name(enum input_kind kind);

/* Reads the present row. False: it is bad, stream_reject comes next. */
bool observe(struct stream *s, enum input_kind kind, struct observed *o);

#endif
