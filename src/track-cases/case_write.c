/* SPDX-License-Identifier: MIT */
#include "track-cases/case_write.h"

#include "lib/datetime.h"
#include "streams/vocabulary.h"

enum { HOURS_PLACES = 2 };

/* How a member of struct case_state is shown. */
enum shown {
    SHOWN_TEXT,    /* by a function */
    SHOWN_INSTANT, /* int64_t; NO_MOMENT: empty */
    SHOWN_HOURS,   /* int64_t seconds; negative: empty */
    SHOWN_COUNT,   /* uint32_t */
    SHOWN_SMALL,   /* uint16_t */
    SHOWN_YES_NO,  /* bool */
    SHOWN_FLAGS,   /* sets: graded, */
    SHOWN_TOPICS,  /* plain, */
    SHOWN_AGENTS   /* names */
};

typedef struct slice text_of(const struct case_writer *w, const struct case_state *c);

struct column {
    enum shown shown;
    size_t offset; /* of the member */
    text_of *text;
};

static const struct case_group *group_of(const struct case_writer *w, const struct case_state *c)
{
    return &w->log->groups[c->group];
}

static struct slice text_case_id(const struct case_writer *w, const struct case_state *c)
{
    (void)w;
    return c->id;
}

static struct slice text_customer(const struct case_writer *w, const struct case_state *c)
{
    return c->customer != INTERN_NONE ? identity_name(w->log->identity, c->customer) : slice_of("");
}

static struct slice text_email(const struct case_writer *w, const struct case_state *c)
{
    return case_log_value(w->log, group_of(w, c)->email);
}

static struct slice text_phone_number(const struct case_writer *w, const struct case_state *c)
{
    return case_log_value(w->log, group_of(w, c)->phone);
}

static struct slice text_name(const struct case_writer *w, const struct case_state *c)
{
    return case_log_value(w->log, group_of(w, c)->name);
}

static struct slice text_language(const struct case_writer *w, const struct case_state *c)
{
    return case_log_value(w->log, group_of(w, c)->language);
}

static struct slice text_order(const struct case_writer *w, const struct case_state *c)
{
    return c->order != 0 ? intern_text(&w->log->order_ids, c->order - 1) : slice_of("");
}

static struct slice text_channel(const struct case_writer *w, const struct case_state *c)
{
    return case_log_channel(w->log, c->channel);
}

static struct slice text_last_channel(const struct case_writer *w, const struct case_state *c)
{
    return case_log_channel(w->log, c->last_channel);
}

static struct slice text_kind(const struct case_writer *w, const struct case_state *c)
{
    (void)w;
    if (c->complaint)
        return slice_of(vocabulary_word(VOCABULARY_KIND, KIND_COMPLAINT));
    bool only_calls = c->only_missed_calls && c->customer_messages > 0;
    return slice_of(vocabulary_word(VOCABULARY_KIND, only_calls ? KIND_MISSED_CALL : KIND_MESSAGE));
}

static struct slice text_status(const struct case_writer *w, const struct case_state *c)
{
    (void)w;
    return slice_of(vocabulary_word(VOCABULARY_CASE_STATUS, c->status));
}

static struct slice text_tone_in(const struct case_writer *w, const struct case_state *c)
{
    (void)w;
    return slice_of(c->tone_in != 0 ? grade_word((enum grade)(c->tone_in - 1)) : "");
}

/* Whether the first answer solved it; says nothing of a case that is not solved. */
static struct slice text_first_contact(const struct case_writer *w, const struct case_state *c)
{
    (void)w;
    if (!c->solved)
        return slice_of("");
    bool first = c->reopened == 0 && c->answers_to_solution <= 1;
    return slice_of(vocabulary_word(VOCABULARY_YES_NO, first ? ANSWER_YES : ANSWER_NO));
}

static struct slice text_severity(const struct case_writer *w, const struct case_state *c)
{
    static const char *const numbers[] = {"", "1", "2", "3", "4", "5", "6", "7", "8", "9", "10"};
    (void)w;
    return slice_of(numbers[c->topic_severity]);
}

static struct slice text_repeat_of(const struct case_writer *w, const struct case_state *c)
{
    return c->repeat_of != 0 ? w->list->cases[c->repeat_of - 1].id : slice_of("");
}

static struct slice text_last(const struct case_writer *w, const struct case_state *c)
{
    const struct kept_text *kept = &group_of(w, c)->text;
    if (group_of(w, c)->case_id == INTERN_NONE) {
        if (c->text == 0)
            return slice_of("");
        kept = &w->log->texts[c->text - 1];
    }
    return (struct slice){kept->bytes != NULL ? kept->bytes : "", kept->len};
}

static struct slice text_as_of(const struct case_writer *w, const struct case_state *c)
{
    (void)c;
    return w->as_of;
}

#define MEMBER(how, name) {how, offsetof(struct case_state, name), NULL}
#define TEXT(function)    {SHOWN_TEXT, 0, function}

const struct role_use case_write_uses[] = {
#define COLUMN(role, ...) {ROLE_##role, NEED_WRITTEN},
#include "track-cases/case_columns.def"
#undef COLUMN
};
const size_t case_write_use_count = sizeof case_write_uses / sizeof *case_write_uses;

static const struct column columns[] = {
#define COLUMN(role, ...) __VA_ARGS__,
#include "track-cases/case_columns.def"
#undef COLUMN
};

void case_write_header(struct csv_writer *out)
{
    for (size_t i = 0; i < case_write_use_count; i++)
        csv_writer_field(out, slice_of(role_info(case_write_uses[i].role)->name));
    csv_writer_end(out);
}

static void write_instant(const struct case_writer *w, int64_t instant)
{
    char text[DATETIME_TEXT_MAX];
    struct slice shown = {"", 0};
    if (instant != NO_MOMENT)
        shown = datetime_format_instant(instant, w->zone, text);
    csv_writer_field(w->out, shown);
}

static void write_hours(const struct case_writer *w, int64_t seconds)
{
    if (seconds < 0)
        csv_writer_field(w->out, slice_of(""));
    else
        csv_writer_decimal(w->out, (seconds * 100 + 1800) / 3600, HOURS_PLACES, HOURS_PLACES);
}

static void write_column(const struct case_writer *w, const struct case_state *c, const struct column *k)
{
    const void *member = (const char *)c + k->offset;
    const struct case_log *log = w->log;
    switch (k->shown) {
    case SHOWN_TEXT:
        csv_writer_field(w->out, k->text(w, c));
        break;
    case SHOWN_INSTANT:
        write_instant(w, *(const int64_t *)member);
        break;
    case SHOWN_HOURS:
        write_hours(w, *(const int64_t *)member);
        break;
    case SHOWN_COUNT:
        csv_writer_integer(w->out, *(const uint32_t *)member);
        break;
    case SHOWN_SMALL:
        csv_writer_integer(w->out, *(const uint16_t *)member);
        break;
    case SHOWN_YES_NO:
        csv_writer_field(w->out, slice_of(vocabulary_word(VOCABULARY_YES_NO, *(const bool *)member)));
        break;
    case SHOWN_FLAGS:
        csv_writer_field(w->out, label_sets_graded_text(&log->flags, *(const uint32_t *)member, w->scratch));
        break;
    case SHOWN_TOPICS:
        csv_writer_field(w->out, label_sets_text(&log->topics, *(const uint32_t *)member, w->scratch));
        break;
    case SHOWN_AGENTS:
        csv_writer_field(w->out, label_sets_text(&log->agents, *(const uint32_t *)member, w->scratch));
        break;
    }
}

bool case_write(const struct case_writer *w, const struct case_state *c)
{
    arena_reset(w->scratch);
    for (size_t i = 0; i < case_write_use_count; i++)
        write_column(w, c, &columns[i]);
    return csv_writer_end(w->out);
}
