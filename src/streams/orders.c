/* SPDX-License-Identifier: MIT */
#include "streams/orders.h"

#include "streams/order_cells.h"
#include "streams/stream_keys.h"

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
    struct stamp stamp;
    int status;
    bool discounted;       /* there is a discount on the whole order */
    int64_t discount_left; /* what of it the lines so far did not take */
    bool refund_told;      /* a row before had what was given back on the whole order */
};

struct orders {
    struct stream *stream;
    struct identity *identity;
    struct arena *head_arena;
    int64_t last_day;
    struct order_head head;
};

struct slice order_number(struct slice order_id)
{
    struct slice id = slice_trim(order_id);
    return id.len > 1 && id.ptr[0] == '#' ? slice_trim(slice_from(id, 1)) : id;
}

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

/* A number of the row; `number` keeps what it is where there is none. */
static bool read_number(struct orders *o, enum role role, int64_t *number, bool *there)
{
    enum value value = stream_number(o->stream, role, number);
    *there = value == VALUE_PRESENT;
    return value != VALUE_BAD;
}

static bool read_money(struct orders *o, struct order_line *line)
{
    struct order_cells cells = {.quantity = NUMBER_ONE};
    struct order_head *head = &o->head;
    enum role blamed;
    bool there;
    if (!read_number(o, ROLE_DISCOUNT, &cells.discount, &there) ||
        !read_number(o, ROLE_QUANTITY, &cells.quantity, &there) ||
        !read_number(o, ROLE_AMOUNT, &cells.amount, &cells.has_amount) ||
        !read_number(o, ROLE_UNIT_PRICE, &cells.unit_price, &cells.has_unit_price) ||
        !read_number(o, ROLE_REFUNDED, &cells.refunded, &there) ||
        !read_number(o, ROLE_LIST_PRICE, &cells.list_price, &there))
        return false;
    if (head->refund_told)
        cells.refunded = 0;
    head->refund_told = stream_layout(o->stream)->refund_repeats;
    if (order_cells_settle(&cells, head->discounted, &head->discount_left, line, &blamed))
        return true;
    stream_blame(o->stream, blamed, "the money of this row is too large");
    return false;
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

static bool read_status(struct orders *o, int *status)
{
    int paid = -1;
    int sent = -1;
    if (stream_word(o->stream, ROLE_STATUS, VOCABULARY_ORDER_STATUS, &paid) == VALUE_BAD ||
        stream_word(o->stream, ROLE_FULFILMENT, VOCABULARY_ORDER_STATUS, &sent) == VALUE_BAD)
        return false;
    *status = order_cells_status(paid, sent, stream_text(o->stream, ROLE_CANCELLED_AT).len > 0);
    return true;
}

static bool read_stamp(struct orders *o, struct order_head *head)
{
    enum value there = stream_stamp(o->stream, ROLE_ORDERED_AT, &head->stamp);
    if (there == VALUE_ABSENT)
        stream_blame(o->stream, ROLE_ORDERED_AT, "is empty: an order needs its date");
    return there == VALUE_PRESENT;
}

/* Whether the row goes on with the order of the row before: the same id, and nothing of the order
 * repeated. */
static bool continues(struct orders *o)
{
    return o->head.set && stream_layout(o->stream)->continues &&
           stream_text(o->stream, ROLE_STATUS).len == 0 &&
           slice_equal(stream_text(o->stream, ROLE_ORDER_ID), o->head.order_id);
}

/* Orders are counted once, on whichever of their rows comes first. */
static bool read_order_discount(struct orders *o, bool same_order)
{
    struct order_head *head = &o->head;
    int64_t discount = 0;
    bool there;
    if (!read_number(o, ROLE_ORDER_DISCOUNT, &discount, &there))
        return false;
    discount = order_cells_unsigned(discount);
    head->discounted = discount > 0;
    if (!same_order)
        head->discount_left = discount;
    return true;
}

/* A channel by its canonical word, or as it is written. */
static struct slice read_channel(struct orders *o)
{
    int code = -1;
    stream_word(o->stream, ROLE_CHANNEL, VOCABULARY_CHANNEL, &code);
    return code >= 0 ? slice_of(vocabulary_word(VOCABULARY_CHANNEL, code))
                     : arena_copy(o->head_arena, stream_text(o->stream, ROLE_CHANNEL));
}

/* Reads the fields of the order itself; false when they are bad. head->skipped tells whether it is left out. */
static bool read_head(struct orders *o)
{
    struct order_head *head = &o->head;
    struct slice order_id = stream_text(o->stream, ROLE_ORDER_ID);
    bool same_order = head->set && slice_equal(order_id, head->order_id);
    int64_t discount_left = same_order ? head->discount_left : 0;
    bool refund_told = same_order && head->refund_told;
    arena_reset(o->head_arena);
    *head = (struct order_head){
        .skipped = "goes on with a rejected row", .discount_left = discount_left, .refund_told = refund_told};
    head->order_id = arena_copy(o->head_arena, order_id);
    head->set = head->order_id.len > 0;
    head->customer = identity_of(o->identity, stream_keys(o->stream));
    if (head->customer == INTERN_NONE) {
        bool guest = slice_equal(stream_text(o->stream, ROLE_CUSTOMER_ID), SLICE("0"));
        head->skipped = guest ? "guests" : "without a customer";
        return true;
    }
    if (!read_stamp(o, head) || !read_status(o, &head->status) || !read_order_discount(o, same_order))
        return false;
    head->currency = arena_copy(o->head_arena, stream_text(o->stream, ROLE_CURRENCY));
    head->channel = read_channel(o);
    head->skipped = head->stamp.day > o->last_day ? "after as-of" : NULL;
    return true;
}

static bool read_line(struct orders *o, struct order_line *line)
{
    *line = (struct order_line){.customer = o->head.customer,
                                .order_id = o->head.order_id,
                                .day = o->head.stamp.day,
                                .has_moment = o->head.stamp.has_moment,
                                .moment = o->head.stamp.moment,
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
