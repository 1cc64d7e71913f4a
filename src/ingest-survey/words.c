/* SPDX-License-Identifier: MIT */
#include "ingest-survey/words.h"

#include "lib/csv_table.h"
#include "lib/embed.h"
#include "lib/text.h"

EMBED(words_bytes, "src/ingest-survey/words.csv")

/* One entry: parts that must follow each other; whole: the last must end where a word ends. */
enum { PARTS_MAX = 3 };
struct pattern {
    struct slice kind, value, whole_text;
    struct slice parts[PARTS_MAX];
    size_t part_count;
    bool whole[PARTS_MAX];
};

struct words {
    struct pattern *all;
    size_t count, capacity;
};

/* "a~b$": a, later b, which must be a whole word. */
static void add(struct words *words, struct arena *arena, struct slice kind, struct slice value,
                struct slice entry)
{
    words->all = arena_grow(arena, words->all, words->count, &words->capacity, sizeof *words->all);
    struct pattern *p = &words->all[words->count++];
    *p = (struct pattern){.kind = kind, .value = value, .whole_text = entry};
    struct slice part;
    while (p->part_count < PARTS_MAX && slice_cut(&entry, '~', &part)) {
        p->whole[p->part_count] = part.len > 0 && part.ptr[part.len - 1] == '$';
        part.len -= p->whole[p->part_count];
        p->parts[p->part_count++] = part;
    }
    p->whole_text.len -= p->part_count == 1 && p->whole[0];
}

struct words *words_load(struct arena *arena, struct error *e)
{
    const struct csv_table *t = csv_table_parse(arena, "words.csv", words_bytes(), e);
    if (t == NULL)
        return NULL;
    struct words *words = arena_zeroed(arena, sizeof *words);
    for (size_t row = 0; row < csv_table_rows(t); row++) {
        struct slice list = text_key(arena, csv_table_cell(t, row, csv_table_column(t, "words")));
        struct slice entry;
        while (slice_cut(&list, '|', &entry))
            add(words, arena, csv_table_cell(t, row, 0), csv_table_cell(t, row, 1), entry);
    }
    return words;
}

/* The character before offset, 0 at the start. */
static uint32_t character_before(struct slice text, size_t offset)
{
    size_t start = offset;
    uint32_t c = 0;
    while (start > 0 && ((unsigned char)text.ptr[--start] & 0xc0) == 0x80)
        ;
    return offset == 0 || utf8_decode(slice_from(text, start), &c) == 0 ? 0 : c;
}

static uint32_t character_at(struct slice text, size_t offset)
{
    uint32_t c = 0;
    return utf8_decode(slice_from(text, offset), &c) == 0 ? 0 : c;
}

/* Arabic puts articles and prepositions before the word without a blank: there a word may begin
 * anywhere. */
static bool begins_word(struct slice text, size_t offset)
{
    uint32_t first = character_at(text, offset);
    return (first >= 0x600 && first < 0x700) || !text_is_word(character_before(text, offset));
}

/* Where the part ends in the text, searched from `from` on; 0: it is not there. */
static size_t find_part(struct slice text, size_t from, struct slice part, bool whole)
{
    while (part.len > 0 && from + part.len <= text.len) {
        const char *at = slice_find(slice_from(text, from), part);
        if (at == NULL)
            return 0;
        size_t start = (size_t)(at - text.ptr);
        size_t end = start + part.len;
        if (begins_word(text, start) && !(whole && text_is_word(character_at(text, end))))
            return end;
        from = start + 1;
    }
    return 0;
}

static bool matches(const struct pattern *p, struct slice text)
{
    size_t at = 0;
    for (size_t i = 0; i < p->part_count; i++) {
        at = find_part(text, at, p->parts[i], p->whole[i]);
        if (at == 0)
            return false;
    }
    return p->part_count > 0;
}

struct slice words_match(const struct words *words, const char *kind, struct slice text)
{
    const struct slice wanted = slice_of(kind);
    for (size_t i = 0; i < words->count; i++) {
        if (slice_equal(words->all[i].kind, wanted) && matches(&words->all[i], text))
            return words->all[i].value;
    }
    return (struct slice){"", 0};
}

bool words_have(const struct words *words, const char *kind, const char *value, struct slice text)
{
    const struct slice wanted = slice_of(kind);
    const struct slice wanted_value = slice_of(value);
    for (size_t i = 0; i < words->count; i++) {
        const struct pattern *p = &words->all[i];
        if (slice_equal(p->kind, wanted) && slice_equal(p->value, wanted_value) && matches(p, text))
            return true;
    }
    return false;
}

/* Without brackets, colons and full stops around it. */
static struct slice bare(struct slice text)
{
    while (text.len > 0 && strchr("[(:. ", text.ptr[0]) != NULL)
        text = slice_from(text, 1);
    while (text.len > 0 && strchr("]:. ", text.ptr[text.len - 1]) != NULL)
        text.len--;
    return text;
}

bool words_are(const struct words *words, const char *kind, struct slice text)
{
    const struct slice wanted = slice_of(kind);
    text = bare(text);
    for (size_t i = 0; i < words->count; i++) {
        if (slice_equal(words->all[i].kind, wanted) &&
            slice_equal(bare(words->all[i].whole_text), text))
            return true;
    }
    return false;
}

bool words_know(const struct words *words, const char *kind, struct slice value)
{
    const struct slice wanted = slice_of(kind);
    for (size_t i = 0; i < words->count; i++) {
        if (slice_equal(words->all[i].kind, wanted) && slice_equal(words->all[i].value, value))
            return true;
    }
    return false;
}

struct slice words_values(const struct words *words, const char *kind, struct arena *arena)
{
    struct slice list = {"", 0};
    struct slice last = {"", 0};
    for (size_t i = 0; i < words->count; i++) {
        const struct pattern *p = &words->all[i];
        if (!slice_equal(p->kind, slice_of(kind)) || slice_equal(p->value, last))
            continue;
        last = p->value;
        list = arena_print(arena, "%.*s%s%.*s", SLICE_ARG(list), list.len == 0 ? "" : ", ",
                           SLICE_ARG(last));
    }
    return list;
}
