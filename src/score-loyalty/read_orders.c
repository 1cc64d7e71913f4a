/* SPDX-License-Identifier: MIT */
#include "score-loyalty/read_orders.h"

#include "lib/number.h"

/* What the columns of the present file can tell. */
static void note_columns(const struct stream *s, struct facts *f)
{
    bool amounts = stream_has(s, ROLE_AMOUNT) || stream_has(s, ROLE_UNIT_PRICE);
    f->scope.amounts |= amounts;
    f->scope.no_amounts |= !amounts;
    f->scope.discounts |= stream_has(s, ROLE_DISCOUNT) || stream_has(s, ROLE_ORDER_DISCOUNT) ||
                          stream_has(s, ROLE_LIST_PRICE);
}

static bool is_skipped(const struct settings *s, const struct order_line *line)
{
    return line->status >= 0 && (s->skipped_statuses >> line->status & 1) != 0;
}

/* Money of the row in the one currency. */
static bool convert(struct stream *stream, const struct settings *s, struct facts *f,
                    struct order_line *line)
{
    int64_t rate;
    struct error why = {0};
    if (!facts_currency(f, s, line->currency, &rate, &why)) {
        stream_blame(stream, stream_has(stream, ROLE_CURRENCY) ? ROLE_CURRENCY : ROLE_AMOUNT, "%s",
                     why.text);
        return false;
    }
    if (rate == NUMBER_ONE)
        return true;
    if (number_multiply(line->amount, rate, &line->amount) &&
        number_multiply(line->refunded, rate, &line->refunded))
        return true;
    stream_blame(stream, ROLE_AMOUNT, "the money of this row is too large");
    return false;
}

/* Without any amounts each line counts as one unit: orders and days are then counted all the same.
 */
static bool settle_amount(struct stream *stream, const struct settings *s, struct facts *f,
                          struct order_line *line)
{
    enum role role = stream_has(stream, ROLE_AMOUNT) ? ROLE_AMOUNT : ROLE_UNIT_PRICE;
    if (!stream_has(stream, role)) {
        line->amount = line->quantity < 0 ? -NUMBER_ONE : NUMBER_ONE;
        line->refunded = 0;
        return true;
    }
    if (!line->has_amount) {
        stream_blame(stream, role, "is empty: an order line needs its amount");
        return false;
    }
    if (line->amount == INT64_MIN) {
        stream_blame(stream, role, "the money of this row is too large");
        return false;
    }
    return convert(stream, s, f, line);
}

/*
 * Exports without a column of refunds tell by the status that all was given back; those with one
 * tell how much. What was given back becomes a line of the same order; without an order id the row
 * itself gets less.
 */
static void add_line(const struct stream *stream, struct facts *f, const struct order_line *line)
{
    bool told = line->status == ORDER_REFUNDED || line->status == ORDER_RETURNED;
    struct facts_line added = {.customer = line->customer,
                               .order_id = line->order_id,
                               .product = line->product,
                               .channel = line->channel,
                               .amount = line->amount,
                               .day = (int32_t)line->day,
                               .discounted = line->discounted,
                               .given_back =
                                   told && line->amount > 0 && !stream_has(stream, ROLE_REFUNDED)};
    if (line->order_id.len == 0)
        added.amount -= line->refunded;
    facts_add(f, &added);
    if (line->refunded == 0 || line->order_id.len == 0)
        return;
    added.amount = -line->refunded;
    added.product = added.channel = (struct slice){"", 0};
    facts_add(f, &added);
}

bool read_orders(struct orders *orders, const struct settings *s, const struct now *now,
                 struct facts *f, struct error *e)
{
    struct stream *stream = orders_stream(orders);
    struct order_line line;
    enum stream_result result;
    note_columns(stream, f);
    size_t file = stream_file_number(stream);
    while ((result = orders_next(orders, &line, e)) == STREAM_ROW) {
        if (stream_file_number(stream) != file) {
            note_columns(stream, f);
            file = stream_file_number(stream);
        }
        if (is_skipped(s, &line))
            stream_skip(stream, "of a status that is no sale");
        else if (now->given && line.day > now->day)
            stream_skip(stream, "after as-of");
        else if (settle_amount(stream, s, f, &line))
            add_line(stream, f, &line);
        else if (!stream_reject(stream, e))
            return false;
    }
    return result == STREAM_END;
}
