/* SPDX-License-Identifier: MIT */
#include "ingest-survey/guess.h"
#include "ingest-survey/profile.h"
#include "lib/text.h"

/* --- choices that are ticked --- */

/* How the cells of one column look as ticks. */
struct ticks {
    size_t ticked, empty, other;
    bool yes; /* some say so by "Yes" or "No" */
};

static void count_ticks(const struct guess *g, size_t column, struct slice option, struct ticks *t)
{
    struct arena scratch = {0};
    struct slice key = text_key(g->arena, option);
    size_t yesno = (size_t)label_set_find(g->labels, SLICE("yesno-2"));
    *t = (struct ticks){0};
    for (size_t i = g->header_rows; i < g->sample->count; i++) {
        const struct sample_record *r = &g->sample->records[i];
        struct slice value = slice_trim(csv_record_value(&r->record, column));
        if (r->result != CSV_RECORD || value.len == 0)
            continue;
        int tick = profile_tick(g->labels, &scratch, value, key);
        t->ticked += tick == 1;
        t->empty += tick == 0;
        t->other += tick < 0;
        struct slice words = label_key(&scratch, text_key(&scratch, value));
        t->yes = t->yes || label_in_set(g->labels, words, yesno) != NULL;
        arena_reset(&scratch);
    }
    arena_free(&scratch);
}

/*
 * Whether the columns of a question are choices to be ticked. "Yes" and "No" in each are that only
 * where the vendor or the question says that several may be chosen; else they are a matrix of yes
 * and no.
 */
static bool is_ticked(const struct guess *g, const struct book *book, size_t first, size_t count)
{
    size_t ticked = 0;
    size_t choices = 0;
    bool yes = false;
    for (size_t c = first; c < first + count; c++) {
        const struct entry *entry = &book->entries[c];
        struct ticks t;
        if (entry->use != USE_ANSWER || entry->option.len == 0)
            continue;
        count_ticks(g, c, entry->option, &t);
        if (t.other > 0 && !guess_is_other(g, entry->option))
            return false;
        choices += t.other == 0;
        ticked += t.ticked;
        yes = yes || t.yes;
    }
    bool many =
        words_have(g->words, "many", "many", text_key(g->arena, book->entries[first].question));
    return choices > 0 && ticked > 0 && (!yes || many || g->layout->id == LAYOUT_LIMESURVEY);
}

/* Choices that are the labels of one set ("Very satisfied" ... in a column each) are that scale,
 * spread out. */
static void spread_scale(const struct guess *g, struct book *book, size_t first, size_t count)
{
    struct profile p;
    profile_start(&p);
    for (size_t c = first; c < first + count; c++) {
        if (book->entries[c].use == USE_OPTION)
            profile_add(&p, g->labels, g->arena, book->entries[c].option);
    }
    struct entry scale = {.set = -1};
    if (p.filled < 3 ||
        !guess_settle(g, text_key(g->arena, book->entries[first].question), &p, &scale) ||
        scale.set < 0)
        return;
    for (size_t c = first; c < first + count; c++) {
        if (book->entries[c].use == USE_OPTION)
            guess_copy_scale(&scale, &book->entries[c]);
    }
}

/* The ticked "Other" among the choices, which words beside it explain; -1: none. */
static ptrdiff_t ticked_other(const struct guess *g, const struct book *book, size_t first,
                              size_t count)
{
    for (size_t c = first; c < first + count; c++) {
        if (book->entries[c].use == USE_OPTION && guess_is_other(g, book->entries[c].option))
            return (ptrdiff_t)c;
    }
    return -1;
}

static void guess_choices(const struct guess *g, struct book *book, size_t first, size_t count)
{
    for (size_t c = first; c < first + count; c++) {
        struct entry *entry = &book->entries[c];
        struct ticks t;
        if (entry->use != USE_ANSWER || entry->option.len == 0)
            continue;
        count_ticks(g, c, entry->option, &t);
        entry->use = t.other > 0 ? USE_COMMENT : USE_OPTION;
        entry->metric = t.other > 0 ? METRIC_TEXT : METRIC_CHOICE;
    }
    ptrdiff_t other = ticked_other(g, book, first, count);
    for (size_t c = first; c < first + count; c++) {
        if (book->entries[c].use == USE_COMMENT && book->entries[c].of < 0)
            book->entries[c].of = other;
    }
    spread_scale(g, book, first, count);
}

/* Kobo writes the chosen labels once more before the columns of the choices. */
static void drop_summary(const struct guess *g, struct book *book, size_t first, size_t count)
{
    struct entry *summary = &book->entries[first];
    if (g->layout->id == LAYOUT_KOBO && count > 1 && summary->option.len == 0 &&
        summary->use == USE_ANSWER) {
        summary->use = USE_REPEAT;
        summary->note = SLICE("the choices follow one by one");
    }
}

/* --- what it is about --- */

static void find_touchpoints(const struct guess *g, struct book *book)
{
    struct slice last_question = {NULL, 0};
    struct slice last = {"", 0};
    for (size_t i = 0; i < book->count; i++) {
        struct entry *entry = &book->entries[i];
        if (!use_is_answer(entry->use))
            continue;
        if (last_question.ptr == NULL || !slice_equal(last_question, entry->question)) {
            last = words_match(g->words, "touchpoint", text_key(g->arena, entry->question));
            last_question = entry->question;
        }
        struct slice by_row = {"", 0};
        if (entry->option.len != 0 && entry->use == USE_ANSWER)
            by_row = words_match(g->words, "touchpoint", text_key(g->arena, entry->option));
        entry->touchpoint = by_row.len != 0 ? by_row : last.len != 0 ? last : SLICE("other");
    }
}

/* --- the person --- */

/* SurveyMonkey's blocks of contact data: rows named "Name", "Email Address", "Phone Number". */
static void find_contacts(const struct guess *g, struct book *book)
{
    bool email = false;
    for (size_t i = 0; i < book->count; i++)
        email =
            email || (book->entries[i].use == USE_EMAIL && book->entries[i].rank != GUESSED_RANK);
    for (size_t i = 0; i < book->count; i++) {
        struct entry *entry = &book->entries[i];
        enum column_use use = USE_ANSWER;
        int rank = 0;
        if (entry->use == USE_EMAIL && entry->rank == GUESSED_RANK) {
            entry->use = email ? USE_PERSONAL : USE_EMAIL;
            email = true;
        }
        if (entry->use != USE_ANSWER || entry->has_scale || entry->option.len == 0)
            continue;
        if (layouts_column(g->layouts, LAYOUT_SURVEYMONKEY, entry->option, &use, &rank) &&
            (use == USE_PERSONAL || use == USE_EMAIL || use == USE_PHONE))
            entry->use = USE_PERSONAL;
    }
}

/* A column under a choice alone, as Typeform has them, holds the choice or nothing. */
static void find_bare_choice(const struct guess *g, struct entry *entry, size_t column)
{
    struct slice key = text_key(g->arena, entry->question);
    bool seen = false;
    if (entry->use != USE_ANSWER || entry->option.len != 0)
        return;
    for (size_t i = g->header_rows; i < g->sample->count; i++) {
        const struct sample_record *r = &g->sample->records[i];
        struct slice value = slice_trim(csv_record_value(&r->record, column));
        if (r->result != CSV_RECORD || value.len == 0)
            continue;
        if (value.len > 2 * entry->question.len + 16 ||
            !slice_equal(text_key(g->arena, value), key))
            return;
        seen = true;
    }
    if (seen) {
        entry->use = USE_OPTION;
        entry->option = entry->question;
        entry->metric = METRIC_CHOICE;
    }
}

/* Delighted has the metric of its one score in another column: survey_type. */
static void find_survey_type(const struct guess *g, const struct survey_header *header,
                             struct book *book)
{
    struct slice type = {"", 0};
    for (size_t c = 0; c < header->count; c++) {
        if (!slice_equal(text_squeezed_key(g->arena, header->columns[c].known_as),
                         SLICE("surveytype")))
            continue;
        for (size_t i = g->header_rows; i < g->sample->count; i++) {
            struct slice value = slice_trim(csv_record_value(&g->sample->records[i].record, c));
            if (type.len != 0 && value.len != 0 && !slice_equal(type, value))
                return; /* several kinds in one file: nothing is settled */
            type = value.len != 0 ? value : type;
        }
        book->entries[c].use = type.len != 0 ? USE_TECHNICAL : USE_ANSWER;
    }
    for (size_t c = 0; c < header->count && type.len != 0; c++) {
        struct entry *entry = &book->entries[c];
        if (entry->use == USE_ANSWER &&
            slice_equal(text_squeezed_key(g->arena, entry->name), SLICE("score")))
            entry->question =
                arena_print(g->arena, "%.*s %.*s", SLICE_ARG(type), SLICE_ARG(entry->question));
    }
}

static size_t group_length(const struct book *book, size_t first)
{
    size_t n = 1;
    while (first + n < book->count && book->entries[first + n].group == book->entries[first].group)
        n++;
    return n;
}

bool guess_book(const struct guess *g, const struct survey_header *header, struct book *book,
                struct error *e)
{
    book->count = header->count;
    book->entries = arena_array(g->arena, book->count, sizeof *book->entries);
    for (size_t i = 0; i < book->count; i++) {
        const struct survey_column *c = &header->columns[i];
        book->entries[i] = (struct entry){.name = c->name,
                                          .question = c->question,
                                          .option = c->option,
                                          .zone = c->zone,
                                          .group = c->group,
                                          .of = -1,
                                          .metric = METRIC_TEXT,
                                          .set = -1,
                                          .touchpoint = {"", 0},
                                          .separator = {"", 0},
                                          .note = {"", 0}};
    }
    if (!guess_uses(g, header, book, e))
        return false;
    if (g->layout->id == LAYOUT_PLAIN)
        find_survey_type(g, header, book);
    guess_siblings(g, header, book);
    for (size_t first = 0; first < book->count;) {
        size_t count = group_length(book, first);
        if (count == 1)
            find_bare_choice(g, &book->entries[first], first);
        if (is_ticked(g, book, first, count)) {
            drop_summary(g, book, first, count);
            guess_choices(g, book, first, count);
        }
        guess_group(g, book, first, count);
        first += count;
    }
    find_contacts(g, book);
    guess_comments(g, book);
    find_touchpoints(g, book);
    return true;
}
