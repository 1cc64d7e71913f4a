/* SPDX-License-Identifier: MIT */
#include "ingest-survey/guess.h"
#include "lib/text.h"

enum { TEXT_REACH = 60 }; /* columns back in which the choice of a "_TEXT" is looked for */

bool guess_is_other(const struct guess *g, struct slice option)
{
    struct slice key = text_key(g->arena, option);
    return words_are(g->words, "other", key) || words_are(g->words, "comment", key);
}

static void make_comment(struct book *book, size_t comment, size_t of)
{
    struct entry *entry = &book->entries[comment];
    entry->use = USE_COMMENT;
    entry->metric = METRIC_TEXT;
    entry->of = (ptrdiff_t)of;
}

/* Qualtrics: Q3_5_TEXT beside Q3_5, or Q3_TEXT and Q3_5_TEXT beside Q3. Without such a column it is
 * a question of its own. */
static void link_text(const struct survey_header *header, struct book *book, size_t i)
{
    struct slice code = header->columns[i].code;
    if (!header_cut_text(&code))
        return;
    size_t digits = code.len;
    while (digits > 0 && code.ptr[digits - 1] >= '0' && code.ptr[digits - 1] <= '9')
        digits--;
    struct slice stem = {code.ptr,
                         digits > 1 && code.ptr[digits - 1] == '_' ? digits - 1 : code.len};
    for (size_t back = 1; back <= i && back <= TEXT_REACH; back++) {
        struct slice other = header->columns[i - back].code;
        bool answers = book->entries[i - back].use == USE_ANSWER;
        if (answers && (slice_equal(other, code) || slice_equal(other, stem))) {
            make_comment(book, i, i - back);
            book->entries[i - back].closed = true;
            return;
        }
    }
}

/* "[Other]", "Other (please specify)" beside the column of the question itself. */
static void link_other(const struct guess *g, struct book *book, size_t i)
{
    const struct entry *entry = &book->entries[i];
    if (entry->option.len == 0 || !guess_is_other(g, entry->option))
        return;
    for (size_t j = i; j-- > 0 && book->entries[j].group == entry->group;) {
        if (book->entries[j].option.len == 0 && book->entries[j].use == USE_ANSWER) {
            make_comment(book, i, j);
            book->entries[j].closed =
                words_are(g->words, "other", text_key(g->arena, entry->option));
            return;
        }
    }
}

void guess_siblings(const struct guess *g, const struct survey_header *header, struct book *book)
{
    for (size_t i = 1; i < book->count; i++) {
        if (book->entries[i].use != USE_ANSWER)
            continue;
        if (g->layout->id == LAYOUT_QUALTRICS)
            link_text(header, book, i);
        else
            link_other(g, book, i);
    }
}

static bool is_scored(const struct entry *entry)
{
    return entry->use == USE_ANSWER && entry->has_scale;
}

static bool has_comment(const struct book *book, size_t column)
{
    for (size_t i = column + 1; i < book->count && i < column + TEXT_REACH; i++) {
        if (book->entries[i].use == USE_COMMENT && book->entries[i].of == (ptrdiff_t)column)
            return true;
    }
    return false;
}

/* The one scored column of the file; -1: none or several. */
static ptrdiff_t only_scored(const struct book *book)
{
    ptrdiff_t only = -1;
    for (size_t i = 0; i < book->count; i++) {
        if (!is_scored(&book->entries[i]))
            continue;
        if (only >= 0)
            return -1;
        only = (ptrdiff_t)i;
    }
    return only;
}

void guess_comments(const struct guess *g, struct book *book)
{
    ptrdiff_t only = only_scored(book);
    for (size_t i = 0; i < book->count; i++) {
        struct entry *entry = &book->entries[i];
        if (entry->use != USE_ANSWER || entry->metric != METRIC_TEXT || entry->option.len != 0)
            continue;
        struct slice key = text_key(g->arena, entry->question);
        bool follows =
            i > 0 && is_scored(&book->entries[i - 1]) && book->entries[i - 1].option.len == 0;
        bool why = follows && words_have(g->words, "why", "why", key);
        bool comment = words_are(g->words, "comment", key) || words_are(g->words, "remarks", key);
        if (why && !has_comment(book, i - 1))
            make_comment(book, i, i - 1);
        else if (only >= 0 && comment && !has_comment(book, (size_t)only))
            make_comment(book, i, (size_t)only);
    }
}
