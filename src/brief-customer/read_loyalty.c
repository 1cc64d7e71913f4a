/* SPDX-License-Identifier: MIT */
#include "brief-customer/brief.h"

static const enum role cell_roles[LOYALTY_CELLS] = {
    [LOYALTY_SCORE] = ROLE_LOYALTY,           [LOYALTY_KIND] = ROLE_LOYALTY_KIND,
    [LOYALTY_SEGMENT] = ROLE_SEGMENT,         [LOYALTY_REASONS] = ROLE_REASONS,
    [LOYALTY_ORDERS] = ROLE_ORDERS,           [LOYALTY_SPEND] = ROLE_SPEND,
    [LOYALTY_CURRENCY] = ROLE_CURRENCY,       [LOYALTY_FIRST] = ROLE_FIRST_ORDER,
    [LOYALTY_LAST] = ROLE_LAST_ORDER,         [LOYALTY_GAP] = ROLE_TYPICAL_GAP_DAYS,
    [LOYALTY_FAVOURITE] = ROLE_FAVOURITE_PRODUCT, [LOYALTY_CHANNEL] = ROLE_FAVOURITE_CHANNEL,
    [LOYALTY_CHURN] = ROLE_CHURN_RISK,        [LOYALTY_AT_RISK] = ROLE_VALUE_AT_RISK,
    [LOYALTY_NPS] = ROLE_NPS,                 [LOYALTY_RECOVERED] = ROLE_RECOVERED,
    [LOYALTY_REVIEW] = ROLE_REVIEW,
};

const struct role_use brief_loyalty_uses[] = {
    {ROLE_CUSTOMER_ID, NEED_REQUIRED},  {ROLE_LOYALTY, NEED_OPTIONAL},    {ROLE_LOYALTY_KIND, NEED_OPTIONAL},
    {ROLE_SEGMENT, NEED_OPTIONAL},      {ROLE_REASONS, NEED_OPTIONAL},    {ROLE_ORDERS, NEED_OPTIONAL},
    {ROLE_SPEND, NEED_OPTIONAL},        {ROLE_CURRENCY, NEED_OPTIONAL},   {ROLE_FIRST_ORDER, NEED_OPTIONAL},
    {ROLE_LAST_ORDER, NEED_OPTIONAL},   {ROLE_TYPICAL_GAP_DAYS, NEED_OPTIONAL},
    {ROLE_FAVOURITE_PRODUCT, NEED_OPTIONAL}, {ROLE_FAVOURITE_CHANNEL, NEED_OPTIONAL},
    {ROLE_CHURN_RISK, NEED_OPTIONAL},   {ROLE_VALUE_AT_RISK, NEED_OPTIONAL}, {ROLE_NPS, NEED_OPTIONAL},
    {ROLE_RECOVERED, NEED_OPTIONAL},    {ROLE_REVIEW, NEED_OPTIONAL},
};
const size_t brief_loyalty_use_count = sizeof brief_loyalty_uses / sizeof *brief_loyalty_uses;

static bool take_loyalty(struct brief *b, struct stream *s)
{
    struct subject *p = brief_person_of(b, s);
    if (p == NULL)
        return true;
    p->loyalty = arena_array(b->arena, LOYALTY_CELLS, sizeof *p->loyalty);
    for (size_t i = 0; i < LOYALTY_CELLS; i++)
        p->loyalty[i] = brief_keep(b, s, cell_roles[i]);
    return true;
}

bool brief_read_loyalty(struct brief *b, struct error *e)
{
    return brief_read(b, "loyalty", STREAM_LOYALTY, brief_loyalty_uses, brief_loyalty_use_count, take_loyalty, e);
}
