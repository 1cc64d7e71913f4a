/* SPDX-License-Identifier: MIT */
/*
 * Roles: the canonical columns of the streams, what they hold, and how vendors and languages spell them. The
 * list of roles is roles.def, the spellings are spellings.csv, the layouts that a vendor's header betrays are
 * layouts.csv; a new spelling, layout or role is a line in one of them.
 */
#ifndef REGULARS_ROLES_H
#define REGULARS_ROLES_H

#include "lib/error.h"
#include "lib/memory.h"

enum stream_kind {
    STREAM_CUSTOMERS,
    STREAM_ORDERS,
    STREAM_RESPONSES,
    STREAM_MESSAGES,
    STREAM_CASES,
    STREAM_LOYALTY,
    STREAM_FINDINGS,
    STREAM_PRICE_CUTS,
    STREAM_HOLIDAYS,
    STREAM_NAME_DAYS,
    STREAM_CAMPAIGNS,
    STREAM_DONE,
    STREAM_ABSENT,
    STREAM_FOLLOWUPS,
    STREAM_COUNT
};

enum role_type {
    TYPE_ID,      /* compared byte for byte, blanks around it ignored */
    TYPE_TEXT,    /* as it is */
    TYPE_NUMBER,  /* decimal, millionths inside */
    TYPE_WHOLE,   /* whole number */
    TYPE_DATE,    /* a civil day */
    TYPE_INSTANT, /* a moment; a date alone means its whole day */
    TYPE_WORD,    /* a word of a vocabulary */
    TYPE_WORDS,   /* several, joined by ';' */
    TYPE_FLAG     /* yes or no */
};

/* ROLE_CUSTOMER_ID, ROLE_EMAIL, ...: one for each line of roles.def */
enum role {
#define ROLE(upper, lower, type, meaning) ROLE_##upper,
#include "streams/roles.def"
#undef ROLE
    ROLE_COUNT
};

struct role_info {
    const char *name; /* canonical column name: "customer_id" */
    enum role_type type;
    const char *meaning; /* one clause, for --columns and regulars(7) */
};

/* What is known of a role; never NULL for a role below ROLE_COUNT. */
const struct role_info *role_info(enum role role);

/* "orders", as in prefixes of options. */
const char *stream_name(enum stream_kind kind);

/* All stream names, NULL-terminated, for options_for_stream. */
const char *const *stream_names(void);

/* The role with this canonical name, or ROLE_COUNT. */
enum role role_by_name(struct slice name);

enum role_need {
    NEED_OPTIONAL, /* read where it is there */
    NEED_REQUIRED, /* an error where it is missing */
    NEED_ONE,      /* at least one of all the roles marked so must be there */
    NEED_WRITTEN   /* written by the tool, not read */
};

/* One role that a tool reads or writes. */
struct role_use {
    enum role role;
    enum role_need need;
};

enum { LAYOUT_NAME_MAX = 24, JOINED_MAX = 4 };

/* What a vendor's layout fixes beyond the names of its columns. */
struct layout {
    char name[LAYOUT_NAME_MAX]; /* "shopify"; "plain" when none was recognised */
    char date_order;            /* 'd' day-month, 'm' month-day, 0 not fixed */
    bool continues;     /* Shopify: rows with an order's id and blank order fields belong to the row before */
    bool zero_is_guest; /* WooCommerce: customer 0 has no account */
    bool refund_repeats; /* what was given back on an order stands on each of its rows, and counts once */
};

/* Where each role is in one file's header. */
struct role_columns {
    int column[ROLE_COUNT];             /* -1: not there */
    int joined[ROLE_COUNT][JOINED_MAX]; /* further columns, joined to the first with a blank; -1: none */
    int spare[ROLE_COUNT];              /* read where the first is blank, as a mobile for a telephone; -1: none */
    struct layout layout;
};

/* One --map ROLE=HEADER. */
struct role_mapping {
    enum role role;
    struct slice header; /* compared byte for byte, blanks around it ignored; empty: no column has the role */
    bool wished;         /* meant for other streams too: where the header is not there, it is no fault */
};

struct spellings; /* spellings.h */

/* What a header is looked through for. */
struct role_search {
    enum stream_kind kind;
    const struct role_use *uses;
    size_t use_count;
    const struct role_mapping *maps;
    size_t map_count;
    const struct spellings *spellings; /* of the kind, for several searches; NULL: they are loaded */
    const char *prefix; /* for advice: what stands before a role in --map where it is meant for this file, "orders:"; NULL: nothing */
};

/*
 * Finds the roles of a stream in a header: --map first (also of roles that the tool does not use), then exact
 * names, then names with case, blanks, '_' and '-' folded, then spellings by rank, those of the vendor's layout
 * before the others. A column whose meaning the layout fixes has no other: Shopify's Name is a number of an order.
 * "(UTC)" behind a header does not hinder. All faults are reported together in *e: a needed role missing, with
 * what was there and the nearest names; two columns of equal rank; a mapped header that is not there, or
 * there twice. *also gets one line for each column that lost to a better one, for -v.
 */
bool roles_resolve(const struct role_search *search, const struct slice *header, size_t header_count,
                   struct arena *arena, struct role_columns *columns, struct slice *also,
                   struct error *e);

/*
 * What was found, in one line for -v: "takes ordered_at from 'Created at', customer_id; not read: 'Notes'". A role with several
 * columns has "and" between those that are joined, "or else" before the one that stands in. Of many unread columns some are named.
 */
struct slice roles_tell(const struct role_columns *columns, const struct slice *header, size_t header_count,
                        struct arena *arena);

/*
 * How many of the roles searched for this header has: for choosing the delimiter. *enough: all that are
 * required, and one of the NEED_ONE, are there.
 */
size_t roles_suit(const struct role_search *search, const struct slice *header, size_t header_count,
                  struct arena *arena, bool *enough);

/* One stream that a tool reads or writes, for --columns. */
struct role_table {
    enum stream_kind kind;
    const struct role_use *uses;
    size_t use_count;
};

/* The CSV that --columns prints: stream,role,type,use,meaning. */
struct slice roles_describe(const struct role_table *tables, size_t count, struct arena *arena);

#endif
