/* SPDX-License-Identifier: MIT */
#include "streams/address.h"

#include "streams/address_parts.h"
#include "streams/letters.h"
#include "streams/vocabulary.h"

/* What the salutations say so far: two genders in one ("Mr/Mrs") say nothing. */
struct salutation {
    bool female, male, several;
    struct slice title;
};

static void read_word(const struct name_book *book, struct slice word, struct salutation *s)
{
    const struct name_word *known = name_book_salutation(book, word);
    if (known == NULL)
        return;
    s->female |= known->gender == GENDER_FEMALE;
    s->male |= known->gender == GENDER_MALE;
    s->several |= known->several;
    bool learned = slice_equal(known->title, SLICE("Dr")) || slice_equal(known->title, SLICE("Professor"));
    if (known->title.len > 0 && (s->title.len == 0 || learned))
        s->title = known->title;
}

/* A salutation's words: "Szanowna Pani", "Mr/Mrs", "κ./κα". */
static void read_salutation(const struct name_book *book, struct slice text, struct arena *arena,
                            struct salutation *s)
{
    text = letters_tidy(arena, text);
    while (text.len > 0) {
        size_t len = 0;
        while (len < text.len && strchr(" /,&+;|()", text.ptr[len]) == NULL)
            len++;
        if (len > 0)
            read_word(book, (struct slice){text.ptr, len}, s);
        text = slice_from(text, len + 1);
    }
}

static enum gender agreed(enum gender a, enum gender b)
{
    if (a == GENDER_UNKNOWN || b == GENDER_UNKNOWN)
        return a == GENDER_UNKNOWN ? b : a;
    return a == b ? a : GENDER_UNKNOWN;
}

static enum gender known_given(const struct name_book *book, struct slice given)
{
    const struct name_word *known = given.len > 0 ? name_book_given(book, given) : NULL;
    return known != NULL ? known->gender : GENDER_UNKNOWN;
}

/*
 * The salutation first; the forms of the name where there is none. A given name alone proves nothing, but it can
 * contradict: then nothing is certain.
 */
static enum gender gender_of(const struct addressee *who, const struct salutation *s, int language)
{
    if ((s->female && s->male) || s->several)
        return GENDER_UNKNOWN;
    enum gender said = s->female ? GENDER_FEMALE : s->male ? GENDER_MALE : GENDER_UNKNOWN;
    enum gender forms = gender_by_forms(language, who->book, &who->name);
    enum gender gender = said == GENDER_UNKNOWN ? forms : agreed(said, forms);
    enum gender given = known_given(who->book, who->name.given);
    return gender == GENDER_UNKNOWN || given == GENDER_UNKNOWN ? gender : agreed(gender, given);
}

static bool is_for_one_gender(struct slice title)
{
    return slice_equal(title, SLICE("Mr")) || slice_equal(title, SLICE("Mrs")) ||
           slice_equal(title, SLICE("Ms")) || slice_equal(title, SLICE("Miss"));
}

int address_language(const struct person *person)
{
    const struct slice parts[] = {person->name, person->family_name, person->given_name};
    for (size_t i = 0; i < sizeof parts / sizeof *parts; i++) {
        switch (letters_script(parts[i])) {
        case SCRIPT_GREEK:
            return LANGUAGE_EL;
        case SCRIPT_CYRILLIC:
            return LANGUAGE_RU;
        case SCRIPT_ARABIC:
            return LANGUAGE_AR;
        default:
            break;
        }
    }
    return -1;
}

struct address address_of(const struct name_book *book, int language, const struct person *person,
                          struct arena *arena)
{
    static struct slice (*const greet[LANGUAGE_COUNT])(const struct addressee *, struct arena *) = {
        [LANGUAGE_EN] = greet_in_english, [LANGUAGE_EL] = greet_in_greek, [LANGUAGE_PL] = greet_in_polish,
        [LANGUAGE_RU] = greet_in_russian, [LANGUAGE_AR] = greet_in_arabic,
    };
    struct addressee who = {.book = book};
    struct salutation s = {.title = SLICE("")};
    if (language < 0 || language >= LANGUAGE_COUNT)
        language = LANGUAGE_EN;
    name_parts_of(book, person, arena, &who.name);
    read_salutation(book, person->salutation, arena, &s);
    for (size_t i = 0; i < who.name.honorific_count; i++)
        read_word(book, who.name.honorifics[i], &s);
    who.several = s.several;
    who.gender = gender_of(&who, &s, language);
    who.title = is_for_one_gender(s.title) && who.gender == GENDER_UNKNOWN ? SLICE("") : s.title;
    return (struct address){greet[language](&who, arena), who.name.full, who.gender};
}
