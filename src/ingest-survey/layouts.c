/* SPDX-License-Identifier: MIT */
#include "ingest-survey/layouts.h"

#include "ingest-survey/signatures.h"
#include "lib/embed.h"
#include "lib/hash.h"
#include "lib/number.h"
#include "lib/text.h"

EMBED(layouts_bytes, "src/ingest-survey/layouts.csv")
EMBED(columns_bytes, "src/ingest-survey/columns.csv")

struct known_column {
    enum column_use use;
    int rank;
};

struct layouts {
    struct survey_layout all[LAYOUT_COUNT];
    struct intern headers; /* "layout:squeezed name" */
    struct known_column *known;
    size_t known_capacity;
    struct arena *arena;
};

static const char *const use_names[USE_COUNT] = {[USE_ANSWER] = "answer",
                                                 [USE_LIST] = "list",
                                                 [USE_OPTION] = "option",
                                                 [USE_COMMENT] = "comment",
                                                 [USE_RESPONSE_ID] = "response_id",
                                                 [USE_CUSTOMER_ID] = "customer_id",
                                                 [USE_EMAIL] = "email",
                                                 [USE_PHONE] = "phone",
                                                 [USE_ANSWERED_AT] = "answered_at",
                                                 [USE_CLOCK] = "clock",
                                                 [USE_SUBMITTED] = "submitted",
                                                 [USE_CHANNEL] = "channel",
                                                 [USE_LANGUAGE] = "language",
                                                 [USE_STATUS] = "status",
                                                 [USE_FINISHED] = "finished",
                                                 [USE_PROGRESS] = "progress",
                                                 [USE_RESPONSE_TYPE] = "response_type",
                                                 [USE_REPEAT] = "repeat",
                                                 [USE_PERSONAL] = "personal",
                                                 [USE_TECHNICAL] = "technical",
                                                 [USE_SKIP] = "skip"};

const char *use_name(enum column_use use)
{
    return use_names[use];
}

enum column_use use_find(struct slice name)
{
    size_t i = 0;
    while (i < USE_COUNT && !slice_equal(name, slice_of(use_names[i])))
        i++;
    return (enum column_use)i;
}

/* --- loading --- */

static void load_layouts(struct layouts *l, const struct csv_table *t)
{
    for (size_t row = 0; row < csv_table_rows(t) && row < LAYOUT_COUNT; row++) {
        struct slice order = csv_table_cell(t, row, csv_table_column(t, "date_order"));
        l->all[row] = (struct survey_layout){
            .id = (enum layout_id)row,
            .name = csv_table_cell(t, row, csv_table_column(t, "layout")),
            .zone = csv_table_cell(t, row, csv_table_column(t, "zone")),
            .order = slice_equal(order, SLICE("m")) ? DATE_ORDER_MDY : DATE_ORDER_NONE,
            .separator = csv_table_cell(t, row, csv_table_column(t, "separator")),
            .channel = csv_table_cell(t, row, csv_table_column(t, "channel")),
            .meaning = csv_table_cell(t, row, csv_table_column(t, "meaning")),
            .unmask =
                slice_equal(csv_table_cell(t, row, csv_table_column(t, "unmask")), SLICE("yes"))};
    }
}

static struct slice header_key(struct arena *a, struct slice layout, struct slice header)
{
    struct slice squeezed = text_squeezed_key(a, slice_trim(header));
    return arena_print(a, "%.*s:%.*s", SLICE_ARG(layout), SLICE_ARG(squeezed));
}

static void load_columns(struct layouts *l, const struct csv_table *t)
{
    for (size_t row = 0; row < csv_table_rows(t); row++) {
        struct slice list = csv_table_cell(t, row, csv_table_column(t, "headers"));
        struct slice header;
        while (slice_cut(&list, '|', &header)) {
            uint32_t n =
                intern_add(&l->headers, header_key(l->arena, csv_table_cell(t, row, 0), header));
            if (n + 1 < l->headers.count)
                continue; /* an earlier row has it */
            l->known = arena_grow(l->arena, l->known, n, &l->known_capacity, sizeof *l->known);
            l->known[n].use = use_find(csv_table_cell(t, row, csv_table_column(t, "use")));
            l->known[n].rank = csv_table_cell(t, row, csv_table_column(t, "rank")).ptr[0] - '0';
        }
    }
}

struct layouts *layouts_load(struct arena *arena, struct error *e)
{
    static const uint64_t seed[2] = {1, 2}; /* the table is ours: nobody can prepare its keys */
    struct layouts *l = arena_zeroed(arena, sizeof *l);
    l->arena = arena;
    const struct csv_table *t = csv_table_parse(arena, "layouts.csv", layouts_bytes(), e);
    const struct csv_table *c = csv_table_parse(arena, "columns.csv", columns_bytes(), e);
    if (t == NULL || c == NULL)
        return NULL;
    intern_start(&l->headers, arena, seed);
    load_layouts(l, t);
    load_columns(l, c);
    return l;
}

/* --- look-up --- */

const struct survey_layout *layouts_get(const struct layouts *l, enum layout_id id)
{
    return &l->all[id];
}

enum layout_id layouts_find(const struct layouts *l, struct slice name)
{
    size_t i = 0;
    while (i < LAYOUT_COUNT && !slice_equal(name, l->all[i].name))
        i++;
    return (enum layout_id)i;
}

struct slice layouts_names(const struct layouts *l, struct arena *arena)
{
    struct slice list = l->all[0].name;
    for (size_t i = 1; i < LAYOUT_COUNT; i++)
        list = arena_print(arena, "%.*s, %.*s", SLICE_ARG(list), SLICE_ARG(l->all[i].name));
    return list;
}

static const struct known_column *find(const struct layouts *l, struct slice layout,
                                       struct slice header)
{
    struct arena scratch = {0};
    uint32_t n = intern_find(&l->headers, header_key(&scratch, layout, header));
    arena_free(&scratch);
    return n == INTERN_NONE ? NULL : &l->known[n];
}

/* What any form may ask of the respondent, and what is no judgement. */
static bool is_about_person(enum column_use use)
{
    return use == USE_CUSTOMER_ID || use == USE_EMAIL || use == USE_PHONE || use == USE_PERSONAL ||
           use == USE_LANGUAGE || use == USE_CHANNEL;
}

bool layouts_column(const struct layouts *l, enum layout_id id, struct slice header,
                    enum column_use *use, int *rank)
{
    const struct known_column *known = find(l, l->all[id].name, header);
    if (known == NULL) {
        known = find(l, SLICE("*"), header);
        if (known != NULL && id != LAYOUT_PLAIN && !is_about_person(known->use))
            known = NULL;
    }
    if (known == NULL)
        return false;
    *use = known->use;
    *rank = known->rank;
    return true;
}

bool layouts_recognise(const struct layouts *l, const struct first_rows *rows, enum layout_id only,
                       enum layout_id *id, size_t *header_rows, struct error *e)
{
    for (size_t i = LAYOUT_PLAIN + 1; i < LAYOUT_COUNT; i++) {
        if (only != LAYOUT_COUNT && only != (enum layout_id)i)
            continue;
        *header_rows = 1;
        if (signature_fits(l, (enum layout_id)i, rows, header_rows)) {
            *id = (enum layout_id)i;
            return true;
        }
    }
    *id = LAYOUT_PLAIN;
    *header_rows = 1;
    if (only != LAYOUT_COUNT && only != LAYOUT_PLAIN)
        return error_set(
            e, "this is no %.*s export, which has %.*s: leave --layout out, or say --layout plain",
            SLICE_ARG(l->all[only].name), SLICE_ARG(l->all[only].meaning));
    if (only == LAYOUT_COUNT && signature_is_data(rows))
        return error_set(
            e, "the first record is no header: name the columns with --no-header --header NAMES");
    return true;
}
