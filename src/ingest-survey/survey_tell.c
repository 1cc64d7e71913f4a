/* SPDX-License-Identifier: MIT */
#include "ingest-survey/survey_file.h"
#include "streams/column_list.h"

enum { NAMED_MAX = 8 }; /* columns named with what is to be looked at */

size_t survey_file_questions(const struct survey_file *f)
{
    size_t questions = 0;
    for (size_t i = 0; i < f->book.count; i++)
        questions += use_is_answer(f->book.entries[i].use);
    return questions;
}

static bool is_unread(enum column_use use)
{
    return use >= USE_REPEAT;
}

/* "takes email from 'E-mail'": what is not an answer, in the words of the codebook; no more where the column is called so. */
static void tell_particulars(const struct survey_file *f, struct arena_text *line)
{
    struct column_list part = {line, "takes ", 0};
    for (size_t i = 0; i < f->book.count; i++) {
        const struct entry *entry = &f->book.entries[i];
        char use[CODEBOOK_USE_MAX];
        if (use_is_answer(entry->use) || is_unread(entry->use) || !column_list_next(&part))
            continue;
        struct slice what = codebook_use(&f->book, entry, use);
        arena_text_put(line, what);
        if (!slice_equal(what, entry->name))
            column_list_name(line, " from ", entry->name);
    }
    column_list_end(&part);
}

/* "answers from 'Q1' (nps)" */
static void tell_answers(const struct survey_file *f, struct arena_text *line)
{
    struct column_list part = {line, line->len > 0 ? "; answers from " : "takes answers from ", 0};
    for (size_t i = 0; i < f->book.count; i++) {
        const struct entry *entry = &f->book.entries[i];
        if (!use_is_answer(entry->use) || !column_list_next(&part))
            continue;
        column_list_name(line, "", entry->name);
        arena_text_put(line, SLICE(" ("));
        arena_text_put(line, entry->use == USE_COMMENT
                                 ? slice_of(use_name(entry->use))
                                 : slice_of(vocabulary_word(VOCABULARY_METRIC, (int)entry->metric)));
        arena_text_put(line, SLICE(")"));
    }
    column_list_end(&part);
}

static void tell_unread(const struct survey_file *f, struct arena_text *line)
{
    struct column_list part = {line, "; not read: ", 0};
    for (size_t i = 0; i < f->book.count; i++) {
        if (is_unread(f->book.entries[i].use) && column_list_next(&part))
            column_list_name(line, "", f->book.entries[i].name);
    }
    column_list_end(&part);
}

/* The columns whose notes are worth a look. */
static void tell_notes(const struct survey_file *f)
{
    struct world *w = f->survey->run->world;
    size_t named = 0;
    for (size_t i = 0; i < f->book.count; i++) {
        const struct entry *entry = &f->book.entries[i];
        if (!use_is_answer(entry->use) || entry->note.len == 0)
            continue;
        if (named++ < NAMED_MAX)
            world_say(w, "%s: column %zu '%s': %s: %.*s", f->name, i + 1, quote(entry->name).text,
                      vocabulary_word(VOCABULARY_METRIC, (int)entry->metric),
                      SLICE_ARG(entry->note));
    }
    if (named > NAMED_MAX)
        world_say(w, "%s: and %zu more columns to look at: see --emit-codebook", f->name,
                  named - NAMED_MAX);
}

void survey_file_tell(const struct survey_file *f)
{
    world_say(f->survey->run->world, "%s: layout %.*s, %zu header %s, %zu of %zu columns hold answers", f->name,
              SLICE_ARG(f->layout->name), f->header_rows, f->header_rows == 1 ? "row" : "rows",
              survey_file_questions(f), f->book.count);
    struct arena_text line = {.arena = f->survey->run->arena};
    tell_particulars(f, &line);
    tell_answers(f, &line);
    tell_unread(f, &line);
    world_say(f->survey->run->world, "%s: %.*s", f->name, (int)line.len, line.bytes);
    tell_notes(f);
}
