/* SPDX-License-Identifier: MIT */
/*
 * How to address a customer in a letter's first line, formally, in the customer's language: "Dear Ms Novak,",
 * «Αγαπητέ κύριε Παπαδόπουλε,», "Szanowna Pani Anno,". The gender is taken from the salutation, or from forms of the
 * name that only one has; where it, or the vocative, is not certain, the form is one that is right for anybody.
 */
#ifndef REGULARS_ADDRESS_H
#define REGULARS_ADDRESS_H

#include "streams/name.h"

struct address {
    struct slice greeting; /* with its punctuation; never empty */
    struct slice name;     /* the name in order, "Anna Novak"; empty: there is none */
    enum gender gender;    /* as far as it is certain */
};

/*
 * The language that a name's letters point to, where nothing else tells: Greek, Russian for Cyrillic, Arabic. Latin letters
 * are of many languages: -1, as for no name.
 */
int address_language(const struct person *person);

/* How to address a person in a language (enum language; below 0: English). Texts are in the arena. */
struct address address_of(const struct name_book *book, int language, const struct person *person,
                          struct arena *arena);

#endif
