/* SPDX-License-Identifier: MIT */
#include "test.h"

#include "ingest-survey/header.h"

static struct arena arena;
static const struct layouts *layouts;

enum { COLUMNS = 6 };

/* Merges rows of cells; a NULL ends a row. */
static struct survey_header merge(enum layout_id id, size_t header_rows,
                                  const char *const (*cells)[COLUMNS + 1])
{
    struct first_rows rows = {.count = header_rows};
    for (size_t r = 0; r < header_rows; r++) {
        struct slice *row = arena_array(&arena, COLUMNS, sizeof *row);
        for (; rows.columns[r] < COLUMNS && cells[r][rows.columns[r]] != NULL; rows.columns[r]++)
            row[rows.columns[r]] = slice_of(cells[r][rows.columns[r]]);
        rows.cells[r] = row;
    }
    struct survey_header header;
    header_merge(layouts_get(layouts, id), &rows, header_rows, &arena, &header);
    return header;
}

static void check(const struct survey_header *h, size_t i, const char *question, const char *option)
{
    CHECK(i < h->count);
    if (i >= h->count)
        return;
    CHECK_TEXT(h->columns[i].question, question);
    CHECK_TEXT(h->columns[i].option, option);
}

static bool together(const struct survey_header *h, size_t a, size_t b)
{
    return h->columns[a].group == h->columns[b].group;
}

static void qualtrics(void)
{
    static const char *const cells[][COLUMNS + 1] = {
        {"Q1", "Q2_1", "Q2_2", "Q2_2_TEXT", "Q3_1", "EndDate"},
        {"How\n <b>likely</b>?", "Rate - on each row - Staff", "Rate - on each row - Shop",
         "Rate - on each row - Shop - Text", "A-B", "End Date"},
        {"{\"ImportId\":\"QID1\"}", "{'ImportId': 'QID2_1'}", "{\"ImportId\":\"QID2_2\"}",
         "{\"ImportId\":\"QID2_2_TEXT\"}", "{\"ImportId\":\"QID3_1\"}",
         "{\"ImportId\":\"endDate\",\"timeZone\":\"America/Denver\"}"}};
    struct survey_header h = merge(LAYOUT_QUALTRICS, 3, cells);
    check(&h, 0, "How likely ?", "");
    check(&h, 1, "Rate - on each row", "Staff");
    check(&h, 2, "Rate - on each row", "Shop");
    check(&h, 4, "A-B", ""); /* alone: no choice is cut off */
    CHECK(together(&h, 1, 2) && together(&h, 2, 3) && !together(&h, 0, 1) && !together(&h, 3, 4));
    CHECK_TEXT(h.columns[1].import_id, "QID2_1");
    CHECK_TEXT(h.columns[5].import_id, "endDate");
    CHECK_TEXT(h.columns[5].zone, "America/Denver");
    CHECK_TEXT(h.columns[0].zone, "");
}

static void brackets(void)
{
    static const char *const cells[][COLUMNS + 1] = {
        {"id. Response ID", "a[1]. Do you? [Yes, often]", "a[other]. Do you? [Other]", "b. Do you?",
         "6 - Why? ", "6 - Why? [Other]"}};
    struct survey_header h = merge(LAYOUT_LIMESURVEY, 1, cells);
    CHECK_TEXT(h.columns[0].known_as, "id");
    check(&h, 1, "Do you?", "Yes, often");
    check(&h, 2, "Do you?", "Other");
    check(&h, 3, "Do you?", "");
    CHECK(together(&h, 1, 2));
    CHECK(!together(&h, 2, 3)); /* another code: another question */
    check(&h, 5, "6 - Why?", "Other");
    CHECK(together(&h, 4, 5));
}

static void marks(void)
{
    static const char *const one[][COLUMNS + 1] = {
        {"id", "Which pies do you like?", "Which pies do you like? - Other",
         "Of these, which? - Apple", "Of these, which? - Pear", "1 - How old?"}};
    struct survey_header h = merge(LAYOUT_PLAIN, 1, one);
    check(&h, 1, "Which pies do you like?", "");
    check(&h, 2, "Which pies do you like?", "Other");
    check(&h, 3, "Of these, which?", "Apple");
    check(&h, 4, "Of these, which?", "Pear");
    check(&h, 5, "1 - How old?", "");
    CHECK(together(&h, 1, 2) && together(&h, 3, 4) && !together(&h, 2, 3));
    static const char *const kobo[][COLUMNS + 1] = {
        {"start", "Likes/dislikes", "Pie", "Pie/Apple", "Pie/Pear", "_id"}};
    h = merge(LAYOUT_KOBO, 1, kobo);
    check(&h, 1, "Likes/dislikes", "");
    check(&h, 3, "Pie", "Apple");
    CHECK(together(&h, 2, 4) && !together(&h, 1, 2) && !together(&h, 4, 5));
}

static void two_rows(void)
{
    static const char *const cells[][COLUMNS + 1] = {
        {"Respondent ID", "Rate", "", "Open?", "", "End (UTC)"},
        {"", "Staff", "Shop", "Response", "Other (please specify)", ""}};
    struct survey_header h = merge(LAYOUT_SURVEYMONKEY, 2, cells);
    check(&h, 1, "Rate", "Staff");
    check(&h, 2, "Rate", "Shop");
    check(&h, 3, "Open?", "");
    check(&h, 4, "Open?", "Other (please specify)");
    CHECK_TEXT(h.columns[2].name, "Rate - Shop");
    CHECK_TEXT(h.columns[5].zone, "UTC");
    static const char *const typeform[][COLUMNS + 1] = {
        {"", "Systems", "", "", "", ""}, {"#", "Mac", "BSD", "How often?", "Stray", "More?"}};
    h = merge(LAYOUT_TYPEFORM, 2, typeform);
    check(&h, 2, "Systems", "BSD");
    check(&h, 3, "How often?", "");
    check(&h, 4, "Stray", "");
    CHECK(!together(&h, 3, 4));
}

int main(void)
{
    struct error e = {0};
    layouts = layouts_load(&arena, &e);
    CHECK(layouts != NULL);
    if (layouts != NULL) {
        qualtrics();
        brackets();
        marks();
        two_rows();
    }
    CHECK_TEXT(header_clean(&arena, SLICE(" a\r\n\tb\xc2\xa0<br/>c < d <5> e ")),
               "a b c < d <5> e");
    arena_free(&arena);
    return test_report("ingest-survey_header");
}
