/* SPDX-License-Identifier: MIT */
#include "streams/orders.h"

const struct role_use orders_uses[] = {
    {ROLE_CUSTOMER_ID, NEED_ONE},
    {ROLE_EMAIL, NEED_ONE},
    {ROLE_PHONE, NEED_ONE},
    {ROLE_ORDERED_AT, NEED_REQUIRED},
    {ROLE_ORDER_ID, NEED_OPTIONAL},
    {ROLE_AMOUNT, NEED_OPTIONAL},
    {ROLE_QUANTITY, NEED_OPTIONAL},
    {ROLE_UNIT_PRICE, NEED_OPTIONAL},
    {ROLE_LIST_PRICE, NEED_OPTIONAL},
    {ROLE_DISCOUNT, NEED_OPTIONAL},
    {ROLE_ORDER_DISCOUNT, NEED_OPTIONAL},
    {ROLE_REFUNDED, NEED_OPTIONAL},
    {ROLE_CURRENCY, NEED_OPTIONAL},
    {ROLE_PRODUCT, NEED_OPTIONAL},
    {ROLE_CHANNEL, NEED_OPTIONAL},
    {ROLE_STATUS, NEED_OPTIONAL},
    {ROLE_FULFILMENT, NEED_OPTIONAL},
    {ROLE_CANCELLED_AT, NEED_OPTIONAL},
    {ROLE_EXPECTED_AT, NEED_OPTIONAL},
    {ROLE_DELIVERED_AT, NEED_OPTIONAL},
    {ROLE_TRACKING, NEED_OPTIONAL},
    {ROLE_LOCATION, NEED_OPTIONAL},
};
const size_t orders_use_count = sizeof orders_uses / sizeof *orders_uses;

/* What the rows of one order have in common, kept for the rows that continue it. */
struct order_head {
    bool set;
    const char *skipped; /* why the whole order is left out, or NULL */
    struct slice order_id, currency, channel;
    uint32_t customer;
    int64_t day, moment;
    bool has_moment;
    int status;
};

struct orders {
    struct stream *stream;
    struct identity *identity;
    struct arena *head_arena;
    int64_t last_day;
    struct order_head head;
};

struct orders *orders_open(const struct tool_run *run, const struct orders_plan *plan,
                           struct rejects *rejects, struct error *e)
{
    struct orders *o = arena_zeroed(run->arena, sizeof *o);
    o->identity = plan->identity;
    o->last_day = plan->last_day;
    o->head_arena = arena_child(run->arena);
    struct stream_plan p = {.kind = STREAM_ORDERS,
                            .uses = orders_uses,
                            .use_count = orders_use_count,
                            .paths = plan->paths,
                            .path_count = plan->path_count,
                            .is_main = plan->is_main};
    o->stream = stream_open(run, &p, rejects, e);
    return o->stream != NULL ? o : NULL;
}

struct stream *orders_stream(struct orders *o)
{
    return o->stream;
}

/* Product of two numbers in millionths; too large is a fault of the role's column. */
static bool multiply(struct orders *o, enum role blamed, int64_t a, int64_t b, int64_t *product)
{
    if (number_multiply(a, b, product))
        return true;
    stream_blame(o->stream, blamed, "price times quantity is too large");
    return false;
}

static bool read_prices(struct orders *o, struct order_line *line, int64_t *discount)
{
    struct stream *s = o->stream;
    int64_t price = 0;
    int64_t list = 0;
    int64_t order_discount = 0;
    line->quantity = NUMBER_ONE;
    *discount = 0;
    enum value quantity = stream_number(s, ROLE_QUANTITY, &line->quantity);
    enum value amount = stream_number(s, ROLE_AMOUNT, &line->amount);
    enum value unit = stream_number(s, ROLE_UNIT_PRICE, &price);
    if (quantity == VALUE_BAD || amount == VALUE_BAD || unit == VALUE_BAD ||
        stream_number(s, ROLE_LIST_PRICE, &list) == VALUE_BAD ||
        stream_number(s, ROLE_DISCOUNT, discount) == VALUE_BAD ||
        stream_number(s, ROLE_ORDER_DISCOUNT, &order_discount) == VALUE_BAD)
        return false;
    *discount = (*discount < 0 ? -*discount : *discount) +
                (order_discount < 0 ? -order_discount : order_discount);
    line->has_amount = amount == VALUE_PRESENT || unit == VALUE_PRESENT;
    if (amount != VALUE_PRESENT) {
        if (!multiply(o, ROLE_UNIT_PRICE, price, line->quantity, &line->amount))
            return false;
        line->amount -= line->has_amount ? *discount : 0;
    } else if (line->quantity < 0 && line->amount > 0) {
        line->amount = -line->amount; /* a return whose total was written without its sign */
    }
    line->discounted = *discount > 0 || (unit == VALUE_PRESENT && list > price);
    return list == 0 || multiply(o, ROLE_LIST_PRICE, list, line->quantity, &line->list_amount);
}

static bool read_money(struct orders *o, struct order_line *line)
{
    int64_t discount;
    int64_t refunded = 0;
    if (!read_prices(o, line, &discount) ||
        stream_number(o->stream, ROLE_REFUNDED, &refunded) == VALUE_BAD)
        return false;
    line->refunded = refunded < 0 ? -refunded : refunded;
    if (line->list_amount == 0 && discount > 0 && line->has_amount)
        line->list_amount = line->amount + discount;
    return true;
}

static bool read_deliveries(struct orders *o, struct order_line *line)
{
    enum value expected = stream_day(o->stream, ROLE_EXPECTED_AT, &line->expected_day);
    enum value delivered = stream_day(o->stream, ROLE_DELIVERED_AT, &line->delivered_day);
    line->has_expected = expected == VALUE_PRESENT;
    line->has_delivered = delivered == VALUE_PRESENT;
    line->tracking = stream_text(o->stream, ROLE_TRACKING);
    line->location = stream_text(o->stream, ROLE_LOCATION);
    return expected != VALUE_BAD && delivered != VALUE_BAD;
}

/* One state out of the payment's and the parcel's: cancelled beats all, a sent parcel beats "paid".
 */
static bool read_status(struct orders *o, int *status)
{
    int sent = -1;
    *status = -1;
    if (stream_word(o->stream, ROLE_STATUS, VOCABULARY_ORDER_STATUS, status) == VALUE_BAD ||
        stream_word(o->stream, ROLE_FULFILMENT, VOCABULARY_ORDER_STATUS, &sent) == VALUE_BAD)
        return false;
    bool open = *status == -1 || *status == ORDER_PAID || *status == ORDER_PENDING;
    if (open && (sent == ORDER_SHIPPED || sent == ORDER_DELIVERED))
        *status = sent;
    if (stream_text(o->stream, ROLE_CANCELLED_AT).len > 0)
        *status = ORDER_CANCELLED;
    return true;
}

static bool read_stamp(struct orders *o, struct order_head *head)
{
    struct datetime stamp;
    enum value there = stream_datetime(o->stream, ROLE_ORDERED_AT, &stamp);
    if (there == VALUE_ABSENT)
        stream_blame(o->stream, ROLE_ORDERED_AT, "is empty: an order needs its date");
    if (there != VALUE_PRESENT)
        return false;
    const struct zone *zone = stream_zone(o->stream);
    struct error ignored = {0};
    head->day = datetime_day_in_zone(&stamp, zone);
    head->has_moment = stamp.second_of_day >= 0 && (stamp.has_offset || zone != NULL) &&
                       datetime_instant(&stamp, zone, &head->moment, &ignored);
    return true;
}

static struct identity_keys read_keys(struct orders *o)
{
    return (struct identity_keys){stream_text(o->stream, ROLE_CUSTOMER_ID),
                                  stream_text(o->stream, ROLE_EMAIL),
                                  stream_text(o->stream, ROLE_PHONE)};
}

/* Whether the row goes on with the order of the row before: the same id, and nothing of the order
 * repeated. */
static bool continues(struct orders *o)
{
    return o->head.set && stream_layout(o->stream)->continues &&
           stream_text(o->stream, ROLE_STATUS).len == 0 &&
           slice_equal(stream_text(o->stream, ROLE_ORDER_ID), o->head.order_id);
}

/* Reads the fields of the order itself; false when they are bad. head->skipped tells whether it is left out. */
static bool read_head(struct orders *o)
{
    struct order_head *head = &o->head;
    arena_reset(o->head_arena);
    *head = (struct order_head){.skipped = "goes on with a rejected row"};
    head->order_id = arena_copy(o->head_arena, stream_text(o->stream, ROLE_ORDER_ID));
    head->set = head->order_id.len > 0;
    head->customer = identity_of(o->identity, read_keys(o));
    if (head->customer == INTERN_NONE) {
        head->skipped = "without a customer";
        return true;
    }
    if (!read_stamp(o, head) || !read_status(o, &head->status))
        return false;
    head->currency = arena_copy(o->head_arena, stream_text(o->stream, ROLE_CURRENCY));
    head->channel = arena_copy(o->head_arena, stream_text(o->stream, ROLE_CHANNEL));
    head->skipped = head->day > o->last_day ? "after as-of" : NULL;
    return true;
}

static bool read_line(struct orders *o, struct order_line *line)
{
    *line = (struct order_line){.customer = o->head.customer,
                                .order_id = o->head.order_id,
                                .day = o->head.day,
                                .has_moment = o->head.has_moment,
                                .moment = o->head.moment,
                                .status = o->head.status,
                                .currency = o->head.currency,
                                .channel = o->head.channel,
                                .product = stream_text(o->stream, ROLE_PRODUCT)};
    return read_money(o, line) && read_deliveries(o, line);
}

enum stream_result orders_next(struct orders *o, struct order_line *line, struct error *e)
{
    for (;;) {
        enum stream_result result = stream_next(o->stream, e);
        if (result != STREAM_ROW)
            return result;
        bool good = continues(o) || read_head(o);
        if (good && o->head.skipped != NULL) {
            stream_skip(o->stream, o->head.skipped);
            continue;
        }
        if (good && read_line(o, line))
            return STREAM_ROW;
        if (!stream_reject(o->stream, e))
            return STREAM_FAILED;
    }
}

bool orders_close(struct orders *o, struct error *e)
{
    return stream_close(o->stream, e);
}
