/* SPDX-License-Identifier: MIT */
#include "brief-customer/greeting.h"

#include "lib/csv_table.h"
#include "lib/embed.h"
#include "lib/text.h"
#include "streams/vocabulary.h"

EMBED(greetings_table, "src/brief-customer/greetings.csv")
EMBED(salutations_table, "src/brief-customer/salutations.csv")

struct greetings {
    struct csv_table *greetings, *salutations;
};

const struct greetings *greetings_load(struct arena *arena, struct error *e)
{
    struct greetings *g = arena_zeroed(arena, sizeof *g);
    g->greetings = csv_table_parse(arena, "greetings.csv", greetings_table(), e);
    g->salutations = csv_table_parse(arena, "salutations.csv", salutations_table(), e);
    return g->greetings != NULL && g->salutations != NULL ? g : NULL;
}

/* "f", "m", or nothing; a full stop behind the word does not matter. */
static struct slice gender_of(const struct greetings *g, struct slice salutation, struct arena *arena)
{
    struct slice wanted = text_squeezed_key(arena, salutation);
    for (size_t row = 0; wanted.len != 0 && row < csv_table_rows(g->salutations); row++) {
        if (slice_equal(text_squeezed_key(arena, csv_table_cell(g->salutations, row, 0)), wanted))
            return csv_table_cell(g->salutations, row, 1);
    }
    return (struct slice){"", 0};
}

/* "Berg, Maria": the surname before the comma; *given is what stands behind it. */
static bool is_turned_round(struct slice name, struct slice *family, struct slice *given)
{
    const char *comma = memchr(name.ptr, ',', name.len);
    if (comma == NULL)
        return false;
    *family = slice_trim((struct slice){name.ptr, (size_t)(comma - name.ptr)});
    *given = slice_trim(slice_from(name, (size_t)(comma - name.ptr) + 1));
    return true;
}

static struct slice given_of(struct slice name)
{
    struct slice family, given;
    struct slice rest = is_turned_round(name, &family, &given) ? given : slice_trim(name);
    struct slice word = {"", 0};
    slice_cut(&rest, ' ', &word);
    return word;
}

static struct slice family_of(struct slice name)
{
    struct slice word = slice_trim(name), family, given;
    if (is_turned_round(name, &family, &given))
        return family;
    for (size_t i = word.len; i > 0; i--) {
        if (word.ptr[i - 1] == ' ')
            return slice_from(word, i);
    }
    return word;
}

static bool ends(struct slice s, struct slice end)
{
    return s.len >= end.len && memcmp(s.ptr + s.len - end.len, end.ptr, end.len) == 0;
}

/*
 * How a Greek man's surname is called out: -όπουλε, -η, -α; genitives in -ου and foreign names stay. Other names in
 * -ος are called in two ways: empty, and the greeting does without.
 */
static struct slice vocative(struct slice family, struct arena *arena)
{
    static const struct slice poulos = {"όπουλος", sizeof "όπουλος" - 1};
    size_t sigma = sizeof "ς" - 1, os = sizeof "ος" - 1;
    if (ends(family, poulos))
        return arena_print(arena, "%.*sε", (int)(family.len - os), family.ptr);
    if (ends(family, SLICE("ος")) || ends(family, SLICE("ός")))
        return (struct slice){"", 0};
    if (ends(family, SLICE("ς")))
        return (struct slice){family.ptr, family.len - sigma};
    return family;
}

/* The value of a slot such as {family}. */
static struct slice slot_value(struct slice slot, const struct addressee *who, struct arena *arena)
{
    struct slice family = who->family_name.len != 0 ? who->family_name : family_of(who->name);
    if (slice_equal(slot, SLICE("family")))
        return family;
    if (slice_equal(slot, SLICE("vocative")))
        return vocative(family, arena);
    if (slice_equal(slot, SLICE("given")))
        return who->given_name.len != 0 ? who->given_name : given_of(who->name);
    return who->name;
}

/* The greeting with its slot filled; empty where there is nothing to fill it with. */
static struct slice fill(struct slice greeting, const struct addressee *who, struct arena *arena)
{
    const char *open = memchr(greeting.ptr, '{', greeting.len);
    if (open == NULL)
        return greeting;
    size_t before = (size_t)(open - greeting.ptr);
    struct slice rest = slice_from(greeting, before + 1), slot;
    slice_cut(&rest, '}', &slot);
    struct slice value = slot_value(slot, who, arena);
    if (value.len == 0)
        return value;
    return arena_print(arena, "%.*s%.*s%.*s", (int)before, greeting.ptr, SLICE_ARG(value), SLICE_ARG(rest));
}

struct slice greeting_of(const struct greetings *g, const struct addressee *who, struct arena *arena)
{
    if (who->language < 0)
        return (struct slice){"", 0};
    struct slice language = slice_of(vocabulary_word(VOCABULARY_LANGUAGE, who->language));
    struct slice gender = gender_of(g, who->salutation, arena);
    for (size_t row = 0; row < csv_table_rows(g->greetings); row++) {
        struct slice of = csv_table_cell(g->greetings, row, 1);
        if (!slice_equal(csv_table_cell(g->greetings, row, 0), language) ||
            (of.len != 0 && !slice_equal(of, gender)))
            continue;
        struct slice greeting = fill(csv_table_cell(g->greetings, row, 2), who, arena);
        if (greeting.len != 0)
            return greeting;
    }
    return (struct slice){"", 0};
}
