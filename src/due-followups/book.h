/* SPDX-License-Identifier: MIT */
/*
 * Everything that the exports say about the customers, in compact records, and which of them belong to whom.
 * Filled by gather.h; the reasons only look things up here. Numbers stand for texts (intern), BOOK_NONE
 * for none; moments are Unix seconds, days civil days.
 */
#ifndef REGULARS_BOOK_H
#define REGULARS_BOOK_H

#include "lib/calendar.h"
#include "lib/datetime.h"
#include "lib/rejects.h"
#include "streams/identity.h"
#include "streams/vocabulary.h"

#define NO_MOMENT INT64_MIN
#define NO_DAY    INT32_MIN
#define BOOK_NONE INTERN_NONE

/*
 * Channels: those of the vocabulary (enum channel), from CHANNEL_COUNT on those that the files have beside them, as many as a
 * signed byte holds; what comes after that is -1, not known.
 */
enum { CHANNELS_MOST = 120 };

/* What the customers file, or else the cases, say about a customer. */
struct customer {
    struct slice name, given_name, family_name;
    const struct zone *zone;                          /* NULL: not said */
    uint32_t salutation, owner, supervisor;           /* in book.words */
    uint32_t opt_out;                                 /* set of channels, of vocabulary_channels */
    int8_t language, preferred_channel;               /* -1: not known; language: or LANGUAGE_OTHER */
    int8_t consent;                                   /* -1: not said; 0, 1 */
    uint8_t birth_month, birth_day;                   /* 0: not known */
    bool known;                                       /* has a row in the customers file */
    bool has_case;
    bool has_email, has_phone;                        /* in any file */
};

enum case_bits {
    CASE_COMPLAINT = 1 << 0,
    CASE_KIND_KNOWN = 1 << 1, /* the export says which cases are complaints */
    CASE_ANGRY = 1 << 2,      /* these four: in what waits for an answer */
    CASE_LEAVES = 1 << 3,
    CASE_GOES_PUBLIC = 1 << 4,
    CASE_GOES_TO_LAW = 1 << 5,
    CASE_NOTE_LEFT = 1 << 6,
    CASE_NOTE_KNOWN = 1 << 7,
    CASE_STAFF_KNOWN = 1 << 8, /* when the staff last wrote is known, even if never */
    CASE_OPEN_NOW = 1 << 9,
    CASE_WAIT_DERIVED = 1 << 10 /* waiting_since is worked out, not stated */
};
enum { CASE_SCENE = CASE_ANGRY | CASE_LEAVES | CASE_GOES_PUBLIC | CASE_GOES_TO_LAW };

struct case_row {
    struct slice case_id, order_id, name; /* name: of a customer without a row of their own */
    int64_t opened_at, last_customer_at, solved_at, promised_by, live_at;
    int64_t waiting_since, last_staff_at; /* by the export; after book_group by the log, too */
    uint32_t customer, agent, topic; /* the last two in book.words */
    uint32_t number;                 /* of the case_id in book.cases_by_id */
    uint16_t repeats, promises_broken, bits;
    int8_t channel, last_channel, language; /* -1: not known; language: or LANGUAGE_OTHER */
};

enum order_bits {
    ORDER_FULL_PRICE = 1 << 0, /* no discount is known of */
    ORDER_TRACKED = 1 << 1,
    ORDER_NEGATIVE = 1 << 2,  /* a return or refund */
    ORDER_TRACKABLE = 1 << 3, /* the export has a column for the expected day or the parcel's number */
    ORDER_TELLS = 1 << 4,     /* the export has a column that could tell of the delivery */
    ORDER_HASHED = 1 << 5     /* its number is written with '#' before it */
};

/* A line of an order. */
struct order_row {
    uint32_t customer, product, order, place, currency; /* order in book.orders_by_id, without '#', the others in book.words */
    int32_t day, expected, delivered;         /* NO_DAY: not known */
    int8_t status;                            /* enum order_status, -1: not given */
    uint8_t bits;
    uint16_t file; /* of the order files, from 0 */
};

enum answer_bits {
    ANSWER_BAD = 1 << 0,       /* NPS 0 to 6, or a score of at most 40 */
    ANSWER_COMPLAINS = 1 << 1, /* in words */
    ANSWER_GOOD = 1 << 2,      /* a score of 70 or more */
    ANSWER_SUGGESTS = 1 << 3,
    ANSWER_ASKS = 1 << 4,
    ANSWER_PRAISES = 1 << 5,
    ANSWER_WORDS = 1 << 6 /* says something of some length */
};
enum { ANSWER_FEEDBACK = ANSWER_SUGGESTS | ANSWER_ASKS | ANSWER_PRAISES | ANSWER_WORDS };

/* One answered question of a survey. */
struct answer_row {
    int64_t at;
    uint32_t customer, sheet, touchpoint; /* sheet in book.ids, touchpoint in book.words */
    uint8_t bits;
};

enum event_bits {
    EVENT_ASKS = 1 << 0,      /* a question or other sign of interest */
    EVENT_OPT_OUT = 1 << 1,   /* asks in words not to be contacted */
    EVENT_FEEDBACK = 1 << 2,  /* a review with a suggestion, question or praise */
    EVENT_ELSEWHERE = 1 << 3  /* belongs to a case that is not among the cases */
};

/* One message, or what stands for one. */
struct event {
    int64_t at;
    uint32_t customer;
    uint32_t number; /* of the case in book.cases_by_id, BOOK_NONE: not one of the cases */
    uint32_t order;  /* in book.orders_by_id */
    uint32_t id;     /* in book.ids; only of those that can be a trigger */
    int8_t channel;  /* -1: not known */
    uint8_t kind, direction, bits;
};

/* A message or call that somebody wrote or made; and one of ours. */
static inline bool event_is_word(const struct event *e)
{
    return e->kind == KIND_MESSAGE || e->kind == KIND_COMPLAINT;
}
static inline bool event_is_our_word(const struct event *e)
{
    return e->direction == DIRECTION_OUT && event_is_word(e);
}

/* A question about a product whose price falls; or the answer that told the new price. */
struct enquiry {
    int64_t at;
    uint32_t customer, product, id; /* id: BOOK_NONE in the answer */
};

/* One row of loyalty. */
struct loyal {
    uint32_t customer, segment, became, favourite; /* in book.words */
    int32_t as_of, first_order, last_order;        /* NO_DAY: not given */
    int32_t orders;                                /* -1: not given */
    int64_t gap;                                   /* usual days between purchases, millionths; 0: not known */
    int64_t value_at_risk;                         /* millionths */
};

/* What was done and no log shows. */
struct done_row {
    int64_t at;
    struct slice trigger; /* empty: any */
    uint32_t customer;
    uint8_t reason;
};

struct price_cut {
    uint32_t product; /* in book.words */
    int32_t starts_on;
    int64_t old_price, new_price; /* millionths; 0: not given */
    struct slice folded;          /* the product's name as text_key makes it */
};

struct campaign {
    struct slice id, text;
    struct slice segments, product; /* as they stand; product folded; empty: any */
    int32_t from, until;
};

struct name_day {
    struct slice name; /* folded */
    uint8_t month, day;
    int8_t language; /* -1: any */
};

struct absence {
    uint32_t agent, stand_in; /* in book.words */
    int32_t from, until;
};

struct book {
    struct arena *arena;
    struct world *world;
    struct identity *identity;
    const struct vocabularies *vocabularies;
    struct rejects *rejects;
    const struct zone *zone;
    struct zone_store *zones; /* customers' own, all that are named */
    struct error failure;     /* of a row that is not to blame for it: set, the reading ends */
    struct calendar *calendar;
    int64_t now, today;
    unsigned sources; /* enum source, as bits */

    struct intern words, cases_by_id, orders_by_id, ids;
    struct intern channels;                                 /* beside the vocabulary's, folded ... */
    struct slice channel_words[CHANNELS_MOST - CHANNEL_COUNT]; /* ... and as they are written */
    int channel_count;                                      /* with the vocabulary's */
    struct customer *people; /* by customer; shorter than identity_count where nothing is known */
    size_t people_count, people_capacity;
    struct case_row *cases;
    size_t case_count, case_capacity;
    uint32_t *case_places; /* in cases, by number of the case; until book_group */
    size_t case_place_count, case_place_capacity;
    struct order_row *orders;
    size_t order_count, order_capacity;
    struct answer_row *answers;
    size_t answer_count, answer_capacity;
    struct event *events;
    size_t event_count, event_capacity;
    struct enquiry *enquiries;
    size_t enquiry_count, enquiry_capacity;
    struct loyal *loyals;
    size_t loyal_count, loyal_capacity;
    struct done_row *done;
    size_t done_count, done_capacity;
    struct price_cut *cuts;
    size_t cut_count, cut_capacity;
    struct campaign *campaigns;
    size_t campaign_count, campaign_capacity;
    struct name_day *name_days;
    size_t name_day_count, name_day_capacity;
    struct absence *absences;
    size_t absence_count, absence_capacity;

    /* The lines of an order, one after another: the first by its number, the next by the line; BOOK_NONE ends them. Those of
     * one customer follow each other in the order of the page. */
    uint32_t *first_line, *next_line;

    /* By customer, after book_group: the records of customer n are those from cases_of[n] to before cases_of[n + 1]. NULL:
     * there are no such records. */
    uint32_t *cases_of, *orders_of, *answers_of, *events_of, *enquiries_of, *loyals_of, *done_of;
    size_t customer_count;
};

/* Starts an empty book; run, calendar and rejects must outlive it. */
void book_start(struct book *b, const struct tool_run *run, struct rejects *rejects);

/* Frees what is not in the arena. */
void book_free(struct book *b);

/* The customer's record, made when it is not there yet; good until the next call. */
struct customer *book_customer(struct book *b, uint32_t customer);

/* The same to look at; one of whom nothing is known where there is none. */
const struct customer *book_look(const struct book *b, uint32_t customer);

/* The number of a text in a table, BOOK_NONE for an empty one; and back, empty for BOOK_NONE. */
uint32_t book_number(struct intern *t, struct slice text);
struct slice book_text(const struct intern *t, uint32_t number);

/* An order's number as its file writes it, in the arena; empty where it has none. */
struct slice book_order_id(const struct book *b, const struct order_row *o, struct arena *arena);

/* The code of a channel's word, -1 for none; and back. Case and blanks do not matter. */
int8_t book_channel(struct book *b, struct slice word);
struct slice book_channel_word(const struct book *b, int channel);

/*
 * Sorts the records by their customers, each customer's by time and then by what they hold, so that the order of
 * rows does not matter; and tells the cases what the log knows of them. After this nothing is added.
 */
void book_group(struct book *b);

/* The agent who stands in for an absent one on a day, itself where it is not absent, BOOK_NONE where nobody does. */
uint32_t book_present(const struct book *b, uint32_t agent, int64_t day);

#endif
