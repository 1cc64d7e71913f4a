/* SPDX-License-Identifier: MIT */
#include "due-followups/opener.h"

#include "due-followups/opener_table.h"

/* A sentence while it grows. */
struct sentence {
    struct arena *arena;
    char *text;
    size_t len, capacity;
};

/* All that filling needs. */
struct filling {
    const struct openers *openers;
    int language; /* of the table */
    const struct opener_facts *facts;
    struct address address;
    struct arena *arena;
};

static void add(struct sentence *s, struct slice piece)
{
    if (s->capacity - s->len < piece.len) {
        s->capacity = memory_add(memory_multiply(s->capacity, 2), memory_add(piece.len, 256));
        char *larger = arena_bytes(s->arena, s->capacity);
        if (s->len > 0)
            memcpy(larger, s->text, s->len);
        s->text = larger;
    }
    if (piece.len > 0)
        memcpy(s->text + s->len, piece.ptr, piece.len);
    s->len += piece.len;
}

static bool sentence_ends(const struct sentence *s, struct slice ending)
{
    return s->len >= ending.len && memcmp(s->text + s->len - ending.len, ending.ptr, ending.len) == 0;
}

/* A value on one line, without blanks at its ends. */
static struct slice one_line(struct slice text, struct arena *arena)
{
    struct slice copy = arena_copy(arena, slice_trim(text));
    char *bytes = arena_bytes(arena, copy.len + 1);
    for (size_t i = 0; i < copy.len; i++)
        bytes[i] = (unsigned char)copy.ptr[i] < ' ' ? ' ' : copy.ptr[i];
    return slice_trim((struct slice){bytes, copy.len});
}

/* A phrase of the table, "word:status." and "shipped"; empty where this language has none. */
static struct slice phrase(const struct filling *f, const char *kind, struct slice value)
{
    struct sentence name = {.arena = f->arena};
    add(&name, slice_of(kind));
    add(&name, value);
    struct slice key = {name.text, name.len};
    const struct opener_group *g = opener_group_find(&f->openers->own, key, f->language);
    if (g == NULL)
        g = opener_group_find(&f->openers->built_in, key, f->language);
    return g != NULL ? g->texts[0].text : SLICE("");
}

/* The first of the topics that has a phrase. */
static struct slice topic_phrase(const struct filling *f)
{
    struct slice rest = f->facts->topic;
    struct slice topic;
    struct slice words = SLICE("");
    while (words.len == 0 && slice_cut(&rest, ';', &topic))
        words = phrase(f, "word:topic.", slice_trim(topic));
    return words;
}

/* Pani, Pana, Państwa and so on: rows by slot, columns by enum gender. */
static struct slice polish_you(int slot, enum gender gender)
{
    static const char *const words[SLOT_FIRST_OPEN][3] = {
        [SLOT_YOUR] = {"Państwa", "Pani", "Pana"},
        [SLOT_TO_YOU] = {"Państwu", "Pani", "Panu"},
        [SLOT_YOU] = {"Państwa", "Panią", "Pana"},
        [SLOT_WITH_YOU] = {"Państwem", "Panią", "Panem"},
    };
    return slice_of(words[slot][gender]);
}

static struct slice price(const struct filling *f, bool known, int64_t value)
{
    return known ? opener_price(f->language, value, f->facts->currency, f->arena) : SLICE("");
}

static struct slice value_of(const struct filling *f, int slot)
{
    const struct opener_facts *facts = f->facts;
    switch (slot) {
    case SLOT_GREETING:
        return f->address.greeting;
    case SLOT_ORDER:
        return one_line(facts->order, f->arena);
    case SLOT_PRODUCT:
        return one_line(facts->product, f->arena);
    case SLOT_DATE:
        return facts->has_day ? opener_day(f->language, facts->day, f->arena) : SLICE("");
    case SLOT_STATUS:
        return phrase(f, "word:status.", slice_trim(facts->status));
    case SLOT_PLACE:
        return one_line(facts->place, f->arena);
    case SLOT_OLD_PRICE:
        return price(f, facts->has_old_price, facts->old_price);
    case SLOT_NEW_PRICE:
        return price(f, facts->has_new_price, facts->new_price);
    case SLOT_OFFER:
        return one_line(facts->offer, f->arena);
    case SLOT_OWNER:
        return one_line(facts->owner, f->arena);
    case SLOT_CASE:
        return one_line(facts->case_id, f->arena);
    case SLOT_TOPIC:
        return topic_phrase(f);
    case SLOT_COUNT_OF:
        return facts->count > 0 ? arena_print(f->arena, "%lld", (long long)facts->count) : SLICE("");
    default:
        return polish_you(slot, f->address.gender);
    }
}

/*
 * The first of a month is feminine singular in Greek, the other days plural: στις 12 Μαρτίου, but στην 1η Μαρτίου. In
 * Russian the second takes со: с 1 марта, со 2 марта.
 */
static void mend_preposition(struct sentence *s, int language, struct slice day)
{
    struct slice those = SLICE("τις ");
    if (language == LANGUAGE_EL && slice_starts(day, SLICE("1η")) && sentence_ends(s, those)) {
        s->len -= those.len;
        add(s, SLICE("την "));
    }
    if (language == LANGUAGE_RU && slice_starts(day, SLICE("2 ")) && sentence_ends(s, SLICE(" с "))) {
        s->len--;
        add(s, SLICE("о "));
    }
}

/* A text of the customer's that ends in a full stop needs no second one. */
static struct slice without_second_stop(const struct sentence *s, struct slice words)
{
    bool stopped = sentence_ends(s, SLICE(".")) || sentence_ends(s, SLICE("!")) || sentence_ends(s, SLICE("?"));
    return stopped && words.len > 0 && words.ptr[0] == '.' ? slice_from(words, 1) : words;
}

/* False: a slot is empty. */
static bool fill_text(const struct filling *f, const struct opener_text *text, struct sentence *s)
{
    s->len = 0;
    for (const struct opener_part *part = text->parts; part < text->parts + text->count; part++) {
        if (part->slot < 0) {
            add(s, without_second_stop(s, part->text));
            continue;
        }
        struct slice value = value_of(f, part->slot);
        if (value.len == 0)
            return false;
        if (part->slot == SLOT_DATE)
            mend_preposition(s, f->language, value);
        add(s, value);
    }
    return true;
}

/* One's own texts before the built-in ones, and in each the occasion before the reason. */
static const struct opener_group *group_for(const struct filling *f, struct slice reason)
{
    const struct opener_set *const sets[] = {&f->openers->own, &f->openers->built_in};
    struct slice occasion = slice_trim(f->facts->occasion);
    struct slice sharper = reason;
    if (occasion.len > 0)
        sharper = arena_print(f->arena, "%.*s:%.*s", SLICE_ARG(reason), SLICE_ARG(occasion));
    const struct opener_group *g = NULL;
    for (size_t i = 0; i < sizeof sets / sizeof *sets && g == NULL; i++) {
        if (occasion.len > 0)
            g = opener_group_find(sets[i], sharper, f->language);
        if (g == NULL)
            g = opener_group_find(sets[i], reason, f->language);
    }
    return g;
}

static struct slice fill(const struct filling *f, const char *reason)
{
    const struct opener_group *g = group_for(f, slice_of(reason));
    struct sentence s = {.arena = f->arena};
    for (size_t i = 0; g != NULL && i < g->count; i++) {
        if (fill_text(f, &g->texts[i], &s))
            return (struct slice){s.text, s.len};
    }
    return SLICE("");
}

struct slice opener_fill(const struct openers *openers, const char *reason, int language,
                         const struct opener_facts *facts, struct arena *arena)
{
    if (language < 0 || language >= LANGUAGE_COUNT)
        language = LANGUAGE_EN;
    struct filling f = {openers, language, facts, address_of(openers->names, language, &facts->person, arena), arena};
    return fill(&f, reason);
}

struct slice opener_note(const struct openers *openers, const char *reason,
                         const struct opener_facts *facts, struct arena *arena)
{
    struct filling f = {.openers = openers, .language = LANGUAGE_NOTE, .facts = facts, .arena = arena};
    return fill(&f, reason);
}
