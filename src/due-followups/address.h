/* SPDX-License-Identifier: MIT */
/*
 * How to address a customer in a letter's first line, formally, in the customer's language: "Dear Ms Novak,",
 * «Αγαπητέ κύριε Παπαδόπουλε,», "Szanowna Pani Anno,". Where the gender or the vocative is not certain, a form that
 * is right for anybody. Names are put in order first; what is no name (an address, a number, a company) is left out.
 */
#ifndef REGULARS_ADDRESS_H
#define REGULARS_ADDRESS_H

#include "lib/memory.h"
#include "lib/world.h"

enum gender { GENDER_UNKNOWN, GENDER_FEMALE, GENDER_MALE };

/* A customer as an export names them; any part may be empty. */
struct person {
    struct slice name;       /* the whole name, either order, with or without a comma */
    struct slice salutation; /* "Ms", "κα", "Pani", "г-н", "السيدة" */
    struct slice given_name;
    struct slice family_name;
};

struct address {
    struct slice greeting; /* with its punctuation; never empty */
    enum gender gender;    /* as far as it is certain */
};

/* The tables of salutations and given names, in the arena (seed as in world.seed). */
struct address_book;
const struct address_book *address_book_load(struct arena *arena, const uint64_t seed[2]);

/* How to address a person in a language (enum language; below 0: English). Texts are in the arena. */
struct address address_of(const struct address_book *book, int language, const struct person *person,
                          struct arena *arena);

#endif
