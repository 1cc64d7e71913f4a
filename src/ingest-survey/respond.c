/* SPDX-License-Identifier: MIT */
#include "ingest-survey/responder.h"
#include "streams/identity.h"
#include "streams/roles.h"

/* --- preparing --- */

struct responder *respond_start(const struct respond_plan *plan, const struct book *book,
                                const struct survey_layout *layout, struct stamps *stamps)
{
    struct arena *arena = plan->arena;
    struct responder *r = arena_zeroed(arena, sizeof *r);
    *r = (struct responder){.plan = plan, .book = book, .layout = layout, .stamps = stamps};
    r->scratch = arena_child(arena);
    r->language_arena = arena_child(arena);
    r->taken = (struct judgement){.verdict = VERDICT_ANSWER, .text = {"", 0}};
    r->asked = arena_array(arena, book->count, sizeof *r->asked);
    r->questions = arena_array(arena, book->count, sizeof *r->questions);
    r->beside = arena_array(arena, book->count, sizeof *r->beside);
    for (size_t i = 0; i < USE_COUNT; i++)
        r->column[i] = -1;
    for (size_t i = book->count; i-- > 0;)
        r->column[book->entries[i].use] = (ptrdiff_t)i;
    rows_prepare(r);
    return r;
}

void respond_header(struct csv_writer *w)
{
    static const enum role roles[] = {
        ROLE_RESPONSE_ID, ROLE_CUSTOMER_ID, ROLE_EMAIL,    ROLE_PHONE,   ROLE_ANSWERED_AT,
        ROLE_CHANNEL,     ROLE_TOUCHPOINT,  ROLE_QUESTION, ROLE_METRIC,  ROLE_SCALE_MIN,
        ROLE_SCALE_MAX,   ROLE_ANSWER,      ROLE_SCORE,    ROLE_COMMENT, ROLE_LANGUAGE};
    for (size_t i = 0; i < sizeof roles / sizeof *roles; i++)
        csv_writer_field(w, slice_of(role_info(roles[i])->name));
    csv_writer_end(w);
}

/* --- the response as a whole --- */

static struct slice value_of(const struct responder *r, const struct csv_record *record,
                             enum column_use use)
{
    return r->column[use] < 0 ? (struct slice){"", 0}
                              : slice_trim(csv_record_value(record, (size_t)r->column[use]));
}

static bool is_one_of(struct slice value, const char *const *words, size_t count)
{
    if (value.len == 0)
        return false;
    for (size_t i = 0; i < count; i++) {
        if (slice_equal(value, slice_of(words[i])))
            return true;
    }
    return false;
}

/* Qualtrics' Status as words or numbers (previews, tests, spam, online and off), and its channel.
 */
static bool is_test(const struct responder *r, const struct csv_record *record)
{
    static const char *const statuses[] = {"Survey Preview",
                                           "Survey Test",
                                           "Spam",
                                           "Possible Spam",
                                           "Offline Preview",
                                           "Survey Preview Spam",
                                           "Offline Survey Preview",
                                           "test",
                                           "Test",
                                           "preview",
                                           "Preview",
                                           "spam",
                                           "1",
                                           "2",
                                           "8",
                                           "9",
                                           "12",
                                           "17",
                                           "40"};
    static const char *const channels[] = {"preview", "test"};
    return is_one_of(value_of(r, record, USE_STATUS), statuses,
                     sizeof statuses / sizeof *statuses) ||
           (r->layout->id == LAYOUT_QUALTRICS &&
            is_one_of(value_of(r, record, USE_CHANNEL), channels,
                      sizeof channels / sizeof *channels));
}

/* Whether it was broken off: 1, 0, or -1 with *e when the cell that should say so is not
 * understood. */
static int is_partial(const struct responder *r, const struct csv_record *record, struct error *e)
{
    static const char *const types[] = {"partial", "started", "incomplete"};
    if (r->column[USE_SUBMITTED] >= 0)
        return value_of(r, record, USE_SUBMITTED).len == 0;
    if (r->column[USE_RESPONSE_TYPE] >= 0)
        return is_one_of(value_of(r, record, USE_RESPONSE_TYPE), types,
                         sizeof types / sizeof *types);
    struct slice progress = value_of(r, record, USE_PROGRESS);
    bool whole = slice_equal(progress, SLICE("100"));
    if (r->column[USE_FINISHED] < 0)
        return r->column[USE_PROGRESS] >= 0 && !whole;
    struct slice value = value_of(r, record, USE_FINISHED);
    int yes =
        value.len == 0 ? ANSWER_NO : vocabulary_find(r->plan->words, VOCABULARY_YES_NO, value);
    if (yes >= 0)
        return yes == ANSWER_NO;
    if (progress.len != 0)
        return !whole; /* "Wahr", "Vrai": Qualtrics translates the one, not the other */
    error_set(e, "'%s' is neither yes nor no: is the response finished?", quote(value).text);
    error_place(e, NULL, 0, r->book->entries[r->column[USE_FINISHED]].name);
    return -1;
}

/* The canonical word of a value: "el" of "EL-GR"; an unknown one stays as it is written. */
static struct slice canonical(struct responder *r, struct last_word *last, enum vocabulary which,
                              struct slice value)
{
    if (value.len == 0 || (last->raw.len != 0 && slice_equal(last->raw, value)))
        return value.len == 0 ? value : last->word;
    int code = vocabulary_find(r->plan->words, which, value);
    struct slice word =
        code < 0 ? arena_copy(r->scratch, value) : slice_of(vocabulary_word(which, code));
    if (code >= 0 && last->raw.len == 0)
        *last = (struct last_word){arena_copy(r->plan->arena, value), word};
    return word;
}

static struct slice channel_of(struct responder *r, const struct csv_record *record)
{
    static const char *const links[] = {"anonymous", "gl", "qr",
                                        "offline"}; /* Qualtrics: by a link, whoever gave it */
    struct slice value = value_of(r, record, USE_CHANNEL);
    bool link =
        r->layout->id == LAYOUT_QUALTRICS && is_one_of(value, links, sizeof links / sizeof *links);
    if (value.len != 0 && !link)
        return canonical(r, &r->last_channel, VOCABULARY_CHANNEL, value);
    return r->plan->channel.len != 0 ? r->plan->channel : r->layout->channel;
}

bool respond_has_ids(const struct responder *r)
{
    return r->column[USE_RESPONSE_ID] >= 0;
}

void respond_add_tally(struct tally *t, const struct tally *other)
{
    t->answered += other->answered;
    t->extra += other->extra;
    t->rows += other->rows;
    t->beside += other->beside;
    t->unticked += other->unticked;
    t->none += other->none;
}

struct slice respond_id(const struct responder *r, const struct csv_record *record)
{
    return value_of(r, record, USE_RESPONSE_ID);
}

static struct slice email_of(const struct responder *r, const struct csv_record *record)
{
    struct slice email = value_of(r, record, USE_EMAIL);
    return slice_equal(email, SLICE("anonymous")) ? (struct slice){"", 0} : email;
}

/* Mostly that of the response before: then it is rendered already. */
static void render_language(struct responder *r, struct slice language)
{
    if (r->ending.ptr != NULL && slice_equal(r->language_word, language))
        return;
    arena_reset(r->language_arena);
    struct slice ending[2] = {{"", 0}, language};
    r->language_word = arena_copy(r->language_arena, language);
    r->language = csv_writer_render(r->plan->out, r->language_arena, &language, 1);
    r->ending = csv_writer_render(r->plan->out, r->language_arena, ending, 2);
}

static bool render_response(struct responder *r, const struct csv_record *record, struct error *e)
{
    char id[ID_TEXT_MAX];
    char stamp[DATETIME_TEXT_MAX];
    struct slice answered_at;
    size_t column = 0;
    if (!stamps_text(r->stamps, record, stamp, &answered_at, &column, e))
        return error_place(e, NULL, 0, r->book->entries[column].name);
    struct slice response = respond_id(r, record);
    if (response.len == 0)
        response = ids_next(r->plan->ids, record, id);
    struct identity_keys who = {value_of(r, record, USE_CUSTOMER_ID), email_of(r, record),
                                value_of(r, record, USE_PHONE)};
    struct slice fields[PREFIX_FIELDS] = {response,  identity_written(who, r->scratch),
                                          who.email, who.phone,
                                          answered_at, channel_of(r, record)};
    struct slice language =
        canonical(r, &r->last_language, VOCABULARY_LANGUAGE, value_of(r, record, USE_LANGUAGE));
    r->prefix = csv_writer_render(r->plan->out, r->scratch, fields, PREFIX_FIELDS);
    render_language(r, language);
    return true;
}

static enum respond_result skipped(const char *why, const char **reason)
{
    *reason = why;
    return RESPOND_SKIPPED;
}

enum respond_result respond(struct responder *r, const struct csv_record *record,
                            struct tally *tally, const char **reason, struct error *e)
{
    arena_reset(r->scratch);
    if (!r->plan->keep_tests && is_test(r, record))
        return skipped("tests", reason);
    int partial = is_partial(r, record, e);
    if (partial < 0)
        return RESPOND_BAD;
    if (partial == 1 && r->plan->partial == PARTIAL_DROP)
        return skipped("partial", reason);
    if (partial == 0 && r->plan->partial == PARTIAL_ONLY)
        return skipped("complete", reason);
    size_t filled = rows_judge(r, record, e);
    if (filled == 0)
        return skipped("without an answer", reason);
    if (filled == SIZE_MAX || !render_response(r, record, e))
        return RESPOND_BAD;
    rows_write(r, record, tally);
    return RESPOND_USED;
}
