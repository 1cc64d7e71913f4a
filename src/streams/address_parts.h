/* SPDX-License-Identifier: MIT */
/* Between the modules of address.h: a customer as the greetings see them, and one greeting a language. */
#ifndef REGULARS_ADDRESS_PARTS_H
#define REGULARS_ADDRESS_PARTS_H

#include "streams/address.h"

struct addressee {
    struct name_parts name;
    enum gender gender;
    bool several;       /* "Państwo" */
    struct slice title; /* "Mrs", "Dr"; empty: none */
    const struct name_book *book;
};

/* The greeting with its punctuation, in the arena or a constant. */
struct slice greet_in_english(const struct addressee *who, struct arena *arena);
struct slice greet_in_greek(const struct addressee *who, struct arena *arena);
struct slice greet_in_polish(const struct addressee *who, struct arena *arena);
struct slice greet_in_russian(const struct addressee *who, struct arena *arena);
struct slice greet_in_arabic(const struct addressee *who, struct arena *arena);

/* What the endings of the names say in this language; GENDER_UNKNOWN where both genders have them. */
enum gender gender_by_forms(int language, const struct name_book *book, const struct name_parts *name);

#endif
