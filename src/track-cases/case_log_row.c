/* SPDX-License-Identifier: MIT */
#include "track-cases/case_log_row.h"

#include "streams/stream_keys.h"
#include "streams/vocabulary.h"

/* A word of a vocabulary, -1 where there is none. False: the word is unknown. */
static bool read_word(struct stream *s, enum role role, enum vocabulary vocabulary, int *code)
{
    *code = -1;
    return stream_word(s, role, vocabulary, code) != VALUE_BAD;
}

uint16_t case_row_channel(struct case_log *log, struct stream *s, int *known)
{
    *known = stream_code(s, ROLE_CHANNEL, VOCABULARY_CHANNEL);
    if (*known >= 0)
        return (uint16_t)*known;
    struct slice cell = stream_text(s, ROLE_CHANNEL);
    if (cell.len == 0)
        return CHANNEL_NONE;
    uint32_t number = (uint32_t)CHANNEL_COUNT + intern_add(&log->channels, cell);
    return number < CHANNEL_NONE ? (uint16_t)number : CHANNEL_NONE;
}

static bool read_sent(struct stream *s, struct case_message *m)
{
    enum value value = stream_moment(s, ROLE_SENT_AT, false, &m->sent_at);
    if (value == VALUE_ABSENT)
        stream_blame(s, ROLE_SENT_AT, "is blank: a message needs its time");
    return value == VALUE_PRESENT;
}

/* A promise is promised_by, else, of the staff's messages, what the text promises. */
static bool read_promise(struct stream *s, int direction, struct case_row *row)
{
    int64_t moment;
    if (direction == DIRECTION_IN)
        return true;
    enum value value = stream_moment(s, ROLE_PROMISED_BY, true, &moment);
    if (value == VALUE_PRESENT)
        row->message.bits |= MESSAGE_PROMISE_STATED;
    else if (value == VALUE_ABSENT && direction == DIRECTION_OUT)
        value = stream_moment(s, ROLE_TONE_PROMISED_BY, true, &moment);
    if (value == VALUE_PRESENT)
        row->promise = moment;
    return value != VALUE_BAD;
}

static bool read_due(struct stream *s, struct case_row *row)
{
    int64_t moment;
    enum value value = stream_moment(s, ROLE_DUE_AT, true, &moment);
    if (value == VALUE_PRESENT)
        row->due_at = moment;
    return value != VALUE_BAD;
}

static bool read_grades(struct stream *s, struct case_message *m)
{
    int64_t severity = 0;
    struct slice tone = stream_text(s, ROLE_TONE);
    int grade = grade_of(tone);
    if (tone.len != 0 && grade < 0) {
        stream_blame(s, ROLE_TONE, "'%s' is none of none, info, warn, error", quote(tone).text);
        return false;
    }
    m->tone = (uint8_t)(grade + 1);
    if (stream_whole(s, ROLE_TOPIC_SEVERITY, &severity) == VALUE_BAD)
        return false;
    if (severity < 0 || severity > 10) {
        stream_blame(s, ROLE_TOPIC_SEVERITY, "%lld is not in 0 to 10", (long long)severity);
        return false;
    }
    m->topic_severity = (uint8_t)severity;
    return true;
}

/* Where it comes from and what it says. */
static bool read_facts(const struct case_log *log, struct stream *s, struct arena *scratch, struct case_row *row)
{
    struct case_facts *facts = &row->facts;
    int status;
    if (!read_word(s, ROLE_DIRECTION, VOCABULARY_DIRECTION, &facts->direction) ||
        !read_word(s, ROLE_KIND, VOCABULARY_KIND, &facts->kind) ||
        !read_word(s, ROLE_CASE_STATUS, VOCABULARY_CASE_STATUS, &status))
        return false;
    row->message.status = (uint8_t)(status + 1);
    facts->channel = stream_code(s, ROLE_CHANNEL, VOCABULARY_CHANNEL);
    facts->text = stream_text(s, ROLE_TEXT);
    facts->has_words = stream_has(s, ROLE_TEXT);
    facts->has_flags = stream_has(s, ROLE_TONE_FLAGS);
    if (case_direction(facts) < 0) {
        stream_blame(s, ROLE_DIRECTION, "is blank: say in, out or note");
        return false;
    }
    row->found = case_act_look(facts, log->phrases, scratch);
    return true;
}

bool case_row_read(const struct case_log *log, struct stream *s, struct arena *scratch, struct case_row *row)
{
    *row = (struct case_row){.promise = NO_MOMENT, .due_at = NO_MOMENT};
    if (!read_sent(s, &row->message) || !read_grades(s, &row->message) || !read_facts(log, s, scratch, row))
        return false;
    row->customer = identity_look(log->identity, stream_keys(s), scratch);
    return read_promise(s, case_direction(&row->facts), row) && read_due(s, row);
}

struct slice case_row_language(struct stream *s)
{
    int code = stream_code(s, ROLE_LANGUAGE, VOCABULARY_LANGUAGE);
    return code >= 0 ? slice_of(vocabulary_word(VOCABULARY_LANGUAGE, code)) : stream_text(s, ROLE_LANGUAGE);
}

static void enter_labels(struct case_log *log, struct stream *s, struct case_message *m)
{
    m->flags = label_sets_parse(&log->flags, stream_text(s, ROLE_TONE_FLAGS));
    m->topics = label_sets_parse(&log->topics, stream_text(s, ROLE_TOPICS));
    m->topic = label_sets_single(&log->topics, stream_text(s, ROLE_TOPIC));
    if (m->topic == LABEL_SET_EMPTY && m->topics != LABEL_SET_EMPTY)
        m->topic = label_sets_single(&log->topics, label_sets_label(&log->topics, m->topics, 0, NULL));
}

static void enter_people(struct case_log *log, struct stream *s, struct case_row *row)
{
    struct slice id = stream_text(s, ROLE_CASE_ID), order = stream_text(s, ROLE_ORDER_ID);
    row->case_id = id.len != 0 ? intern_add(&log->case_ids, id) : INTERN_NONE;
    row->message.order = order.len != 0 ? intern_add(&log->order_ids, order) + 1 : 0;
    row->message.agent = label_sets_single(&log->agents, stream_text(s, ROLE_AGENT));
    row->email = stream_text(s, ROLE_EMAIL);
    row->phone = stream_text(s, ROLE_PHONE);
    row->name = stream_text(s, ROLE_NAME);
    row->language = case_row_language(s);
    if (row->customer != INTERN_NONE)
        identity_confirm(log->identity, row->customer);
    else
        row->customer = identity_of(log->identity, (struct identity_keys){stream_text(s, ROLE_CUSTOMER_ID), row->email, row->phone});
}

void case_row_enter(struct case_log *log, struct stream *s, struct case_row *row)
{
    struct case_message *m = &row->message;
    enter_labels(log, s, m);
    enter_people(log, s, row);
    m->channel = case_row_channel(log, s, &row->facts.channel);
    row->facts.marks = case_marks_of(&log->flag_marks, &log->flags, m->flags) |
                       case_marks_of(&log->topic_marks, &log->topics, m->topics);
    unsigned bits;
    m->act = (uint8_t)case_act(&row->facts, &row->found, &bits);
    m->bits |= (uint8_t)bits;
}
