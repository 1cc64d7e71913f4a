/* SPDX-License-Identifier: MIT */
#include "ingest-survey/responder.h"
#include "lib/number.h"

static const struct slice nothing = {"", 0};

/* --- preparing --- */

static struct slice number_text(struct arena *arena, bool there, int64_t millionths)
{
    char text[NUMBER_TEXT_MAX];
    return there ? arena_copy(arena, (struct slice){text, number_format(millionths, 6,
                                                                        NUMBER_SHORTEST, text)})
                 : nothing;
}

static void prepare_question(struct responder *r, const struct entry *entry, struct question *q)
{
    struct arena *arena = r->plan->arena;
    bool text = entry->use == USE_COMMENT;
    bool row = entry->option.len != 0 && (entry->use == USE_ANSWER || entry->use == USE_LIST);
    bool scale = entry->has_scale && !text;
    int metric = text ? METRIC_TEXT : (int)entry->metric;
    q->fields[0] = entry->touchpoint;
    q->fields[1] = row ? arena_print(arena, "%.*s [%.*s]", SLICE_ARG(entry->question),
                                     SLICE_ARG(entry->option))
                       : entry->question;
    q->fields[2] = slice_of(vocabulary_word(VOCABULARY_METRIC, metric));
    q->fields[3] = number_text(arena, scale, entry->min);
    q->fields[4] = number_text(arena, scale, entry->max);
    struct slice remark[QUESTION_FIELDS + 2];
    memcpy(remark, q->fields, sizeof q->fields);
    remark[QUESTION_FIELDS] = remark[QUESTION_FIELDS + 1] = nothing;
    q->rendered = csv_writer_render(r->plan->out, arena, q->fields, QUESTION_FIELDS);
    q->remark = csv_writer_render(r->plan->out, arena, remark, QUESTION_FIELDS + 2);
}

/* The column of the first comment on this one; -1: none has any. */
static ptrdiff_t comment_on(const struct book *book, size_t column)
{
    for (size_t i = 0; i < book->count; i++) {
        if (book->entries[i].use == USE_COMMENT && book->entries[i].of == (ptrdiff_t)column)
            return (ptrdiff_t)i;
    }
    return -1;
}

void rows_prepare(struct responder *r)
{
    bool comments = false;
    for (size_t i = 0; i < r->book->count; i++)
        comments = comments || r->book->entries[i].use == USE_COMMENT;
    for (size_t i = 0; i < r->book->count; i++) {
        const struct entry *entry = &r->book->entries[i];
        if (!use_is_answer(entry->use))
            continue;
        struct asked *a = &r->asked[r->asked_count++];
        *a = (struct asked){
            .column = i, .use = entry->use, .comment = comments ? comment_on(r->book, i) : -1};
        a->remark = entry->use == USE_ANSWER && entry->metric == METRIC_TEXT;
        prepare_question(r, entry, &r->questions[i]);
        if (entry->use != USE_ANSWER && entry->use != USE_OPTION)
            continue;
        a->judge = judge_start(entry, r->plan->labels, r->plan->decimal_comma, r->plan->arena);
        a->digits = judge_digits(a->judge);
    }
}

/* --- cells --- */

/* Without blanks at its ends; the usual cell has none, which two looks tell. */
static inline struct slice trimmed(struct slice s)
{
    bool plain = s.len > 0 && s.ptr[0] > ' ' && s.ptr[s.len - 1] > ' ';
    return plain ? s : slice_trim(s);
}

/* A cell's value without the mask that the exporter put before formulas. */
static struct slice value_at(const struct responder *r, const struct csv_record *record,
                             size_t column)
{
    struct slice value = csv_record_value(record, column);
    bool masked = r->layout->unmask && value.len > 1 && value.ptr[0] == '\'' &&
                  strchr("=+-@\t\r", value.ptr[1]) != NULL;
    return masked ? slice_from(value, 1) : value;
}

static bool contradiction(struct responder *r, const struct asked *a, struct slice value,
                          struct error *e)
{
    struct slice wanted = judge_expects(a->judge, r->scratch);
    error_set(
        e,
        "'%s' is not %.*s: mend it, or say what the column holds in a codebook (--emit-codebook)",
        quote(value).text, SLICE_ARG(wanted));
    return error_place(e, NULL, 0, r->book->entries[a->column].name);
}

/* Judges a cell that is not empty. False: it is bad (*e). */
static bool judge_cell(struct responder *r, const struct csv_record *record, struct asked *a,
                       struct error *e)
{
    struct slice value = trimmed(value_at(r, record, a->column));
    if (value.len == 0)
        return true;
    a->judgement = a->judge != NULL ? judge_value(a->judge, value) : &r->taken;
    if (a->use == USE_COMMENT)
        r->beside[a->column] = false;
    return a->judgement->verdict != VERDICT_BAD || contradiction(r, a, value, e);
}

size_t rows_judge(struct responder *r, const struct csv_record *record, struct error *e)
{
    size_t filled = 0;
    for (size_t i = 0; i < r->asked_count; i++) {
        struct asked *a = &r->asked[i];
        struct slice cell = csv_record_cell(record, a->column);
        a->judgement = NULL;
        if (cell.len == 0)
            continue;
        unsigned digit = (unsigned)(unsigned char)cell.ptr[0] - '0';
        if (cell.len == 1 && a->digits != NULL && digit < 10)
            a->judgement = a->digits[digit];
        bool known = a->judgement != NULL && a->judgement->verdict != VERDICT_BAD;
        if (!known && !judge_cell(r, record, a, e))
            return SIZE_MAX;
        filled += a->judgement != NULL;
    }
    return filled;
}

/* --- rows --- */

/* The words of another column, as they stand there. */
static void write_words(struct responder *r, const struct csv_record *record, ptrdiff_t column)
{
    struct csv_writer *w = r->plan->out;
    if (column < 0)
        csv_writer_field(w, nothing);
    else if (r->layout->unmask)
        csv_writer_field(w, value_at(r, record, (size_t)column));
    else
        csv_writer_cell(w, csv_record_cell(record, (size_t)column));
}

/* The column of the comment beside this one, once a record; -1: none is filled. */
static ptrdiff_t take_comment(struct responder *r, const struct csv_record *record,
                              ptrdiff_t comment, struct tally *tally)
{
    if (comment < 0 || r->beside[comment] ||
        trimmed(csv_record_value(record, (size_t)comment)).len == 0)
        return -1;
    r->beside[comment] = true;
    tally->beside++;
    return comment;
}

/* Question, answer and score rendered in one. */
static struct slice render_row(struct responder *r, struct arena *arena, size_t column,
                               struct slice answer, struct slice score)
{
    struct slice fields[QUESTION_FIELDS + 2];
    memcpy(fields, r->questions[column].fields, sizeof r->questions[column].fields);
    fields[QUESTION_FIELDS] = answer;
    fields[QUESTION_FIELDS + 1] = score;
    return csv_writer_render(r->plan->out, arena, fields, QUESTION_FIELDS + 2);
}

/* A row whose middle is rendered, with the comment beside its column, where there is one. */
static void write_row(struct responder *r, const struct csv_record *record, struct slice middle,
                      ptrdiff_t comment, struct tally *tally)
{
    tally->rows++;
    if (comment < 0) {
        const struct slice pieces[] = {r->prefix, middle, r->ending};
        (void)csv_writer_pieces(r->plan->out, pieces, 3);
        return;
    }
    csv_writer_rendered(r->plan->out, r->prefix, PREFIX_FIELDS);
    csv_writer_rendered(r->plan->out, middle, QUESTION_FIELDS + 2);
    write_words(r, record, comment);
    csv_writer_rendered(r->plan->out, r->language, 1);
    (void)csv_writer_end(r->plan->out);
}

/* The middle of an answer's row; what was rendered for an equal value before serves again. */
static struct slice render_answer(struct responder *r, const struct csv_record *record,
                                  const struct asked *a)
{
    struct judgement *j = a->judgement;
    bool option = a->use == USE_OPTION;
    struct slice answer =
        option ? r->book->entries[a->column].option : value_at(r, record, a->column);
    bool exact = option || trimmed(answer).len == answer.len;
    if (j->row.len != 0 && exact)
        return j->row;
    bool keep = j->remembered && exact;
    struct slice middle =
        render_row(r, keep ? r->plan->arena : r->scratch, a->column, answer, j->text);
    if (keep)
        j->row = middle;
    return middle;
}

static void write_answer(struct responder *r, const struct csv_record *record,
                         const struct asked *a, struct tally *tally)
{
    if (a->remark) {
        write_row(r, record, r->questions[a->column].remark, (ptrdiff_t)a->column, tally);
        return;
    }
    bool known = a->judgement->row.len != 0 && csv_record_cell(record, a->column).len == 1;
    struct slice middle = known ? a->judgement->row : render_answer(r, record, a);
    write_row(r, record, middle, take_comment(r, record, a->comment, tally), tally);
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

static void write_list(struct responder *r, const struct csv_record *record, const struct asked *a,
                       struct tally *tally)
{
    size_t column = a->column;
    struct slice rest = value_at(r, record, column);
    struct slice answer;
    size_t rows = 0;
    while (cut_answer(&rest, r->book->entries[column].separator, &answer)) {
        ptrdiff_t comment = rows == 0 ? take_comment(r, record, a->comment, tally) : -1;
        write_row(r, record, render_row(r, r->scratch, column, answer, nothing), comment, tally);
        rows++;
    }
    tally->none += rows == 0;
    tally->extra += rows > 1 ? rows - 1 : 0;
}

/* Comments that found no answer to stand beside. */
static void write_remarks(struct responder *r, const struct csv_record *record, struct tally *tally)
{
    for (size_t i = 0; i < r->asked_count; i++) {
        const struct asked *a = &r->asked[i];
        if (a->judgement != NULL && a->use == USE_COMMENT && !r->beside[a->column])
            write_row(r, record, r->questions[a->column].remark, (ptrdiff_t)a->column, tally);
    }
}

void rows_write(struct responder *r, const struct csv_record *record, struct tally *tally)
{
    for (size_t i = 0; i < r->asked_count; i++) {
        const struct asked *a = &r->asked[i];
        if (a->judgement == NULL)
            continue;
        enum verdict verdict = a->judgement->verdict;
        tally->answered++;
        tally->none += verdict == VERDICT_NONE;
        tally->unticked += verdict == VERDICT_UNTICKED;
        if (verdict != VERDICT_ANSWER || a->use == USE_COMMENT)
            continue;
        if (a->use == USE_LIST)
            write_list(r, record, a, tally);
        else
            write_answer(r, record, a, tally);
    }
    write_remarks(r, record, tally);
}
