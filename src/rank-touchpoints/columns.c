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

enum status columns_print(const struct tool_run *run, struct error *e)
{
    const struct role_table tables[] = {{STREAM_RESPONSES, responses, sizeof responses / sizeof *responses},
                                        {STREAM_CASES, cases, sizeof cases / sizeof *cases},
                                        {STREAM_FINDINGS, findings, sizeof findings / sizeof *findings},
                                        {STREAM_MESSAGES, messages, sizeof messages / sizeof *messages},
                                        {STREAM_CUSTOMERS, intake_customers_uses, intake_customers_use_count},
                                        {STREAM_LOYALTY, intake_loyalty_uses, intake_loyalty_use_count}};
    return session_columns(run, tables, sizeof tables / sizeof *tables, e);
}
