/* SPDX-License-Identifier: MIT */
#include "ingest-survey/labels.h"

#include "lib/embed.h"
#include "lib/number.h"
#include "lib/text.h"

EMBED(labels_bytes, "src/ingest-survey/labels.csv")

/* --- the words of a label --- */

static bool is_letter_byte(char c)
{
    return (unsigned char)c >= 0x80 || (c >= 'a' && c <= 'z');
}

/* Length of an ending of gender at s: "(a)", "(ая)", "/-η", "/a", "/ος"; 0: none. At most three
 * letters. */
static size_t gender_ending(struct slice s, size_t most)
{
    size_t i = 1;
    if (s.len < 2 || (s.ptr[0] != '(' && s.ptr[0] != '/'))
        return 0;
    bool bracket = s.ptr[0] == '(';
    i += i < s.len && s.ptr[i] == '-';
    size_t start = i;
    while (i < s.len && is_letter_byte(s.ptr[i]))
        i++;
    size_t letters = utf8_length((struct slice){s.ptr + start, i - start});
    if (letters == 0 || letters > most)
        return 0;
    if (bracket)
        return i < s.len && s.ptr[i] == ')' ? i + 1 : 0;
    return i == s.len || s.ptr[i] == ' ' || s.ptr[i] == ',' || s.ptr[i] == '.' ? i : 0;
}

struct slice label_key(struct arena *scratch, struct slice text)
{
    char *key = arena_bytes(scratch, text.len + 1);
    size_t out = 0;
    size_t word = 0;   /* where the present word begins in key */
    size_t before = 0; /* bytes of the word before it */
    for (size_t i = 0; i < text.len;) {
        bool apart = word == out && text.ptr[i] == '('; /* "satisfied (a)" */
        /* "n/a" is no ending: there must be a word before it */
        bool after_word = (apart ? before : out - word) >= 4;
        size_t ending = after_word ? gender_ending(slice_from(text, i), apart ? 2 : 3) : 0;
        char c = text.ptr[i];
        i += ending != 0 ? ending : 1;
        if (ending != 0 || strchr(",.!?;:'\"", c) != NULL || (c == ' ' && word == out))
            continue;
        key[out++] = c;
        if (c == ' ') {
            before = out - word - 1;
            word = out;
        }
    }
    out -= out > 0 && key[out - 1] == ' ';
    return (struct slice){key, out};
}

/* --- the table --- */

static enum metric set_metric(struct slice name)
{
    static const struct {
        const char *name;
        enum metric metric;
    } known[] = {{"satisfaction", METRIC_CSAT}, {"agreement", METRIC_AGREE},
                 {"yesno", METRIC_YESNO},       {"ease", METRIC_CES},
                 {"face", METRIC_CSAT},         {"thumb", METRIC_RATING}};
    for (size_t i = 0; i < sizeof known / sizeof *known; i++) {
        if (slice_equal(name, slice_of(known[i].name)))
            return known[i].metric;
    }
    return METRIC_RATING;
}

int label_set_find(const struct labels *labels, struct slice name)
{
    for (size_t i = 0; i < labels->set_count; i++) {
        if (slice_equal(labels->sets[i].name, name))
            return (int)i;
    }
    return -1;
}

/* The set of this name and number of points, made where it is new; -1 when there are too many. */
static int set_of(struct labels *labels, struct slice name, int points, bool own)
{
    struct slice full =
        points == 0 ? name : arena_print(labels->arena, "%.*s-%d", SLICE_ARG(name), points);
    int found = label_set_find(labels, full);
    if (found >= 0 || labels->set_count == LABEL_SETS_MAX)
        return found;
    struct label_set *set = &labels->sets[labels->set_count];
    *set = (struct label_set){arena_copy(labels->arena, full), points, set_metric(name), own};
    return (int)labels->set_count++;
}

static uint8_t language_number(struct slice s)
{
    return s.len >= 2 ? (uint8_t)((unsigned char)s.ptr[0] * 31U + (unsigned char)s.ptr[1]) | 1U : 0;
}

static void add(struct labels *labels, struct slice words, struct label label, bool replace)
{
    arena_reset(labels->scratch);
    struct slice key = label_key(labels->scratch, text_key(labels->scratch, words));
    uint32_t number = intern_add(&labels->keys, key);
    size_t had = labels->first_capacity;
    if (number >= had) {
        labels->first = arena_grow(labels->arena, labels->first, number, &labels->first_capacity,
                                   sizeof *labels->first);
        memset(labels->first + had, 0, (labels->first_capacity - had) * sizeof *labels->first);
    }
    for (uint32_t i = labels->first[number]; i != 0; i = labels->all[i - 1].next) {
        struct label *old = &labels->all[i - 1];
        if (old->set == label.set) {
            if (replace)
                old->score = label.score;
            return;
        }
    }
    labels->all = arena_grow(labels->arena, labels->all, labels->count, &labels->capacity,
                             sizeof *labels->all);
    label.next = labels->first[number];
    labels->all[labels->count++] = label;
    labels->first[number] = (uint32_t)labels->count;
}

/* One row of a table of labels; own rows replace what is built in. */
static bool add_row(struct labels *labels, const struct csv_table *t, size_t row, bool own,
                    struct error *e)
{
    int64_t points = 0;
    int64_t score = 0;
    ptrdiff_t points_column = csv_table_column(t, "points");
    ptrdiff_t score_column = csv_table_column(t, "score");
    struct slice score_text = slice_trim(csv_table_cell(t, row, score_column));
    if (!number_parse_integer(csv_table_cell(t, row, points_column), 0, 100, &points, e))
        return csv_table_place(t, row, points_column, e);
    if (points != 0 && !number_parse(score_text, DECIMAL_UNSTATED, &score, e))
        return csv_table_place(t, row, score_column, e);
    if (points == 1 || score < 0 || score > SCORE_MAX) {
        error_set(e, "points are 2 to 100 and a score is 0 to 100");
        return csv_table_place(t, row, score_column, e);
    }
    struct slice name = slice_trim(csv_table_cell(t, row, csv_table_column(t, "set")));
    int set = set_of(labels, name, (int)points, own);
    if (set < 0) {
        error_set(e, "more than %d sets of labels", LABEL_SETS_MAX);
        return csv_table_place(t, row, csv_table_column(t, "set"), e);
    }
    struct slice language = csv_table_cell(t, row, csv_table_column(t, "language"));
    struct label label = {0, (uint8_t)set, language_number(language), (int32_t)score};
    add(labels, csv_table_cell(t, row, csv_table_column(t, "label")), label, own);
    return true;
}

static bool add_table(struct labels *labels, const struct csv_table *t, bool own, struct error *e)
{
    static const char *const needed[] = {"set", "points", "score", "label"};
    for (size_t i = 0; i < sizeof needed / sizeof *needed; i++) {
        if (csv_table_column(t, needed[i]) < 0) {
            error_set(e,
                      "needs a column '%s': a table of labels has set,language,points,score,label",
                      needed[i]);
            return error_place(e, csv_table_file(t), 1, (struct slice){"", 0});
        }
    }
    for (size_t row = 0; row < csv_table_rows(t); row++) {
        if (!add_row(labels, t, row, own, e))
            return false;
    }
    return true;
}

struct labels *labels_load(struct world *w, struct arena *arena, const char *path, struct error *e)
{
    struct labels *labels = arena_zeroed(arena, sizeof *labels);
    labels->arena = arena;
    labels->scratch = arena_child(arena);
    intern_start(&labels->keys, arena, w->seed);
    const struct csv_table *t = csv_table_parse(arena, "labels.csv", labels_bytes(), e);
    bool good = t != NULL && add_table(labels, t, false, e);
    if (good && path != NULL) {
        t = csv_table_read(w, arena, path, NULL, e);
        good = t != NULL && add_table(labels, t, true, e);
    }
    if (!good)
        return NULL;
    labels->unsure = (uint8_t)label_set_find(labels, SLICE("unsure"));
    labels->blank = (uint8_t)label_set_find(labels, SLICE("blank"));
    return labels;
}

/* --- look-up --- */

const struct label *label_find(const struct labels *labels, struct slice key)
{
    uint32_t number = intern_find(&labels->keys, key);
    return number == INTERN_NONE ? NULL : &labels->all[labels->first[number] - 1];
}

const struct label *label_next(const struct labels *labels, const struct label *label)
{
    return label->next == 0 ? NULL : &labels->all[label->next - 1];
}

const struct label *label_in_set(const struct labels *labels, struct slice key, size_t set)
{
    const struct label *label = label_find(labels, key);
    while (label != NULL && label->set != set)
        label = label_next(labels, label);
    return label;
}
