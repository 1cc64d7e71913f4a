/* SPDX-License-Identifier: MIT */
#include "rank-touchpoints/measures.h"

const struct measure measures[MEASURE_COUNT] = {
    [MEASURE_NPS] = {"nps", INPUT_RESPONSES, SHAPE_NPS, true, true},
    [MEASURE_CSAT] = {"csat", INPUT_RESPONSES, SHAPE_SHARE, true, true},
    [MEASURE_CES] = {"ces", INPUT_RESPONSES, SHAPE_MEAN, true, true},
    [MEASURE_AGREE] = {"agree", INPUT_RESPONSES, SHAPE_MEAN, true, true},
    [MEASURE_RATING] = {"rating", INPUT_RESPONSES, SHAPE_MEAN, true, true},
    [MEASURE_YES] = {"yes", INPUT_RESPONSES, SHAPE_SHARE, true, true},
    [MEASURE_FIRST_REPLY] = {"first_reply_hours", INPUT_CASES, SHAPE_MEDIAN, false, true},
    [MEASURE_LONGEST_WAIT] = {"longest_wait_hours", INPUT_CASES, SHAPE_MEDIAN, false, true},
    [MEASURE_RESOLVED] = {"resolved_hours", INPUT_CASES, SHAPE_MEDIAN, false, true},
    [MEASURE_FIRST_CONTACT] = {"first_contact_resolved", INPUT_CASES, SHAPE_SHARE, true, true},
    [MEASURE_REPEATED] = {"wrote_again", INPUT_CASES, SHAPE_SHARE, false, true},
    [MEASURE_HANDED_OFF] = {"handed_off", INPUT_CASES, SHAPE_SHARE, false, true},
    [MEASURE_PROMISES] = {"promises_kept", INPUT_CASES, SHAPE_SHARE, true, true},
    [MEASURE_OPEN] = {"open", INPUT_CASES, SHAPE_SHARE, false, true},
    [MEASURE_REPEAT_OF] = {"came_back", INPUT_CASES, SHAPE_SHARE, false, true},
    [MEASURE_RATED_GOOD] = {"rated_good", INPUT_CASES, SHAPE_SHARE, true, true},
    [MEASURE_FINDINGS] = {"findings", INPUT_FINDINGS, SHAPE_COUNT, false, true},
    [MEASURE_MENTIONS] = {"mentions", INPUT_MESSAGES, SHAPE_COUNT, false, true},
    [MEASURE_TONE_ERRORS] = {"tone_errors", INPUT_MESSAGES, SHAPE_SHARE, false, true},
    [MEASURE_UNSUBSCRIBES] = {"unsubscribes", INPUT_MESSAGES, SHAPE_COUNT, false, true},
    [MEASURE_BLOCKS] = {"blocks", INPUT_MESSAGES, SHAPE_COUNT, false, true},
};

static const char *const kind_names[INPUT_COUNT] = {"responses", "cases", "findings", "messages"};

enum measure_id measure_by_name(struct slice name, enum input_kind input)
{
    for (int i = 0; i < MEASURE_COUNT; i++) {
        if (measures[i].input == input && slice_equal(name, slice_of(measures[i].name)))
            return (enum measure_id)i;
    }
    return MEASURE_COUNT;
}

enum input_kind input_kind_by_name(struct slice name)
{
    int i = 0;
    while (i < INPUT_COUNT && !slice_equal(name, slice_of(kind_names[i])))
        i++;
    return (enum input_kind)i;
}

const char *input_kind_name(enum input_kind kind)
{
    return kind_names[kind];
}

enum input_kind input_kind_of(const struct stream *s)
{
    if (stream_has(s, ROLE_METRIC) || stream_has(s, ROLE_SCORE))
        return INPUT_RESPONSES;
    if (stream_has(s, ROLE_RULE) && stream_has(s, ROLE_CATEGORY))
        return INPUT_FINDINGS;
    if (stream_has(s, ROLE_OPENED_AT))
        return INPUT_CASES;
    return stream_has(s, ROLE_SENT_AT) || stream_has(s, ROLE_TEXT) || stream_has(s, ROLE_TOPICS) ? INPUT_MESSAGES
                                                                                                 : INPUT_COUNT;
}

static void add(struct observed *o, enum measure_id measure, int64_t value, uint64_t times)
{
    o->values[o->count].measure = measure;
    o->values[o->count].value = value;
    o->values[o->count++].times = times;
}

static void add_share(struct observed *o, enum measure_id measure, bool hit)
{
    add(o, measure, hit ? NUMBER_ONE : 0, 1);
}

/* ---- responses ---- */

enum { LOW_SCORE = 40, NPS_LOW = 6 };

/* Top two boxes: the two best points of the scale; five points where the scale is not told. */
static bool is_top_two(int64_t score, int64_t points)
{
    int64_t step = 100 * NUMBER_ONE / (points > 1 ? points - 1 : 4);
    return score >= 100 * NUMBER_ONE - step - 1; /* -1: a third is no whole number of millionths */
}

static bool read_points(struct stream *s, int64_t *points)
{
    int64_t low = 0;
    int64_t high = 0;
    enum value a = stream_number(s, ROLE_SCALE_MIN, &low);
    enum value b = stream_number(s, ROLE_SCALE_MAX, &high);
    *points = a == VALUE_PRESENT && b == VALUE_PRESENT ? (high - low) / NUMBER_ONE + 1 : 5;
    return a != VALUE_BAD && b != VALUE_BAD;
}

static bool observe_response(struct stream *s, struct observed *o)
{
    int metric = METRIC_RATING;
    int64_t points;
    enum value there = stream_number(s, ROLE_SCORE, &o->score);
    if (there == VALUE_BAD || stream_word(s, ROLE_METRIC, VOCABULARY_METRIC, &metric) == VALUE_BAD || !read_points(s, &points))
        return false;
    o->scored = there == VALUE_PRESENT && metric != METRIC_TEXT && metric != METRIC_CHOICE;
    if (!o->scored)
        return true;
    if (o->score < 0 || o->score > 100 * NUMBER_ONE) {
        stream_blame(s, ROLE_SCORE, "is not between 0 and 100");
        return false;
    }
    static const enum measure_id means[METRIC_COUNT] = {
        [METRIC_CES] = MEASURE_CES, [METRIC_AGREE] = MEASURE_AGREE, [METRIC_RATING] = MEASURE_RATING};
    int64_t one_tenth = 10 * NUMBER_ONE;
    o->low = metric == METRIC_NPS ? o->score <= NPS_LOW * one_tenth : o->score <= LOW_SCORE * NUMBER_ONE;
    o->overall = metric == METRIC_NPS;
    if (metric == METRIC_NPS)
        add(o, MEASURE_NPS, o->score / 10, 1);
    else if (metric == METRIC_CSAT)
        add_share(o, MEASURE_CSAT, is_top_two(o->score, points));
    else if (metric == METRIC_YESNO)
        add_share(o, MEASURE_YES, o->score >= 50 * NUMBER_ONE);
    else
        add(o, means[metric], o->score, 1);
    return true;
}

/* ---- cases ---- */

static bool add_duration(struct stream *s, struct observed *o, enum role role, enum measure_id measure)
{
    int64_t hours;
    enum value there = stream_number(s, role, &hours);
    if (there == VALUE_PRESENT)
        add(o, measure, hours, 1);
    return there != VALUE_BAD;
}

static bool add_positive(struct stream *s, struct observed *o, enum role role, enum measure_id measure)
{
    int64_t count;
    enum value there = stream_whole(s, role, &count);
    if (there == VALUE_PRESENT)
        add_share(o, measure, count > 0);
    return there != VALUE_BAD;
}

static bool add_promises(struct stream *s, struct observed *o)
{
    int64_t kept = 0;
    int64_t broken = 0;
    if (stream_whole(s, ROLE_PROMISES_KEPT, &kept) == VALUE_BAD ||
        stream_whole(s, ROLE_PROMISES_BROKEN, &broken) == VALUE_BAD)
        return false;
    if (kept > 0)
        add(o, MEASURE_PROMISES, NUMBER_ONE, (uint64_t)kept);
    if (broken > 0)
        add(o, MEASURE_PROMISES, 0, (uint64_t)broken);
    return true;
}

static bool observe_case(struct stream *s, struct observed *o)
{
    int solved_at_once;
    int status;
    int rating = RATING_NONE;
    enum value once = stream_word(s, ROLE_FIRST_CONTACT_RESOLVED, VOCABULARY_YES_NO, &solved_at_once);
    enum value state = stream_word(s, ROLE_CASE_STATUS, VOCABULARY_CASE_STATUS, &status);
    if (once == VALUE_BAD || state == VALUE_BAD ||
        stream_word(s, ROLE_CASE_RATING, VOCABULARY_CASE_RATING, &rating) == VALUE_BAD || !add_duration(s, o, ROLE_FIRST_REPLY_HOURS, MEASURE_FIRST_REPLY) ||
        !add_duration(s, o, ROLE_LONGEST_WAIT_HOURS, MEASURE_LONGEST_WAIT) ||
        !add_duration(s, o, ROLE_RESOLVED_HOURS, MEASURE_RESOLVED) || !add_positive(s, o, ROLE_REPEATS, MEASURE_REPEATED) ||
        !add_positive(s, o, ROLE_HANDOFFS, MEASURE_HANDED_OFF) || !add_promises(s, o))
        return false;
    if (once == VALUE_PRESENT)
        add_share(o, MEASURE_FIRST_CONTACT, solved_at_once == ANSWER_YES);
    if (state == VALUE_PRESENT)
        add_share(o, MEASURE_OPEN, status == CASE_OPEN || status == CASE_PENDING);
    if (stream_has(s, ROLE_REPEAT_OF))
        add_share(o, MEASURE_REPEAT_OF, stream_text(s, ROLE_REPEAT_OF).len > 0);
    if (rating != RATING_NONE)
        add_share(o, MEASURE_RATED_GOOD, rating == RATING_GOOD);
    o->low = rating == RATING_BAD || (state == VALUE_PRESENT && (status == CASE_OPEN || status == CASE_PENDING));
    return true;
}

/* ---- findings and messages ---- */

static bool observe_finding(struct observed *o)
{
    add(o, MEASURE_FINDINGS, NUMBER_ONE, 1);
    o->low = true;
    return true;
}

static bool observe_message(struct stream *s, struct observed *o)
{
    int direction = DIRECTION_IN;
    int kind = KIND_MESSAGE;
    if (stream_word(s, ROLE_DIRECTION, VOCABULARY_DIRECTION, &direction) == VALUE_BAD ||
        stream_word(s, ROLE_KIND, VOCABULARY_KIND, &kind) == VALUE_BAD)
        return false;
    bool contact = direction == DIRECTION_OUT && (kind == KIND_MESSAGE || kind == KIND_CAMPAIGN || kind == KIND_SURVEY);
    bool words = kind == KIND_MESSAGE || kind == KIND_COMPLAINT;
    if (direction == DIRECTION_IN && words) {
        add(o, MEASURE_MENTIONS, NUMBER_ONE, 1);
        o->low = stream_text(s, ROLE_TOPIC_TIER).len > 0;
    }
    if (direction == DIRECTION_OUT && kind == KIND_MESSAGE && stream_has(s, ROLE_TONE))
        add_share(o, MEASURE_TONE_ERRORS, slice_equal(stream_text(s, ROLE_TONE), SLICE("error")));
    if (contact || kind == KIND_UNSUBSCRIBE)
        add(o, MEASURE_UNSUBSCRIBES, kind == KIND_UNSUBSCRIBE ? NUMBER_ONE : 0, 1);
    if (contact || kind == KIND_BLOCK)
        add(o, MEASURE_BLOCKS, kind == KIND_BLOCK ? NUMBER_ONE : 0, 1);
    return true;
}

bool observe(struct stream *s, enum input_kind kind, struct observed *o)
{
    o->count = 0; /* says which values hold: the rest of so many need not be cleared for each row */
    o->low = o->overall = o->scored = false;
    o->score = 0;
    switch (kind) {
    case INPUT_RESPONSES:
        return observe_response(s, o);
    case INPUT_CASES:
        return observe_case(s, o);
    case INPUT_FINDINGS:
        return observe_finding(o);
    default:
        return observe_message(s, o);
    }
}
