/* SPDX-License-Identifier: MIT */
/* Answers of surveys: how they were scored, and whether the words hold something to answer. */
#include "due-followups/gather.h"
#include "due-followups/reason.h"
#include "due-followups/words_in.h"

static const struct role_use uses[] = {
    {ROLE_CUSTOMER_ID, NEED_ONE},     {ROLE_EMAIL, NEED_ONE},      {ROLE_PHONE, NEED_ONE},
    {ROLE_ANSWERED_AT, NEED_REQUIRED}, {ROLE_RESPONSE_ID, NEED_OPTIONAL}, {ROLE_METRIC, NEED_OPTIONAL},
    {ROLE_ANSWER, NEED_OPTIONAL},     {ROLE_SCORE, NEED_OPTIONAL}, {ROLE_COMMENT, NEED_OPTIONAL},
    {ROLE_TOUCHPOINT, NEED_OPTIONAL}, {ROLE_TONE_FLAGS, NEED_OPTIONAL}, {ROLE_KIND, NEED_OPTIONAL},
    {ROLE_TOPIC_SEVERITY, NEED_OPTIONAL},
};

/* On the score of 0 to 100, which ingest-survey writes for every metric: NPS 6 is 60. */
static unsigned score_bits(int metric, int64_t score)
{
    bool judged = metric == METRIC_NPS || metric == METRIC_CSAT || metric == METRIC_CES ||
                  metric == METRIC_RATING;
    if (!judged)
        return metric == METRIC_AGREE && score >= 70 * NUMBER_ONE ? ANSWER_GOOD : 0;
    if (score <= (metric == METRIC_NPS ? 60 : 40) * NUMBER_ONE)
        return ANSWER_BAD;
    return score >= 70 * NUMBER_ONE ? ANSWER_GOOD : 0;
}

static unsigned word_bits(struct slice comment, struct slice flags, int64_t severity, int kind)
{
    bool complains = kind == KIND_COMPLAINT || severity > 0 || flags_complain(flags);
    bool asks = text_asks(comment) || flags_hold(flags, "interest", GRADE_INFO);
    return (complains ? ANSWER_COMPLAINS : 0U) | (asks ? ANSWER_ASKS : 0U) |
           (flags_hold(flags, "suggestion", GRADE_INFO) ? ANSWER_SUGGESTS : 0U) |
           (flags_hold(flags, "praise", GRADE_INFO) ? ANSWER_PRAISES : 0U) |
           (text_has_words(comment, 3) ? ANSWER_WORDS : 0U);
}

static uint32_t sheet_of(struct book *b, struct stream *s, int64_t at)
{
    struct slice id = stream_text(s, ROLE_RESPONSE_ID);
    char text[DATETIME_TEXT_MAX];
    return book_number(&b->ids, id.len > 0 ? id : datetime_format_instant(at, b->zone, text));
}

static bool read_response(struct book *b, struct stream *s)
{
    struct answer_row a = {0};
    int64_t score = 0, severity = 0;
    int8_t metric, kind;
    enum value scored = stream_number(s, ROLE_SCORE, &score);
    if (!gather_moment(s, ROLE_ANSWERED_AT, false, &a.at) || scored == VALUE_BAD ||
        stream_whole(s, ROLE_TOPIC_SEVERITY, &severity) == VALUE_BAD ||
        !gather_word(s, ROLE_METRIC, VOCABULARY_METRIC, true, &metric) ||
        !gather_word(s, ROLE_KIND, VOCABULARY_KIND, false, &kind))
        return false;
    if (a.at == NO_MOMENT) {
        stream_skip(s, "without a date");
        return true;
    }
    if (a.at > b->now) {
        stream_skip(s, "after as-of");
        return true;
    }
    if ((a.customer = gather_customer(b, s, BOOK_NONE)) == BOOK_NONE)
        return true;
    unsigned bits = word_bits(stream_text(s, ROLE_COMMENT), stream_text(s, ROLE_TONE_FLAGS), severity, kind);
    if (scored == VALUE_PRESENT)
        bits |= score_bits(metric < 0 ? METRIC_RATING : metric, score);
    if (bits == 0)
        return true; /* says nothing that is asked for here */
    a.bits = (uint8_t)bits;
    a.sheet = sheet_of(b, s, a.at);
    a.touchpoint = book_number(&b->words, stream_text(s, ROLE_TOUCHPOINT));
    b->answers = memory_grow(b->answers, &b->answer_capacity, b->answer_count + 1, sizeof *b->answers);
    b->answers[b->answer_count++] = a;
    return true;
}

const struct gatherer gather_responses = {.kind = STREAM_RESPONSES,
                                          .option = "responses",
                                          .source = SOURCE_RESPONSES,
                                          .uses = uses,
                                          .use_count = sizeof uses / sizeof *uses,
                                          .row = read_response};
