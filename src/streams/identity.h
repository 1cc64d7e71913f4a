/* SPDX-License-Identifier: MIT */
/*
 * Who is the same customer: customer_id equal; else e-mail, trimmed and case-folded; else the digits of the
 * telephone. Across files the customers file joins the keys. A key that two customers share (families share
 * telephones) matches neither. A customer without an id is named by the folded e-mail, else by the phone's
 * digits; such names are recognised as keys when they stand in a customer_id column.
 */
#ifndef REGULARS_IDENTITY_H
#define REGULARS_IDENTITY_H

#include "lib/hash.h"

struct identity; /* one a run */

/* Starts with nobody known. */
struct identity *identity_start(struct arena *arena, const uint64_t seed[2]);

/* The keys that a row may have; each may be empty. An id of "0" is no id. */
struct identity_keys {
    struct slice customer_id, email, phone;
};

/*
 * One row of the customers file: joins its keys to one customer. Returns the customer's number (dense, from 0),
 * INTERN_NONE when the row has no key at all.
 */
uint32_t identity_learn(struct identity *i, struct identity_keys keys);

/*
 * The customer of a row in any other file; a new one where the keys are unknown. INTERN_NONE: there is no key
 * (an empty id, "0", or only an e-mail or phone that several customers share).
 */
uint32_t identity_of(struct identity *i, struct identity_keys keys);

/*
 * Enters the customers of another identity, who may be known here; both without a customers file. Adds its counts of rows. In the
 * arena: the number here of each customer there.
 */
uint32_t *identity_join(struct identity *i, const struct identity *other, struct arena *arena);

/* Asks the memory for what identity_of will look at for a customer_id, where there is something else to do until then. */
void identity_expect(const struct identity *i, struct slice customer_id);

/*
 * The name of the customer whom identity_of would give, and whether the customers file has them; empty: INTERN_NONE. Enters
 * and counts nothing, so that several threads may ask, each with an arena of its own; the name may live in it or in the row.
 */
struct slice identity_find(const struct identity *i, struct identity_keys keys, struct arena *scratch, bool *known);

/* Looks for the rows of a few customers among those of many, without entering the others. */
struct identity_watch {
    const struct identity *identity;
    const uint32_t *customers;
    size_t count;
    struct slice *keys; /* all that may stand in a row of theirs, as it is compared */
    size_t key_count, key_capacity;
    bool has_address; /* there is an e-mail among them */
};

/* Starts to watch for customers whom the customers file, or identity_learn, has told of all keys; INTERN_NONE is passed over. */
void identity_watch_start(struct identity_watch *w, const struct identity *i, const uint32_t *customers, size_t count,
                          struct arena *arena);

/* The customer whom identity_of would give for a row, where that is one of those watched for; else INTERN_NONE. */
uint32_t identity_watch_find(const struct identity_watch *w, struct identity_keys keys, struct arena *scratch);

/*
 * The customer whom identity_of would give, where they are known by now; else INTERN_NONE. Enters and counts nothing, so that several
 * threads may ask while identity_hold is in force. identity_confirm counts what was found as identity_of would have.
 */
uint32_t identity_look(const struct identity *i, struct identity_keys keys, struct arena *scratch);
void identity_confirm(struct identity *i, uint32_t found);

/* From here on those who are new wait aside, so that identity_look reads nothing that is written, until they are let in. No number
 * depends on it. Meanwhile nobody learns. */
void identity_hold(struct identity *i);
void identity_let_in(struct identity *i);

/* Counts rows for which identity_find was asked, as identity_of would have: those without a usable key, and those of
 * customers whom the customers file does not have. */
void identity_count_rows(struct identity *i, uint64_t keyless, uint64_t unmatched);

/* Whether a customers file was read. */
bool identity_has_file(const struct identity *i);

/* What is written as customer_id: the id, else the folded e-mail, else the phone's digits. */
struct slice identity_name(const struct identity *i, uint32_t customer);

/* The same for one row alone, by a tool that joins nothing: id, folded e-mail, or digits; in the arena or of the row. */
struct slice identity_written(struct identity_keys keys, struct arena *arena);

/* How many customers there are. */
uint32_t identity_count(const struct identity *i);

/* Whether the customer came from the customers file. */
bool identity_is_known(const struct identity *i, uint32_t customer);

/* For -v: keys shared by several customers, rows without a usable key, rows unknown to the customers file. */
struct identity_summary {
    uint64_t shared_keys, keyless_rows, unmatched_rows;
};
struct identity_summary identity_summary(const struct identity *i);

/* The n-th shared key, n below shared_keys. */
struct slice identity_shared_key(const struct identity *i, size_t n);

#endif
