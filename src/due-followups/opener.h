/* SPDX-License-Identifier: MIT */
/*
 * The words of a follow-up: the first sentence to the customer, in the customer's language, and the sentence for the
 * colleague. They are openers.csv (reason,language,text), or a file of the same columns that takes its place. Knows
 * nothing of when and whether a customer is contacted.
 *
 * `reason` is a reason, or reason:occasion for a sharper wording, which is looked for first:
 *     reply:late  promise_broken:again  feedback_reply:praise, :suggestion, :question
 *     thanks:first_order, :tenth_order, :year  wishes:birthday, :name_day
 * `language` is en, el, pl, ru, ar, or note. Rows of the same reason and language are variants: the first whose slots
 * can all be filled is used, and the last has none that could be empty. Further rows, word:status.shipped and
 * word:topic.billing, hold the phrases for {status} and {topic}.
 */
#ifndef REGULARS_OPENER_H
#define REGULARS_OPENER_H

#include "lib/world.h"
#include "streams/address.h"

/* What is known about the matter; zero or empty where it is not. Blanks at the ends of texts do not matter. */
struct opener_facts {
    struct person person;
    struct slice occasion;             /* "late", "again", "praise", "birthday", ...; one without rows is passed over */
    struct slice order;                /* {order}: its number */
    struct slice product;              /* {product} */
    struct slice status;               /* {status}: the vocabulary's word, "shipped" */
    struct slice place;                /* {place}: where the parcel is */
    struct slice offer;                /* {offer}: a campaign's text */
    struct slice owner;                /* {owner}: the colleague's name */
    struct slice case_id;              /* {case} */
    struct slice topic;                /* {topic}: the name that tag-topics uses, "billing" */
    struct slice currency;             /* of the prices, "EUR"; may be empty */
    int64_t old_price, new_price;      /* {old_price}, {new_price}: millionths */
    int64_t day;                       /* {date}: days since 1970-01-01 */
    int64_t count;                     /* {count}: orders, messages, broken promises, calls; above 0 */
    bool has_old_price, has_new_price, has_day;
};

struct openers;

/*
 * The built-in texts, or those of the file at path. They live in the arena. NULL: *e names file, line and column of an
 * unknown reason, language or slot, or says which reason has no last variant without slots. A file need not hold all
 * reasons; what it does not hold is taken from the built-in texts.
 */
const struct openers *openers_load(struct world *world, struct arena *arena, const char *path,
                                   struct error *e);

/*
 * The customer's sentence in a language (enum language; below 0: English). Empty for an unknown reason, and for
 * note_missing, which is about the staff alone.
 */
struct slice opener_fill(const struct openers *openers, const char *reason, int language,
                         const struct opener_facts *facts, struct arena *arena);

/* The colleague's sentence, in English. Empty for an unknown reason alone. */
struct slice opener_note(const struct openers *openers, const char *reason,
                         const struct opener_facts *facts, struct arena *arena);

#endif
