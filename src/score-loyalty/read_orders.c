/* SPDX-License-Identifier: MIT */
#include "score-loyalty/read_orders.h"

#include "lib/number.h"
#include "score-loyalty/sale.h"

void read_orders_columns(const struct stream *s, struct facts *f)
{
    bool amounts = stream_has(s, ROLE_AMOUNT) || stream_has(s, ROLE_UNIT_PRICE);
    f->scope.amounts |= amounts;
    f->scope.no_amounts |= !amounts;
    f->scope.discounts |= stream_has(s, ROLE_DISCOUNT) || stream_has(s, ROLE_ORDER_DISCOUNT) ||
                          stream_has(s, ROLE_LIST_PRICE);
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

static bool too_large(struct stream *stream, enum role role)
{
    stream_blame(stream, role, "the money of this row is too large");
    return false;
}

/* Adds what a line that counts makes; false: the row is bad. */
static bool add_sale(struct stream *stream, const struct settings *s, struct facts *f,
                     struct order_line *line)
{
    struct facts_line lines[2];
    enum role role = stream_has(stream, ROLE_AMOUNT) ? ROLE_AMOUNT : ROLE_UNIT_PRICE;
    bool has_amounts = stream_has(stream, role);
    enum sale_fault fault = sale_settle(line, has_amounts);
    if (fault == SALE_WITHOUT_AMOUNT)
        stream_blame(stream, role, "is empty: an order line needs its amount");
    if (fault == SALE_TOO_LARGE)
        return too_large(stream, role);
    if (fault != SALE_GOOD || (has_amounts && !convert(stream, s, f, line)))
        return false;
    size_t count = sale_lines(line, stream_has(stream, ROLE_REFUNDED), lines);
    for (size_t i = 0; i < count; i++)
        facts_add(f, &lines[i]);
    return count != 0 || too_large(stream, ROLE_REFUNDED);
}

bool read_orders(struct orders *orders, const struct settings *s, const struct now *now,
                 struct facts *f, struct error *e)
{
    struct stream *stream = orders_stream(orders);
    struct order_line line;
    enum stream_result result;
    read_orders_columns(stream, f);
    size_t file = stream_file_number(stream);
    while ((result = orders_next(orders, &line, e)) == STREAM_ROW) {
        if (stream_file_number(stream) != file) {
            read_orders_columns(stream, f);
            file = stream_file_number(stream);
        }
        enum sale_skip skipped = sale_skipped(s, now, &line);
        if (skipped != SALE_COUNTS)
            stream_skip(stream, sale_skip_text(skipped));
        else if (!add_sale(stream, s, f, &line) && !stream_reject(stream, e))
            return false;
    }
    return result == STREAM_END;
}
