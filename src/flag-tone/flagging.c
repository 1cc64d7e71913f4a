/* SPDX-License-Identifier: MIT */
#include "flag-tone/flagging.h"

#include "rules/language.h"

const struct role_use flagging_uses[] = {
    {ROLE_TEXT, NEED_REQUIRED},       {ROLE_DIRECTION, NEED_OPTIONAL},  {ROLE_LANGUAGE, NEED_OPTIONAL},
    {ROLE_SENT_AT, NEED_OPTIONAL},    {ROLE_NAME, NEED_OPTIONAL},       {ROLE_AGENT, NEED_OPTIONAL},
    {ROLE_CHANNEL, NEED_OPTIONAL},    {ROLE_MESSAGE_ID, NEED_OPTIONAL}, {ROLE_CASE_ID, NEED_OPTIONAL},
    {ROLE_CUSTOMER_ID, NEED_OPTIONAL}, {ROLE_EMAIL, NEED_OPTIONAL},     {ROLE_PHONE, NEED_OPTIONAL},
    {ROLE_TONE, NEED_WRITTEN},        {ROLE_TONE_FLAGS, NEED_WRITTEN},
    {ROLE_TONE_EXCERPT, NEED_WRITTEN}, {ROLE_TONE_SUGGESTION, NEED_WRITTEN}, {ROLE_TONE_RULES, NEED_WRITTEN},
    {ROLE_POLITENESS, NEED_WRITTEN},  {ROLE_TONE_PROMISED_BY, NEED_WRITTEN},
};
const size_t flagging_use_count = sizeof flagging_uses / sizeof *flagging_uses;

/* Channels on which a message is a letter, with a greeting and a signature. */
static bool is_letter(int channel)
{
    return channel == CHANNEL_EMAIL || channel == CHANNEL_POST || channel == CHANNEL_NEWSLETTER || channel == CHANNEL_WEB;
}

static bool is_letters_only(const struct rule *rule)
{
    return slice_equal(rule->category, SLICE("no_greeting")) || slice_equal(rule->category, SLICE("no_sign"));
}

/* Drops what --ignore names, and what is asked of letters only. */
static void sift(struct flagging *f, struct judged *j)
{
    struct slice id = stream_text(f->stream, ROLE_MESSAGE_ID);
    int channel = CHANNEL_EMAIL;
    bool letter = stream_word(f->stream, ROLE_CHANNEL, VOCABULARY_CHANNEL, &channel) != VALUE_PRESENT || is_letter(channel);
    size_t kept = 0;
    for (size_t i = 0; i < j->findings.count; i++) {
        const struct finding *found = &j->findings.list[i];
        bool dropped = (!letter && is_letters_only(found->rule)) ||
                       rule_kit_ignores(f->kit, found->rule, id,
                                        message_excerpt(&j->message, found->start, found->end), &f->scratch);
        if (!dropped)
            j->findings.list[kept++] = *found;
    }
    j->findings.count = kept;
}

/* Whose words these are: --direction where the row does not say. */
static bool find_role(struct flagging *f, struct judged *j)
{
    int direction = -1;
    switch (stream_word(f->stream, ROLE_DIRECTION, VOCABULARY_DIRECTION, &direction)) {
    case VALUE_BAD:
        return false;
    case VALUE_ABSENT:
        j->role = (enum rule_role)f->role;
        if (f->role == 0)
            stream_blame(f->stream, ROLE_DIRECTION, "is empty: say whose words these are with --direction staff or customer");
        return f->role != 0;
    case VALUE_PRESENT:
        break;
    }
    j->role = direction == DIRECTION_IN ? RULE_CUSTOMER : direction == DIRECTION_OUT ? RULE_STAFF : (enum rule_role)0;
    return true;
}

/* The language of the column, where there are rules for it; of the text where the column is empty. */
static int find_language(struct flagging *f, const struct message *m)
{
    int language = -1;
    switch (stream_word(f->stream, ROLE_LANGUAGE, VOCABULARY_LANGUAGE, &language)) {
    case VALUE_PRESENT:
        return language;
    case VALUE_BAD: /* a language that there are no rules for */
        return -1;
    case VALUE_ABSENT:
        break;
    }
    return language_of(m);
}

bool flagging_judge(struct flagging *f, struct judged *j)
{
    const struct message_reader *reader = engine_reader(f->kit->engine);
    *j = (struct judged){.promised_by = {"", 0}, .sent_at = {"", 0}};
    if (!find_role(f, j))
        return false;
    message_read(reader, &f->scratch, stream_raw(f->stream, ROLE_TEXT), &j->message);
    j->language = find_language(f, &j->message);
    if (j->role == 0)
        return !f->iso_dates || flagging_dates(f, j);
    struct scan scan = {.message = &j->message,
                        .language = j->language,
                        .role = j->role,
                        .name = message_fold_text(reader, &f->scratch, stream_text(f->stream, ROLE_NAME)),
                        .agent = message_fold_text(reader, &f->scratch, stream_text(f->stream, ROLE_AGENT))};
    engine_scan(f->kit->engine, &scan, &f->scratch, &j->findings);
    sift(f, j);
    return flagging_dates(f, j);
}

/* Names the columns there are, so that the one that says whose words these are can be told. */
static bool miss_direction(const struct flagging *f, struct error *e)
{
    enum { LISTED = 8 };
    size_t count;
    const struct slice *header = stream_header(f->stream, &count);
    struct slice list = {"", 0};
    for (size_t i = 0; i < count && i < LISTED; i++)
        list = arena_print(f->run->arena, "%.*s%s'%s'", SLICE_ARG(list), i > 0 ? ", " : "", quote(header[i]).text);
    error_set(e, "there is no column for 'direction': name it with -m direction=HEADER, or say --direction staff or "
                 "--direction customer; there %s %.*s%s",
              count == 1 ? "is" : "are", SLICE_ARG(list), count > LISTED ? " and more" : "");
    return error_place(e, stream_file(f->stream), 1, SLICE(""));
}

static bool open_all(struct flagging *f, struct error *e)
{
    struct stream_plan plan = {.kind = STREAM_MESSAGES,
                               .uses = flagging_uses,
                               .use_count = flagging_use_count,
                               .paths = f->run->options->operands,
                               .path_count = f->run->options->operand_count,
                               .is_main = true};
    static const enum role own[] = {ROLE_TONE,       ROLE_TONE_FLAGS, ROLE_TONE_EXCERPT,     ROLE_TONE_SUGGESTION,
                                    ROLE_TONE_RULES, ROLE_POLITENESS, ROLE_TONE_PROMISED_BY, ROLE_SENT_AT};
    const size_t own_count = sizeof own / sizeof *own - !f->iso_dates;
    f->stream = stream_open(f->run, &plan, &f->session.rejects, e);
    if (f->stream == NULL)
        return false;
    if (!stream_has(f->stream, ROLE_DIRECTION) && f->role == 0)
        return miss_direction(f, e);
    if (f->iso_dates && !stream_has(f->stream, ROLE_SENT_AT))
        return error_set(e, "option --iso-dates: there is no column for 'sent_at' (name it: -m sent_at=HEADER)");
    f->promise_words = promise_words_load(f->run->arena, engine_reader(f->kit->engine), e);
    if (f->promise_words == NULL)
        return false;
    const char *order = options_for_stream(f->run->options, "date-order", stream_name(STREAM_MESSAGES), stream_names());
    if (order != NULL)
        datetime_parse_order(slice_of(order), &f->order); /* its value was checked when the stream was opened */
    if (f->evaluation != NULL && !flagging_find_label(f, e))
        return false;
    pass_on_start(&f->pass, f->run, f->stream, STREAM_MESSAGES, own, own_count);
    return true;
}

/* --- the crew --- */

static void *hire(void *tool, size_t number, struct stream *side, struct arena *arena)
{
    const struct flagging *f = tool;
    struct flagging *hand = arena_zeroed(arena, sizeof *hand);
    *hand = *f;
    hand->stream = side;
    hand->scratch = (struct arena){0};
    pass_on_fork(&f->pass, side, arena, &hand->pass);
    if (number != 0) {
        hand->kit = arena_zeroed(arena, sizeof *hand->kit);
        rule_kit_fork(f->kit, arena, hand->kit);
    }
    return hand;
}

static bool do_row(void *hand, struct csv_writer *out, struct error *e)
{
    struct flagging *f = hand;
    struct judged j;
    f->out = out;
    arena_reset(&f->scratch);
    return flagging_judge(f, &j) ? flagging_write(f, &j, e) : stream_reject(f->stream, e);
}

static void dismiss(void *tool, size_t number, void *hand)
{
    struct flagging *f = tool;
    struct flagging *h = hand;
    f->found = f->found || h->found;
    arena_free(&h->scratch);
    if (number != 0)
        rule_kit_end_fork(h->kit);
}

/* --eval counts in the order in which names are met, so that there is one to count. */
static bool judge_rows(struct flagging *f, struct error *e)
{
    size_t hands = f->evaluation != NULL ? 1 : f->hands;
    struct crew_plan plan = {f->stream, f->out, hands, hire, do_row, dismiss, f};
    return crew_run(&plan, e);
}

/* --- the run --- */

enum status flagging_run(struct flagging *f, struct error *e)
{
    if (!session_open(&f->session, f->run, e))
        return STATUS_FAILED;
    f->out = f->session.out;
    bool good = open_all(f, e);
    if (good) {
        flagging_header(f);
        good = judge_rows(f, e);
        if (good && f->evaluation != NULL)
            evaluation_write(f->evaluation, f->out);
    }
    if (f->stream != NULL)
        good = stream_close(f->stream, e) && good;
    bool tell = f->found && options_has(f->run->options, "exit-code");
    return session_close(&f->session, !good ? STATUS_FAILED : tell ? STATUS_FOUND : STATUS_DONE, e);
}
