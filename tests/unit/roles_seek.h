/* SPDX-License-Identifier: MIT */
/* A header for the tests of roles, given as one line, and what is found in it. */
#ifndef REGULARS_TEST_ROLES_SEEK_H
#define REGULARS_TEST_ROLES_SEEK_H

#include "streams/roles.h"
#include "test.h"

enum { HEADER_MAX = 128 };

/* A header given as one line, and what is looked for in it. */
struct sought {
    struct slice header[HEADER_MAX];
    size_t count;
    struct role_columns columns;
    struct slice also;
    struct error e;
    bool found;
};

static const struct role_use order_uses[] = {
    {ROLE_CUSTOMER_ID, NEED_ONE},   {ROLE_EMAIL, NEED_ONE},         {ROLE_PHONE, NEED_ONE},
    {ROLE_NAME, NEED_OPTIONAL},     {ROLE_ORDER_ID, NEED_OPTIONAL}, {ROLE_ORDERED_AT, NEED_REQUIRED},
    {ROLE_AMOUNT, NEED_OPTIONAL},   {ROLE_QUANTITY, NEED_OPTIONAL}, {ROLE_UNIT_PRICE, NEED_OPTIONAL},
    {ROLE_PRODUCT, NEED_OPTIONAL},  {ROLE_STATUS, NEED_OPTIONAL},   {ROLE_CHANNEL, NEED_OPTIONAL},
    {ROLE_CURRENCY, NEED_OPTIONAL}, {ROLE_LOCATION, NEED_OPTIONAL}, {ROLE_ORDER_DISCOUNT, NEED_OPTIONAL},
};
static const struct role_use case_uses[] = {
    {ROLE_CUSTOMER_ID, NEED_OPTIONAL}, {ROLE_EMAIL, NEED_OPTIONAL},    {ROLE_CASE_ID, NEED_REQUIRED},
    {ROLE_NAME, NEED_OPTIONAL},        {ROLE_OPENED_AT, NEED_REQUIRED}, {ROLE_SOLVED_AT, NEED_OPTIONAL},
    {ROLE_DUE_AT, NEED_OPTIONAL},      {ROLE_CASE_STATUS, NEED_REQUIRED}, {ROLE_AGENT, NEED_OPTIONAL},
    {ROLE_CHANNEL, NEED_OPTIONAL},     {ROLE_TAGS, NEED_OPTIONAL},     {ROLE_COMMENT, NEED_OPTIONAL},
    {ROLE_SUBJECT, NEED_OPTIONAL},     {ROLE_TEXT, NEED_OPTIONAL},
};
#define USES(list) (list), sizeof(list) / sizeof *(list)

/* The header line is cut at commas, or at ';' when it has one. */
static inline struct sought seek(struct arena *a, enum stream_kind kind, const struct role_use *uses, size_t use_count,
                          const char *line, const struct role_mapping *maps, size_t map_count)
{
    struct sought s = {.count = 0};
    struct slice rest = slice_of(line);
    char separator = strchr(line, ';') != NULL ? ';' : ',';
    while (s.count < HEADER_MAX && slice_cut(&rest, separator, &s.header[s.count]))
        s.count++;
    struct role_search search = {kind, uses, use_count, maps, map_count, NULL, NULL};
    s.found = roles_resolve(&search, s.header, s.count, a, &s.columns, &s.also, &s.e);
    return s;
}

static inline struct slice header_of(const struct sought *s, enum role role)
{
    int column = s->columns.column[role];
    return column < 0 ? SLICE("none") : s->header[column];
}

#endif
