/* SPDX-License-Identifier: MIT */
/*
 * The table of spellings: which headers stand for which roles in one stream, generally and in the layouts of
 * vendors. Made from spellings.csv and layouts.csv; roles.h is what others use.
 */
#ifndef REGULARS_SPELLINGS_H
#define REGULARS_SPELLINGS_H

#include "lib/hash.h"
#include "streams/roles.h"

enum { LAYOUT_ANY = -1, SPELLING_NONE = -1, JOIN_SPARE = 8, JOIN_REPEATED = 9 };

/* One header that stands for a role. */
struct spelling {
    enum role role; /* ROLE_COUNT: for none, whatever it looks like */
    int layout;     /* number of the layout, or LAYOUT_ANY */
    int rank;       /* the lower is the better */
    int join;       /* 0: alone; 1, 2, ...: its place among joined columns; JOIN_REPEATED: repeated columns are joined; JOIN_SPARE:
                     * alone, or read where a better column is blank */
    int next;       /* another spelling with the same key, or SPELLING_NONE */
};

/* A layout and the headers that betray it. */
struct signature {
    struct layout layout;
    struct slice headers; /* joined by ';' */
};

struct spellings {
    struct intern keys;         /* of role names, spellings and signatures */
    struct spelling *list;
    size_t count, capacity;
    int *first;                 /* by key: the first spelling */
    enum role *named;           /* by key: the role with this name, or ROLE_COUNT */
    size_t key_capacity;
    struct signature *layouts;
    size_t layout_count, layout_capacity;
};

/* Reads the tables as far as they concern the stream; all is in the arena. */
void spellings_load(struct spellings *s, enum stream_kind kind, struct arena *arena);

/* The number of a header's key, with its zone in parentheses left out where it has one; INTERN_NONE: not in the table. */
uint32_t spellings_key(const struct spellings *s, struct slice header, struct arena *scratch);

/* The layout that a header betrays, by which keys are present: the one with the longest signature; LAYOUT_ANY: none. */
int spellings_layout(const struct spellings *s, const bool *present, struct arena *scratch);

/* Frees what is not in the arena. */
void spellings_free(struct spellings *s);

/* The zone that a header gives in parentheses behind its name, "Created (UTC)"; empty where it gives none. */
struct slice header_zone(struct slice header);

#endif
