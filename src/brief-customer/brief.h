/* SPDX-License-Identifier: MIT */
/*
 * What is gathered of the customers asked for, from each file that was given: one struct subject each. Rows of
 * everybody else are passed over, but for orders, which tell what goes together (basket.h). All texts are copies in
 * the run's arena.
 */
#ifndef REGULARS_BRIEF_H
#define REGULARS_BRIEF_H

#include "brief-customer/basket.h"
#include "streams/identity.h"
#include "streams/now.h"
#include "streams/stream.h"

#define NO_MOMENT INT64_MIN

/* A row of the customers file. */
struct details {
    struct slice name, salutation, given_name, family_name, email, phone, timezone, birthday, owner, supervisor;
    int language, preferred_channel; /* -1: not said; language: or LANGUAGE_OTHER */
    struct slice preferred_word;     /* as it is written, where the channel is unknown */
    struct slice opt_out;            /* canonical words joined by ", "; "all" */
    int consent;                     /* enum yes_no, -1: not said */
    const struct zone *zone;         /* NULL: none of that name */
};

/* A row of the cases file. */
struct brief_case {
    struct slice id, kind, agent, channel, topics, flags_in, flags_out, apology, last_text, order_id, repeat_of;
    int64_t opened_at, waiting_since, solved_at, promised_by, due_at, last_staff_at;
    int64_t resolved_hours; /* millionths, -1: not said */
    int64_t repeats, handoffs, reopened, promises_broken, postponements;
    int status; /* enum case_status */
    bool complaint;
};

/* A line of an order. */
struct purchase {
    struct slice product, channel;
    struct slice order_id; /* without # */
    int64_t day, amount;
    bool counts;     /* bought and kept: neither cancelled nor given back */
    bool discounted;
    bool pending;    /* ordered and not yet there */
    bool has_expected;
    int64_t expected_day;
    struct slice tracking, location;
};

/* An answer in a survey. */
struct opinion {
    int64_t day;
    struct slice metric, touchpoint, answer, comment;
    int64_t score; /* millionths, -1: none */
};

/* A contact, a note, or an unsubscribe. */
struct contact {
    int64_t at;
    struct slice channel, agent, text;
    int direction, kind;
    bool opts_out; /* asks in words not to be contacted */
};

/* Lists that grow in the arena; the capacity is arena_grow's. */
#define LIST_OF(type)                                                                                                 \
    struct {                                                                                                          \
        struct type *at;                                                                                              \
        size_t count, capacity;                                                                                       \
    }

struct subject {
    uint32_t customer; /* identity.h */
    struct slice asked; /* as on the command line */
    struct slice asked_email, asked_phone; /* the same as these are compared; empty: it is no such thing */
    int match;          /* how well a row of the customers file answers to that; 0: none does */
    bool shared;        /* two rows do so equally well */
    bool found;         /* in any file */
    struct details details;
    int64_t named_at;   /* of the case that the name is from, without a row of customers */
    LIST_OF(brief_case) cases;
    LIST_OF(purchase) purchases;
    LIST_OF(opinion) opinions;
    LIST_OF(contact) contacts;
    struct slice *loyalty; /* cells of the loyalty row by enum loyalty_cell; NULL: none */
};

/* The cells of a loyalty row that the card shows. */
enum loyalty_cell {
    LOYALTY_SCORE,
    LOYALTY_KIND,
    LOYALTY_SEGMENT,
    LOYALTY_REASONS,
    LOYALTY_ORDERS,
    LOYALTY_SPEND,
    LOYALTY_CURRENCY,
    LOYALTY_FIRST,
    LOYALTY_LAST,
    LOYALTY_GAP,
    LOYALTY_FAVOURITE,
    LOYALTY_CHANNEL,
    LOYALTY_CHURN,
    LOYALTY_AT_RISK,
    LOYALTY_NPS,
    LOYALTY_RECOVERED,
    LOYALTY_REVIEW,
    LOYALTY_CELLS
};

struct brief {
    const struct tool_run *run;
    struct arena *arena;
    struct arena scratch; /* of one row */
    struct rejects *rejects;
    struct identity *identity;
    const struct vocabularies *words;
    int language;             /* of the house; -1: not said */
    const struct zone *zone; /* of --tz, else UTC */
    struct now now;
    struct subject *people;
    size_t count;
    struct identity_watch watch; /* for these, from when the customers are read */
    struct baskets baskets;
    struct intern ordered; /* products in orders of the people, see read_orders.c */
    size_t *ordered_at;    /* by number of these: which of the person's purchases */
    size_t ordered_capacity;
};

/* The person that a customer's number belongs to, or NULL. */
struct subject *brief_person(struct brief *b, uint32_t customer);

/* The person that the present row of a stream is about, by customer_id, email, phone; NULL: somebody else. Notes that there was one. */
struct subject *brief_person_of(struct brief *b, struct stream *s);

/* A copy of a cell without blanks at its ends. */
struct slice brief_keep(struct brief *b, struct stream *s, enum role role);

/* The channel of the present row: its canonical word, or as it is written. */
struct slice brief_channel(struct brief *b, struct stream *s);

/* What reads one row of a stream. False: the row is bad, as the stream knows. */
typedef bool brief_take(struct brief *b, struct stream *s);

/* Reads all files of an option to their end, a call of take for each row. True at once when the option was not given. */
bool brief_read(struct brief *b, const char *option, enum stream_kind kind, const struct role_use *uses,
                size_t use_count, brief_take *take, struct error *e);

/* One reader for each file, with its roles for --columns. The customers come first: they say who is who. */
bool brief_read_customers(struct brief *b, struct error *e);
bool brief_read_cases(struct brief *b, struct error *e);
bool brief_read_orders(struct brief *b, struct error *e);
bool brief_read_responses(struct brief *b, struct error *e);
bool brief_read_messages(struct brief *b, struct error *e);
bool brief_read_loyalty(struct brief *b, struct error *e);

extern const struct role_use brief_customer_uses[], brief_case_uses[], brief_response_uses[],
    brief_message_uses[], brief_loyalty_uses[];
extern const size_t brief_customer_use_count, brief_case_use_count, brief_response_use_count,
    brief_message_use_count, brief_loyalty_use_count;

#endif
