/* SPDX-License-Identifier: MIT */
#include "due-followups/opener_table.h"
#include "due-followups/reason.h"
#include "lib/embed.h"

EMBED(openers_table, "src/due-followups/openers.csv")

#define NAME(text) {text, sizeof text - 1}
static const struct slice slot_names[SLOT_END] = {
    [SLOT_GREETING] = NAME("greeting"), [SLOT_YOUR] = NAME("your"), [SLOT_TO_YOU] = NAME("to_you"),
    [SLOT_YOU] = NAME("you"), [SLOT_WITH_YOU] = NAME("with_you"), [SLOT_ORDER] = NAME("order"),
    [SLOT_PRODUCT] = NAME("product"), [SLOT_DATE] = NAME("date"), [SLOT_STATUS] = NAME("status"),
    [SLOT_PLACE] = NAME("place"), [SLOT_OLD_PRICE] = NAME("old_price"), [SLOT_NEW_PRICE] = NAME("new_price"),
    [SLOT_OFFER] = NAME("offer"), [SLOT_OWNER] = NAME("owner"), [SLOT_CASE] = NAME("case"),
    [SLOT_TOPIC] = NAME("topic"), [SLOT_COUNT_OF] = NAME("count"),
};

static const struct {
    const char *reason, *occasion;
} occasions[] = {
    {"reply", "late"},
    {"promise_broken", "again"},
    {"feedback_reply", "praise"},
    {"feedback_reply", "suggestion"},
    {"feedback_reply", "question"},
    {"thanks", "first_order"},
    {"thanks", "tenth_order"},
    {"thanks", "year"},
    {"wishes", "birthday"},
    {"wishes", "name_day"},
};

const char *opener_slot_name(int slot)
{
    return slot_names[slot].ptr;
}

static int slot_by_name(struct slice name)
{
    int slot = 0;
    while (slot < SLOT_END && !slice_equal(name, slot_names[slot]))
        slot++;
    return slot;
}

bool opener_next_part(struct slice *rest, struct slice *part, int *slot)
{
    if (rest->len == 0)
        return false;
    const char *open = memchr(rest->ptr, '{', rest->len);
    size_t before = open != NULL ? (size_t)(open - rest->ptr) : rest->len;
    if (before > 0) {
        *slot = -1;
        *part = (struct slice){rest->ptr, before};
        *rest = slice_from(*rest, before);
        return true;
    }
    const char *close = memchr(rest->ptr, '}', rest->len);
    size_t len = close != NULL ? (size_t)(close - rest->ptr) : rest->len;
    *part = (struct slice){rest->ptr + 1, len - 1};
    *slot = close != NULL ? slot_by_name(*part) : SLOT_END;
    *rest = slice_from(*rest, len + 1);
    return true;
}

const struct opener_group *opener_group_find(const struct opener_set *set, struct slice reason, int language)
{
    uint32_t number = set->reasons.count != 0 ? intern_find(&set->reasons, reason) : INTERN_NONE;
    return number != INTERN_NONE && set->groups[number][language].count != 0 ? &set->groups[number][language] : NULL;
}

static bool is_word_row(struct slice reason)
{
    return slice_starts(reason, SLICE("word:"));
}

/* "word:status.shipped": a value that the vocabulary has; topics may be anybody's. */
static bool check_word(struct slice reason, struct error *e)
{
    struct slice name = slice_from(reason, sizeof "word:" - 1);
    struct slice status = SLICE("status.");
    if (slice_starts(name, SLICE("topic.")) && name.len > sizeof "topic." - 1)
        return true;
    for (int i = 0; slice_starts(name, status) && i < ORDER_STATUS_COUNT; i++) {
        if (slice_equal(slice_from(name, status.len), slice_of(vocabulary_word(VOCABULARY_ORDER_STATUS, i))))
            return true;
    }
    return error_set(e, "there is no word '%s'; write word:status.STATUS or word:topic.TOPIC", quote(name).text);
}

static bool check_reason(struct slice text, struct error *e)
{
    struct slice occasion = text;
    struct slice name;
    enum reason reason;
    if (is_word_row(text))
        return check_word(text, e);
    slice_cut(&occasion, ':', &name);
    if (!reason_find(name, &reason))
        return error_set(e, "there is no reason '%s'; due-followups --emit-policy lists them", quote(name).text);
    if (occasion.ptr == NULL)
        return true;
    for (size_t i = 0; i < sizeof occasions / sizeof *occasions; i++) {
        if (slice_equal(name, slice_of(occasions[i].reason)) &&
            slice_equal(occasion, slice_of(occasions[i].occasion)))
            return true;
    }
    return error_set(e, "the reason '%s' has no occasion '%s'", quote(name).text, quote(occasion).text);
}

static bool check_language(struct slice reason, struct slice text, int *language, struct error *e)
{
    *language = slice_equal(text, SLICE("note")) ? LANGUAGE_NOTE : -1;
    for (int i = 0; i < LANGUAGE_COUNT; i++) {
        if (slice_equal(text, slice_of(vocabulary_word(VOCABULARY_LANGUAGE, i))))
            *language = i;
    }
    if (*language < 0)
        return error_set(e, "there is no language '%s'; write en, el, pl, ru, ar or note", quote(text).text);
    if (*language != LANGUAGE_NOTE && slice_equal(reason, SLICE("note_missing")))
        return error_set(e, "note_missing is for the staff alone: it has rows of the language note only");
    return true;
}

static bool slot_fits(int slot, int language, bool word)
{
    if (slot == SLOT_END || word)
        return false;
    if (slot == SLOT_GREETING)
        return language != LANGUAGE_NOTE;
    return slot >= SLOT_FIRST_OPEN || language == LANGUAGE_PL;
}

static bool check_text(struct slice text, int language, bool word, struct error *e)
{
    struct slice part;
    int slot;
    if (slice_trim(text).len == 0)
        return error_set(e, "the text is empty");
    while (opener_next_part(&text, &part, &slot)) {
        if (slot >= 0 && !slot_fits(slot, language, word))
            return error_set(e, "there is no slot '{%s}' here; the manual lists the slots", quote(part).text);
    }
    return true;
}

static bool may_be_empty(struct slice text)
{
    struct slice part;
    int slot;
    while (opener_next_part(&text, &part, &slot)) {
        if (slot >= SLOT_FIRST_OPEN)
            return true;
    }
    return false;
}

static struct opener_group *group_of(struct opener_set *set, struct slice reason, int language,
                                     struct arena *arena)
{
    uint32_t count = set->reasons.count;
    uint32_t number = intern_add(&set->reasons, reason);
    if (number == count) {
        set->groups = arena_grow(arena, set->groups, number, &set->group_capacity, sizeof *set->groups);
        memset(set->groups[number], 0, sizeof set->groups[number]);
    }
    return &set->groups[number][language];
}

static struct opener_text cut(struct slice text, struct arena *arena)
{
    struct opener_text t = {.text = text};
    struct opener_part part;
    size_t capacity = 0;
    while (opener_next_part(&text, &part.text, &part.slot)) {
        t.parts = arena_grow(arena, t.parts, t.count, &capacity, sizeof *t.parts);
        t.parts[t.count++] = part;
    }
    return t;
}

struct columns {
    ptrdiff_t reason, language, text;
};

static bool add_row(struct opener_set *set, const struct csv_table *t, size_t row, struct columns at,
                    struct arena *arena, struct error *e)
{
    struct slice reason = slice_trim(csv_table_cell(t, row, at.reason));
    struct slice text = slice_trim(csv_table_cell(t, row, at.text));
    int language;
    if (!check_reason(reason, e))
        return csv_table_place(t, row, at.reason, e);
    if (!check_language(reason, slice_trim(csv_table_cell(t, row, at.language)), &language, e))
        return csv_table_place(t, row, at.language, e);
    if (!check_text(text, language, is_word_row(reason), e))
        return csv_table_place(t, row, at.text, e);
    struct opener_group *g = group_of(set, reason, language, arena);
    g->texts = arena_grow(arena, g->texts, g->count, &g->capacity, sizeof *g->texts);
    g->texts[g->count++] = cut(text, arena);
    g->last_row = row;
    return true;
}

static bool check_last(const struct opener_set *set, const struct csv_table *t, struct columns at, struct error *e)
{
    for (uint32_t i = 0; i < set->reasons.count * OPENER_LANGUAGES; i++) {
        const struct opener_group *g = &set->groups[i / OPENER_LANGUAGES][i % OPENER_LANGUAGES];
        if (g->count == 0 || !may_be_empty(g->texts[g->count - 1].text))
            continue;
        error_set(e, "the last text of '%s' in '%s' has a slot that may be empty; add one with {greeting} alone",
                  quote(csv_table_cell(t, g->last_row, at.reason)).text,
                  quote(csv_table_cell(t, g->last_row, at.language)).text);
        return csv_table_place(t, g->last_row, at.text, e);
    }
    return true;
}

static bool find_column(const struct csv_table *t, const char *name, ptrdiff_t *at, struct error *e)
{
    *at = csv_table_column(t, name);
    if (*at >= 0)
        return true;
    error_set(e, "there is no column '%s'; openers have reason, language, text", name);
    return error_place(e, csv_table_file(t), 1, SLICE(""));
}

bool opener_set_load(struct opener_set *set, const struct csv_table *t, const uint64_t seed[2], struct arena *arena,
                     struct error *e)
{
    struct columns at;
    if (t == NULL || !find_column(t, "reason", &at.reason, e) ||
        !find_column(t, "language", &at.language, e) || !find_column(t, "text", &at.text, e))
        return false;
    intern_start(&set->reasons, arena, seed);
    for (size_t row = 0; row < csv_table_rows(t); row++) {
        if (!add_row(set, t, row, at, arena, e))
            return false;
    }
    return check_last(set, t, at, e);
}

const struct openers *openers_load(struct world *world, struct arena *arena, const char *path,
                                   struct error *e)
{
    struct openers *o = arena_zeroed(arena, sizeof *o);
    o->names = name_book_load(arena, world->seed);
    const struct csv_table *t = csv_table_parse(arena, "openers.csv", openers_table(), e);
    if (!opener_set_load(&o->built_in, t, world->seed, arena, e))
        return NULL;
    if (path == NULL)
        return o;
    t = csv_table_read(world, arena, path, NULL, e);
    return opener_set_load(&o->own, t, world->seed, arena, e) ? o : NULL;
}
