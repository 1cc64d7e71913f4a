/* SPDX-License-Identifier: MIT */
#include "lib/embed.h"
#include "lib/text.h"
#include "streams/name.h"

EMBED(given_names_table, "src/streams/given_names.csv")
EMBED(salutations_table, "src/streams/salutations.csv")

static enum gender gender_of(struct slice word)
{
    if (slice_equal(word, SLICE("f")))
        return GENDER_FEMALE;
    return slice_equal(word, SLICE("m")) ? GENDER_MALE : GENDER_UNKNOWN;
}

static size_t count_lines(struct slice table)
{
    size_t count = 0;
    for (size_t i = 0; i < table.len; i++)
        count += table.ptr[i] == '\n';
    return count;
}

/* language,name,gender,vocative without quotes; a test sees to it. A name with two genders has none. */
static void load_given(struct name_book *book, struct arena *arena)
{
    struct slice table = given_names_table();
    struct slice line;
    book->given = arena_array(arena, count_lines(table), sizeof *book->given);
    slice_cut(&table, '\n', &line);
    while (slice_cut(&table, '\n', &line) && line.len > 0) {
        struct slice language;
        struct slice name;
        struct slice gender;
        slice_cut(&line, ',', &language);
        slice_cut(&line, ',', &name);
        slice_cut(&line, ',', &gender);
        uint32_t before = book->given_keys.count;
        uint32_t number = intern_add(&book->given_keys, text_squeezed_key(arena, name));
        if (number == before)
            book->given[number] = (struct name_word){.gender = gender_of(gender), .vocative = line};
        else if (book->given[number].gender != gender_of(gender))
            book->given[number] = (struct name_word){.gender = GENDER_UNKNOWN};
    }
}

/* word,gender,title: gender "?" is for several people, title "-" for a word of a sex. */
static void load_salutations(struct name_book *book, struct arena *arena)
{
    struct slice table = salutations_table();
    struct slice line;
    book->salutations = arena_array(arena, count_lines(table), sizeof *book->salutations);
    slice_cut(&table, '\n', &line);
    while (slice_cut(&table, '\n', &line) && line.len > 0) {
        struct slice word;
        struct slice gender;
        slice_cut(&line, ',', &word);
        slice_cut(&line, ',', &gender);
        uint32_t number = intern_add(&book->salutation_keys, text_squeezed_key(arena, word));
        bool is_sex = slice_equal(line, SLICE("-"));
        book->salutations[number] = (struct name_word){.gender = gender_of(gender),
                                                       .several = slice_equal(gender, SLICE("?")),
                                                       .is_sex = is_sex,
                                                       .title = is_sex ? SLICE("") : line};
    }
}

struct name_book *name_book_load(struct arena *arena, const uint64_t seed[2])
{
    struct name_book *book = arena_zeroed(arena, sizeof *book);
    intern_start(&book->given_keys, arena, seed);
    intern_start(&book->salutation_keys, arena, seed);
    load_given(book, arena);
    load_salutations(book, arena);
    return book;
}

static uint32_t find(const struct intern *keys, struct slice word)
{
    struct arena scratch = {0};
    uint32_t number = intern_find(keys, text_squeezed_key(&scratch, word));
    arena_free(&scratch);
    return number;
}

const struct name_word *name_book_given(const struct name_book *book, struct slice word)
{
    uint32_t number = find(&book->given_keys, word);
    return number != INTERN_NONE ? &book->given[number] : NULL;
}

const struct name_word *name_book_salutation(const struct name_book *book, struct slice word)
{
    uint32_t number = find(&book->salutation_keys, word);
    return number != INTERN_NONE ? &book->salutations[number] : NULL;
}
