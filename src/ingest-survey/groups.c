/* SPDX-License-Identifier: MIT */
#include "ingest-survey/groups.h"

static const struct slice nothing = {"", 0};

/* --- by code: Qualtrics --- */

static bool ends_with(struct slice s, struct slice end)
{
    return s.len > end.len && slice_equal(slice_from(s, s.len - end.len), end);
}

bool header_cut_text(struct slice *code)
{
    if (!ends_with(*code, SLICE("_TEXT")))
        return false;
    code->len -= 5;
    return true;
}

/* "Q5" of "Q5_12" and "Q5_12_TEXT"; what has no number at its end stays itself. */
static struct slice code_stem(struct slice code)
{
    (void)header_cut_text(&code);
    size_t n = code.len;
    while (n > 0 && code.ptr[n - 1] >= '0' && code.ptr[n - 1] <= '9')
        n--;
    return n < code.len && n > 1 && code.ptr[n - 1] == '_' ? (struct slice){code.ptr, n - 1} : code;
}

static size_t common_prefix(struct slice a, struct slice b)
{
    size_t n = 0;
    while (n < a.len && n < b.len && a.ptr[n] == b.ptr[n])
        n++;
    return n;
}

/* Where the question ends in words that `shared` bytes long begin alike: before the last " - ",
 * else the last "-". */
static size_t cut_at_dash(struct slice text, size_t shared, size_t *option)
{
    for (size_t i = shared; i >= 3; i--) {
        if (memcmp(text.ptr + i - 3, " - ", 3) == 0) {
            *option = i;
            return i - 3;
        }
    }
    for (size_t i = shared; i >= 2; i--) {
        if (text.ptr[i - 1] == '-') {
            *option = i;
            return i - 1;
        }
    }
    return 0;
}

static void split_shared(struct survey_column *columns, size_t count)
{
    size_t shared = columns[0].text.len;
    for (size_t i = 1; i < count; i++) {
        size_t n = common_prefix(columns[0].text, columns[i].text);
        shared = n < shared ? n : shared;
    }
    size_t option = 0;
    size_t end = count < 2 ? 0 : cut_at_dash(columns[0].text, shared, &option);
    for (size_t i = 0; i < count && end != 0; i++) {
        columns[i].question = slice_trim((struct slice){columns[i].text.ptr, end});
        columns[i].option = slice_trim(slice_from(columns[i].text, option));
    }
}

/* Qualtrics' words for "the choice, not the text beside it". */
static void drop_selected(struct survey_column *c)
{
    struct slice words = SLICE("Selected Choice");
    if (slice_starts(c->option, words)) {
        c->option = slice_trim(slice_from(c->option, words.len));
        if (c->option.len > 0 && c->option.ptr[0] == '-')
            c->option = slice_trim(slice_from(c->option, 1));
    }
    if (ends_with(c->question, SLICE(" - Selected Choice")))
        c->question.len -= 3 + words.len;
}

static void group_by_code(struct survey_header *header)
{
    size_t start = 0;
    for (size_t i = 1; i <= header->count; i++) {
        if (i < header->count &&
            slice_equal(code_stem(header->columns[i].code),
                        code_stem(header->columns[start].code)) &&
            header->columns[i].code.len != 0 &&
            !slice_equal(header->columns[i].code, header->columns[start].code))
            continue;
        for (size_t j = start; j < i; j++)
            header->columns[j].group = (uint32_t)start;
        split_shared(&header->columns[start], i - start);
        start = i;
    }
}

/* --- by brackets: LimeSurvey, Google's grids --- */

static void split_bracket(struct survey_column *c)
{
    struct slice text = c->text;
    if (text.len < 3 || text.ptr[text.len - 1] != ']')
        return;
    size_t open = text.len - 1;
    while (open > 0 && text.ptr[open] != '[')
        open--;
    if (open == 0 || open + 2 >= text.len)
        return;
    c->question = slice_trim((struct slice){text.ptr, open});
    c->option = slice_trim((struct slice){text.ptr + open + 1, text.len - open - 2});
}

/* The code up to its bracket: "Ag2" of "Ag2[SQ002]". */
static struct slice code_head(struct slice code)
{
    const char *open = code.len == 0 ? NULL : memchr(code.ptr, '[', code.len);
    return open == NULL ? code : (struct slice){code.ptr, (size_t)(open - code.ptr)};
}

static bool same_question(const struct survey_column *a, const struct survey_column *b)
{
    return (a->option.len != 0 || b->option.len != 0) && slice_equal(a->question, b->question) &&
           slice_equal(code_head(a->code), code_head(b->code));
}

/* --- by a mark between question and choice --- */

/* Where the option starts in b when a and b are one question: b is a, mark, option; or both begin
 * alike up to a mark. */
static size_t option_start(struct slice a, struct slice b, struct slice mark, bool shared_counts)
{
    if (b.len > a.len + mark.len && slice_starts(b, a) && slice_starts(slice_from(b, a.len), mark))
        return a.len + mark.len;
    for (size_t n = shared_counts ? common_prefix(a, b) : 0; n > mark.len; n--) {
        if (memcmp(a.ptr + n - mark.len, mark.ptr, mark.len) == 0)
            return n;
    }
    return 0;
}

static void split_at(struct survey_column *c, size_t option, size_t mark)
{
    c->question = slice_trim((struct slice){c->text.ptr, option - mark});
    c->option = slice_trim(slice_from(c->text, option));
}

/* From `start` on, which has no option yet: how many columns are one question under this mark. */
static size_t group_by_mark(struct survey_header *header, size_t start, struct slice mark,
                            bool shared_counts)
{
    struct survey_column *first = &header->columns[start];
    if (start + 1 >= header->count || first->option.len != 0)
        return 1;
    size_t option = option_start(first->text, header->columns[start + 1].text, mark, shared_counts);
    if (option < mark.len + 8 && shared_counts)
        return 1; /* "1 - How old", "1 - How many": numbers, not a question */
    if (option == 0)
        return 1;
    struct slice stem = {header->columns[start + 1].text.ptr, option};
    size_t n = 0;
    while (start + n < header->count) {
        struct survey_column *c = &header->columns[start + n];
        if (slice_starts(c->text, stem))
            split_at(c, option, mark.len);
        else if (n > 0)
            break;
        n++;
    }
    return n;
}

static void group_by_words(const struct survey_layout *layout, struct survey_header *header)
{
    bool kobo = layout->id == LAYOUT_KOBO;
    bool dashes = layout->id != LAYOUT_LIMESURVEY && !kobo;
    for (size_t i = 0; i < header->count && !kobo; i++)
        split_bracket(&header->columns[i]);
    for (size_t i = 0; i < header->count;) {
        size_t n = 1;
        if (kobo)
            n = group_by_mark(header, i, SLICE("/"), false);
        else if (dashes)
            n = group_by_mark(header, i, SLICE(" - "), true);
        for (size_t j = i; j < i + n; j++)
            header->columns[j].group = (uint32_t)i;
        i += n;
    }
}

/* LimeSurvey and Google put as many columns as there are rows one after another: all that agree
 * with the first. */
static void join_brackets(struct survey_header *header)
{
    for (size_t i = 1; i < header->count; i++) {
        if (same_question(&header->columns[i - 1], &header->columns[i]))
            header->columns[i].group = header->columns[i - 1].group;
    }
}

void groups_find(const struct survey_layout *layout, struct arena *arena,
                 struct survey_header *header)
{
    (void)arena;
    for (size_t i = 0; i < header->count; i++) {
        header->columns[i].question = header->columns[i].text;
        header->columns[i].option = nothing;
    }
    if (layout->id == LAYOUT_QUALTRICS) {
        group_by_code(header);
        for (size_t i = 0; i < header->count; i++)
            drop_selected(&header->columns[i]);
        return;
    }
    group_by_words(layout, header);
    if (layout->id != LAYOUT_KOBO)
        join_brackets(header);
}
