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
    *j = (struct judged){.promised_by = {"", 0}};
    if (!find_role(f, j))
        return false;
    message_read(reader, &f->scratch, stream_raw(f->stream, ROLE_TEXT), &j->message);
    j->language = find_language(f, &j->message);
    if (j->role == 0)
        return true;
    struct scan scan = {.message = &j->message,
                        .language = j->language,
                        .role = j->role,
                        .name = message_fold_text(reader, &f->scratch, stream_text(f->stream, ROLE_NAME)),
                        .agent = message_fold_text(reader, &f->scratch, stream_text(f->stream, ROLE_AGENT))};
    engine_scan(f->kit->engine, &scan, &f->scratch, &j->findings);
    sift(f, j);
    return flagging_promise(f, j);
}

static bool open_all(struct flagging *f, struct error *e)
{
    struct stream_plan plan = {.kind = STREAM_MESSAGES,
                               .uses = flagging_uses,
                               .use_count = flagging_use_count,
                               .paths = f->run->options->operands,
                               .path_count = f->run->options->operand_count,
                               .is_main = true};
    static const enum role own[] = {ROLE_TONE,       ROLE_TONE_FLAGS, ROLE_TONE_EXCERPT,    ROLE_TONE_SUGGESTION,
                                    ROLE_TONE_RULES, ROLE_POLITENESS, ROLE_TONE_PROMISED_BY};
    f->stream = stream_open(f->run, &plan, &f->session.rejects, e);
    if (f->stream == NULL)
        return false;
    if (!stream_has(f->stream, ROLE_DIRECTION) && f->role == 0)
        return error_set(e, "there is no column for 'direction': name it with -m direction=HEADER, or say "
                            "--direction staff or --direction customer");
    f->promise_words = promise_words_load(f->run->arena, engine_reader(f->kit->engine), e);
    if (f->promise_words == NULL)
        return false;
    const char *order = options_for_stream(f->run->options, "date-order", stream_name(STREAM_MESSAGES), stream_names());
    if (order != NULL)
        datetime_parse_order(slice_of(order), &f->order); /* its value was checked when the stream was opened */
    if (f->evaluates && !flagging_find_label(f, e))
        return false;
    pass_on_start(&f->pass, f->run, f->stream, STREAM_MESSAGES, own, sizeof own / sizeof *own);
    return true;
}

static bool read_rows(struct flagging *f, struct error *e)
{
    enum stream_result result;
    while ((result = stream_next(f->stream, e)) == STREAM_ROW) {
        struct judged j;
        arena_reset(&f->scratch);
        if (!flagging_judge(f, &j)) {
            if (!stream_reject(f->stream, e))
                return false;
            continue;
        }
        if (!flagging_write(f, &j, e))
            return false;
    }
    return result == STREAM_END;
}

enum status flagging_run(struct flagging *f, struct error *e)
{
    if (!session_open(&f->session, f->run, e))
        return STATUS_FAILED;
    bool good = open_all(f, e);
    if (good) {
        flagging_header(f);
        good = read_rows(f, e);
        if (good && f->evaluates)
            evaluation_write(&f->evaluation, f->session.out);
    }
    if (f->stream != NULL)
        good = stream_close(f->stream, e) && good;
    arena_free(&f->scratch);
    bool tell = f->found && options_has(f->run->options, "exit-code");
    return session_close(&f->session, !good ? STATUS_FAILED : tell ? STATUS_FOUND : STATUS_DONE, e);
}
