/* SPDX-License-Identifier: MIT */
/* What bulk.c (parts) and bulk_read.c (rows) share and nobody else sees. */
#ifndef REGULARS_SCORE_LOYALTY_BULK_INSIDE_H
#define REGULARS_SCORE_LOYALTY_BULK_INSIDE_H

#include "score-loyalty/bulk.h"
#include "streams/stream_parts.h"

/* Customer and order by their ids' bytes, as order_key_of makes them. */
struct bulk_line {
    struct order_key customer, order;
    int64_t amount;
    int32_t day;
    uint32_t product; /* of the half's products */
    uint32_t channel; /* of the half's channels */
    bool discounted, given_back;
};

enum { BULK_CHUNK = 256, BULK_HALVES = 2, BULK_WORDS = 64, BULK_DAY = 32 };

struct bulk_chunk {
    struct bulk_chunk *older;
    size_t count;
    struct bulk_line lines[BULK_CHUNK];
};

/* A word of a column that has few, and what it stands for. */
struct bulk_word {
    struct slice text;
    int64_t value;
};

struct bulk_words {
    struct bulk_word words[BULK_WORDS];
    size_t count;
    size_t last; /* found last */
};

enum bulk_skip { BULK_NO_CUSTOMER, BULK_GUEST, BULK_NO_SALE, BULK_AFTER, BULK_SKIPS };

/* One thread's half of the file. */
struct bulk_half {
    const struct tool_run *run;
    const struct stream *stream;
    const struct stream_shape *shape;
    const struct settings *settings;
    const struct now *now;
    const struct identity *identity; /* nobody is entered while the halves are read */
    struct csv_part part;
    bool amounts, refunds, has_customers_file;

    struct arena arena;
    struct arena row; /* keys of the present row */
    struct intern products, channels, longer;
    struct bulk_words statuses, fulfilments, channel_words;
    struct error ignored;
    struct slice currency;
    bool has_currency;
    char day_text[BULK_DAY]; /* the last one, and its day */
    size_t day_length;
    int32_t day;
    int32_t latest;
    uint64_t rows, skips[BULK_SKIPS];
    enum bulk_skip met[BULK_SKIPS]; /* in the order in which they were met first */
    size_t met_count;
    uint64_t unmatched; /* rows of customers whom the customers file does not have */
    bool lines, good;

    struct bulk_chunk *newest[LEDGER_PARTS];
    size_t counts[LEDGER_PARTS];

    uint32_t *product_map, *channel_map, *longer_map; /* to the numbers of all */
};

struct bulk {
    struct bulk_half halves[BULK_HALVES];
    size_t half_count;
    const struct intern *longer; /* all ids that are too long for a key */
};

/* Reads the half; half->good tells whether all of it was understood. */
void bulk_read_half(void *half);

#endif
