/* SPDX-License-Identifier: MIT */
#include "streams/roles.h"

static const struct role_info infos[ROLE_COUNT] = {
#define ROLE(upper, lower, type, meaning) [ROLE_##upper] = {#lower, type, meaning},
#include "streams/roles.def"
#undef ROLE
};

static const char *const names[STREAM_COUNT + 1] = {
    [STREAM_CUSTOMERS] = "customers", [STREAM_ORDERS] = "orders",
    [STREAM_RESPONSES] = "responses", [STREAM_MESSAGES] = "messages",
    [STREAM_CASES] = "cases",         [STREAM_LOYALTY] = "loyalty",
    [STREAM_FINDINGS] = "findings",   [STREAM_PRICE_CUTS] = "price-cuts",
    [STREAM_HOLIDAYS] = "holidays",   [STREAM_NAME_DAYS] = "name-days",
    [STREAM_CAMPAIGNS] = "campaigns", [STREAM_DONE] = "done",
    [STREAM_ABSENT] = "absent",       [STREAM_FOLLOWUPS] = "followups",
    [STREAM_COUNT] = NULL,
};

static const char *const type_names[] = {
    [TYPE_ID] = "id",     [TYPE_TEXT] = "text",       [TYPE_NUMBER] = "number",
    [TYPE_WHOLE] = "whole", [TYPE_DATE] = "date",     [TYPE_INSTANT] = "instant",
    [TYPE_WORD] = "word", [TYPE_WORDS] = "words",     [TYPE_FLAG] = "flag",
};

static const char *const need_names[] = {
    [NEED_OPTIONAL] = "optional",
    [NEED_REQUIRED] = "required",
    [NEED_ONE] = "one of these",
    [NEED_WRITTEN] = "written",
};

const struct role_info *role_info(enum role role)
{
    return &infos[role];
}

const char *stream_name(enum stream_kind kind)
{
    return names[kind];
}

const char *const *stream_names(void)
{
    return names;
}

enum role role_by_name(struct slice name)
{
    unsigned role = 0;
    while (role < ROLE_COUNT && !slice_equal(slice_of(infos[role].name), name))
        role++;
    return (enum role)role;
}

/* Meanings hold commas, but no quotes. */
static struct slice describe_use(const char *stream, const struct role_use *use, struct arena *arena)
{
    const struct role_info *info = role_info(use->role);
    const char *mark = strchr(info->meaning, ',') != NULL ? "\"" : "";
    return arena_print(arena, "%s,%s,%s,%s,%s%s%s\n", stream, info->name, type_names[info->type],
                       need_names[use->need], mark, info->meaning, mark);
}

struct slice roles_describe(const struct role_table *tables, size_t count, struct arena *arena)
{
    struct slice text = SLICE("stream,role,type,use,meaning\n");
    for (size_t i = 0; i < count; i++) {
        for (size_t j = 0; j < tables[i].use_count; j++) {
            struct slice line = describe_use(stream_name(tables[i].kind), &tables[i].uses[j], arena);
            text = arena_print(arena, "%.*s%.*s", SLICE_ARG(text), SLICE_ARG(line));
        }
    }
    return text;
}
