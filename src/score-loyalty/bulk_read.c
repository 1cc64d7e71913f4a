/* SPDX-License-Identifier: MIT */
#include "lib/number.h"
#include "score-loyalty/bulk_inside.h"
#include "score-loyalty/sale.h"
#include "streams/order_cells.h"

enum { FORGET_ROWS = 1 << 16 };

/* ---- cells ---- */

/* Whether there may be blanks at the ends (no-break spaces end with byte A0). */
static inline bool may_have_blanks(struct slice s)
{
    unsigned char first = (unsigned char)s.ptr[0];
    unsigned char last = (unsigned char)s.ptr[s.len - 1];
    return first <= ' ' || last <= ' ' || first >= 0xC2 || last >= 0x80;
}

static inline bool has_column(const struct bulk_half *h, enum role role)
{
    return h->shape->columns[role] >= 0;
}

static inline struct slice text_of(const struct bulk_half *h, const struct csv_record *record,
                                   enum role role)
{
    int column = h->shape->columns[role];
    if (column < 0)
        return (struct slice){"", 0};
    struct slice value = csv_record_value(record, (size_t)column);
    return value.len != 0 && may_have_blanks(value) ? slice_trim(value) : value;
}

/* The value of a word seen before; NULL: it is new. */
static const int64_t *word_of(struct bulk_words *w, struct slice text)
{
    if (w->count != 0 && slice_equal(w->words[w->last].text, text))
        return &w->words[w->last].value;
    for (size_t i = 0; i < w->count; i++)
        if (slice_equal(w->words[i].text, text)) {
            w->last = i;
            return &w->words[i].value;
        }
    return NULL;
}

static void learn_word(struct bulk_half *h, struct bulk_words *w, struct slice text, int64_t value)
{
    if (w->count < BULK_WORDS)
        w->words[w->count++] = (struct bulk_word){arena_copy(&h->arena, text), value};
}

/* An empty word is -1, as one not given. False: the word is not known. */
static bool read_word_there(struct bulk_half *h, const struct csv_record *record, enum role role,
                            struct bulk_words *words, int *value)
{
    struct slice text = text_of(h, record, role);
    if (text.len == 0)
        return true;
    const int64_t *known = word_of(words, text);
    *value = known != NULL ? (int)*known
                           : vocabulary_find(h->shape->vocabularies, VOCABULARY_ORDER_STATUS, text);
    if (known == NULL && *value >= 0)
        learn_word(h, words, text, *value);
    return *value >= 0;
}

static inline bool read_word(struct bulk_half *h, const struct csv_record *record, enum role role,
                             struct bulk_words *words, int *value)
{
    *value = -1;
    return !has_column(h, role) || read_word_there(h, record, role, words, value);
}

static bool read_status(struct bulk_half *h, const struct csv_record *record, int *status)
{
    int paid;
    int sent;
    if (!read_word(h, record, ROLE_STATUS, &h->statuses, &paid) ||
        !read_word(h, record, ROLE_FULFILMENT, &h->fulfilments, &sent))
        return false;
    *status = order_cells_status(paid, sent, text_of(h, record, ROLE_CANCELLED_AT).len != 0);
    return true;
}

/* A channel by its canonical word, or as it is written. */
static uint32_t channel_number(struct bulk_half *h, struct slice text)
{
    if (text.len == 0)
        return LEDGER_NOTHING;
    const int64_t *known = word_of(&h->channel_words, text);
    if (known != NULL)
        return (uint32_t)*known;
    int code = vocabulary_find(h->shape->vocabularies, VOCABULARY_CHANNEL, text);
    uint32_t number = intern_add(
        &h->channels, code >= 0 ? slice_of(vocabulary_word(VOCABULARY_CHANNEL, code)) : text);
    learn_word(h, &h->channel_words, text, number);
    return number;
}

static bool read_day(struct bulk_half *h, const struct csv_record *record, int64_t *day)
{
    struct slice text = text_of(h, record, ROLE_ORDERED_AT);
    struct datetime stamp;
    *day = h->day;
    if (text.len != 0 && slice_equal(text, (struct slice){h->day_text, h->day_length}))
        return true;
    if (text.len == 0 || !datetime_parse(text, h->shape->date_order, &stamp, &h->ignored))
        return false;
    *day = h->day = (int32_t)datetime_day_in_zone(&stamp, h->shape->zone);
    h->day_length = text.len < BULK_DAY ? text.len : 0;
    memcpy(h->day_text, text.ptr, h->day_length);
    return true;
}

/* A day that is not needed, but may be bad. */
static bool check_day(struct bulk_half *h, const struct csv_record *record, enum role role)
{
    struct slice text = text_of(h, record, role);
    struct datetime stamp;
    return text.len == 0 || datetime_parse(text, h->shape->date_order, &stamp, &h->ignored);
}

/* `number` keeps what it is where there is none. */
static bool read_number_there(struct bulk_half *h, const struct csv_record *record, enum role role,
                              int64_t *number, bool *there)
{
    struct slice text = text_of(h, record, role);
    *there = text.len != 0;
    return !*there || number_parse(text, h->shape->decimal, number, &h->ignored);
}

/* Most files have few of the columns that may hold money. */
static inline bool read_number(struct bulk_half *h, const struct csv_record *record, enum role role,
                               int64_t *number, bool *there)
{
    *there = false;
    return !has_column(h, role) || read_number_there(h, record, role, number, there);
}

static bool read_money(struct bulk_half *h, const struct csv_record *record,
                       struct order_line *line)
{
    struct order_cells cells = {.quantity = NUMBER_ONE};
    int64_t discount_left = 0;
    enum role blamed;
    bool there;
    return read_number(h, record, ROLE_AMOUNT, &cells.amount, &cells.has_amount) &&
           read_number(h, record, ROLE_UNIT_PRICE, &cells.unit_price, &cells.has_unit_price) &&
           read_number(h, record, ROLE_QUANTITY, &cells.quantity, &there) &&
           read_number(h, record, ROLE_LIST_PRICE, &cells.list_price, &there) &&
           read_number(h, record, ROLE_DISCOUNT, &cells.discount, &there) &&
           read_number(h, record, ROLE_REFUNDED, &cells.refunded, &there) &&
           order_cells_settle(&cells, false, &discount_left, line, &blamed);
}

static bool read_currency(struct bulk_half *h, const struct csv_record *record)
{
    struct slice text = text_of(h, record, ROLE_CURRENCY);
    if (h->has_currency)
        return slice_equal(text, h->currency);
    h->currency = arena_copy(&h->arena, text);
    h->has_currency = true;
    return true;
}

/* ---- rows ---- */

static void skip(struct bulk_half *h, enum bulk_skip why)
{
    if (h->skips[why]++ == 0)
        h->met[h->met_count++] = why;
}

/* The name of the row's customer; empty: there is none. */
static struct slice read_customer(struct bulk_half *h, const struct csv_record *record)
{
    struct slice id = text_of(h, record, ROLE_CUSTOMER_ID);
    bool guest = slice_equal(id, SLICE("0"));
    bool known;
    if (id.len != 0 && !guest && !h->has_customers_file)
        return id;
    arena_reset(&h->row);
    struct identity_keys keys = {id, text_of(h, record, ROLE_EMAIL),
                                 text_of(h, record, ROLE_PHONE)};
    struct slice name = identity_find(h->identity, keys, &h->row, &known);
    if (name.len == 0)
        skip(h, guest ? BULK_GUEST : BULK_NO_CUSTOMER);
    else
        h->unmatched += h->has_customers_file && !known;
    return name;
}

static bool read_line(struct bulk_half *h, const struct csv_record *record, struct order_line *line)
{
    line->order_id = text_of(h, record, ROLE_ORDER_ID);
    line->product = text_of(h, record, ROLE_PRODUCT);
    line->channel = text_of(h, record, ROLE_CHANNEL);
    return read_day(h, record, &line->day) && read_status(h, record, &line->status) &&
           read_money(h, record, line) && check_day(h, record, ROLE_EXPECTED_AT) &&
           check_day(h, record, ROLE_DELIVERED_AT);
}

static struct bulk_line *new_line(struct bulk_half *h, struct slice customer)
{
    size_t part = hash_fast(h->run->world->seed, customer) >> 56;
    struct bulk_chunk *chunk = h->newest[part];
    if (chunk == NULL || chunk->count == BULK_CHUNK) {
        chunk = memory_array(1, sizeof *chunk);
        chunk->older = h->newest[part];
        chunk->count = 0;
        h->newest[part] = chunk;
    }
    h->counts[part]++;
    return &chunk->lines[chunk->count++];
}

static void add_line(struct bulk_half *h, struct slice customer, const struct facts_line *line)
{
    *new_line(h, customer) = (struct bulk_line){
        .customer = order_key_of(customer, &h->longer),
        .order = order_key_of(line->order_id, &h->longer),
        .amount = line->amount,
        .day = line->day,
        .product =
            line->product.len != 0 ? intern_add(&h->products, line->product) : LEDGER_NOTHING,
        .channel = channel_number(h, line->channel),
        .discounted = line->discounted,
        .given_back = line->given_back};
    if (line->day > h->latest)
        h->latest = line->day;
    h->lines = true;
}

/* Takes one row; false: it is not understood here. */
static bool take_row(struct bulk_half *h, const struct csv_record *record)
{
    struct order_line line = {0};
    struct facts_line lines[2];
    h->rows++;
    struct slice customer = read_customer(h, record);
    if (customer.len == 0)
        return true;
    if (!read_line(h, record, &line))
        return false;
    enum sale_skip skipped = sale_skipped(h->settings, h->now, &line);
    if (skipped != SALE_COUNTS) {
        skip(h, skipped == SALE_IS_NONE ? BULK_NO_SALE : BULK_AFTER);
        return true;
    }
    if (sale_settle(&line, h->amounts) != SALE_GOOD || (h->amounts && !read_currency(h, record)))
        return false;
    size_t count = sale_lines(&line, h->refunds, lines);
    for (size_t i = 0; i < count; i++)
        add_line(h, customer, &lines[i]);
    return count != 0;
}

void bulk_read_half(void *half)
{
    struct bulk_half *h = half;
    const uint64_t *seed = h->run->world->seed;
    intern_start(&h->products, &h->arena, seed);
    intern_start(&h->channels, &h->arena, seed);
    intern_start(&h->longer, &h->arena, seed);
    struct csv_reader *reader = stream_open_part(h->stream, &h->arena, &h->part);
    struct csv_record record;
    enum csv_result result = CSV_FAILED;
    const char *forgotten = h->part.bytes.ptr;
    bool good = reader != NULL;
    while (good && (result = csv_reader_next(reader, &record, &h->ignored)) == CSV_RECORD) {
        good = take_row(h, &record);
        if (h->rows % FORGET_ROWS == 0 && !h->run->world->in_memory) {
            const char *position = csv_reader_position(reader);
            input_forget(forgotten, position);
            forgotten = position;
        }
    }
    bool closed = csv_reader_close(reader, &h->ignored);
    h->good = good && result == CSV_END && closed;
}
