/* SPDX-License-Identifier: MIT */
/*
 * The parts of a customer's name, whichever way round and in whichever case an export has it: "NOVAK, ANNA", "Anna
 * Novak", «Соколова Анна Ивановна». What is no name (an address, a number, a company, "guest") gives no parts.
 */
#ifndef REGULARS_NAME_H
#define REGULARS_NAME_H

#include "lib/hash.h"

enum gender { GENDER_UNKNOWN, GENDER_FEMALE, GENDER_MALE };

/* A customer as an export names them; any part may be empty. */
struct person {
    struct slice name;       /* the whole name, either order, with or without a comma */
    struct slice salutation; /* "Ms", "κα", "Pani", "г-н", "السيدة" */
    struct slice given_name;
    struct slice family_name;
};

/* A word of given_names.csv or salutations.csv. */
struct name_word {
    enum gender gender;
    bool several;          /* a salutation for more than one person, "Państwo" */
    bool is_sex;           /* "female": stands in a column, never before a name */
    struct slice vocative; /* of a Polish given name; empty: none, or not certain */
    struct slice title;    /* of a salutation: "Mrs", "Dr", "Professor", "Engineer" */
};

struct name_book {
    struct intern given_keys, salutation_keys;
    struct name_word *given, *salutations; /* by key's number */
};

/* The built-in tables, in the arena (seed as in world.seed). */
struct name_book *name_book_load(struct arena *arena, const uint64_t seed[2]);

/* The word's entry, or NULL. Case, accents and full stops do not matter. */
const struct name_word *name_book_given(const struct name_book *book, struct slice word);
const struct name_word *name_book_salutation(const struct name_book *book, struct slice word);

enum { NAME_HONORIFICS_MAX = 4 };

struct name_parts {
    struct slice given, patronymic, family; /* any may be empty */
    struct slice full;                      /* in the natural order; empty: there is no name */
    struct slice honorifics[NAME_HONORIFICS_MAX]; /* salutations that stood before the name */
    size_t honorific_count;
    bool capitals; /* the family name was written in capitals, which in Greek have no accents */
    bool unsure;   /* one word, which may be either name */
};

/* The whole name of a person: as it stands, else made of the given and the family name. In the arena where it is made. */
struct slice name_whole(const struct person *person, struct arena *arena);

/* Takes a name apart. Texts are in the arena. */
void name_parts_of(const struct name_book *book, const struct person *person, struct arena *arena,
                   struct name_parts *parts);

#endif
