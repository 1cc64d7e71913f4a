/* SPDX-License-Identifier: MIT */
#include "ingest-survey/ingest_survey.h"

#include "ingest-survey/latest.h"
#include "ingest-survey/pairs.h"
#include "ingest-survey/survey_file.h"
#include "streams/session.h"

static const struct option_spec options[] = {
    {"layout", 0, "NAME", "whose export it is (default: auto, by its first rows)"},
    {"header-rows", 0, "N", "how many header rows there are"},
    {"no-header", 0, NULL, "the first record is data; --header names the columns"},
    {"header", 0, "NAMES", "names of the columns, with commas between"},
    {"emit-codebook", 0, NULL,
     "print what is taken for granted about each column, as CSV to be mended"},
    {"codebook", 0, "FILE", "follow this codebook and guess nothing"},
    {"labels", 0, "FILE", "further labels of answers: set,language,points,score,label"},
    {"keep-tests", 0, NULL, "keep previews, tests and spam"},
    {"partial", 0, "keep|drop|only", "responses that were broken off (default: keep)"},
    {"dedupe", 0, NULL, "of several responses with the same id keep the last"},
    {"channel", 0, "WORD", "how the answers came in, where no column says it: phone, card, shop"},
};

static const struct role_use uses[] = {
    {ROLE_RESPONSE_ID, NEED_WRITTEN}, {ROLE_CUSTOMER_ID, NEED_WRITTEN},
    {ROLE_EMAIL, NEED_WRITTEN},       {ROLE_PHONE, NEED_WRITTEN},
    {ROLE_ANSWERED_AT, NEED_WRITTEN}, {ROLE_CHANNEL, NEED_WRITTEN},
    {ROLE_TOUCHPOINT, NEED_WRITTEN},  {ROLE_QUESTION, NEED_WRITTEN},
    {ROLE_METRIC, NEED_WRITTEN},      {ROLE_SCALE_MIN, NEED_WRITTEN},
    {ROLE_SCALE_MAX, NEED_WRITTEN},   {ROLE_ANSWER, NEED_WRITTEN},
    {ROLE_SCORE, NEED_WRITTEN},       {ROLE_COMMENT, NEED_WRITTEN},
    {ROLE_LANGUAGE, NEED_WRITTEN},
};
static const struct role_table tables[] = {{STREAM_RESPONSES, uses, sizeof uses / sizeof *uses}};

/* --- options --- */

/* --header NAMES */
static void split_names(struct survey *s, struct slice names)
{
    size_t count = 1;
    for (size_t i = 0; i < names.len; i++)
        count += names.ptr[i] == ',';
    struct slice *list = arena_array(s->run->arena, count, sizeof *list);
    struct slice name;
    while (slice_cut(&names, ',', &name))
        list[s->name_count++] = slice_trim(name);
    s->names = list;
}

static bool read_layout(struct survey *s, struct error *e)
{
    const struct options *o = s->run->options;
    const char *name = options_value(o, "layout");
    s->layout = LAYOUT_COUNT;
    if (name != NULL && strcmp(name, "auto") != 0) {
        s->layout = layouts_find(s->layouts, slice_of(name));
        if (s->layout == LAYOUT_COUNT)
            return error_set(e, "--layout %s: there are auto, %.*s", quote(slice_of(name)).text,
                             SLICE_ARG(layouts_names(s->layouts, s->run->arena)));
    }
    if (!options_integer(o, "header-rows", 0, LAYOUT_ROWS - 1, -1, &s->header_rows, e))
        return false;
    bool from_file = options_has(o, "header-from"); /* then --no-header means what is written, as in every tool */
    bool without = options_has(o, "no-header") && !from_file;
    const char *names = options_value(o, "header");
    if (names != NULL && from_file)
        return error_set(e, "--header and --header-from both name the columns: choose one");
    if (without != (names != NULL))
        return error_set(e, "--no-header and --header NAMES are said together");
    if (without && s->header_rows > 0)
        return error_set(e, "--no-header and --header-rows contradict each other");
    if (names != NULL)
        split_names(s, slice_of(names));
    return true;
}

static bool read_partial(struct survey *s, struct error *e)
{
    static const char *const words[] = {
        [PARTIAL_KEEP] = "keep", [PARTIAL_DROP] = "drop", [PARTIAL_ONLY] = "only"};
    const char *given = options_value(s->run->options, "partial");
    for (int i = 0; i < 3; i++) {
        if (given == NULL || strcmp(given, words[i]) == 0) {
            s->plan.partial = (enum partial_policy)i;
            return true;
        }
    }
    return error_set(e, "--partial is keep, drop or only, not '%s'", quote(slice_of(given)).text);
}

static bool read_tables(struct survey *s, struct error *e)
{
    const struct tool_run *run = s->run;
    const char *codebook = options_value(run->options, "codebook");
    s->layouts = layouts_load(run->arena, e);
    s->words = words_load(run->arena, e);
    s->labels = labels_load(run->world, run->arena, options_value(run->options, "labels"), e);
    if (s->layouts == NULL || s->words == NULL || s->labels == NULL)
        return false;
    if (codebook != NULL && options_has(run->options, "emit-codebook"))
        return error_set(e, "--codebook and --emit-codebook are for different runs");
    if (codebook == NULL)
        return true;
    s->codebook = codebook_read(run->world, run->arena, codebook, s->labels, e);
    return s->codebook != NULL;
}

static bool read_options(struct survey *s, struct error *e)
{
    const char *channel = options_value(s->run->options, "channel");
    const char *spreadsheet = options_value(s->run->options, "for-spreadsheet");
    s->plan.labels = s->labels;
    s->plan.keep_tests = options_has(s->run->options, "keep-tests");
    s->plan.channel = channel != NULL ? slice_of(channel) : (struct slice){"", 0};
    s->plan.decimal_comma = spreadsheet != NULL && strcmp(spreadsheet, "eu") == 0;
    s->plan.words = vocabularies_load(s->run->arena, s->run->world->seed);
    s->plan.arena = s->run->arena;
    return read_partial(s, e) &&
           stream_options_read(&s->options, s->run, STREAM_RESPONSES, true, e);
}

/* --- work --- */

static bool work_off(struct survey_file *f, struct latest *latest, struct error *e)
{
    struct csv_record record;
    enum csv_result result;
    struct survey *s = f->survey;
    if (!survey_file_prepare(f, e))
        return false;
    if (!s->header_written)
        respond_header(s->plan.out);
    s->header_written = true;
    if (latest == NULL && respond_has_ids(f->responder))
        return pairs_work_off(f, e);
    while ((result = survey_file_next(f, &record, e)) == CSV_RECORD) {
        if (latest != NULL)
            latest_keep(latest, f, &record);
        else if (!survey_file_respond(f, &record, e))
            return false;
    }
    return result == CSV_END;
}

static bool read_file(struct survey *s, const char *path, struct latest *latest, struct error *e)
{
    struct survey_file *f = arena_zeroed(s->run->arena, sizeof *f);
    if (!survey_file_open(f, s, path, e))
        return false;
    if (options_has(s->run->options, "emit-codebook")) {
        bool written = codebook_write(&f->book, s->labels, s->plan.out);
        return survey_file_close(f, e) && written;
    }
    bool done = work_off(f, latest, e);
    struct error late = {0};
    if (latest != NULL && done) {
        latest_add_file(latest, f);
        return true;
    }
    if (survey_file_close(f, &late) || !done)
        return done;
    *e = late;
    return false;
}

static enum status read_all(struct survey *s, struct error *e)
{
    const struct options *o = s->run->options;
    bool emit = options_has(o, "emit-codebook");
    struct latest *latest =
        options_has(o, "dedupe") ? latest_start(s->run->arena, s->run->world->seed) : NULL;
    size_t count = o->operand_count == 0 ? 1 : o->operand_count;
    if (emit && count > 1) {
        error_set(e, "--emit-codebook takes one file: columns of several would be mixed up");
        return STATUS_FAILED;
    }
    for (size_t i = 0; i < count; i++) {
        if (!read_file(s, o->operand_count == 0 ? NULL : o->operands[i], latest, e))
            return STATUS_FAILED;
    }
    return latest == NULL || latest_write(latest, e) ? STATUS_DONE : STATUS_FAILED;
}

static enum status run(const struct tool_run *run, struct error *e)
{
    if (options_has(run->options, "columns"))
        return session_columns(run, tables, sizeof tables / sizeof *tables, e);
    struct survey survey = {.run = run};
    struct session session;
    struct ids ids;
    if (!read_tables(&survey, e) || !read_options(&survey, e) || !read_layout(&survey, e) ||
        !session_open(&session, run, e))
        return STATUS_FAILED;
    ids_start(&ids, run->arena, run->world->seed);
    survey.plan.out = session.out;
    survey.plan.ids = &ids;
    survey.rejects = &session.rejects;
    return session_close(&session, read_all(&survey, e), e);
}

const struct tool ingest_survey_tool = {
    .name = "ingest-survey",
    .synopsis = "[options] [FILE ...]",
    .purpose = "Turns any survey or feedback export into one long stream of responses.",
    .options = options,
    .option_count = sizeof options / sizeof *options,
    .reads_stdin = true,
    .run = run,
};
