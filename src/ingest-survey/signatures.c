/* SPDX-License-Identifier: MIT */
#include "ingest-survey/signatures.h"

#include "lib/text.h"

/* --- cells --- */

struct slice signature_trim(struct slice cell)
{
    while (cell.len > 0 && cell.ptr[0] == '\0')
        cell = slice_from(cell, 1);
    while (cell.len > 0 && cell.ptr[cell.len - 1] == '\0')
        cell.len--;
    return slice_trim(cell);
}

bool signature_is_import_id(struct slice cell)
{
    cell = slice_trim(cell);
    return slice_starts(cell, SLICE("{\"ImportId\"")) || slice_starts(cell, SLICE("{'ImportId'"));
}

struct slice signature_lime_code(struct slice header)
{
    for (size_t i = 0; i + 1 < header.len; i++) {
        if (header.ptr[i] == '.' && header.ptr[i + 1] == ' ' && i > 0)
            return (struct slice){header.ptr, i};
        if (header.ptr[i] == ' ')
            break;
    }
    return header;
}

static struct slice cell(const struct first_rows *rows, size_t row, size_t column)
{
    if (row >= rows->count || column >= rows->columns[row])
        return (struct slice){"", 0};
    return signature_trim(rows->cells[row][column]);
}

static bool same(struct slice header, const char *squeezed)
{
    struct arena scratch = {0};
    bool equal = slice_equal(text_squeezed_key(&scratch, header), slice_of(squeezed));
    arena_free(&scratch);
    return equal;
}

/* Whether the first record has a column of this name ("responseid": folded, without blanks and
 * marks). */
static bool has(const struct first_rows *rows, const char *squeezed)
{
    for (size_t i = 0; i < rows->columns[0]; i++) {
        if (same(cell(rows, 0, i), squeezed))
            return true;
    }
    return false;
}

static bool all_digits(struct slice s)
{
    for (size_t i = 0; i < s.len; i++) {
        if (s.ptr[i] < '0' || s.ptr[i] > '9')
            return false;
    }
    return s.len > 0;
}

/* 2026-02-28, 7/1/2024, 28.02.2026, with or without a time behind it. */
static bool is_date(struct slice s)
{
    size_t marks = 0;
    size_t digits = 0;
    for (size_t i = 0; i < s.len && i < 10 && s.ptr[i] != ' ' && s.ptr[i] != 'T'; i++) {
        if (strchr("-/.", s.ptr[i]) != NULL && s.ptr[i] != '\0')
            marks++;
        else if (s.ptr[i] >= '0' && s.ptr[i] <= '9')
            digits++;
        else
            return false;
    }
    return marks == 2 && digits >= 4;
}

static bool is_clock(struct slice s)
{
    return s.len >= 4 && s.len <= 8 && s.ptr[0] >= '0' && s.ptr[0] <= '9' &&
           memchr(s.ptr, ':', s.len) != NULL;
}

/* --- vendors --- */

static bool is_import_row(const struct first_rows *rows, size_t row)
{
    size_t filled = 0;
    size_t ids = 0;
    for (size_t i = 0; i < rows->columns[row]; i++) {
        filled += cell(rows, row, i).len != 0;
        ids += signature_is_import_id(cell(rows, row, i));
    }
    return ids > 0 && ids * 5 >= filled * 4;
}

static bool is_legacy_qualtrics(const struct first_rows *rows)
{
    static const char *const names[] = {"V1", "V2", "V3", "V4", "V5"};
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        if (!slice_equal(cell(rows, 0, i), slice_of(names[i])))
            return false;
    }
    return rows->count >= 2 && same(cell(rows, 1, 0), "responseid");
}

static bool fits_qualtrics(const struct layouts *l, const struct first_rows *rows,
                           size_t *header_rows)
{
    (void)l;
    for (size_t row = 0; row < rows->count; row++) {
        if (is_import_row(rows, row)) {
            *header_rows = row + 1;
            return true;
        }
    }
    *header_rows = is_legacy_qualtrics(rows) ? 2 : 1;
    return *header_rows == 2 ||
           (has(rows, "responseid") && has(rows, "startdate") && has(rows, "finished"));
}

static bool says_response(struct slice s)
{
    return same(s, "response") || same(s, "openendedresponse");
}

static bool fits_surveymonkey(const struct layouts *l, const struct first_rows *rows,
                              size_t *header_rows)
{
    (void)l;
    size_t filled = 0;
    size_t responses = 0;
    size_t under_blank = 0;
    for (size_t i = 0; rows->count > 1 && i < rows->columns[1]; i++) {
        filled += cell(rows, 1, i).len != 0;
        responses += says_response(cell(rows, 1, i));
        under_blank += cell(rows, 0, i).len == 0 && cell(rows, 1, i).len != 0;
    }
    if (!same(cell(rows, 0, 0), "respondentid")) {
        *header_rows = 2;
        return responses > 0 && responses * 2 >= filled;
    }
    bool two = cell(rows, 1, 0).len == 0 && filled > 0 && responses + under_blank > 0;
    *header_rows = two ? 2 : 1;
    return true;
}

/* The first column is a time stamp under Google's own name for it. */
static bool fits_google(const struct layouts *l, const struct first_rows *rows, size_t *header_rows)
{
    (void)header_rows;
    enum column_use use;
    int rank;
    struct slice first = cell(rows, 0, 0);
    return rows->columns[0] > 1 && !slice_equal(first, SLICE("timestamp")) &&
           layouts_column(l, LAYOUT_GOOGLE_FORMS, first, &use, &rank) && use == USE_ANSWERED_AT;
}

/* ID, start and completion one after another. */
static bool fits_ms(const struct layouts *l, const struct first_rows *rows, size_t *header_rows)
{
    (void)header_rows;
    enum column_use use;
    int rank;
    int seen = 0;
    for (size_t i = 1; i <= 2; i++) {
        if (layouts_column(l, LAYOUT_MS_FORMS, cell(rows, 0, i), &use, &rank) &&
            use == USE_ANSWERED_AT)
            seen |= 1 << rank;
    }
    return same(cell(rows, 0, 0), "id") && seen == (1 << 1 | 1 << 2);
}

static bool fits_typeform(const struct layouts *l, const struct first_rows *rows,
                          size_t *header_rows)
{
    (void)l;
    size_t row = cell(rows, 0, 0).len == 0 ? 1 : 0;
    if (row >= rows->count || !slice_equal(cell(rows, row, 0), SLICE("#")))
        return false;
    *header_rows = row + 1;
    return cell(rows, row + 1, 0).len >= 20 || has(rows, "submitdate(utc)") ||
           has(rows, "networkid");
}

static bool fits_lime(const struct layouts *l, const struct first_rows *rows, size_t *header_rows)
{
    (void)header_rows;
    bool seen[USE_COUNT] = {false};
    for (size_t i = 0; i < rows->columns[0] && i < 20; i++) {
        enum column_use use;
        int rank;
        if (layouts_column(l, LAYOUT_LIMESURVEY, signature_lime_code(cell(rows, 0, i)), &use,
                           &rank))
            seen[use] = true;
    }
    return seen[USE_RESPONSE_ID] && seen[USE_SUBMITTED] &&
           (seen[USE_LANGUAGE] || seen[USE_TECHNICAL]);
}

static bool is_hxl_row(const struct first_rows *rows)
{
    size_t tags = 0;
    for (size_t i = 0; rows->count > 1 && i < rows->columns[1]; i++) {
        struct slice c = cell(rows, 1, i);
        if (c.len != 0 && c.ptr[0] != '#')
            return false;
        tags += c.len != 0;
    }
    return tags > 0;
}

static bool fits_kobo(const struct layouts *l, const struct first_rows *rows, size_t *header_rows)
{
    (void)l;
    *header_rows = is_hxl_row(rows) ? 2 : 1;
    for (size_t i = 0; i < rows->columns[0]; i++) {
        if (slice_equal(cell(rows, 0, i), SLICE("_submission_time")))
            return true;
    }
    return false;
}

static bool fits_formbricks(const struct layouts *l, const struct first_rows *rows,
                            size_t *header_rows)
{
    (void)l;
    (void)header_rows;
    return has(rows, "responseid") &&
           (has(rows, "formbricksid(internal)") || has(rows, "formbricksid"));
}

static bool fits_ivr(const struct layouts *l, const struct first_rows *rows, size_t *header_rows)
{
    (void)l;
    *header_rows = 0;
    return rows->columns[0] == 6 && is_date(cell(rows, 0, 0)) && is_clock(cell(rows, 0, 1)) &&
           all_digits(cell(rows, 0, 2)) && cell(rows, 0, 2).len >= 6 &&
           all_digits(cell(rows, 0, 5));
}

bool signature_fits(const struct layouts *l, enum layout_id id, const struct first_rows *rows,
                    size_t *header_rows)
{
    static bool (*const fits[LAYOUT_COUNT])(const struct layouts *, const struct first_rows *,
                                            size_t *) = {[LAYOUT_QUALTRICS] = fits_qualtrics,
                                                         [LAYOUT_SURVEYMONKEY] = fits_surveymonkey,
                                                         [LAYOUT_GOOGLE_FORMS] = fits_google,
                                                         [LAYOUT_MS_FORMS] = fits_ms,
                                                         [LAYOUT_TYPEFORM] = fits_typeform,
                                                         [LAYOUT_LIMESURVEY] = fits_lime,
                                                         [LAYOUT_KOBO] = fits_kobo,
                                                         [LAYOUT_FORMBRICKS] = fits_formbricks,
                                                         [LAYOUT_IVR] = fits_ivr};
    return rows->count > 0 && fits[id] != NULL && fits[id](l, rows, header_rows);
}

bool signature_is_data(const struct first_rows *rows)
{
    for (size_t i = 0; rows->count > 0 && i < rows->columns[0]; i++) {
        if (is_date(cell(rows, 0, i)) || signature_is_import_id(cell(rows, 0, i)))
            return true;
    }
    return false;
}
