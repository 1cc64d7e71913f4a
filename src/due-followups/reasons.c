/* SPDX-License-Identifier: MIT */
#include "due-followups/reasons.h"

void reasons_find(struct matters *list)
{
    reasons_of_cases(list);
    reasons_of_messages(list);
    reasons_of_orders(list);
    reasons_of_responses(list);
    reasons_of_prices(list);
    reasons_of_loyalty(list);
    reasons_of_calendar(list);
}
