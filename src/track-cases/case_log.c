/* SPDX-License-Identifier: MIT */
#include "track-cases/case_log.h"

#include "lib/bytes.h"
#include "lib/utf8.h"
#include "streams/crew.h"
#include "track-cases/case_log_row.h"

const struct role_use case_log_uses[] = {
    {ROLE_SENT_AT, NEED_REQUIRED},       {ROLE_DIRECTION, NEED_REQUIRED},
    {ROLE_CASE_ID, NEED_ONE},            {ROLE_CUSTOMER_ID, NEED_ONE},
    {ROLE_EMAIL, NEED_ONE},              {ROLE_PHONE, NEED_ONE},
    {ROLE_KIND, NEED_OPTIONAL},          {ROLE_CHANNEL, NEED_OPTIONAL},
    {ROLE_AGENT, NEED_OPTIONAL},         {ROLE_TEXT, NEED_OPTIONAL},
    {ROLE_CASE_STATUS, NEED_OPTIONAL},   {ROLE_PROMISED_BY, NEED_OPTIONAL},
    {ROLE_LANGUAGE, NEED_OPTIONAL},      {ROLE_NAME, NEED_OPTIONAL},
    {ROLE_ORDER_ID, NEED_OPTIONAL},      {ROLE_DUE_AT, NEED_OPTIONAL},
    {ROLE_TONE, NEED_OPTIONAL},          {ROLE_TONE_FLAGS, NEED_OPTIONAL},
    {ROLE_TONE_PROMISED_BY, NEED_OPTIONAL}, {ROLE_TOPICS, NEED_OPTIONAL},
    {ROLE_TOPIC, NEED_OPTIONAL},         {ROLE_TOPIC_SEVERITY, NEED_OPTIONAL},
};
const size_t case_log_use_count = sizeof case_log_uses / sizeof *case_log_uses;

bool case_log_start(struct case_log *log, const struct tool_run *run, struct identity *identity,
                    int64_t as_of, struct error *e)
{
    const uint64_t *seed = run->world->seed;
    *log = (struct case_log){
        .arena = run->arena, .identity = identity, .as_of = as_of, .latest = NO_MOMENT};
    log->phrases = case_words_load(run->arena, e);
    intern_start(&log->case_ids, run->arena, seed);
    intern_start(&log->order_ids, run->arena, seed);
    intern_start(&log->channels, run->arena, seed);
    intern_start(&log->values, run->arena, seed);
    label_sets_start(&log->flags, run->arena, seed);
    label_sets_start(&log->topics, run->arena, seed);
    label_sets_start(&log->agents, run->arena, seed);
    return log->phrases != NULL;
}

void case_log_free(struct case_log *log)
{
    memory_release(log->messages);
    memory_release(log->groups);
    memory_release(log->case_groups);
    memory_release(log->customer_groups);
    memory_release(log->promises);
    memory_release(log->texts);
    intern_free(&log->case_ids);
    intern_free(&log->order_ids);
    intern_free(&log->channels);
    intern_free(&log->values);
    label_sets_free(&log->flags);
    label_sets_free(&log->topics);
    label_sets_free(&log->agents);
    case_marks_free(&log->flag_marks);
    case_marks_free(&log->topic_marks);
}

/* The place of a group in a table by number, the table grown to hold it. */
static uint32_t *group_place(uint32_t **table, size_t *capacity, uint32_t number)
{
    size_t had = *capacity;
    if (number >= had) {
        *table = memory_grow(*table, capacity, (size_t)number + 1, sizeof **table);
        memset(*table + had, 0, (*capacity - had) * sizeof **table);
    }
    return &(*table)[number];
}

/* The group of a message, a new one where it is the first; INTERN_NONE: neither case nor customer. */
static uint32_t group_of(struct case_log *log, uint32_t case_id, uint32_t customer)
{
    if (case_id == INTERN_NONE && customer == INTERN_NONE)
        return INTERN_NONE;
    uint32_t *place = case_id != INTERN_NONE
                          ? group_place(&log->case_groups, &log->case_capacity, case_id)
                          : group_place(&log->customer_groups, &log->customer_capacity, customer);
    if (*place == 0) {
        log->groups =
            memory_grow(log->groups, &log->group_capacity, log->group_count + 1, sizeof *log->groups);
        log->groups[log->group_count++] = (struct case_group){.case_id = case_id,
                                                              .customer = INTERN_NONE,
                                                              .customer_at = NO_MOMENT,
                                                              .desk_agent = LABEL_SET_EMPTY,
                                                              .desk_channel = CHANNEL_NONE,
                                                              .due_at = NO_MOMENT,
                                                              .due_seen_at = NO_MOMENT,
                                                              .text_at = NO_MOMENT};
        *place = (uint32_t)log->group_count;
    }
    return *place - 1;
}

/* Whether what a message says is to stand in the place of what was said before. */
static bool is_better(bool own, int64_t at, bool kept_own, int64_t kept_at)
{
    return own != kept_own ? own : at >= kept_at;
}

static void keep_latest(struct case_log *log, struct latest *kept, struct slice value, int64_t at, bool own)
{
    if (value.len == 0 || (kept->value != 0 && !is_better(own, at, kept->own, kept->at)))
        return;
    kept->at = at;
    kept->own = own;
    if (kept->value == 0 || !slice_equal(intern_text(&log->values, kept->value - 1), value))
        kept->value = intern_add(&log->values, value) + 1;
}

struct case_group *case_log_case(struct case_log *log, struct slice case_id)
{
    uint32_t group = group_of(log, intern_add(&log->case_ids, case_id), INTERN_NONE); /* may move the groups */
    return &log->groups[group];
}

void case_log_settle(struct case_log *log, struct latest *kept, struct slice value)
{
    keep_latest(log, kept, value, INT64_MAX, true);
}

/* Whether one of eight bytes is below a blank, or two side by side are blanks; all at once, each in its part of a number. */
static bool breaks_line(const char *eight)
{
    const uint64_t each = UINT64_C(0x0101010101010101), high = each << 7;
    uint64_t bytes = bytes_little_endian(eight), unlike = bytes ^ each * ' ';
    uint64_t below = (bytes - each * ' ') & ~bytes & high;
    uint64_t blank = ~(((unlike & ~high) + ~high) | unlike) & high;
    return (below | (blank & blank << 8)) != 0;
}

/* Whether a text can be kept byte for byte: no line breaks, tabs, or blanks side by side, and not too long. */
static bool is_one_line(struct slice text)
{
    char few[8] = "aaaaaaaa";
    if (text.len > LAST_TEXT_MAX)
        return false;
    if (text.len < sizeof few) {
        if (text.len > 0)
            memcpy(few, text.ptr, text.len);
        return !breaks_line(few);
    }
    const char *last = text.ptr + text.len - sizeof few;
    for (const char *p = text.ptr; p < last; p += sizeof few - 1) { /* the last byte is the next one's first */
        if (breaks_line(p))
            return false;
    }
    return !breaks_line(last);
}

/* The first characters of a text, its lines joined; returns their bytes. */
static size_t join_lines(struct slice text, char line[LAST_TEXT_MAX * 4])
{
    size_t out = 0, characters = 0;
    for (size_t i = 0; i < text.len && characters < LAST_TEXT_MAX;) {
        uint32_t c;
        size_t n = utf8_decode(slice_from(text, i), &c);
        n = n != 0 ? n : 1;
        bool blank = n == 1 && (unsigned char)text.ptr[i] <= ' ';
        if (!blank || (out > 0 && line[out - 1] != ' ')) {
            memcpy(line + out, blank ? " " : text.ptr + i, n);
            out += n;
            characters++;
        }
        i += n;
    }
    return out;
}

static void keep_text(struct case_log *log, struct kept_text *kept, struct slice text)
{
    char line[LAST_TEXT_MAX * 4];
    text = slice_trim(text);
    if (!is_one_line(text))
        text = (struct slice){line, join_lines(text, line)};
    if (text.len > kept->room) {
        kept->room = (uint16_t)((text.len + 31) / 32 * 32);
        kept->bytes = arena_bytes(log->arena, kept->room);
    }
    if (text.len != 0)
        memcpy(kept->bytes, text.ptr, text.len);
    kept->len = (uint16_t)text.len;
}

static void keep_words(struct case_log *log, struct case_group *g, struct case_message *m, struct slice text)
{
    if ((m->bits & MESSAGE_OWN_WORDS) == 0)
        return;
    if (g->case_id == INTERN_NONE) {
        log->texts = memory_grow(log->texts, &log->text_capacity, log->text_count + 1, sizeof *log->texts);
        log->texts[log->text_count] = (struct kept_text){0};
        keep_text(log, &log->texts[log->text_count], text);
        m->text = (uint32_t)++log->text_count;
    } else if (m->sent_at >= g->text_at) {
        g->text_at = m->sent_at;
        keep_text(log, &g->text, text);
    }
}

static void keep_common(struct case_log *log, struct case_group *g, const struct case_row *row)
{
    int64_t at = row->message.sent_at;
    bool own = act_is_incoming(row->message.act);
    if (row->customer != INTERN_NONE && is_better(own, at, g->customer_own, g->customer_at)) {
        g->customer_at = at;
        g->customer_own = own;
        g->customer = row->customer;
    }
    keep_latest(log, &g->email, row->email, at, own);
    keep_latest(log, &g->phone, row->phone, at, own);
    keep_latest(log, &g->name, row->name, at, own);
    keep_latest(log, &g->language, row->language, at, false);
    if (row->due_at != NO_MOMENT && at >= g->due_seen_at) {
        g->due_seen_at = at;
        g->due_at = row->due_at;
    }
}

static uint32_t keep_promise(struct case_log *log, int64_t promise)
{
    if (promise == NO_MOMENT)
        return 0;
    log->promises =
        memory_grow(log->promises, &log->promise_capacity, log->promise_count + 1, sizeof *log->promises);
    log->promises[log->promise_count] = promise;
    return (uint32_t)++log->promise_count;
}

/* Takes a row that is in order into the log, or skips it. */
static void take(struct case_log *log, struct stream *s, struct case_row *row)
{
    struct case_message *m = &row->message;
    if (m->sent_at > log->as_of) {
        stream_skip(s, "after as-of");
        return;
    }
    if (row->case_id == INTERN_NONE && m->act == ACT_NOTHING) {
        stream_skip(s, "without a case, and neither asked nor answered");
        return;
    }
    m->group = group_of(log, row->case_id, row->customer);
    if (m->group == INTERN_NONE) {
        stream_skip(s, "without case or customer");
        return;
    }
    struct case_group *g = &log->groups[m->group];
    m->promise = keep_promise(log, row->promise);
    keep_common(log, g, row);
    keep_words(log, g, m, row->facts.text);
    if (m->sent_at > log->latest)
        log->latest = m->sent_at;
    log->messages = memory_grow(log->messages, &log->capacity, log->count + 1, sizeof *log->messages);
    log->messages[log->count++] = *m;
}

struct reading {
    struct case_log *log;
    struct stream *stream;
};

static bool read_row(const void *context, struct stream *side, struct arena *spare, void *record)
{
    const struct reading *r = context;
    return case_row_read(r->log, side, spare, record);
}

static bool keep_row(void *context, const void *record, struct error *e)
{
    const struct reading *r = context;
    struct case_row row = *(const struct case_row *)record;
    (void)e;
    case_row_enter(r->log, r->stream, &row);
    take(r->log, r->stream, &row);
    return true;
}

bool case_log_read(struct case_log *log, struct stream *s, struct error *e)
{
    struct reading reading = {log, s};
    identity_hold(log->identity);
    bool good = crew_gather(
        &(struct crew_gathering){s, crew_usual(), sizeof(struct case_row), read_row, keep_row, &reading}, e);
    identity_let_in(log->identity);
    return good;
}

struct slice case_log_channel(const struct case_log *log, uint16_t channel)
{
    if (channel == CHANNEL_NONE)
        return (struct slice){"", 0};
    if (channel < CHANNEL_COUNT)
        return slice_of(vocabulary_word(VOCABULARY_CHANNEL, channel));
    return intern_text(&log->channels, channel - (uint32_t)CHANNEL_COUNT);
}

struct slice case_log_value(const struct case_log *log, struct latest value)
{
    return value.value != 0 ? intern_text(&log->values, value.value - 1) : (struct slice){"", 0};
}
