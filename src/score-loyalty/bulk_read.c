/* SPDX-License-Identifier: MIT */
#include "lib/number.h"
#include "score-loyalty/bulk_inside.h"

enum { FORGET_ROWS = 1 << 16 };

/* ---- cells ---- */

/* Whether there may be blanks at the ends (no-break spaces end with byte A0). */
static inline bool may_have_blanks(struct slice s)
{
    unsigned char first = (unsigned char)s.ptr[0];
    unsigned char last = (unsigned char)s.ptr[s.len - 1];
    return first <= ' ' || last <= ' ' || first >= 0xC2 || last >= 0x80;
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

/* An empty status is -1, as one not given. False: the word is not known. */
static bool read_status(struct bulk_half *h, const struct csv_record *record, int *status)
{
    struct slice text = text_of(h, record, ROLE_STATUS);
    *status = -1;
    if (text.len == 0)
        return true;
    const int64_t *known = word_of(&h->statuses, text);
    *status = known != NULL
                  ? (int)*known
                  : vocabulary_find(h->shape->vocabularies, VOCABULARY_ORDER_STATUS, text);
    if (known == NULL && *status >= 0)
        learn_word(h, &h->statuses, text, *status);
    return *status >= 0;
}

/* A channel by its canonical word, or as it is written. */
static uint32_t read_channel(struct bulk_half *h, const struct csv_record *record)
{
    struct slice text = text_of(h, record, ROLE_CHANNEL);
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

static bool read_day(struct bulk_half *h, const struct csv_record *record, int32_t *day)
{
    struct slice text = text_of(h, record, ROLE_ORDERED_AT);
    struct datetime stamp;
    struct error ignored = {0};
    *day = h->day;
    if (text.len != 0 && slice_equal(text, (struct slice){h->day_text, h->day_length}))
        return true;
    if (text.len == 0 || !datetime_parse(text, h->shape->date_order, &stamp, &ignored) ||
        (stamp.has_offset && h->shape->zone != NULL))
        return false;
    *day = h->day = (int32_t)stamp.day;
    h->day_length = text.len < BULK_DAY ? text.len : 0;
    memcpy(h->day_text, text.ptr, h->day_length);
    return true;
}

static bool read_amount(struct bulk_half *h, const struct csv_record *record, int64_t *amount)
{
    struct error ignored = {0};
    *amount = NUMBER_ONE;
    if (!h->amounts)
        return true;
    struct slice text = text_of(h, record, ROLE_AMOUNT);
    return text.len != 0 && number_parse(text, h->shape->decimal, amount, &ignored) &&
           *amount != INT64_MIN;
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

static void add_line(struct bulk_half *h, struct slice customer, const struct bulk_line *line)
{
    size_t part = hash_fast(h->run->world->seed, customer) >> 56;
    struct bulk_chunk *chunk = h->newest[part];
    if (chunk == NULL || chunk->count == BULK_CHUNK) {
        chunk = memory_array(1, sizeof *chunk);
        chunk->older = h->newest[part];
        chunk->count = 0;
        h->newest[part] = chunk;
    }
    chunk->lines[chunk->count++] = *line;
    h->counts[part]++;
}

/* Takes one row; false: it is not understood here. */
static bool take_row(struct bulk_half *h, const struct csv_record *record)
{
    struct slice customer = text_of(h, record, ROLE_CUSTOMER_ID);
    struct bulk_line line = {.product = LEDGER_NOTHING};
    int status;
    h->rows++;
    if (customer.len == 0 || slice_equal(customer, SLICE("0"))) {
        h->skips[customer.len == 0 ? BULK_NO_CUSTOMER : BULK_GUEST]++;
        return true;
    }
    if (!read_day(h, record, &line.day) || !read_status(h, record, &status) ||
        !read_amount(h, record, &line.amount))
        return false;
    bool no_sale = status >= 0 && (h->settings->skipped_statuses >> status & 1) != 0;
    if (no_sale || (h->now->given && line.day > h->now->day)) {
        h->skips[no_sale ? BULK_NO_SALE : BULK_AFTER]++;
        return true;
    }
    if (!read_currency(h, record))
        return false;
    struct slice product = text_of(h, record, ROLE_PRODUCT);
    if (product.len != 0)
        line.product = intern_add(&h->products, product);
    line.channel = read_channel(h, record);
    line.customer = order_key_of(customer, &h->longer);
    line.order = order_key_of(text_of(h, record, ROLE_ORDER_ID), &h->longer);
    line.given_back = h->given_back_by_status && line.amount > 0 &&
                      (status == ORDER_REFUNDED || status == ORDER_RETURNED);
    if (line.day > h->latest)
        h->latest = line.day;
    h->lines = true;
    add_line(h, customer, &line);
    return true;
}

void *bulk_read_half(void *half)
{
    struct bulk_half *h = half;
    const uint64_t *seed = h->run->world->seed;
    intern_start(&h->products, &h->arena, seed);
    intern_start(&h->channels, &h->arena, seed);
    intern_start(&h->longer, &h->arena, seed);
    struct csv_reader *reader = stream_open_part(h->stream, &h->arena, &h->part);
    struct csv_record record;
    struct error ignored = {0};
    enum csv_result result = CSV_FAILED;
    const char *forgotten = h->part.bytes.ptr;
    bool good = reader != NULL;
    while (good && (result = csv_reader_next(reader, &record, &ignored)) == CSV_RECORD) {
        good = take_row(h, &record);
        if (h->rows % FORGET_ROWS == 0 && !h->run->world->in_memory) {
            input_forget(forgotten, record.raw.ptr);
            forgotten = record.raw.ptr;
        }
    }
    bool closed = csv_reader_close(reader, &ignored);
    h->good = good && result == CSV_END && closed;
    return NULL;
}
