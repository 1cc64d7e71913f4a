/* SPDX-License-Identifier: MIT */
#include "ingest-survey/header.h"

#include "ingest-survey/groups.h"
#include "ingest-survey/signatures.h"
#include "lib/text.h"
#include "lib/utf8.h"

enum { TAG_MAX = 60 };

/* Length of an HTML tag at s: "<br />"; 0: none. */
static size_t tag_length(struct slice s)
{
    if (s.len < 3 || s.ptr[0] != '<')
        return 0;
    char c = s.ptr[1];
    if (c != '/' && !((c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z')))
        return 0;
    const char *end = memchr(s.ptr, '>', s.len < TAG_MAX ? s.len : TAG_MAX);
    return end == NULL ? 0 : (size_t)(end - s.ptr) + 1;
}

struct slice header_clean(struct arena *arena, struct slice text)
{
    char *out = arena_bytes(arena, text.len + 1);
    size_t n = 0;
    for (size_t i = 0; i < text.len;) {
        struct slice rest = slice_from(text, i);
        size_t tag = tag_length(rest);
        bool hard_space = slice_starts(rest, SLICE("\xc2\xa0"));
        bool blank = tag != 0 || hard_space || (unsigned char)rest.ptr[0] <= ' ';
        i += tag != 0 ? tag : hard_space ? 2 : 1;
        if (!blank)
            out[n++] = rest.ptr[0];
        else if (rest.ptr[0] != '\0' && n > 0 && out[n - 1] != ' ')
            out[n++] = ' ';
    }
    n -= n > 0 && out[n - 1] == ' ';
    return (struct slice){out, n};
}

static struct slice cell(const struct first_rows *rows, size_t row, size_t column)
{
    if (row >= rows->count || column >= rows->columns[row])
        return (struct slice){"", 0};
    return signature_trim(rows->cells[row][column]);
}

/* --- zones --- */

/* The value behind "timeZone" in {"ImportId":"startDate","timeZone":"America/Denver"}. */
static struct slice zone_of_import(struct slice import)
{
    struct slice key = SLICE("timeZone");
    const char *at = slice_find(import, key);
    if (at == NULL)
        return (struct slice){"", 0};
    struct slice rest = slice_from(import, (size_t)(at - import.ptr) + key.len + 1);
    size_t start = 0;
    while (start < rest.len && strchr("\"': ", rest.ptr[start]) != NULL)
        start++;
    size_t end = start;
    while (end < rest.len && rest.ptr[end] != '"' && rest.ptr[end] != '\'')
        end++;
    return (struct slice){rest.ptr + start, end - start};
}

/* "UTC" of "Submit Date (UTC)"; also "(GMT+3)" and "(Europe/Athens)". */
static struct slice zone_of_name(struct slice name)
{
    struct slice none = {"", 0};
    if (name.len < 5 || name.ptr[name.len - 1] != ')')
        return none;
    size_t open = name.len;
    while (open > 0 && name.ptr[open - 1] != '(')
        open--;
    struct slice inner = {name.ptr + open, name.len - open - 1};
    bool zone = slice_starts(inner, SLICE("UTC")) || slice_starts(inner, SLICE("GMT")) ||
                slice_starts(inner, SLICE("Europe/")) || slice_starts(inner, SLICE("America/")) ||
                slice_starts(inner, SLICE("Asia/")) || slice_starts(inner, SLICE("Africa/"));
    return open > 0 && zone ? inner : none;
}

/* What stands between the quotes behind ImportId. */
static struct slice import_value(struct slice import)
{
    size_t colon = 0;
    while (colon < import.len && import.ptr[colon] != ':')
        colon++;
    struct slice rest = slice_trim(slice_from(import, colon + 1));
    if (rest.len < 2)
        return rest;
    const char *end = memchr(rest.ptr + 1, rest.ptr[0], rest.len - 1);
    return end == NULL ? rest : (struct slice){rest.ptr + 1, (size_t)(end - rest.ptr) - 1};
}

/* --- vendors --- */

/* V1 .. V99: the places of Qualtrics' own columns in the older export. */
static bool is_place(struct slice code)
{
    if (code.len < 2 || code.len > 3 || code.ptr[0] != 'V')
        return false;
    return code.ptr[1] >= '0' && code.ptr[1] <= '9' && code.ptr[code.len - 1] >= '0' &&
           code.ptr[code.len - 1] <= '9';
}

static void merge_qualtrics(const struct first_rows *rows, size_t header_rows, size_t i,
                            struct arena *arena, struct survey_column *c)
{
    struct slice last = cell(rows, header_rows - 1, i);
    bool imports = signature_is_import_id(last);
    size_t texts = header_rows - imports;
    c->code = cell(rows, 0, i);
    c->name = c->code;
    c->text = header_clean(arena, cell(rows, texts > 1 ? 1 : 0, i));
    c->known_as = is_place(c->code) && texts > 1 ? cell(rows, 1, i) : c->code;
    if (imports) {
        c->import_id = import_value(last);
        c->zone = zone_of_import(last);
    }
}

static bool says_nothing(struct slice label)
{
    struct arena scratch = {0};
    struct slice key = text_squeezed_key(&scratch, label);
    bool nothing = key.len == 0 || slice_equal(key, SLICE("response")) ||
                   slice_equal(key, SLICE("openendedresponse"));
    arena_free(&scratch);
    return nothing;
}

/* SurveyMonkey and Typeform: the question stands over the first of its columns. */
static void merge_two(const struct survey_layout *layout, const struct first_rows *rows,
                      struct arena *arena, struct survey_header *header)
{
    struct slice above = {"", 0};
    uint32_t group = 0;
    for (size_t i = 0; i < header->count; i++) {
        struct survey_column *c = &header->columns[i];
        struct slice top = header_clean(arena, cell(rows, 0, i));
        struct slice label = header_clean(arena, cell(rows, 1, i));
        /* a blank above, a question below: Typeform's groups end before it */
        bool asks =
            layout->id == LAYOUT_TYPEFORM && label.len > 0 && label.ptr[label.len - 1] == '?';
        if (top.len != 0 || asks) {
            above = top;
            group++;
        }
        group += above.len == 0 && !asks; /* nothing above: on its own */
        c->group = group;
        c->question = above.len != 0 ? above : label;
        c->option = above.len != 0 && !says_nothing(label) ? label : (struct slice){"", 0};
        c->text = c->option.len == 0
                      ? c->question
                      : arena_print(arena, "%.*s - %.*s", SLICE_ARG(above), SLICE_ARG(label));
        c->known_as = top.len != 0 ? top : label;
        c->name = c->text;
    }
}

static void merge_one(const struct survey_layout *layout, const struct first_rows *rows,
                      size_t header_rows, size_t i, struct arena *arena, struct survey_column *c)
{
    struct slice name = header_rows == 0 ? arena_print(arena, "%zu", i + 1) : cell(rows, 0, i);
    c->name = name;
    c->known_as = name;
    c->text = header_clean(arena, name);
    if (layout->id != LAYOUT_LIMESURVEY)
        return;
    struct slice code = signature_lime_code(c->text);
    c->known_as = signature_lime_code(name);
    if (code.len < c->text.len) {
        c->code = code;
        c->text = slice_trim(slice_from(c->text, code.len + 1));
    }
}

static const char *const ivr_names[] = {"date",  "time",  "caller",
                                        "queue", "agent", "call centre rating"};

/* An IVR's file has no header: its six columns are named here. */
static void name_ivr(struct survey_header *header)
{
    for (size_t i = 0; i < header->count && i < sizeof ivr_names / sizeof *ivr_names; i++) {
        struct survey_column *c = &header->columns[i];
        c->name = c->known_as = c->text = slice_of(ivr_names[i]);
    }
}

void header_merge(const struct survey_layout *layout, const struct first_rows *rows,
                  size_t header_rows, struct arena *arena, struct survey_header *header)
{
    header->count = rows->count > 0 ? rows->columns[0] : 0;
    header->columns = arena_array(arena, header->count, sizeof *header->columns);
    bool over_each_other = layout->id == LAYOUT_QUALTRICS;
    for (size_t i = 0; i < header->count; i++) {
        if (over_each_other)
            merge_qualtrics(rows, header_rows, i, arena, &header->columns[i]);
        else
            merge_one(layout, rows, header_rows, i, arena, &header->columns[i]);
    }
    if (layout->id == LAYOUT_IVR)
        name_ivr(header);
    if (!over_each_other && header_rows >= 2 && layout->id != LAYOUT_KOBO)
        merge_two(layout, rows, arena, header);
    else
        groups_find(layout, arena, header);
    for (size_t i = 0; i < header->count; i++) {
        struct survey_column *c = &header->columns[i];
        if (c->zone.len == 0)
            c->zone = zone_of_name(c->known_as);
    }
}
