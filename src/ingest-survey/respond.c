/* SPDX-License-Identifier: MIT */
#include "ingest-survey/respond.h"

#include "lib/number.h"
#include "streams/roles.h"

enum { PREFIX_FIELDS = 6, QUESTION_FIELDS = 5 };

/* A value that comes again and again, and what it means. */
struct last_word {
    struct slice raw, word;
};

struct responder {
    const struct respond_plan *plan;
    const struct book *book;
    const struct survey_layout *layout;
    struct stamps *stamps;
    ptrdiff_t column[USE_COUNT];  /* the one column of a use; -1: none */
    size_t *asked;                /* columns that hold answers, in order */
    size_t asked_count;
    struct judge **judges;        /* by column */
    struct slice *questions;      /* by column: rendered touchpoint .. scale_max */
    struct slice *options;        /* by column: rendered choice */
    ptrdiff_t *comment;           /* by column: the column of its comment; -1 */
    struct judgement *judgements; /* of this record, by place in asked */
    bool *beside;                 /* by column: its comment stands beside an answer of this record */
    struct slice prefix, suffix;  /* of this record, rendered */
    struct last_word channel, language;
    struct arena *scratch;        /* of this record */
};

/* --- preparing --- */

static struct slice render_question(const struct responder *r, const struct entry *entry, bool text)
{
    char low[NUMBER_TEXT_MAX];
    char high[NUMBER_TEXT_MAX];
    struct arena *arena = r->plan->arena;
    bool row = entry->option.len != 0 && (entry->use == USE_ANSWER || entry->use == USE_LIST);
    bool scale = entry->has_scale && !text;
    struct slice words = row ? arena_print(arena, "%.*s [%.*s]", SLICE_ARG(entry->question), SLICE_ARG(entry->option))
                             : entry->question;
    enum metric metric = text ? METRIC_TEXT : entry->metric;
    size_t low_length = scale ? number_format(entry->min, 6, NUMBER_SHORTEST, low) : 0;
    size_t high_length = scale ? number_format(entry->max, 6, NUMBER_SHORTEST, high) : 0;
    struct slice fields[QUESTION_FIELDS] = {entry->touchpoint, words, slice_of(vocabulary_word(VOCABULARY_METRIC, (int)metric)),
                                            {low, low_length}, {high, high_length}};
    return csv_writer_render(r->plan->out, arena, fields, QUESTION_FIELDS);
}

static void prepare_column(struct responder *r, size_t i)
{
    const struct entry *entry = &r->book->entries[i];
    if (!use_is_answer(entry->use)) {
        if (r->column[entry->use] < 0)
            r->column[entry->use] = (ptrdiff_t)i;
        return;
    }
    r->asked[r->asked_count++] = i;
    r->questions[i] = render_question(r, entry, entry->use == USE_COMMENT);
    r->options[i] = csv_writer_render(r->plan->out, r->plan->arena, &entry->option, 1);
    if (entry->use != USE_COMMENT)
        r->judges[i] = judge_start(entry, r->plan->labels, r->plan->decimal_comma, r->plan->arena);
    else if (entry->of >= 0 && (size_t)entry->of < r->book->count && r->comment[entry->of] < 0)
        r->comment[entry->of] = (ptrdiff_t)i;
}

struct responder *respond_start(const struct respond_plan *plan, const struct book *book,
                                const struct survey_layout *layout, struct stamps *stamps)
{
    struct arena *arena = plan->arena;
    struct responder *r = arena_zeroed(arena, sizeof *r);
    *r = (struct responder){.plan = plan, .book = book, .layout = layout, .stamps = stamps,
                            .scratch = arena_child(arena)};
    for (size_t i = 0; i < USE_COUNT; i++)
        r->column[i] = -1;
    r->asked = arena_array(arena, book->count, sizeof *r->asked);
    r->judges = arena_array(arena, book->count, sizeof *r->judges);
    r->questions = arena_array(arena, book->count, sizeof *r->questions);
    r->options = arena_array(arena, book->count, sizeof *r->options);
    r->comment = arena_array(arena, book->count, sizeof *r->comment);
    r->judgements = arena_array(arena, book->count, sizeof *r->judgements);
    r->beside = arena_array(arena, book->count, sizeof *r->beside);
    for (size_t i = 0; i < book->count; i++)
        r->comment[i] = -1;
    for (size_t i = 0; i < book->count; i++)
        prepare_column(r, i);
    return r;
}

void respond_header(struct csv_writer *w)
{
    static const enum role roles[] = {ROLE_RESPONSE_ID, ROLE_CUSTOMER_ID, ROLE_EMAIL,     ROLE_PHONE,     ROLE_ANSWERED_AT,
                                      ROLE_CHANNEL,     ROLE_TOUCHPOINT,  ROLE_QUESTION,  ROLE_METRIC,    ROLE_SCALE_MIN,
                                      ROLE_SCALE_MAX,   ROLE_ANSWER,      ROLE_SCORE,     ROLE_COMMENT,   ROLE_LANGUAGE};
    for (size_t i = 0; i < sizeof roles / sizeof *roles; i++)
        csv_writer_field(w, slice_of(role_info(roles[i])->name));
    csv_writer_end(w);
}

/* --- the response as a whole --- */

static struct slice value_of(const struct responder *r, const struct csv_record *record, enum column_use use)
{
    return r->column[use] < 0 ? (struct slice){"", 0} : slice_trim(csv_record_value(record, (size_t)r->column[use]));
}

static bool is_one_of(struct slice value, const char *const *words, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        if (slice_equal(value, slice_of(words[i])))
            return true;
    }
    return false;
}

/* Qualtrics' Status as words or numbers (previews, tests, spam, online and off), and its channel. */
static bool is_test(const struct responder *r, const struct csv_record *record)
{
    static const char *const statuses[] = {"Survey Preview", "Survey Test", "Spam", "Possible Spam", "Offline Preview", "Survey Preview Spam",
                                           "Offline Survey Preview", "test", "Test", "preview", "Preview", "spam",
                                           "1", "2", "8", "9", "12", "17", "40"};
    static const char *const channels[] = {"preview", "test"};
    return is_one_of(value_of(r, record, USE_STATUS), statuses, sizeof statuses / sizeof *statuses) ||
           (r->layout->id == LAYOUT_QUALTRICS &&
            is_one_of(value_of(r, record, USE_CHANNEL), channels, sizeof channels / sizeof *channels));
}

/* Whether it was broken off: 1, 0, or -1 with *e when the cell that should say so is not understood. */
static int is_partial(const struct responder *r, const struct csv_record *record, struct error *e)
{
    static const char *const types[] = {"partial", "started", "incomplete"};
    if (r->column[USE_SUBMITTED] >= 0)
        return value_of(r, record, USE_SUBMITTED).len == 0;
    if (r->column[USE_RESPONSE_TYPE] >= 0)
        return is_one_of(value_of(r, record, USE_RESPONSE_TYPE), types, sizeof types / sizeof *types);
    if (r->column[USE_FINISHED] >= 0) {
        struct slice value = value_of(r, record, USE_FINISHED);
        int yes = value.len == 0 ? ANSWER_NO : vocabulary_find(r->plan->words, VOCABULARY_YES_NO, value);
        if (yes >= 0)
            return yes == ANSWER_NO;
        error_set(e, "'%s' is neither yes nor no: is the response finished?", quote(value).text);
        error_place(e, NULL, 0, r->book->entries[r->column[USE_FINISHED]].name);
        return -1;
    }
    struct slice progress = value_of(r, record, USE_PROGRESS);
    return r->column[USE_PROGRESS] >= 0 && !slice_equal(progress, SLICE("100"));
}

/* The canonical word of a value: "el" of "EL-GR"; an unknown one stays as it is written. */
static struct slice canonical(struct responder *r, struct last_word *last, enum vocabulary which, struct slice value)
{
    if (value.len == 0 || (last->raw.len != 0 && slice_equal(last->raw, value)))
        return value.len == 0 ? value : last->word;
    int code = vocabulary_find(r->plan->words, which, value);
    struct slice word = code < 0 ? arena_copy(r->scratch, value) : slice_of(vocabulary_word(which, code));
    if (code >= 0 && last->raw.len == 0)
        *last = (struct last_word){arena_copy(r->plan->arena, value), word};
    return word;
}

static struct slice channel_of(struct responder *r, const struct csv_record *record)
{
    static const char *const links[] = {"anonymous", "gl", "qr", "offline"}; /* Qualtrics: by a link, whoever gave it */
    struct slice value = value_of(r, record, USE_CHANNEL);
    bool link = r->layout->id == LAYOUT_QUALTRICS && is_one_of(value, links, sizeof links / sizeof *links);
    if (value.len != 0 && !link)
        return canonical(r, &r->channel, VOCABULARY_CHANNEL, value);
    return r->plan->channel.len != 0 ? r->plan->channel : r->layout->channel;
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
    struct slice fields[PREFIX_FIELDS] = {response, value_of(r, record, USE_CUSTOMER_ID), email_of(r, record),
                                          value_of(r, record, USE_PHONE), answered_at, channel_of(r, record)};
    struct slice language = canonical(r, &r->language, VOCABULARY_LANGUAGE, value_of(r, record, USE_LANGUAGE));
    r->prefix = csv_writer_render(r->plan->out, r->scratch, fields, PREFIX_FIELDS);
    r->suffix = csv_writer_render(r->plan->out, r->scratch, &language, 1);
    return true;
}

/* --- its answers --- */

/* A cell's value without the mask that the exporter put before formulas. */
static struct slice unmasked(const struct responder *r, const struct csv_record *record, size_t column)
{
    struct slice value = csv_record_value(record, column);
    bool masked = r->layout->unmask && value.len > 1 && value.ptr[0] == '\'' && strchr("=+-@\t\r", value.ptr[1]) != NULL;
    return masked ? slice_from(value, 1) : value;
}

static bool is_filled(const struct csv_record *record, size_t column)
{
    struct slice cell = csv_record_cell(record, column);
    return cell.len != 0 && slice_trim(csv_record_value(record, column)).len != 0;
}

static bool contradiction(const struct responder *r, size_t column, struct slice value, struct error *e)
{
    struct slice wanted = judge_expects(r->judges[column], r->scratch);
    error_set(e, "'%s' is not %.*s: mend it, or say what the column holds in a codebook (--emit-codebook)", quote(value).text,
              SLICE_ARG(wanted));
    return error_place(e, NULL, 0, r->book->entries[column].name);
}

/* Judges all cells before anything is written. Returns how many are filled; SIZE_MAX: one is bad (*e). */
static size_t judge_all(struct responder *r, const struct csv_record *record, struct error *e)
{
    size_t filled = 0;
    for (size_t i = 0; i < r->asked_count; i++) {
        size_t column = r->asked[i];
        enum column_use use = r->book->entries[column].use;
        r->beside[column] = false;
        r->judgements[i].verdict = VERDICT_NONE;
        r->judgements[i].text.ptr = NULL; /* blank */
        if (!is_filled(record, column))
            continue;
        filled++;
        struct slice value = slice_trim(unmasked(r, record, column));
        r->judgements[i] = use == USE_COMMENT || use == USE_LIST ? (struct judgement){.verdict = VERDICT_ANSWER, .text = {"", 0}}
                                                                 : judge_value(r->judges[column], value);
        if (r->judgements[i].verdict == VERDICT_BAD) {
            contradiction(r, column, value, e);
            return SIZE_MAX;
        }
    }
    return filled;
}

/* The comment of an answer, as a cell; empty: there is none. */
static void write_comment(struct responder *r, const struct csv_record *record, ptrdiff_t column)
{
    if (column < 0)
        csv_writer_field(r->plan->out, (struct slice){"", 0});
    else if (r->layout->unmask)
        csv_writer_field(r->plan->out, unmasked(r, record, (size_t)column));
    else
        csv_writer_cell(r->plan->out, csv_record_cell(record, (size_t)column));
}

static bool end_row(struct responder *r, struct tally *tally)
{
    tally->rows++;
    csv_writer_rendered(r->plan->out, r->suffix, 1);
    return csv_writer_end(r->plan->out);
}

static void begin_row(struct responder *r, size_t column)
{
    csv_writer_rendered(r->plan->out, r->prefix, PREFIX_FIELDS);
    csv_writer_rendered(r->plan->out, r->questions[column], QUESTION_FIELDS);
}

/* Takes the comment beside this column, once. */
static ptrdiff_t take_comment(struct responder *r, const struct csv_record *record, size_t column, struct tally *tally)
{
    ptrdiff_t comment = r->comment[column];
    if (comment < 0 || r->beside[comment] || !is_filled(record, (size_t)comment))
        return -1;
    r->beside[comment] = true;
    tally->beside++;
    return comment;
}

static void write_answer(struct responder *r, const struct csv_record *record, size_t column, const struct judgement *j, struct tally *tally)
{
    const struct entry *entry = &r->book->entries[column];
    struct csv_writer *w = r->plan->out;
    begin_row(r, column);
    if (entry->metric == METRIC_TEXT && entry->use == USE_ANSWER) {
        csv_writer_field(w, (struct slice){"", 0});
        csv_writer_field(w, (struct slice){"", 0});
        write_comment(r, record, (ptrdiff_t)column);
        end_row(r, tally);
        return;
    }
    if (entry->use == USE_OPTION)
        csv_writer_rendered(w, r->options[column], 1);
    else if (r->layout->unmask)
        csv_writer_field(w, unmasked(r, record, column));
    else
        csv_writer_cell(w, csv_record_cell(record, column));
    csv_writer_rendered(w, j->text, 1);
    write_comment(r, record, take_comment(r, record, column, tally));
    end_row(r, tally);
}

/* Cuts the next answer off a cell with several; blank ones are passed over. */
static bool cut_answer(struct slice *rest, struct slice separator, struct slice *answer)
{
    while (rest->ptr != NULL) {
        const char *at = slice_find(*rest, separator);
        size_t length = at == NULL ? rest->len : (size_t)(at - rest->ptr);
        *answer = slice_trim((struct slice){rest->ptr, length});
        *rest = at == NULL ? (struct slice){NULL, 0} : slice_from(*rest, length + separator.len);
        if (answer->len != 0)
            return true;
    }
    return false;
}

static void write_list(struct responder *r, const struct csv_record *record, size_t column, struct tally *tally)
{
    struct slice rest = unmasked(r, record, column);
    struct slice answer;
    size_t rows = 0;
    while (cut_answer(&rest, r->book->entries[column].separator, &answer)) {
        begin_row(r, column);
        csv_writer_field(r->plan->out, answer);
        csv_writer_field(r->plan->out, (struct slice){"", 0});
        write_comment(r, record, rows == 0 ? take_comment(r, record, column, tally) : -1);
        end_row(r, tally);
        rows++;
    }
    tally->none += rows == 0;
    tally->extra += rows > 1 ? rows - 1 : 0;
}

static void write_alone(struct responder *r, const struct csv_record *record, size_t column, struct tally *tally)
{
    begin_row(r, column);
    csv_writer_field(r->plan->out, (struct slice){"", 0});
    csv_writer_field(r->plan->out, (struct slice){"", 0});
    write_comment(r, record, (ptrdiff_t)column);
    end_row(r, tally);
}

/* All but the comments first, so that each comment knows whether it found its answer. */
static void write_all(struct responder *r, const struct csv_record *record, struct tally *tally)
{
    for (size_t i = 0; i < r->asked_count; i++) {
        size_t column = r->asked[i];
        enum column_use use = r->book->entries[column].use;
        const struct judgement *j = &r->judgements[i];
        if (j->text.ptr == NULL)
            continue;
        tally->answered++;
        tally->none += j->verdict == VERDICT_NONE;
        tally->unticked += j->verdict == VERDICT_UNTICKED;
        if (j->verdict != VERDICT_ANSWER || use == USE_COMMENT)
            continue;
        if (use == USE_LIST)
            write_list(r, record, column, tally);
        else
            write_answer(r, record, column, j, tally);
    }
    for (size_t i = 0; i < r->asked_count; i++) {
        size_t column = r->asked[i];
        if (r->judgements[i].text.ptr != NULL && r->book->entries[column].use == USE_COMMENT && !r->beside[column])
            write_alone(r, record, column, tally);
    }
}

static enum respond_result skipped(const char *why, const char **reason)
{
    *reason = why;
    return RESPOND_SKIPPED;
}

enum respond_result respond(struct responder *r, const struct csv_record *record, struct tally *tally,
                            const char **reason, struct error *e)
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
    size_t filled = judge_all(r, record, e);
    if (filled == 0)
        return skipped("without an answer", reason);
    if (filled == SIZE_MAX || !render_response(r, record, e))
        return RESPOND_BAD;
    write_all(r, record, tally);
    return RESPOND_USED;
}
