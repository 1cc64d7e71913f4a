/* SPDX-License-Identifier: MIT */
#include "ingest-survey/codebook.h"

#include <stdio.h>

#include "lib/number.h"
#include "lib/text.h"
#include "streams/vocabulary.h"

static const char *const columns[] = {"column", "name",       "use",       "of",        "question",
                                      "option", "metric",     "scale_min", "scale_max", "direction",
                                      "labels", "touchpoint", "separator", "note"};
enum { RANKS = 9 };

/* --- writing --- */

static void write_number(struct csv_writer *w, bool there, int64_t millionths)
{
    char text[NUMBER_TEXT_MAX];
    size_t n = there ? number_format(millionths, 6, NUMBER_SHORTEST, text) : 0;
    csv_writer_field(w, (struct slice){text, n});
}

/* "answered_at:2" is read where "answered_at" is blank. */
struct slice codebook_use(const struct book *book, const struct entry *entry, char text[CODEBOOK_USE_MAX])
{
    int place = 1;
    for (size_t i = 0; i < book->count; i++) {
        const struct entry *other = &book->entries[i];
        bool same = other->use == USE_ANSWERED_AT || other->use == USE_SUBMITTED;
        place += same && other != entry &&
                 (other->rank < entry->rank || (other->rank == entry->rank && other < entry));
    }
    if (entry->use != USE_ANSWERED_AT || place == 1)
        return slice_of(use_name(entry->use));
    int n = snprintf(text, CODEBOOK_USE_MAX, "%s:%d", use_name(entry->use), place < RANKS ? place : RANKS);
    return (struct slice){text, (size_t)n};
}

static void write_entry(const struct book *book, size_t i, const struct labels *labels,
                        struct csv_writer *w)
{
    const struct entry *entry = &book->entries[i];
    bool answer = use_is_answer(entry->use);
    bool judged = answer && entry->use != USE_COMMENT;
    struct slice none = {"", 0};
    csv_writer_integer(w, (int64_t)i + 1);
    csv_writer_field(w, entry->name);
    char use[CODEBOOK_USE_MAX];
    csv_writer_field(w, codebook_use(book, entry, use));
    if (entry->use == USE_COMMENT && entry->of >= 0)
        csv_writer_integer(w, entry->of + 1);
    else
        csv_writer_field(w, none);
    csv_writer_field(w, answer ? entry->question : none);
    csv_writer_field(w, answer ? entry->option : none);
    csv_writer_field(w, judged ? slice_of(vocabulary_word(VOCABULARY_METRIC, (int)entry->metric))
                               : none);
    write_number(w, judged && entry->has_scale, entry->min);
    write_number(w, judged && entry->has_scale, entry->max);
    csv_writer_field(w, judged && entry->has_scale ? slice_of(entry->down ? "down" : "up") : none);
    csv_writer_field(w, judged && entry->set >= 0 ? labels->sets[entry->set].name : none);
    csv_writer_field(w, answer ? entry->touchpoint : none);
    csv_writer_field(w, entry->separator);
    csv_writer_field(w, entry->note);
}

bool codebook_write(const struct book *book, const struct labels *labels, struct csv_writer *w)
{
    for (size_t i = 0; i < sizeof columns / sizeof *columns; i++)
        csv_writer_field(w, slice_of(columns[i]));
    bool good = csv_writer_end(w);
    for (size_t i = 0; i < book->count && good; i++) {
        write_entry(book, i, labels, w);
        good = csv_writer_end(w);
    }
    return good;
}

/* --- reading --- */

struct codebook {
    const struct csv_table *table;
    struct entry *entries;
    struct slice *keys; /* of the names */
    int64_t *numbers;   /* column */
    int64_t *of;        /* as written, 0: none */
    size_t count;
    const char *path;
};

static struct slice cell(const struct csv_table *t, size_t row, const char *column)
{
    return slice_trim(csv_table_cell(t, row, csv_table_column(t, column)));
}

static bool fault(const struct csv_table *t, size_t row, const char *column, struct error *e)
{
    return csv_table_place(t, row, csv_table_column(t, column), e);
}

static struct slice use_list(struct arena *arena)
{
    struct slice list = slice_of(use_name(USE_ANSWER));
    for (int i = 1; i < USE_COUNT; i++)
        list = arena_print(arena, "%.*s, %s", SLICE_ARG(list), use_name((enum column_use)i));
    return list;
}

static bool read_use(const struct csv_table *t, size_t row, struct arena *arena,
                     struct entry *entry, struct error *e)
{
    struct slice rest = cell(t, row, "use");
    struct slice word;
    (void)slice_cut(&rest, ':', &word);
    entry->use = use_find(word);
    entry->rank = rest.ptr != NULL && rest.len == 1 && rest.ptr[0] >= '1' && rest.ptr[0] <= '9'
                      ? rest.ptr[0] - '0'
                      : 1;
    if (entry->use != USE_COUNT)
        return true;
    error_set(e, "'%s' is no use of a column: there are %.*s", quote(word).text,
              SLICE_ARG(use_list(arena)));
    return fault(t, row, "use", e);
}

static bool read_metric(const struct csv_table *t, size_t row, struct entry *entry, struct error *e)
{
    struct slice word = cell(t, row, "metric");
    int metric = 0;
    while (metric < METRIC_COUNT &&
           !slice_equal(word, slice_of(vocabulary_word(VOCABULARY_METRIC, metric))))
        metric++;
    if (metric == METRIC_COUNT) {
        error_set(
            e, "'%s' is no metric: there are nps, csat, ces, agree, yesno, rating, choice and text",
            quote(word).text);
        return fault(t, row, "metric", e);
    }
    entry->metric = (enum metric)metric;
    return true;
}

static bool read_labels(const struct csv_table *t, size_t row, const struct labels *labels,
                        struct entry *entry, struct error *e)
{
    struct slice name = cell(t, row, "labels");
    entry->set = name.len == 0 ? -1 : label_set_find(labels, name);
    if (name.len != 0 && (entry->set < 0 || labels->sets[entry->set].points == 0)) {
        error_set(e, "there is no set of labels '%s': add it with --labels", quote(name).text);
        return fault(t, row, "labels", e);
    }
    return true;
}

static bool read_end(const struct csv_table *t, size_t row, const char *column, int64_t *value,
                     bool *there, struct error *e)
{
    struct slice text = cell(t, row, column);
    *there = text.len != 0;
    if (!*there || number_parse(text, DECIMAL_UNSTATED, value, e))
        return true;
    return fault(t, row, column, e);
}

static bool read_scale(const struct csv_table *t, size_t row, const struct labels *labels,
                       struct entry *entry, struct error *e)
{
    bool min = false;
    bool max = false;
    if (!read_end(t, row, "scale_min", &entry->min, &min, e) ||
        !read_end(t, row, "scale_max", &entry->max, &max, e))
        return false;
    if (!min && !max && entry->set >= 0) {
        int points = labels->sets[entry->set].points;
        entry->min = points == 2 ? 0 : NUMBER_ONE;
        entry->max = (points == 2 ? 1 : points) * NUMBER_ONE;
        min = max = true;
    }
    bool scored = entry->metric != METRIC_CHOICE && entry->metric != METRIC_TEXT;
    entry->has_scale = scored && min && max;
    if (scored && (!min || !max || entry->min >= entry->max)) {
        error_set(e, "metric %s needs scale_min below scale_max, or labels",
                  vocabulary_word(VOCABULARY_METRIC, (int)entry->metric));
        return fault(t, row, "scale_min", e);
    }
    struct slice direction = cell(t, row, "direction");
    entry->down = slice_equal(direction, SLICE("down"));
    if (direction.len != 0 && !entry->down && !slice_equal(direction, SLICE("up"))) {
        error_set(e, "'%s' is no direction: it is up (the highest is best) or down",
                  quote(direction).text);
        return fault(t, row, "direction", e);
    }
    return true;
}

static bool read_row(struct codebook *c, size_t row, const struct labels *labels,
                     struct arena *arena, struct error *e)
{
    const struct csv_table *t = c->table;
    struct entry *entry = &c->entries[row];
    *entry = (struct entry){.name = csv_table_cell(t, row, csv_table_column(t, "name")),
                            .of = -1,
                            .set = -1,
                            .metric = METRIC_TEXT};
    c->keys[row] = text_key(arena, entry->name);
    c->of[row] = 0;
    struct slice number = cell(t, row, "column");
    c->numbers[row] = (int64_t)row + 1;
    if (number.len != 0 && !number_parse_integer(number, 1, INT64_MAX, &c->numbers[row], e))
        return fault(t, row, "column", e);
    if (!read_use(t, row, arena, entry, e))
        return false;
    struct slice of = cell(t, row, "of");
    if (of.len != 0 && !number_parse_integer(of, 1, INT64_MAX, &c->of[row], e))
        return fault(t, row, "of", e);
    entry->question = cell(t, row, "question");
    entry->option = cell(t, row, "option");
    entry->touchpoint = cell(t, row, "touchpoint");
    entry->separator = csv_table_cell(t, row, csv_table_column(t, "separator"));
    if (!use_is_answer(entry->use) || entry->use == USE_COMMENT)
        return true;
    if (entry->use == USE_LIST && entry->separator.len == 0) {
        error_set(e, "a list needs what separates its answers");
        return fault(t, row, "separator", e);
    }
    return read_metric(t, row, entry, e) && read_labels(t, row, labels, entry, e) &&
           read_scale(t, row, labels, entry, e);
}

struct codebook *codebook_read(struct world *w, struct arena *arena, const char *path,
                               const struct labels *labels, struct error *e)
{
    struct codebook *c = arena_zeroed(arena, sizeof *c);
    c->path = path;
    c->table = csv_table_read(w, arena, path, NULL, e);
    if (c->table == NULL)
        return NULL;
    for (size_t i = 0; i + 1 < sizeof columns / sizeof *columns; i++) {
        if (csv_table_column(c->table, columns[i]) < 0 && i != 0) {
            error_set(e, "no column '%s': this is no codebook; --emit-codebook writes one",
                      columns[i]);
            (void)error_place(e, path, 1, (struct slice){"", 0});
            return NULL;
        }
    }
    c->count = csv_table_rows(c->table);
    c->entries = arena_array(arena, c->count, sizeof *c->entries);
    c->keys = arena_array(arena, c->count, sizeof *c->keys);
    c->numbers = arena_array(arena, c->count, sizeof *c->numbers);
    c->of = arena_array(arena, c->count, sizeof *c->of);
    for (size_t row = 0; row < c->count; row++) {
        if (!read_row(c, row, labels, arena, e))
            return NULL;
    }
    return c;
}

/* --- following --- */

/* The first row of this name that no column has yet; c->count: none. */
static size_t free_row(const struct codebook *c, struct slice key, const ptrdiff_t *place)
{
    size_t row = 0;
    while (row < c->count && (place[row] != 0 || !slice_equal(c->keys[row], key)))
        row++;
    return row;
}

static bool missing(const struct codebook *c, const struct survey_column *column, size_t i,
                    struct error *e)
{
    return error_set(
        e, "column %zu, '%s', is not in the codebook %s: add a row for it (use skip leaves it out)",
        i + 1, quote(column->name).text, c->path);
}

bool codebook_apply(const struct codebook *c, const struct survey_header *header,
                    struct arena *arena, struct book *book, struct error *e)
{
    ptrdiff_t *place =
        arena_array(arena, c->count + 1, sizeof *place); /* of a row: its column + 1 */
    size_t *rows = arena_array(arena, header->count, sizeof *rows);
    book->count = header->count;
    book->entries = arena_array(arena, book->count, sizeof *book->entries);
    for (size_t i = 0; i < header->count; i++) {
        size_t row = free_row(c, text_key(arena, header->columns[i].name), place);
        if (row == c->count)
            return missing(c, &header->columns[i], i, e);
        place[row] = (ptrdiff_t)i + 1;
        rows[i] = row;
        book->entries[i] = c->entries[row];
        book->entries[i].zone = header->columns[i].zone;
        book->entries[i].group = header->columns[i].group;
    }
    for (size_t i = 0; i < header->count; i++) {
        int64_t of = c->of[rows[i]];
        for (size_t row = 0; of != 0 && row < c->count; row++) {
            if (c->numbers[row] == of)
                book->entries[i].of = place[row] - 1;
        }
    }
    return true;
}
