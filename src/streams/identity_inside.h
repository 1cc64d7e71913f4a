/* SPDX-License-Identifier: MIT */
/* What identity.c and identity_watch.c share and nobody else sees. */
#ifndef REGULARS_IDENTITY_INSIDE_H
#define REGULARS_IDENTITY_INSIDE_H

#include "streams/identity.h"

enum { SHARED = -1, NOBODY = -2 };

/* A table of keys of one sort: what each stands for. */
struct key_table {
    struct intern keys;
    int64_t *customer; /* by key: a customer, SHARED or NOBODY */
    size_t capacity;
};

struct identity {
    struct arena *arena;
    struct arena *scratch; /* folded keys of one row */
    struct intern names;   /* the customers: a customer's number is that of the name */
    uint32_t last;         /* the one that an id gave last */
    struct key_table emails, phones;
    bool *known; /* by customer: in the customers file */
    size_t known_capacity;
    bool learned; /* there is a customers file */
    bool held;    /* whoever is new waits aside, and has a number behind the others' */
    struct arena *aside;
    struct intern waiting;
    struct slice *shared;
    size_t shared_capacity;
    struct identity_summary summary;
};

/* Keys in the form in which they are compared; slices of the arena or of the row. */
struct identity_keys identity_fold(struct arena *arena, struct identity_keys keys);

#endif
