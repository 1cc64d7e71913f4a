/* SPDX-License-Identifier: MIT */
#include "ingest-survey/survey_file.h"

#include <inttypes.h>

#include "ingest-survey/guess.h"
#include "lib/number.h"
#include "lib/utf8.h"

enum { COLUMNS_MAX = 50000 };

/* --- names of columns --- */

/* The reader knows columns by number only; here they have names, once the header has been read. */
static void name_column(const struct survey_file *f, struct error *why)
{
    int64_t number;
    struct error ignored = {0};
    if (why->column[0] == '\0' ||
        !number_parse_integer(slice_of(why->column), 1, INT32_MAX, &number, &ignored))
        return;
    struct error numbered = {0};
    why->column[0] = '\0';
    if (f->header.columns != NULL && (size_t)number <= f->header.count) {
        (void)error_place(why, NULL, 0, f->header.columns[number - 1].name);
        return;
    }
    error_set(&numbered, "column %lld: %s", (long long)number, why->text);
    memcpy(why->text, numbered.text, sizeof why->text);
}

/* --- opening --- */

/* The names that were given as the first rows. */
static bool name_columns(const struct survey *s, struct first_rows *rows, struct error *e)
{
    if (s->name_count != rows->columns[0])
        return error_set(e, "--header names %zu columns, the file has %zu", s->name_count, rows->columns[0]);
    rows->cells[0] = s->names;
    rows->count = 1;
    return true;
}

static bool recognise(struct survey_file *f, struct first_rows *rows, struct error *e)
{
    const struct survey *s = f->survey;
    enum layout_id id = LAYOUT_PLAIN;
    f->header_rows = 0;
    if (s->names != NULL) {
        if (s->layout != LAYOUT_COUNT)
            id = s->layout;
        f->layout = layouts_get(s->layouts, id);
        return name_columns(s, rows, e);
    }
    if (s->header_rows >= 0 && s->layout != LAYOUT_COUNT)
        id = s->layout; /* both are stated: nothing to recognise */
    else if (!layouts_recognise(s->layouts, rows, s->layout, &id, &f->header_rows, e))
        return false;
    if (s->header_rows >= 0)
        f->header_rows = (size_t)s->header_rows;
    f->layout = layouts_get(s->layouts, id);
    return true;
}

/* SurveyMonkey fills cells of its second row with a NUL byte: all else is right with it. */
static bool is_padded(const struct csv_record *record)
{
    return record->count > 0 && utf8_check(record->raw) == record->raw.len &&
           memchr(record->raw.ptr, '\0', record->raw.len) != NULL;
}

/* A header row that the reader could not take apart is no header. */
static bool check_rows(struct survey_file *f, const struct sample *first, struct error *e)
{
    for (size_t i = 0; i < first->count && (i == 0 || i < f->header_rows); i++) {
        if (first->records[i].result == CSV_BAD && !is_padded(&first->records[i].record)) {
            *e = first->records[i].error;
            name_column(f, e);
            return false;
        }
    }
    if (f->header_rows > first->count)
        return error_set(e, "there are %zu records, but %zu header rows were announced",
                         first->count, f->header_rows);
    return f->header.count <= COLUMNS_MAX ||
           error_set(e, "%zu columns are no survey (the most are %d): is the delimiter right (-d)?",
                     f->header.count, COLUMNS_MAX);
}

static bool make_book(struct survey_file *f, struct error *e)
{
    struct survey *s = f->survey;
    if (s->codebook != NULL)
        return codebook_apply(s->codebook, &f->header, s->run->arena, &f->book, e);
    struct guess guess = {.layouts = s->layouts,
                          .layout = f->layout,
                          .labels = s->labels,
                          .words = s->words,
                          .maps = s->options.maps,
                          .map_count = s->options.map_count,
                          .sample = &f->sample,
                          .header_rows = f->header_rows,
                          .arena = s->run->arena};
    return guess_book(&guess, &f->header, &f->book, e);
}

/* Reads the first records: whose export it is, how many of them are its header, what that says. */
static bool look_at_header(struct survey_file *f, struct csv_reader *reader, struct sample *first, struct error *e)
{
    struct first_rows rows;
    if (!sample_read(first, reader, LAYOUT_ROWS, e)) {
        name_column(f, e);
        return false;
    }
    sample_first_rows(first, f->survey->run->arena, &rows);
    if (rows.count > 0)
        f->header.count = rows.columns[0];
    if (!recognise(f, &rows, e) || !check_rows(f, first, e))
        return false;
    header_merge(f->layout, &rows, f->survey->names != NULL ? 1 : f->header_rows,
                 f->survey->run->arena, &f->header);
    return true;
}

/* --header-from: that file's header and delimiter are this one's, which is all data. */
static bool borrow_header(struct survey_file *f, struct csv_options *csv, struct error *e)
{
    const struct survey *s = f->survey;
    const char *path = s->options.header_from;
    struct sample first = {.count = 0};
    struct error late = {0};
    struct csv_reader *reader = csv_reader_open(s->run->world, s->run->arena, path, csv, e);
    if (reader == NULL)
        return false;
    bool good = look_at_header(f, reader, &first, e) || error_place(e, path, e->line != 0 ? e->line : 1, SLICE(""));
    f->header_rows = 0;
    csv->names = csv_reader_header(reader, &csv->name_count); /* numbers */
    csv->delimiter = csv_reader_delimiter(reader);
    sample_free(&first);
    bool closed = csv_reader_close(reader, &late);
    if (good && !closed)
        *e = late;
    return good && closed;
}

static bool look_at(struct survey_file *f, struct error *e)
{
    if (f->survey->options.header_from == NULL && !look_at_header(f, f->reader, &f->sample, e))
        return false;
    size_t wanted = SAMPLE_RECORDS + f->header_rows;
    if (sample_read(&f->sample, f->reader, wanted - f->sample.count, e))
        return make_book(f, e);
    name_column(f, e);
    return false;
}

bool survey_file_open(struct survey_file *f, struct survey *survey, const char *path,
                      struct error *e)
{
    struct csv_options csv = survey->options.csv;
    *f = (struct survey_file){.survey = survey};
    csv.no_header = true;
    if (survey->options.header_from != NULL && !borrow_header(f, &csv, e))
        return false;
    f->reader = csv_reader_open(survey->run->world, survey->run->arena, path, &csv, e);
    if (f->reader == NULL)
        return false;
    f->name = csv_reader_name(f->reader);
    if (look_at(f, e)) {
        f->at = f->header_rows;
        return true;
    }
    struct error ignored = {0};
    (void)error_place(e, f->name, e->line != 0 ? e->line : 1, (struct slice){"", 0});
    (void)csv_reader_close(f->reader, &ignored);
    sample_free(&f->sample);
    return false;
}

bool survey_file_prepare(struct survey_file *f, struct error *e)
{
    struct survey *s = f->survey;
    const struct stream_options *o = &s->options;
    if (survey_file_questions(f) == 0) {
        error_set(e, "none of the %zu columns holds answers: is the header complete? Say in a codebook "
                     "(--emit-codebook) which column is an answer",
                  f->book.count);
        return error_place(e, f->name, 1, (struct slice){"", 0});
    }
    if (!stamps_start(&f->stamps, &f->book, f->layout, s->run->world, s->run->arena, o->date_order,
                      o->zone, e))
        return error_place(e, f->name, 1, (struct slice){"", 0});
    progress_start(&f->progress, s->run, "responses");
    f->responder = respond_start(&s->plan, &f->book, f->layout, &f->stamps);
    return true;
}

/* --- records --- */

bool survey_file_reject(struct survey_file *f, struct error *why, const struct csv_record *record,
                        struct error *e)
{
    (void)error_place(why, f->name, record->line, (struct slice){"", 0});
    f->account.rejected++;
    return rejects_add(f->survey->rejects, why, record->raw, e);
}

enum csv_result survey_file_read(struct survey_file *f, struct csv_record *record,
                                 struct error *why)
{
    if (f->at < f->sample.count) {
        struct sample_record *kept = &f->sample.records[f->at++];
        *record = kept->record;
        *why = kept->error;
        name_column(f, why);
        return kept->result;
    }
    if (f->sample.count > 0)
        sample_free(&f->sample);
    f->at = 0;
    enum csv_result result = f->sample.ended ? CSV_END : csv_reader_next(f->reader, record, why);
    if (result == CSV_BAD || result == CSV_FAILED)
        name_column(f, why);
    return result;
}

void survey_file_count(struct survey_file *f)
{
    f->account.read++;
    progress_row(&f->progress, f->account.read);
}

enum csv_result survey_file_next(struct survey_file *f, struct csv_record *record, struct error *e)
{
    for (;;) {
        struct error why = {0};
        enum csv_result result = survey_file_read(f, record, &why);
        if (result == CSV_FAILED)
            *e = why;
        if (result == CSV_FAILED || result == CSV_END)
            return result;
        survey_file_count(f);
        if (result == CSV_RECORD)
            return result;
        if (!survey_file_reject(f, &why, record, e))
            return CSV_FAILED;
    }
}

/* A date that could be read two ways: what the others in the column say. */
static void advise(const struct survey_file *f, struct error *why)
{
    enum date_order order = stamps_suggest(&f->stamps, &f->sample, f->header_rows);
    if (order == DATE_ORDER_NONE || f->stamps.order != DATE_ORDER_NONE ||
        slice_find(slice_of(why->text), SLICE("date-order")) == NULL)
        return;
    struct error advised = {0};
    error_set(&advised, "%s (other dates of this column are %s)", why->text,
              order == DATE_ORDER_DMY ? "dmy" : "mdy");
    memcpy(why->text, advised.text, sizeof why->text);
}

bool survey_file_respond(struct survey_file *f, const struct csv_record *record, struct error *e)
{
    struct error why = {0};
    const char *reason = NULL;
    enum respond_result result = respond(f->responder, record, &f->tally, &reason, &why);
    if (result == RESPOND_SKIPPED)
        account_skip(&f->account, reason);
    if (result == RESPOND_BAD) {
        advise(f, &why);
        return survey_file_reject(f, &why, record, e);
    }
    return true;
}

/* --- closing --- */

static void say_tally(const struct survey_file *f)
{
    const struct tally *t = &f->tally;
    struct world *w = f->survey->run->world;
    world_say(w, "%s: %.*s", f->name, SLICE_ARG(account_text(&f->account, f->survey->run->arena)));
    world_say(w,
              "%s: %" PRIu64 " answered cells, %" PRIu64 " further answers in them: %" PRIu64
              " rows, %" PRIu64 " as comment beside an answer, %" PRIu64
              " choices not taken, %" PRIu64 " without an answer",
              f->name, t->answered, t->extra, t->rows, t->beside, t->unticked, t->none);
}

bool survey_file_close(struct survey_file *f, struct error *e)
{
    if (f->responder != NULL)
        progress_end(&f->progress);
    if (f->survey->run->verbose && f->responder != NULL) {
        survey_file_tell(f);
        say_tally(f);
    }
    sample_free(&f->sample);
    return csv_reader_close(f->reader, e);
}
