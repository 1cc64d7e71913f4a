/* SPDX-License-Identifier: MIT */
/* One customer's page of the book: the records that are the customer's, and what the log says in sum. */
#ifndef REGULARS_VIEW_H
#define REGULARS_VIEW_H

#include "due-followups/book.h"
#include "streams/vocabulary.h"

/* What keeps a contact from being made; the first that holds is the one that is said. */
enum gate {
    GATE_OPEN,
    GATE_OPT_OUT,
    GATE_UNSUBSCRIBE,
    GATE_BLOCK,
    GATE_BOUNCE,
    GATE_NO_RECORD, /* of courtesy: not in the customers file */
    GATE_CONSENT,
    GATE_INTEREST,
    GATE_CAP,
    GATE_COUNT
};

/* Why the customer counts as interested. */
enum interest { INTEREST_NONE, INTEREST_ORDER, INTEREST_OPEN, INTEREST_CLICK, INTEREST_QUESTION };

/* The log of one customer in sum. Moments are NO_MOMENT where there is none. */
struct touch {
    int64_t spoken;   /* last message or call of ours: kind message, direction out */
    int64_t called;   /* the last of these by telephone */
    int64_t campaign; /* last campaign of ours */
    int64_t loose;    /* last of `spoken` that names no case */
    int64_t caseless; /* the same, or one that is not among the cases */
    int64_t told;     /* last of ours of any kind, automatic ones and status mails included */
    int64_t heard;    /* last message of the customer */
    int64_t live;     /* last talk, either way */
    int64_t interest_at;
    enum interest interest;
    int heard_channel; /* of `heard`; -1: not known */
    int written;       /* contacts of ours in writing since `live` */
    bool mail_unanswered; /* the last contact of all is an e-mail of ours */
    uint8_t barred[CHANNELS_MOST]; /* enum gate: what bars the channel for everything */
    uint8_t barred_all;            /* enum gate: what bars all channels */
    bool all_unnamed;              /* for the log does not say which of them is meant */
    uint8_t barred_courtesy;       /* enum gate: what bars courtesy over all channels */
    uint8_t barred_news;           /* enum gate: what bars courtesy by e-mail */
};

struct view {
    const struct book *book;
    uint32_t customer;
    const struct customer *person;
    /* In time's order. */
    const struct case_row *cases;
    const struct order_row *orders;
    const struct answer_row *answers;
    const struct event *events;
    const struct enquiry *enquiries;
    const struct loyal *loyals;
    const struct done_row *done;
    size_t case_count, order_count, answer_count, event_count, enquiry_count, loyal_count, done_count;
    struct touch touch;
};

/* Opens the page of a customer below book.customer_count. */
void view_open(struct view *v, const struct book *b, uint32_t customer);

/* Asks the memory for a page that will be opened soon. */
void view_fetch_early(const struct book *b, uint32_t customer);

/* The n-th of each, in time's order. */
static inline const struct case_row *view_case(const struct view *v, size_t n)
{
    return &v->cases[n];
}

static inline const struct order_row *view_order(const struct view *v, size_t n)
{
    return &v->orders[n];
}

static inline const struct answer_row *view_answer(const struct view *v, size_t n)
{
    return &v->answers[n];
}

static inline const struct event *view_event(const struct view *v, size_t n)
{
    return &v->events[n];
}

static inline const struct done_row *view_done(const struct view *v, size_t n)
{
    return &v->done[n];
}

/* The row of loyalty, NULL where there is none; of several the latest. */
static inline const struct loyal *view_loyal(const struct view *v)
{
    return v->loyal_count == 0 ? NULL : &v->loyals[v->loyal_count - 1];
}

/*
 * When the staff last wrote or spoke on a case, by the case or by the log, where what belongs to no case counts too;
 * NO_MOMENT: never.
 */
int64_t view_staff_at(const struct view *v, const struct case_row *c);

/* The line of an order by its number; NULL where there is none. */
const struct order_row *view_order_by_id(const struct view *v, struct slice order_id);

/*
 * The moments at which the customer was contacted, between after (excluded) and until: several messages of one day over
 * one channel are one contact; what --done says counts where the log shows nothing that day. Ascending, in
 * the arena; returns how many.
 */
size_t view_contacts(const struct view *v, int64_t after, int64_t until, struct arena *arena,
                     int64_t **moments);

/*
 * Whether a line of an order is on its way, or should be: neither delivered nor called off, by its own file or, where several
 * list the order, by any. A line about whose delivery another file says more is not awaited itself: that one is.
 */
bool view_awaits(const struct view *v, const struct order_row *o);

/* Whether the order has come since a day: a line of it was delivered on that day or later, and none is awaited. */
bool view_has_come(const struct view *v, struct slice order_id, int64_t since);

/* Whether an order is a purchase that stands: not a quote, cart, draft, cancelled, failed, returned or refunded. */
bool order_stands(const struct order_row *o);

#endif
