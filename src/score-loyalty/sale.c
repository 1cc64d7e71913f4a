/* SPDX-License-Identifier: MIT */
#include "score-loyalty/sale.h"

#include "lib/number.h"

enum sale_skip sale_skipped(const struct settings *s, const struct now *now,
                            const struct order_line *line)
{
    if (line->status >= 0 && (s->skipped_statuses >> line->status & 1) != 0)
        return SALE_IS_NONE;
    return now->given && line->day > now->day ? SALE_AFTER_AS_OF : SALE_COUNTS;
}

const char *sale_skip_text(enum sale_skip why)
{
    return why == SALE_IS_NONE ? "of a status that is no sale" : "after as-of";
}

enum sale_fault sale_settle(struct order_line *line, bool has_amounts)
{
    if (!has_amounts) {
        line->amount = line->quantity < 0 ? -NUMBER_ONE : NUMBER_ONE;
        line->refunded = 0;
        return SALE_GOOD;
    }
    if (!line->has_amount)
        return SALE_WITHOUT_AMOUNT;
    return line->amount == INT64_MIN ? SALE_TOO_LARGE : SALE_GOOD;
}

size_t sale_lines(const struct order_line *line, bool has_refunds, struct facts_line lines[2])
{
    bool told = line->status == ORDER_REFUNDED || line->status == ORDER_RETURNED;
    lines[0] = (struct facts_line){.customer = line->customer,
                                   .order_id = line->order_id,
                                   .product = line->product,
                                   .channel = line->channel,
                                   .amount = line->amount,
                                   .day = (int32_t)line->day,
                                   .discounted = line->discounted,
                                   .given_back = told && line->amount > 0 && !has_refunds};
    if (line->refunded == 0)
        return 1;
    if (line->order_id.len == 0)
        return number_add(line->amount, -line->refunded, &lines[0].amount) &&
                       lines[0].amount != INT64_MIN
                   ? 1
                   : 0;
    lines[1] = lines[0];
    lines[1].amount = -line->refunded;
    lines[1].given_back = false;
    lines[1].product = lines[1].channel = (struct slice){"", 0};
    return 2;
}
