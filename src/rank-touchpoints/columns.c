/* SPDX-License-Identifier: MIT */
#include "rank-touchpoints/columns.h"

#include "rank-touchpoints/intake.h"

#define KEYS {ROLE_CUSTOMER_ID, NEED_OPTIONAL}, {ROLE_EMAIL, NEED_OPTIONAL}, {ROLE_PHONE, NEED_OPTIONAL}

static const struct role_use responses[] = {
    KEYS,
    {ROLE_RESPONSE_ID, NEED_OPTIONAL}, {ROLE_ANSWERED_AT, NEED_OPTIONAL}, {ROLE_TOUCHPOINT, NEED_OPTIONAL},
    {ROLE_METRIC, NEED_OPTIONAL},      {ROLE_SCALE_MIN, NEED_OPTIONAL},   {ROLE_SCALE_MAX, NEED_OPTIONAL},
    {ROLE_SCORE, NEED_OPTIONAL},       {ROLE_COMMENT, NEED_OPTIONAL},     {ROLE_CHANNEL, NEED_OPTIONAL},
    {ROLE_LANGUAGE, NEED_OPTIONAL},    {ROLE_QUESTION, NEED_OPTIONAL},    {ROLE_TOPIC, NEED_OPTIONAL},
};

static const struct role_use cases[] = {
    KEYS,
    {ROLE_CASE_ID, NEED_OPTIONAL},
    {ROLE_OPENED_AT, NEED_OPTIONAL},
    {ROLE_AGENT, NEED_OPTIONAL},
    {ROLE_CASE_STATUS, NEED_OPTIONAL},
    {ROLE_FIRST_REPLY_HOURS, NEED_OPTIONAL},
    {ROLE_LONGEST_WAIT_HOURS, NEED_OPTIONAL},
    {ROLE_RESOLVED_HOURS, NEED_OPTIONAL},
    {ROLE_FIRST_CONTACT_RESOLVED, NEED_OPTIONAL},
    {ROLE_REPEATS, NEED_OPTIONAL},
    {ROLE_HANDOFFS, NEED_OPTIONAL},
    {ROLE_PROMISES_KEPT, NEED_OPTIONAL},
    {ROLE_PROMISES_BROKEN, NEED_OPTIONAL},
    {ROLE_REPEAT_OF, NEED_OPTIONAL},
    {ROLE_CASE_RATING, NEED_OPTIONAL},
    {ROLE_CHANNEL, NEED_OPTIONAL},
    {ROLE_LANGUAGE, NEED_OPTIONAL},
    {ROLE_TOPICS, NEED_OPTIONAL},
    {ROLE_LAST_TEXT, NEED_OPTIONAL},
};

static const struct role_use findings[] = {
    KEYS,
    {ROLE_MESSAGE_ID, NEED_OPTIONAL}, {ROLE_CASE_ID, NEED_OPTIONAL},  {ROLE_SENT_AT, NEED_OPTIONAL},
    {ROLE_DIRECTION, NEED_OPTIONAL},  {ROLE_CHANNEL, NEED_OPTIONAL},  {ROLE_AGENT, NEED_OPTIONAL},
    {ROLE_RULE, NEED_REQUIRED},       {ROLE_CATEGORY, NEED_REQUIRED}, {ROLE_SEVERITY, NEED_OPTIONAL},
    {ROLE_EXCERPT, NEED_OPTIONAL},    {ROLE_SUGGESTION, NEED_OPTIONAL},
};

static const struct role_use messages[] = {
    KEYS,
    {ROLE_MESSAGE_ID, NEED_OPTIONAL}, {ROLE_CASE_ID, NEED_OPTIONAL},    {ROLE_SENT_AT, NEED_OPTIONAL},
    {ROLE_DIRECTION, NEED_OPTIONAL},  {ROLE_KIND, NEED_OPTIONAL},       {ROLE_CHANNEL, NEED_OPTIONAL},
    {ROLE_AGENT, NEED_OPTIONAL},      {ROLE_LANGUAGE, NEED_OPTIONAL},   {ROLE_TEXT, NEED_OPTIONAL},
    {ROLE_TONE, NEED_OPTIONAL},       {ROLE_TOPICS, NEED_OPTIONAL},     {ROLE_TOPIC, NEED_OPTIONAL},
    {ROLE_TOPIC_TIER, NEED_OPTIONAL}, {ROLE_TOUCHPOINT, NEED_OPTIONAL},
};

#define ROLES(list) list, sizeof list / sizeof *list

static const struct role_table tables[] = {
    {STREAM_RESPONSES, ROLES(responses)},
    {STREAM_CASES, ROLES(cases)},
    {STREAM_FINDINGS, ROLES(findings)},
    {STREAM_MESSAGES, ROLES(messages)},
};
enum { KINDS = sizeof tables / sizeof *tables };

const struct role_use *columns_of_all(struct arena *arena, size_t *count)
{
    struct role_use *all = arena_array(arena, ROLE_COUNT, sizeof *all);
    bool listed[ROLE_COUNT] = {false};
    *count = 0;
    for (size_t t = 0; t < KINDS; t++) {
        for (size_t i = 0; i < tables[t].use_count; i++) {
            enum role role = tables[t].uses[i].role;
            if (!listed[role])
                all[(*count)++] = (struct role_use){role, NEED_OPTIONAL};
            listed[role] = true;
        }
    }
    return all;
}

enum status columns_print(const struct tool_run *run, struct error *e)
{
    struct role_table all[KINDS + 2];
    memcpy(all, tables, sizeof tables);
    all[KINDS] = (struct role_table){STREAM_CUSTOMERS, intake_customers_uses, intake_customers_use_count};
    all[KINDS + 1] = (struct role_table){STREAM_LOYALTY, intake_loyalty_uses, intake_loyalty_use_count};
    return session_columns(run, all, sizeof all / sizeof *all, e);
}
