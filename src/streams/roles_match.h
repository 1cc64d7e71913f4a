/* SPDX-License-Identifier: MIT */
/*
 * Between roles_match.c, which finds what each column could be, roles_resolve.c, which decides, and
 * roles_fault.c, which words what is wrong. Not for others: use roles.h.
 */
#ifndef REGULARS_ROLES_MATCH_H
#define REGULARS_ROLES_MATCH_H

#include "streams/spellings.h"

/* How well a column suits a role; the lower the better. Ranks of the tables are added. */
enum {
    RANK_MAPPED = 0,
    RANK_EXACT = 1,
    RANK_FOLDED = 2,
    RANK_LAYOUT = 100,
    RANK_SPELLED = 1000
};

/* One column that could have one role. */
struct offer {
    enum role role;
    int rank;
    int join; /* as in struct spelling */
    uint32_t column;
};

struct role_match {
    const struct role_search *search;
    const struct slice *header;
    size_t header_count;
    struct arena *arena;
    struct spellings spellings;
    bool used[ROLE_COUNT]; /* read by the tool, or mapped */
    uint32_t *keys;        /* by column */
    int layout;
    struct offer *offers; /* by column, ascending */
    size_t offer_count, offer_capacity;
};

/* Finds all offers; spellings_free ends the match. */
void role_match(struct role_match *m, const struct role_search *search, const struct slice *header,
                size_t header_count, struct arena *arena);

/* Whether the role is one that the tool reads. */
bool role_is_read(const struct role_search *search, enum role role);

/* Texts of several faults, joined by "; ". */
struct faults {
    struct arena *arena;
    struct slice text;
    bool missing; /* a role is missing: what was there is added at the end */
};

/* A needed role has no column; where one of several would do, none of them has. */
void fault_missing(struct faults *f, const struct role_match *m, enum role role);
void fault_missing_all(struct faults *f, const struct role_match *m);

/* Two columns could be the role, and nothing says which. */
void fault_ambiguous(struct faults *f, const struct role_match *m, enum role role, uint32_t a,
                     uint32_t b);

/* A mapped header is not there. */
void fault_unmapped(struct faults *f, const struct role_mapping *map);

/* The whole message, once all faults are in. */
void fault_report(struct faults *f, const struct role_match *m, struct error *e);

#endif
