/* SPDX-License-Identifier: MIT */
/*
 * What is kept of a message: when, who, what it does to its case, and numbers of sets for all that is text. Five
 * million of them fit into a quarter of a gigabyte. The words themselves are judged while they are read
 * (case_log.h) and not kept.
 */
#ifndef REGULARS_CASE_MESSAGE_H
#define REGULARS_CASE_MESSAGE_H

#include <stdbool.h>
#include <stdint.h>

#include "lib/slice.h"

/* No such moment. */
#define NO_MOMENT INT64_MIN

/* What a message does to its case. */
enum act {
    ACT_ASKS,        /* of the customer: a question, a request or a complaint */
    ACT_SAYS,        /* of the customer: neither, as far as one can tell; on an open case it waits for an answer all the same */
    ACT_FAREWELL,    /* of the customer: thanks, good-bye; waits for nothing */
    ACT_MISSED_CALL, /* of the customer, who reached nobody */
    ACT_ANSWERS,     /* of the staff, by whatever channel */
    ACT_NOTES,       /* of the staff to each other */
    ACT_STATUS,      /* a change of status, owner or date */
    ACT_NOTHING      /* automatic replies, campaigns, surveys, opens, clicks ... */
};

enum message_bits {
    MESSAGE_COMPLAINS = 1 << 0,      /* a complaint, by kind, flags, topics or words */
    MESSAGE_APOLOGISES = 1 << 1,     /* holds an apology */
    MESSAGE_ACKNOWLEDGES = 1 << 2,   /* admits what went wrong, with an apology or without */
    MESSAGE_LIVE = 1 << 3,           /* a talk: telephone or shop */
    MESSAGE_PROMISE_STATED = 1 << 4, /* the promise stands in promised_by, not in the text */
    MESSAGE_OWN_WORDS = 1 << 5       /* has words of its own, for last_text */
};

struct case_message {
    int64_t sent_at;
    uint32_t group;   /* of case_log.h */
    uint32_t agent;   /* sets of one label each; LABEL_SET_EMPTY: none */
    uint32_t order;   /* an order's number + 1; 0: none */
    uint32_t flags;   /* sets of labels */
    uint32_t topics;
    uint32_t topic;   /* the gravest of them, a set of one */
    uint32_t promise; /* place in the log's promises + 1; 0: none */
    uint32_t text;    /* place in the log's texts + 1; 0: none is kept */
    uint16_t channel; /* a channel's number in the log */
    uint8_t act;      /* enum act */
    uint8_t status;   /* enum case_status + 1; 0: none */
    uint8_t bits;     /* enum message_bits */
    uint8_t tone;     /* enum grade + 1; 0: not judged */
    uint8_t topic_severity;
};

/* Whether it comes from the customer. */
static inline bool act_is_incoming(uint8_t act)
{
    return act <= ACT_MISSED_CALL;
}

#endif
