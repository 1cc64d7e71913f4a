/* SPDX-License-Identifier: MIT */
#include "streams/address_parts.h"
#include "streams/letters.h"
#include "streams/vocabulary.h"

#define LIST_END NULL

static bool ends_with_any(struct slice name, const char *const *endings)
{
    for (; *endings != LIST_END; endings++) {
        if (letters_end(name, slice_of(*endings)))
            return true;
    }
    return false;
}

static enum gender given_gender(const struct name_book *book, struct slice given)
{
    const struct name_word *known = given.len > 0 ? name_book_given(book, given) : NULL;
    return known != NULL ? known->gender : GENDER_UNKNOWN;
}

/* Family names of one gender, which the given name must not contradict. */
struct concord {
    const char *const *female, *const *male;             /* endings of family names */
    const char *const *female_given, *const *male_given; /* endings that the given name must have, where it is not known */
};

static enum gender concord(const struct concord *c, const struct name_book *book,
                           const struct name_parts *name)
{
    enum gender given = given_gender(book, name->given);
    if (name->given.len == 0 || name->family.len == 0)
        return GENDER_UNKNOWN;
    if (ends_with_any(name->family, c->female) &&
        (given == GENDER_FEMALE || (given == GENDER_UNKNOWN && ends_with_any(name->given, c->female_given))))
        return GENDER_FEMALE;
    if (ends_with_any(name->family, c->male) &&
        (given == GENDER_MALE || (given == GENDER_UNKNOWN && ends_with_any(name->given, c->male_given))))
        return GENDER_MALE;
    return GENDER_UNKNOWN;
}

static const char *const no_endings[] = {LIST_END};

static const char *const polish_female[] = {"ska", "cka", "dzka", LIST_END};
static const char *const polish_male[] = {"ski", "cki", "dzki", LIST_END};
static const char *const polish_female_given[] = {"a", LIST_END};

static enum gender polish_forms(const struct name_book *book, const struct name_parts *name)
{
    static const struct concord rule = {polish_female, polish_male, polish_female_given, no_endings};
    return concord(&rule, book, name);
}

/* Only forms with ς count: they are masculine. Women's -ου and -η are men's as well, and Άρτεμις is a woman. */
static const char *const greek_male[] = {"ος", "ός", "ης", "ής", "ας", "άς", LIST_END};

static enum gender greek_forms(const struct name_book *book, const struct name_parts *name)
{
    static const struct concord rule = {no_endings, greek_male, no_endings, greek_male};
    return concord(&rule, book, name);
}

static const char *const russian_female[] = {"ова", "ева", "ёва", "ская", "цкая", "ина", "ына", LIST_END};
static const char *const russian_male[] = {"ов", "ев", "ёв", "ский", "цкий", "ин", "ын", LIST_END};
static const char *const russian_female_given[] = {"ия", "на", "ра", "да", LIST_END};
static const char *const russian_male_given[] = {"б", "в", "г", "д", "к", "л", "м", "н", "р", "с", "т", "ф", "й", LIST_END};

static enum gender russian_forms(const struct name_book *book, const struct name_parts *name)
{
    static const struct concord rule = {russian_female, russian_male, russian_female_given, russian_male_given};
    if (letters_end(name->patronymic, SLICE("на")))
        return GENDER_FEMALE;
    if (letters_end(name->patronymic, SLICE("ич")))
        return GENDER_MALE;
    return concord(&rule, book, name);
}

enum gender gender_by_forms(int language, const struct name_book *book, const struct name_parts *name)
{
    switch (language) {
    case LANGUAGE_PL:
        return polish_forms(book, name);
    case LANGUAGE_EL:
        return greek_forms(book, name);
    case LANGUAGE_RU:
        return russian_forms(book, name);
    default:
        return GENDER_UNKNOWN;
    }
}
