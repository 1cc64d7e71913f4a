/* SPDX-License-Identifier: MIT */
#include "flag-tone/promise_words.h"

#include "lib/csv_table.h"
#include "lib/embed.h"
#include "lib/number.h"
#include "rules/prefix_index.h"
#include "streams/vocabulary.h"

EMBED(promise_words_csv, "src/flag-tone/promise_words.csv")

enum { STRIPPED_MAX = 4 };

struct entry {
    uint8_t kind;
    bool stem; /* was written with * */
    struct slice text; /* folded */
    int16_t value;
};

struct promise_words {
    struct entry *entries;
    size_t count, capacity;
    struct prefix_index index[LANGUAGE_COUNT];
};

static const char *const languages[LANGUAGE_COUNT] = {"en", "el", "pl", "ru", "ar"};
static const char *const kinds[WORD_KINDS] = {"marker", "condition", "negation", "within",   "by",    "at",
                                              "filler", "and",       "number",   "unit",     "two",   "business",
                                              "weekday", "month",    "today",    "end",      "next",  "this",
                                              "am",     "pm",        "clock",    "to"};

static int place_of(const char *const *list, int count, struct slice word)
{
    for (int i = 0; i < count; i++) {
        if (slice_equal(slice_of(list[i]), word))
            return i;
    }
    return -1;
}

/* The entries of one language while they are collected. */
struct collecting {
    struct promise_words *words;
    struct arena *arena;
    const struct message_reader *reader;
    struct prefix_entry *prefixes[LANGUAGE_COUNT];
    size_t count[LANGUAGE_COUNT], capacity[LANGUAGE_COUNT];
};

static void add_word(struct collecting *c, int language, struct entry e, struct slice word)
{
    struct promise_words *w = c->words;
    e.stem = word.ptr[word.len - 1] == '*';
    word.len -= e.stem;
    struct slice folded = message_fold_text(c->reader, c->arena, word);
    if (folded.len == 0)
        return;
    e.text = folded;
    w->entries = arena_grow(c->arena, w->entries, w->count, &w->capacity, sizeof *w->entries);
    w->entries[w->count] = e;
    c->prefixes[language] = arena_grow(c->arena, c->prefixes[language], c->count[language], &c->capacity[language],
                                       sizeof **c->prefixes);
    c->prefixes[language][c->count[language]++] = (struct prefix_entry){folded, (uint32_t)w->count++};
}

static bool add_row(struct collecting *c, const struct csv_table *t, size_t row, struct error *e)
{
    int language = place_of(languages, LANGUAGE_COUNT, csv_table_cell(t, row, csv_table_column(t, "lang")));
    int kind = place_of(kinds, WORD_KINDS, csv_table_cell(t, row, csv_table_column(t, "kind")));
    struct slice value = csv_table_cell(t, row, csv_table_column(t, "value"));
    struct slice rest = csv_table_cell(t, row, csv_table_column(t, "words"));
    struct slice word;
    int64_t number = 0;
    if (language < 0 || kind < 0)
        error_set(e, "is no language or kind");
    else if (value.len == 0 || number_parse_integer(value, 0, 1000, &number, e)) {
        while (slice_cut(&rest, ' ', &word)) {
            if (word.len != 0)
                add_word(c, language, (struct entry){.kind = (uint8_t)kind, .value = (int16_t)number}, word);
        }
        return true;
    }
    return csv_table_place(t, row, csv_table_column(t, "value"), e);
}

const struct promise_words *promise_words_load(struct arena *arena, const struct message_reader *reader, struct error *e)
{
    struct csv_table *t = csv_table_parse(arena, "promise_words.csv", promise_words_csv(), e);
    struct collecting c = {.arena = arena, .reader = reader};
    c.words = arena_zeroed(arena, sizeof *c.words);
    for (size_t row = 0; t != NULL && row < csv_table_rows(t); row++) {
        if (!add_row(&c, t, row, e))
            return NULL;
    }
    for (int i = 0; i < LANGUAGE_COUNT; i++)
        prefix_index_make(arena, c.prefixes[i], c.count[i], &c.words->index[i]);
    return t != NULL ? c.words : NULL;
}

static void take_meaning(const struct entry *e, struct slice word, struct word_meaning *m)
{
    if (!slice_starts(word, e->text) || (!e->stem && e->text.len != word.len) || (m->kinds >> e->kind & 1))
        return;
    m->kinds |= UINT32_C(1) << e->kind;
    m->value[e->kind] = e->value;
}

static void find_at(const struct promise_words *w, int language, struct slice word, struct word_meaning *m)
{
    const uint32_t *found[PREFIX_FOUND_MAX];
    const struct prefix_index *x = &w->index[language];
    size_t count = word.len != 0 ? prefix_index_find(x, word.ptr, found) : 0;
    for (size_t i = 0; i < count; i++) {
        const uint32_t *v = found[i];
        do
            take_meaning(&w->entries[*v & ~PREFIX_LAST], word, m);
        while (!(*v++ & PREFIX_LAST));
    }
}

/* Arabic writes and, so, with, for and the article together with the word: each of its letters is two bytes. */
static size_t arabic_particle(struct slice word)
{
    static const struct slice particles[] = {{"ال", 4}, {"و", 2}, {"ف", 2}, {"ب", 2}, {"ل", 2}};
    for (size_t i = 0; i < sizeof particles / sizeof *particles; i++) {
        if (word.len >= particles[i].len + 4 && slice_starts(word, particles[i]))
            return particles[i].len;
    }
    return 0;
}

void promise_words_find(const struct promise_words *w, int language, struct slice word, struct word_meaning *meaning)
{
    meaning->kinds = 0;
    find_at(w, language, word, meaning);
    for (size_t i = 0; language == LANGUAGE_AR && meaning->kinds == 0 && i < STRIPPED_MAX; i++) {
        size_t cut = arabic_particle(word);
        if (cut == 0)
            return;
        word = slice_from(word, cut);
        find_at(w, language, word, meaning);
    }
}
